"""The matrix equation a = f(Wx + b) of one layer, every number a coloured cell with its target.

Parts: ``a``, ``x``, ``b``, a row of W each, ``w-j``, and ``relation``, which is "=" if every row
holds as printed. A layer with more than 16 rows or columns is condensed: the first eight, "⋮", the
last four, each with its index.
"""

import htpy
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.analysis.focus import focused_layer
from playground.analysis.learning import backward
from playground.cache import cached
from playground.language import _, to_say
from playground.panels.board.backward.sheet import back_parts, back_sheets, kind_of
from playground.panels.board.matrix_cells import GAP, Sheet
from playground.panels.kit import card, controls, equation
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.cells import condensed
from playground.panels.kit.names import layer_names
from playground.panels.kit.theme import palette_of
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene


def render(scene: Scene, view: View) -> Panel:
    """The matrices panel of the selected layer, or else of the last; in training either way."""
    k = focused_layer(scene)
    layer = scene.network.layers[k]
    way = _way(scene, view)
    if way == "backward":
        return _backward(scene, view, k)
    rows, columns = condensed(layer.n_out), condensed(layer.n_in)
    sheet = Sheet(scene, palette_of(view), k)
    parts = {
        "labels": sheet.labels(rows),
        "a": sheet.activations(rows),
        **{f"w-{j}": sheet.weights(j, columns) for j in rows if j is not None},
        "x": sheet.sources(columns),
        "b": sheet.biases(rows),
        "relation": sheet.relation(),
    }
    names = layer_names(scene.network)
    shape = (layer.n_out, layer.n_in)
    frame = _frame(scene_key(scene), view.theme, k, names, shape, layer.activation, way)
    return Panel(frame, parts)


def _way(scene: Scene, view: View) -> str:
    """Which way is shown; none to choose from where no row can go back."""
    if scene.mode != "train" or backward.target_at_input(scene) is None:
        return ""
    return view.way or ("backward" if backward.goes_back(scene) else "forward")


def _backward(scene: Scene, view: View, k: int) -> Panel:
    network, layer = scene.network, scene.network.layers[k]
    palette = palette_of(view)
    labels = Sheet(scene, palette, k).labels(condensed(layer.n_out))
    parts = {"labels": labels} | back_parts(scene, palette, k)
    whole_layer = ACTIVATIONS[layer.activation].whole_layer
    n_behind = network.layers[k + 1].n_out if k + 1 < len(network.layers) else 0
    sheets = back_sheets(
        k,
        kind_of(scene, k),
        (layer.n_out, layer.n_in),
        n_behind,
        1 if whole_layer else layer.n_out,
        len(network.layers),
    )
    names = layer_names(network)
    frame = _back_frame(scene_key(scene), view.theme, k, names, sheets)
    return Panel(frame, parts)


@cached(256)
def _back_frame(
    key: SceneKey, theme: str, k: int, names: tuple[str, ...], sheets: Markup
) -> Markup:
    header = htpy.header[_ways("backward"), htpy.span(".spring"), controls.layer_picker(names, k)]
    return card.root("matrices", _("Matrices"), key, theme, header, sheets)


_WAYS = (("forward", to_say("forward")), ("backward", to_say("backward")))


def _ways(way: str) -> Markup | None:
    """Forward or backward, where there is a choice."""
    if not way:
        return None
    return escape(
        htpy.div(".segmented.ways", role="group", aria_label=_("which way"))[
            (
                htpy.button(
                    type="button",
                    data_edit="way",
                    value=each,
                    aria_pressed="true" if each == way else "false",
                )[_(word)]
                for each, word in _WAYS
            )
        ]
    )


@cached(256)
def _frame(
    key: SceneKey,
    theme: str,
    k: int,
    names: tuple[str, ...],
    shape: tuple[int, int],
    activation: str,
    way: str,
) -> Markup:
    n_out, n_in = shape
    sheet = htpy.div(
        class_="sheet dense" if n_out > 8 or n_in > 6 else "sheet",
        role="group",
        aria_label=_("a equals f of W x plus b of {layer}", layer=names[k]),
        style=f"--columns:{len(condensed(n_in))}",
    )[_answers(n_out, equation.function_name(activation)), _sums(k, n_out, n_in)]
    header = _header(k, names, shape, way)
    return card.root("matrices", _("Matrices"), key, theme, header, sheet)


def _answers(n_out: int, function: str) -> htpy.Element:
    """a = f."""
    return _side(
        htpy.div(".block.names")[htpy.span(".top"), slot("labels"), htpy.span(".shape")],
        _block("a", slot("a"), f"{n_out}×1"),
        slot("relation"),
        htpy.span(".between.math.function")[function],
    )


def _sums(k: int, n_out: int, n_in: int) -> htpy.Element:
    """(Wx + b)."""
    rows = [slot(f"w-{j}") if j is not None else GAP.format("⋮") for j in condensed(n_out)]
    return _side(
        _paren("open"),
        _block("W", htpy.div(".rows", data_paste=f"layer/{k}")[rows], f"{n_out}×{n_in}"),
        _block("x", slot("x"), f"{n_in}×1"),
        htpy.span(".between.math")["+"],
        _block("b", slot("b"), f"{n_out}×1"),
        _paren("close"),
    )


def _side(*parts: htpy.Node) -> htpy.Element:
    """What stays on one line of the equation; it scrolls by itself where it is too wide."""
    return htpy.div(".side", tabindex="0", role="group", aria_label=_("part of the equation"))[
        parts
    ]


def _header(k: int, names: tuple[str, ...], shape: tuple[int, int], way: str) -> htpy.Element:
    n_out, n_in = shape
    tags = f"({n_out} × {n_in}) ({n_in} × 1) + ({n_out} × 1)"
    return htpy.header[
        _ways(way),
        htpy.span(".math.title", role="math", aria_label=_("a equals f of W x plus b"))[
            Markup("<i>a</i> = <i>f</i>(<i>W</i><i>x</i> + <i>b</i>)")
        ],
        htpy.span(".math.tags")[tags],
        controls.layer_picker(names, k),
    ]


def _block(letter: str, cells: htpy.Node, shape: str) -> htpy.Element:
    return htpy.div(f".block.{letter.lower()}")[
        htpy.span(".top.math")[equation.variable(letter)],
        htpy.div(".bracket")[cells],
        htpy.span(".shape.math")[shape],
    ]


_PARENS = {
    "open": "M9 0 C 1 28, 1 72, 9 100",
    "close": "M1 0 C 9 28, 9 72, 1 100",
}


def _paren(side: str) -> Markup:
    """A parenthesis as tall as the matrices."""
    return Markup(
        '<svg class="paren" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">'
        '<path d="{}" fill="none" stroke="currentColor" stroke-width="2" '
        'vector-effect="non-scaling-stroke"/></svg>'
    ).format(_PARENS[side])
