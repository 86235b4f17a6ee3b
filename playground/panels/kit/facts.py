"""The markup that the lessons' panels share: frames, figures' places, facts, cells of numbers."""

from collections.abc import Iterable
from functools import lru_cache

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS, Array
from playground.network import Network
from playground.notation import compact, exact
from playground.panels.board.matrices import drawn, layer_of
from playground.panels.kit import controls
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette, ink, value_colour
from playground.panels.panel import View
from playground.scene import Scene

_PADDING = 34  # px between a card's outer and inner width
_DEFAULT_WIDTH = 690
_FACT = Template('<span class="fact{}"><span class="math">{}</span>{}</span>')
_NAMED = Template('<span class="fact{}">{}{}</span>')
_FACTS = Template('<p class="facts" data-key="{}">{}</p>')
_NOTE = Template('<p class="note{}" data-key="{}">{}</p>')
# Plain text, filled with numbers and our own names only: a matrix has hundreds of cells.
_CELL = (
    '<span class="cell{}" data-quantity="{}" data-value="{}" '
    'style="background:{};color:{}">{}</span>'
)
_GAP = '<span class="cell gap">{}</span>'
PRIME = Markup('<i>f</i><span class="prime">′</span>')
EQUALS = Markup(' <span class="op">=</span> ')


def inner_width(view: View, panel: str) -> int:
    """How wide a panel's content is."""
    return view.width(panel, _DEFAULT_WIDTH) - _PADDING


def focus(scene: Scene) -> tuple[int, int]:
    """(layer, neuron) that a panel is about: the selected one, or the first of its layer."""
    selected = scene.selected
    if selected is not None and selected.kind in ("neuron", "bias", "weight"):
        return selected.path[0], selected.path[1]
    return layer_of(scene), 0


def output_of(scene: Scene) -> int:
    """The output that a panel is about: the selected one, or the first."""
    k, j = focus(scene)
    return j if k == len(scene.network.layers) - 1 else 0


def frame(panel: str, label: str, scene: Scene, view: View, *content: htpy.Node) -> Markup:
    """A panel's root."""
    key = controls.scene_key(scene)
    return controls.card(panel, label, key, view.theme, htpy.div(".lesson")[content])


def figure(name: str, width: int, height: int, label: str) -> htpy.Element:
    """The place of a figure; its size is the frame's, for Plotly owns the element inside."""
    return htpy.div(
        ".figure", role="img", aria_label=label, style=f"width:{width}px;height:{height}px"
    )[htpy.div(data_figure=name, data_key=f"figure-{name}")]


def fact(symbol: Markup | str, value: Markup, css: str = "") -> Markup:
    """``symbol = value``, kept together when a line breaks."""
    return _FACT.format(css, symbol, EQUALS + value)


def named(name: str, value: Markup, css: str = "") -> Markup:
    """``name = value`` for a name that a visitor gave, which is not mathematics."""
    return _NAMED.format(css, name, EQUALS + value)


def facts(key: str, items: Iterable[Markup]) -> Markup:
    """A line of facts: one part."""
    return _FACTS.format(key, controls.join(items))


def note(key: str, text: Markup | str, css: str = "") -> Markup:
    """A few words beside the numbers: one part."""
    return _NOTE.format(css, key, text)


def quantity(value: float | None, decimals: int, name: str, css: str = "") -> Markup:
    """A printed number that follows the scene, short enough for a narrow place."""
    text = None if value is None else compact(value, decimals, tiny=True)
    return controls.number(value, decimals, quantity=name, css=css, text=text)


@lru_cache(maxsize=8192)
def cell(value: float, decimals: int, palette: Palette, name: str, css: str = "") -> Markup:
    """A number on its colour of the value scale."""
    text = compact(value, decimals, tiny=True)
    fill = value_colour(value, palette)
    css += controls.size_class(text, decimals)
    return Markup(  # noqa: S704 - see _CELL
        _CELL.format(css, name, exact(value), fill, ink(fill), text)
    )


@lru_cache(maxsize=128)
def matrix(values: bytes, n_columns: int, decimals: int, palette: Palette, name: str) -> Markup:
    """A float64 matrix as rows of cells; a large one is condensed."""
    array = np.frombuffer(values).reshape(-1, n_columns)
    rows = []
    for j in drawn(len(array)):
        cells = [
            _GAP.format("⋮" if j is None else "⋯")
            if i is None or j is None
            else str(cell(float(array[j, i]), decimals, palette, f"{name}/{j}/{i}"))
            for i in drawn(n_columns)
        ]
        rows.append(f'<div class="row">{"".join(cells)}</div>')
    return Markup(  # noqa: S704 - see _CELL
        f'<div class="matrix{" dense" if n_columns > 8 else ""}">{"".join(rows)}</div>'
    )


def fixed_inputs(scene: Scene, free: Iterable[int]) -> Markup:
    """``x₃ = 0.50 …`` for the inputs that a picture holds fixed; nothing if there are none."""
    names = scene.network.input_names
    free = set(free)
    rest = [i for i in range(len(names)) if i not in free]
    if not rest:
        return Markup("")
    shown = [
        named(names[i], quantity(float(scene.x[i]), scene.decimals, f"fixed/{i}")) for i in rest[:4]
    ]
    more = Markup(' <span class="rest">… {} more</span>').format(len(rest) - 4)
    return Markup('<span class="rest">fixed:</span> {}{}').format(
        controls.join(shown), more if len(rest) > 4 else ""
    )


def output_picker(network: Network, chosen: int) -> Markup | None:
    """Buttons that select an output; nothing for a single one."""
    if network.n_outputs == 1:
        return None
    last = len(network.layers) - 1
    choices = [
        (f"select/neuron/{last}/{j}", name) for j, name in enumerate(network.output_names[:16])
    ]
    return controls.segmented(choices, f"select/neuron/{last}/{chosen}", "Output")


def response(layer_z: Array, j: int, activation: str, alpha: float, own: Array) -> Array:
    """a of neuron j, shape (n,), for each pre-activation in ``own``; the others keep theirs.

    ``layer_z`` (n_out,) holds the whole layer's pre-activations: softmax needs them.
    """
    entry = ACTIVATIONS[activation]
    if not entry.output_only:
        return entry.function(own, alpha)
    z = np.tile(layer_z, (len(own), 1))
    z[:, j] = own
    return entry.function(z, alpha)[:, j]


def slope_at(layer_z: Array, j: int, activation: str, alpha: float) -> float:
    """∂a/∂z of neuron j at its own pre-activation; of softmax the Jacobian's diagonal."""
    entry = ACTIVATIONS[activation]
    if entry.output_only:
        a = float(entry.function(layer_z, alpha)[j])
        return a * (1.0 - a)
    return float(entry.derivative(layer_z[j : j + 1], alpha)[0])
