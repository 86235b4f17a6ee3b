"""Linear collapse: what remains of a network when its hidden layers bend nothing.

Layers without a bend multiply out to one: W = W_L … W₁ and b = W_L(… b₁ …) + b_L. The panel
holds the network against that one layer, at the current input and at many others.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.focus import focused_output
from playground.analysis.input_space.sweep import ON_A_LINE, curve
from playground.analysis.layers import collapse
from playground.language import _
from playground.network import Network
from playground.notation import output_name, subscript
from playground.panels.kit import card, plot
from playground.panels.kit.cells import matrix
from playground.panels.kit.names import input_axis, layer_name
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_MOST_ROWS = 8
_SIDE, _CURVE_HEIGHT = 240, 200
_ROW = Template('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>')
_BODY = Template('<tbody data-key="outputs">{}</tbody>')
_BOTH = Template(
    '<div class="blocks" data-key="layer"><div class="block"><span class="math">'
    "<i>W</i></span>{}</div>"
    '<div class="block"><span class="math"><i>b</i></span>{}</div></div>'
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The collapse panel."""
    network = scene.active_network
    palette = palette_of(view)
    flat = collapse.single_layer(network)
    windows = collapse.windows_of(scene)
    figure, box = _figure(scene, flat, windows, palette, card.inner_width(view, "collapse"))
    parts = {
        "verdict": _verdict(scene, flat, windows),
        "layer": _layer(network, scene.decimals, palette),
        "outputs": _outputs(scene),
    }
    frame = card.frame(
        "collapse",
        _("Linear collapse"),
        scene,
        view,
        _chain(network),
        slot("verdict"),
        htpy.div(".beside")[
            card.figure_place(
                "collapse", "collapse", box.width, box.height, _("network against one layer")
            ),
            _side(),
        ],
    )
    return Panel(frame, parts, {"collapse": figure})


def _side() -> htpy.Element:
    """Beside the figure: W and b, and both outputs for the current input."""
    return htpy.div(".side")[
        htpy.div(".scroll", tabindex="0", role="group", aria_label=_("W and b"))[slot("layer")],
        htpy.table(".numbers")[
            htpy.thead[
                htpy.tr[htpy.td, htpy.th(scope="col")[_("deep")], htpy.th(scope="col")[_("one")]]
            ],
            slot("outputs"),
        ],
    ]


def _layer(network: Network, decimals: int, palette: Palette) -> Markup:
    """W and b of all layers multiplied out."""
    weights, biases = collapse.product(network)
    columns = weights.shape[1]
    return _BOTH.format(
        matrix(weights.tobytes(), columns, decimals, palette, "chain-weight/{j}/{i}"),
        matrix(biases.tobytes(), 1, decimals, palette, "chain-bias/{j}"),
    )


def _chain(network: Network) -> htpy.Element:
    """``W = W₃W₂W₁`` with the shapes that make it fit."""
    layers = network.layers
    numbers = [subscript(k + 1) for k in reversed(range(len(layers)))]
    names = [Markup("<i>W</i>{}").format(n) for n in numbers]
    inner = Markup("<i>b</i>₁")
    for k in range(1, len(layers)):
        n = subscript(k + 1)
        inside = Markup("({})").format(inner) if k > 1 else inner
        inner = Markup("<i>W</i>{}{} + <i>b</i>{}").format(n, inside, n)
    shapes = "".join(f"({layer.n_out}×{layer.n_in})" for layer in reversed(layers))
    return htpy.header[
        htpy.span(".math.title")[Markup("<i>W</i> = "), names],
        htpy.span(".math.tags")[shapes],
        htpy.span(".math.title")[Markup("<i>b</i> = "), inner],
    ]


def _verdict(scene: Scene, flat: Network | None, windows: tuple[float, ...]) -> Markup:
    """How far apart both are at the most, and which layers bend."""
    network = scene.active_network
    if flat is None:
        return card.note("verdict", _("the product overflows"))
    deep, one = collapse.comparison(network, flat, windows)
    shown = card.equality(
        Markup("max |Δ<i>y</i>|"),
        computed(collapse.difference(deep, one), scene.decimals, "collapse-difference"),
        " strong",
    )
    count = Markup('<span class="aside">{}</span>').format(
        _("{count} inputs", count=collapse.N_INPUTS)
    )
    if not collapse.bends(network):
        label = _curved_output(network)
        does = (
            _("one {function} layer does the same for every input", function=label)
            if label
            else _("one layer does the same for every input")
        )
        if collapse.is_rounding(deep, one):
            return card.note("verdict", Markup("✓ {} {} {}").format(does, shown, count), " good")
        text = Template(_("{gap} {inputs} · {claim} but for rounding")).format(
            gap=shown, inputs=count, claim=does
        )
        return card.note("verdict", text)
    names = ", ".join(
        f"{layer_name(network, k)} ({ACTIVATIONS[network.layers[k].activation].called})"
        for k in collapse.bends(network)
    )
    words = Template(_("{gap} {inputs} · not linear: {layers}"))
    return card.note("verdict", words.format(gap=shown, inputs=count, layers=names))


def _curved_output(network: Network) -> str:
    """The name of the output's function, if that makes a curve of what one layer does."""
    last = network.layers[-1]
    return "" if collapse.is_linear(last) else ACTIVATIONS[last.activation].called


def _outputs(scene: Scene) -> Markup:
    """Both outputs for the current input."""
    deep, one = scene.trace.output, collapse.one_layer_output(scene)
    rows = [
        _ROW.format(
            output_name(scene.network, j),
            computed(
                so_far.activation(scene, len(scene.network.layers) - 1, j),
                scene.decimals,
                f"output/{j}",
            ),
            computed(float(one[j]), scene.decimals, f"one-layer/{j}"),
        )
        for j in range(min(len(deep), _MOST_ROWS))
    ]
    if rest := len(deep) - len(rows):
        rows.append(_ROW.format(_("… {count} more", count=rest), "", ""))
    return _BODY.format(join(rows))


def _figure(
    scene: Scene,
    flat: Network | None,
    windows: tuple[float, ...],
    palette: Palette,
    width: int,
) -> tuple[Figure, plot.Box]:
    """One input: both curves. More: one output against the other, equal on the diagonal."""
    if scene.network.n_inputs == 1:
        box = plot.Box(min(width, 380), _CURVE_HEIGHT)
        return _curves(scene, flat, windows[0], box, palette), box
    box = plot.Box(_SIDE, _SIDE, left=44)
    return _pairs(scene, flat, windows, box, palette), box


def _curves(
    scene: Scene, flat: Network | None, reach: float, box: plot.Box, palette: Palette
) -> Figure:
    j = focused_output(scene)
    deep = curve(scene.active_network, reach)[:, j]
    one = np.full_like(deep, np.nan) if flat is None else curve(flat, reach)[:, j]
    horizontal = plot.Axis(-reach, reach, input_axis(scene.network, 0))
    vertical = plot.Axis(*plot.span(deep, -1.5, 1.5))
    grid = np.linspace(-reach, reach, ON_A_LINE).round(4).tolist()
    data = [
        plot.line(grid, plot.finite(deep), palette.text3, 5),
        plot.line(grid, plot.finite(one), palette.accent, 2.2, "dash"),
    ]
    return {"data": data, "layout": plot.layout(box, horizontal, vertical, palette)}


def _pairs(
    scene: Scene,
    flat: Network | None,
    windows: tuple[float, ...],
    box: plot.Box,
    palette: Palette,
) -> Figure:
    j = focused_output(scene)
    pairs = [np.array([]), np.array([])]
    if flat is not None:
        pairs = [found[:, j] for found in collapse.comparison(scene.active_network, flat, windows)]
    ends = plot.span(np.concatenate(pairs), -1.0, 1.0)
    axes = [plot.Axis(*ends, title) for title in (_("deep"), _("one layer"))]
    x, y = map(plot.finite, pairs)
    data = [
        plot.line(list(ends), list(ends), palette.control, 1.5),
        plot.points(x, y, palette.accent, palette.card, 6, rim_width=0.5),
    ]
    return {"data": data, "layout": plot.layout(box, axes[0], axes[1], palette)}
