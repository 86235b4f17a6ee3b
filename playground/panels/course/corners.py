"""XOR in two spaces: the four corners as inputs, and as the first hidden layer sees them.

The line is where the network's output passes the threshold: bent in the space of the inputs,
straight in the space that feeds the output neuron.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.focus import focused_output
from playground.analysis.input_space.classes import CORNERS
from playground.analysis.input_space.xor import (
    XOR,
    are_right,
    corner_trace,
    hidden_places,
    lead_over_hidden,
    lead_over_inputs,
)
from playground.engine import Trace
from playground.network import Network
from playground.notation import subscript
from playground.panels.kit import card, plot
from playground.panels.kit.contours import zero_lines
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of, value_colour
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_SQUARES = 32  # along a side, where only lines are drawn
_SIDE = 208  # of a figure: two and the table fit beside each other
_INPUT_ENDS = (-0.5, 1.5)
_ROW = Template(
    '<tr><th scope="row"><span class="shape {}"></span>{}</th>{}<td><b>{}</b></td>'
    '<td class="{}">{}</td></tr>'
)
_BODY = Template('<tbody data-key="corners">{}</tbody>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The panel of the corners."""
    if scene.network.n_inputs == 1:
        note = htpy.p(".note")["one input: XOR needs two"]
        return Panel(card.frame("corners", "Hidden space", scene, view, note))
    palette = palette_of(view)
    trace = corner_trace(scene)
    side = min(_SIDE, card.inner_width(view, "corners"))
    box = plot.Box(side, side, left=40, right=14, bottom=38)
    figures = {"inputs": _input_figure(scene, trace, box, palette)}
    if scene.network.n_hidden:
        figures["hidden"] = _hidden_figure(scene, trace, box, palette)
    right = are_right(scene, trace, focused_output(scene))
    parts = {"verdict": _verdict(scene, right), "corners": _table(scene, trace, right)}
    frame = card.frame(
        "corners",
        "Hidden space",
        scene,
        view,
        slot("verdict"),
        htpy.div(".beside")[
            [
                card.figure_place("corners", name, side, side, f"corners, space of the {name}")
                for name in figures
            ],
            htpy.table(".numbers.side")[_head(scene), slot("corners")],
        ],
        htpy.p(".note")[_comment(scene.network)],
    )
    return Panel(frame, parts, figures)


def _comment(network: Network) -> str:
    if not network.n_hidden:
        return "no hidden layer: one straight line"
    if network.layers[0].n_out > 2:
        return f"a{subscript(3)} … a{subscript(network.layers[0].n_out)} are not drawn"
    return ""


def _verdict(scene: Scene, right: list[bool]) -> Markup:
    shown = printed(sum(right), 0, quantity=f"corners-right/{focused_output(scene)}")
    text = Markup("<b>XOR</b> {} of 4 right {}").format(shown, card.fixed_inputs(scene, (0, 1)))
    return card.note("verdict", text, " good" if all(right) else "")


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


def _table(scene: Scene, trace: Trace, right: list[bool]) -> Markup:
    rows = []
    hidden = trace.activations[0][:, :2] if scene.network.n_hidden else np.zeros((4, 0))
    for n, (x, wanted) in enumerate(zip(CORNERS, XOR, strict=True)):
        cells = join(
            Markup("<td>{}</td>").format(computed(float(a), scene.decimals, f"corner/{n}/a/0/{i}"))
            for i, a in enumerate(hidden[n])
        )
        y = float(trace.output[n, focused_output(scene)])
        rows.append(
            _ROW.format(
                "square" if wanted else "circle",
                f"{x[0]:g}, {x[1]:g}",
                cells,
                computed(y, scene.decimals, f"corner/{n}/output/{focused_output(scene)}"),
                "good" if right[n] else "bad",
                "✓" if right[n] else f"✗ wanted {wanted}",
            )
        )
    return _BODY.format(join(rows))


def _input_figure(scene: Scene, trace: Trace, box: plot.Box, palette: Palette) -> Figure:
    level = lead_over_inputs(scene, _INPUT_ENDS, _SQUARES, focused_output(scene))
    axes = [
        plot.Axis(*_INPUT_ENDS, plot.escaped(name), ((0, "0"), (1, "1")), zero=False)
        for name in scene.network.input_names[:2]
    ]
    return _figure(scene, np.array(CORNERS), level, trace, (axes[0], axes[1]), box, palette)


def _hidden_figure(scene: Scene, trace: Trace, box: plot.Box, palette: Palette) -> Figure:
    places = hidden_places(trace)
    ends = _ends(places[:, 0]), _ends(places[:, 1])
    level = lead_over_hidden(scene, *ends, _SQUARES, focused_output(scene))
    titles = ["<i>a</i>₁", "<i>a</i>₂" if scene.network.layers[0].n_out > 1 else ""]
    axes = [plot.Axis(*pair, title) for pair, title in zip(ends, titles, strict=True)]
    return _figure(scene, places, level, trace, (axes[0], axes[1]), box, palette)


def _ends(values: Array) -> tuple[float, float]:
    """A window with air around values, at least from −0.25 to 1.25."""
    low, high = plot.span(values, -0.1, 1.1)
    air = 0.12 * (high - low)
    return low - air, high + air


def _figure(
    scene: Scene,
    places: Array,
    level: Array,
    trace: Trace,
    axes: tuple[plot.Axis, plot.Axis],
    box: plot.Box,
    palette: Palette,
) -> Figure:
    x, y = plot.finite(places[:, 0]), plot.finite(places[:, 1])
    fills = [value_colour(a, palette) for a in trace.output[:, focused_output(scene)].tolist()]
    shapes = ["square" if wanted else "circle" for wanted in XOR]
    across, up = zero_lines(level.reshape(_SQUARES, _SQUARES), axes[0].ends, axes[1].ends)
    data = [
        plot.line(across, up, palette.text1, 2.0, simplify=False),
        plot.points(x, y, fills, palette.text1, 17, shapes, 1.5),
        plot.labels(x, y, _texts(places), palette.text2, "top center"),
    ]
    return {"data": data, "layout": plot.layout(box, *axes, palette)}


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
