"""All activation functions side by side, each at the same z: the selected neuron's.

One figure holds all the curves of a group, because a figure costs more than a curve. A click on a
tile gives the layer that function.
"""

from collections.abc import Sequence

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.focus import focused_neuron
from playground.analysis.neurons.neuron_states import WORDS, state_of
from playground.analysis.neurons.response import alpha_of, answer
from playground.cache import cached
from playground.language import _, to_say
from playground.notation import blank, brief, compact, exact
from playground.panels.board.activations_figure import Places, Tile, figure, places_of
from playground.panels.kit import card, controls, plot, saving
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.equation import variable
from playground.panels.kit.names import full_name
from playground.panels.kit.numbers import computed, sign_class
from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

_OUTPUT_ONLY = to_say("output layer only")
_LABEL = to_say("curves with the operating point")
_GROUPS = ("course", "beyond")
# Plain text: what fills it is the table's own words and numbers, nothing that a visitor wrote.
_TILE = (
    '<button type="button" class="tile" data-key="tile-{name}" data-edit="choose-activation/{k}" '
    'value="{name}" aria-pressed="{current}"{disabled}>'
    '<span class="top"><b>{label}</b>{flag}</span><span class="numbers">{numbers}</span>'
    '<span class="range math">{interval}</span></button>'
)
_FLAG = '<span class="flag {}">{}</span>'
_PAIRS = (
    '<span class="pair"><span class="math"><i>a</i></span>'
    '<span class="n" data-quantity="f/{name}/{neuron}" data-value="{a}">{a_text}</span></span>'
    '<span class="pair"><span class="math"><i>f</i><span class="prime">′</span></span>'
    '<span class="n" data-quantity="f-slope/{name}/{neuron}" data-value="{slope}">{slope_text}'
    "</span></span>"
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The activations panel."""
    k, j = focused_neuron(scene)
    names = _names(in_course=True), _names(in_course=False)
    tiles = {name: _tiles(scene, group, k, j) for name, group in zip(_GROUPS, names, strict=True)}
    z = so_far.pre_activation(scene, k, j)
    width = card.inner_width(view, "activations")
    parts = {"point": _point(scene, k, j, z)}
    for group in tiles.values():
        parts |= {f"tile-{tile.name}": _tile(scene, k, j, tile) for tile in group}
    palette = palette_of(view)
    layer_z = scene.trace.pre_activations[k]
    figures = {name: figure(group, layer_z, j, z, width, palette) for name, group in tiles.items()}
    for name, group in tiles.items():
        captions = _captions(group, places_of(width), scene.decimals, palette)
        figures[name]["layout"]["meta"] = saving.besides(traces=[captions])
    opened = scene.network.layers[k].activation in names[1]
    return Panel(_frame(scene_key(scene), view.theme, width, opened, *names), parts, figures)


def _names(in_course: bool) -> tuple[str, ...]:
    """The functions that the course teaches, or those beyond it."""
    return tuple(name for name, row in ACTIVATIONS.items() if row.in_course == in_course)


def _tiles(scene: Scene, names: Sequence[str], k: int, j: int) -> list[Tile]:
    own = scene.network.layers[k].activation
    is_output = k == len(scene.network.layers) - 1
    known = so_far.pre_activation(scene, k, j) is not None
    tiles = []
    for name in names:
        usable = is_output or not ACTIVATIONS[name].output_only
        a, slope = answer(scene, k, j, name) if usable and known else (None, None)
        tiles.append(Tile(name, alpha_of(scene, k, name), a, slope, usable, name == own))
    return tiles


def _point(scene: Scene, k: int, j: int, z: float | None) -> Markup:
    name = full_name(scene.network, k, j)
    shown = computed(z, scene.decimals, f"z/{k}/{j}", sign_class(z))
    aside = Markup('<span class="aside">{}</span>').format(name)
    return card.line("point", [card.equality(variable("z"), shown), aside])


def _tile(scene: Scene, k: int, j: int, tile: Tile) -> Markup:
    disabled = ""
    if not tile.usable or {"activations"} & (scene.locked | scene.hidden):
        title = _(controls.LOCKED_TITLE if tile.usable else _OUTPUT_ONLY)
        disabled = f' disabled title="{title}"'
    return Markup(  # noqa: S704 - see _TILE
        _TILE.format(
            name=tile.name,
            k=k,
            current=str(tile.current).lower(),
            label=ACTIVATIONS[tile.name].called,
            disabled=disabled,
            flag=_flag(tile),
            numbers=_numbers(tile, f"{k}/{j}", scene.decimals) if tile.usable else _(_OUTPUT_ONLY),
            interval=_interval(tile),
        )
    )


def _interval(tile: Tile) -> str:
    """The function's range, and its α where it has one."""
    entry = ACTIVATIONS[tile.name]
    return (
        _(entry.interval)
        if entry.alpha is None
        else f"{_(entry.interval)}  α = {brief(tile.alpha)}"
    )


def _captions(tiles: list[Tile], places: Places, decimals: int, palette: Palette) -> PlotTrace:
    """What the tiles say, for a saved picture: a function's name, its numbers and its range."""
    written = []
    for n, tile in enumerate(tiles):
        x, top = places.text(n)
        numbers = _(_OUTPUT_ONLY)
        if tile.usable:
            a, slope = _shown(tile.a, decimals)[1], _shown(tile.slope, decimals)[1]
            numbers = f"<i>a</i> = <b>{a}</b>   <i>f</i>′ = <b>{slope}</b>"
        written += [
            (x, top + 16, f"<b>{ACTIVATIONS[tile.name].called}</b>"),
            (x, top + 108, numbers),
            (x, top + 128, _interval(tile)),
        ]
    text = [words for *_, words in written]
    return plot.labels(*plot.coordinates(written), text, palette.text1, "middle right")


def _numbers(tile: Tile, neuron: str, decimals: int) -> str:
    """a and the slope; ``neuron`` is k/j."""
    (a, a_text), (slope, slope_text) = _shown(tile.a, decimals), _shown(tile.slope, decimals)
    return _PAIRS.format(
        name=tile.name, neuron=neuron, a=a, a_text=a_text, slope=slope, slope_text=slope_text
    )


def _shown(value: float | None, decimals: int) -> tuple[str, str]:
    """A value exactly, and as it is read."""
    if value is None:
        return "", blank(decimals)
    return exact(value), compact(value, decimals, tiny=True)


def _flag(tile: Tile) -> str:
    """What the slope says of this function at this z."""
    state = None if tile.slope is None else state_of(tile.name, tile.slope)
    return _FLAG.format(state, _(WORDS[state])) if state else ""


@cached(64)
def _frame(
    key: SceneKey,
    theme: str,
    width: int,
    opened: bool,
    course: tuple[str, ...],
    beyond: tuple[str, ...],
) -> Markup:
    places = places_of(width)
    return card.root(
        "activations",
        _("Activation functions"),
        key,
        theme,
        htpy.div(".lesson")[
            slot("point"),
            _group("course", course, width, places),
            htpy.details(open=opened)[
                htpy.summary[_("{count} more", count=len(beyond))],
                _group("beyond", beyond, width, places),
            ],
        ],
    )


def _group(name: str, names: tuple[str, ...], width: int, places: Places) -> htpy.Element:
    height = places.height(len(names))
    columns = f"repeat({places.columns},{places.width}px)"
    return htpy.div(".tiles", style=f"grid-template-columns:{columns};height:{height}px")[
        [slot(f"tile-{activation}") for activation in names],
        card.bare_figure_place(name, width, height, _(_LABEL)),
        saving.menu("activations", name, _(_LABEL)),
    ]
