"""XOR in two spaces: the four corners as inputs, and as the first hidden layer sees them.

The line is where the network's output passes the threshold: bent in the space of the inputs,
straight in the space that feeds the output neuron.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS, Array
from playground.analysis.classes import CORNERS, corner_inputs, cut
from playground.analysis.focus import focused_output
from playground.cache import cached
from playground.engine import Trace, forward
from playground.network import Network
from playground.notation import subscript
from playground.panels.kit import card, mosaic, plot
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of, value_colour
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

XOR = (0, 1, 1, 0)
_SIDE = 208  # of a figure: two and the table fit beside each other
_INPUT_ENDS = (-0.5, 1.5)
_ROW = Template(
    '<tr><th scope="row"><span class="shape {}"></span>{}</th>{}<td><b>{}</b></td>'
    '<td class="{}">{}</td></tr>'
)
_BODY = Template('<tbody data-key="corners">{}</tbody>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The hidden-space panel."""
    if scene.network.n_inputs == 1:
        note = htpy.p(".note")["one input: XOR needs two"]
        return Panel(card.frame("hidden-space", "Hidden space", scene, view, note))
    palette = palette_of(view)
    trace = forward(scene.active_network, corner_inputs(scene))
    side = min(_SIDE, card.inner_width(view, "hidden-space"))
    box = plot.Box(side, side, left=40, right=14, bottom=38)
    figures = {"inputs": _input_figure(scene, trace, box, palette)}
    if scene.network.n_hidden:
        figures["hidden"] = _hidden_figure(scene, trace, box, palette)
    parts = {"verdict": _verdict(scene, trace), "corners": _table(scene, trace)}
    frame = card.frame(
        "hidden-space",
        "Hidden space",
        scene,
        view,
        slot("verdict"),
        htpy.div(".beside")[
            [
                card.figure_place(name, side, side, f"corners, space of the {name}")
                for name in figures
            ],
            htpy.table(".numbers.side")[_head(scene), slot("corners")],
        ],
        htpy.p(".note")[_comment(scene.network)],
    )
    return Panel(frame, parts, figures)


def hidden_places(network: Network, trace: Trace) -> Array:
    """The corners (4, 2) as the first hidden layer's first two neurons; one alone has a₂ = 0."""
    first = trace.activations[0][:, :2]
    return first if first.shape[1] == 2 else np.hstack([first, np.zeros((len(first), 1))])


def _comment(network: Network) -> str:
    if not network.n_hidden:
        return "no hidden layer: one straight line"
    if network.layers[0].n_out > 2:
        return f"a{subscript(3)} … a{subscript(network.layers[0].n_out)} are not drawn"
    return ""


def decisions(scene: Scene, trace: Trace) -> list[int]:
    """1 where the output reaches the threshold, else 0, for each corner."""
    return [int(y) for y in cut(trace.output[:, focused_output(scene)], scene.threshold)]


def _verdict(scene: Scene, trace: Trace) -> Markup:
    right = sum(got == wanted for got, wanted in zip(decisions(scene, trace), XOR, strict=True))
    shown = Markup('<span class="n" data-quantity="right" data-value="{}">{}</span>').format(
        right, right
    )
    text = Markup("<b>XOR</b> {} of 4 right {}").format(shown, card.fixed_inputs(scene, (0, 1)))
    return card.note("verdict", text, " good" if right == 4 else "")


def _head(scene: Scene) -> htpy.Element:
    names = scene.network.input_names[:2]
    hidden = [] if not scene.network.n_hidden else range(min(scene.network.layers[0].n_out, 2))
    return htpy.thead[
        htpy.tr[
            htpy.th(scope="col")[", ".join(names)],
            [htpy.th(".math", scope="col")[Markup("<i>a</i>{}").format(subscript(i + 1))]
             for i in hidden],
            htpy.th(scope="col")[scene.network.output_names[focused_output(scene)]],
            htpy.td,
        ]
    ]  # fmt: skip


def _table(scene: Scene, trace: Trace) -> Markup:
    rows = []
    got = decisions(scene, trace)
    hidden = trace.activations[0][:, :2] if scene.network.n_hidden else np.zeros((4, 0))
    for n, (x, wanted) in enumerate(zip(CORNERS, XOR, strict=True)):
        cells = join(
            Markup("<td>{}</td>").format(computed(float(a), scene.decimals, f"corner/{n}/a/{i}"))
            for i, a in enumerate(hidden[n])
        )
        y = float(trace.output[n, focused_output(scene)])
        right = got[n] == wanted
        rows.append(
            _ROW.format(
                "square" if wanted else "circle",
                f"{x[0]:g}, {x[1]:g}",
                cells,
                computed(y, scene.decimals, f"corner/{n}/y"),
                "good" if right else "bad",
                "✓" if right else f"✗ wanted {wanted}",
            )
        )
    return _BODY.format(join(rows))


def passes(scene: Scene, trace: Trace) -> Array:
    """What is 0 where the output passes the threshold, for a batch: straight if it can be.

    Of a function that jumps or that has an inverse it is taken before it, where it is linear.
    """
    j = focused_output(scene)
    z, a = trace.pre_activations[-1][:, j], trace.output[:, j]
    row = ACTIVATIONS[scene.network.layers[-1].activation]
    if row.jumps:
        return z
    low, high = row.range
    if row.inverse is not None and low < scene.threshold < high:  # it never gets to its ends
        return np.asarray(z - row.inverse(scene.threshold))
    return np.asarray(a - scene.threshold)


def _input_figure(scene: Scene, trace: Trace, box: plot.Box, palette: Palette) -> Figure:
    batch = mosaic.plane(_INPUT_ENDS, _INPUT_ENDS, scene.x, (0, 1))
    cut = passes(scene, forward(scene.active_network, batch))
    axes = [
        plot.Axis(*_INPUT_ENDS, plot.escaped(name), ((0, "0"), (1, "1")), zero=False)
        for name in scene.network.input_names[:2]
    ]
    return _figure(scene, np.array(CORNERS), cut, trace, (axes[0], axes[1]), box, palette)


def _hidden_figure(scene: Scene, trace: Trace, box: plot.Box, palette: Palette) -> Figure:
    network = scene.active_network
    places = hidden_places(network, trace)
    ends = [_ends(places[:, axis]) for axis in range(2)]
    cut = np.full(mosaic.SIDE**2, np.nan)
    width = network.layers[0].n_out
    if width <= 2:  # what follows sees these neurons only
        rest = _rest(network)
        batch = mosaic.plane(ends[0], ends[1], np.zeros(width), range(width))
        cut = passes(scene, forward(rest, batch))
    titles = ["<i>a</i>₁", "<i>a</i>₂" if width > 1 else ""]
    axes = [plot.Axis(*pair, title) for pair, title in zip(ends, titles, strict=True)]
    return _figure(scene, places, cut, trace, (axes[0], axes[1]), box, palette)


@cached(64)
def _rest(network: Network) -> Network:
    """The network behind the first hidden layer."""
    return Network(network.layers[1:], None, network.output_names)


def _ends(values: Array) -> tuple[float, float]:
    """A window with air around values, at least from −0.25 to 1.25."""
    low, high = plot.span(values, -0.1, 1.1)
    air = 0.12 * (high - low)
    return low - air, high + air


def _figure(
    scene: Scene,
    places: Array,
    cut: Array,
    trace: Trace,
    axes: tuple[plot.Axis, plot.Axis],
    box: plot.Box,
    palette: Palette,
) -> Figure:
    outputs = trace.output[:, focused_output(scene)].tolist()
    path = mosaic.zero_lines(cut.reshape(mosaic.SIDE, mosaic.SIDE))
    lines = [
        [v if v is None else axis.low + v / mosaic.SIDE * (axis.high - axis.low) for v in values]
        for axis, values in zip(axes, path, strict=True)
    ]
    texts = _texts(places)
    return {
        "data": [
            plot.line(lines[0], lines[1], palette.text1, 2.0),
            plot.points(
                plot.finite(places[:, 0]),
                plot.finite(places[:, 1]),
                [value_colour(y, palette) for y in outputs],
                palette.text1,
                17,
                ["square" if wanted else "circle" for wanted in XOR],
                1.5,
            ),
            plot.labels(
                plot.finite(places[:, 0]), plot.finite(places[:, 1]), texts, palette.text2,
                "top center",
            ),
        ],
        "layout": plot.layout(box, *axes, palette),
    }  # fmt: skip


def _texts(places: Array) -> list[str]:
    """A corner's name once where several fall together."""
    names: dict[tuple[float, float], list[int]] = {}
    for n, (x, y) in enumerate(places.round(2).tolist()):
        names.setdefault((x, y), []).append(n)
    texts = [""] * len(places)
    for members in names.values():
        texts[members[0]] = " · ".join(f"{CORNERS[n][0]:g}{CORNERS[n][1]:g}" for n in members)
        texts[members[0]] += "<br> "  # lifts it above the marker
    return texts
