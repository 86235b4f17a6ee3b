"""Linear collapse: what remains of a network when its hidden layers bend nothing.

Layers without a bend multiply out to one: W = W_L … W₁ and b = W_L(… b₁ …) + b_L. The panel
holds the network against that one layer, at the current input and at many others.
"""

from functools import lru_cache

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS, Array
from playground.analysis.focus import focused_output
from playground.engine import forward
from playground.network import Layer, Network
from playground.notation import subscript
from playground.panels.board.surface_curve import CURVE_SAMPLES, curve, window
from playground.panels.kit import card, plot
from playground.panels.kit.cells import matrix
from playground.panels.kit.names import layer_name
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

N_INPUTS = 128  # inputs at which both are compared
_EQUAL = 1e-9  # of the largest output: below it a difference is rounding
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
    weights, biases = product(network)
    flat = single_layer(network)
    windows = tuple(window(float(x)) for x in scene.x)
    figure, box = _figure(scene, flat, windows, palette, card.inner_width(view, "collapse"))
    parts = {
        "verdict": _verdict(scene, flat, windows),
        "layer": _BOTH.format(
            matrix(weights.tobytes(), weights.shape[1], scene.decimals, palette, "W"),
            matrix(biases.tobytes(), 1, scene.decimals, palette, "b"),
        ),
        "outputs": _outputs(scene, flat),
    }
    frame = card.frame(
        "collapse",
        "Linear collapse",
        scene,
        view,
        _chain(network),
        slot("verdict"),
        htpy.div(".beside")[
            card.figure_place("collapse", box.width, box.height, "network against one layer"),
            htpy.div(".side")[
                htpy.div(".scroll", tabindex="0", role="group", aria_label="W and b")[
                    slot("layer")
                ],
                htpy.table(".numbers")[
                    htpy.thead[
                        htpy.tr[htpy.td, htpy.th(scope="col")["deep"], htpy.th(scope="col")["one"]]
                    ],
                    slot("outputs"),
                ],
            ],
        ],
    )
    return Panel(frame, parts, {"collapse": figure})


def is_linear(layer: Layer) -> bool:
    """Whether the layer's activation bends nothing; a leaky ReLU with α = 1 does not either."""
    return layer.activation == "linear" or (
        layer.activation in ("leaky_relu", "prelu") and layer.alpha == 1.0
    )


def bends(network: Network) -> list[int]:
    """The hidden layers that are not linear."""
    return [k for k, layer in enumerate(network.layers[:-1]) if not is_linear(layer)]


def product(network: Network) -> tuple[Array, Array]:
    """W (n_outputs, n_inputs) and b (n_outputs,) of all layers multiplied out, f left aside."""
    first = network.layers[0]
    weights, biases = first.weights, first.biases
    for layer in network.layers[1:]:
        weights = layer.weights @ weights
        biases = layer.weights @ biases + layer.biases
    return np.ascontiguousarray(weights), np.ascontiguousarray(biases)


@lru_cache(maxsize=64)
def single_layer(network: Network) -> Network | None:
    """The one layer, with the output's own activation; ``None`` if its numbers overflow."""
    with np.errstate(all="ignore"):
        weights, biases = product(network)
    if not (np.isfinite(weights).all() and np.isfinite(biases).all()):
        return None
    last = network.layers[-1]
    layer = Layer(weights, biases, last.activation, last.alpha)
    return Network([layer], network.input_names, network.output_names)


@lru_cache(maxsize=32)
def comparison(network: Network, flat: Network, windows: tuple[float, ...]) -> tuple[Array, Array]:
    """Outputs (N_INPUTS, n_outputs) of both, at the same inputs spread over the windows."""
    half = np.array(windows)
    x = np.random.default_rng(0).uniform(-1.0, 1.0, (N_INPUTS, len(windows))) * half
    return forward(network, x).output, forward(flat, x).output


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
        return card.note("verdict", "the product overflows")
    deep, one = comparison(network, flat, windows)
    worst = float(np.abs(deep - one).max())
    size = float(np.abs(deep).max())
    curved = bends(network)
    shown = card.equality(
        Markup("max |Δ<i>y</i>|"), computed(worst, scene.decimals, "difference"), " strong"
    )
    count = Markup('<span class="aside">{} inputs</span>').format(N_INPUTS)
    if not curved and worst <= _EQUAL * max(1.0, size):
        text = Markup("✓ one layer does the same for every input {} {}").format(shown, count)
        return card.note("verdict", text, " good")
    names = ", ".join(
        f"{layer_name(network, k)} ({ACTIVATIONS[network.layers[k].activation].label})"
        for k in curved
    )
    text = Markup("{} {} · not linear: {}").format(shown, count, names or "none, but rounding")
    return card.note("verdict", text)


def _outputs(scene: Scene, flat: Network | None) -> Markup:
    """Both outputs for the current input."""
    deep = scene.trace.output
    one = np.full_like(deep, np.nan) if flat is None else forward(flat, scene.x).output
    rows = [
        _ROW.format(
            scene.network.output_names[j],
            computed(float(deep[j]), scene.decimals, f"deep/{j}"),
            computed(float(one[j]), scene.decimals, f"one/{j}"),
        )
        for j in range(min(len(deep), _MOST_ROWS))
    ]
    if rest := len(deep) - len(rows):
        rows.append(_ROW.format(f"… {rest} more", "", ""))
    return _BODY.format(join(rows))


def _figure(
    scene: Scene,
    flat: Network | None,
    windows: tuple[float, ...],
    palette: Palette,
    width: int,
) -> tuple[Figure, plot.Box]:
    """One input: both curves. More: one output against the other, equal on the diagonal."""
    j = focused_output(scene)
    if scene.network.n_inputs == 1:
        box = plot.Box(min(width, 380), _CURVE_HEIGHT)
        x = np.linspace(-windows[0], windows[0], CURVE_SAMPLES)
        deep = curve(scene.active_network, windows[0])[:, j]
        one = np.full_like(deep, np.nan) if flat is None else curve(flat, windows[0])[:, j]
        name = plot.escaped(scene.network.input_names[0])
        horizontal = plot.Axis(-windows[0], windows[0], name)
        vertical = plot.Axis(*plot.span(deep, -1.5, 1.5))
        grid = x.round(4).tolist()
        data = [
            plot.line(grid, plot.finite(deep), palette.text3, 5),
            plot.line(grid, plot.finite(one), palette.accent, 2.2, "dash"),
        ]
        return {"data": data, "layout": plot.layout(box, horizontal, vertical, palette)}, box
    box = plot.Box(_SIDE, _SIDE, left=44)
    pairs = [np.array([]), np.array([])]
    if flat is not None:
        pairs = [outputs[:, j] for outputs in comparison(scene.active_network, flat, windows)]
    ends = plot.span(np.concatenate(pairs), -1.0, 1.0)
    axes = [plot.Axis(*ends, title) for title in ("deep", "one layer")]
    data = [
        plot.line(list(ends), list(ends), palette.control, 1.5),
        plot.points(
            plot.finite(pairs[0]), plot.finite(pairs[1]), palette.accent, palette.card, 6,
            rim_width=0.5,
        ),
    ]  # fmt: skip
    return {"data": data, "layout": plot.layout(box, axes[0], axes[1], palette)}, box
