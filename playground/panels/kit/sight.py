"""What one neuron sees, as a figure: a map over two inputs, a curve over one, or its weights.

Where the inputs are the pixels of a picture, two of them say nothing of a neuron of the first
layer: there its weights are drawn, each in its pixel's place. A node is a column of the diagram and
an index in it: column 0 has the inputs, column k + 1 the neurons of layer k.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from playground.activations import Array
from playground.analysis.comparison import counterpart
from playground.analysis.input_space import maps
from playground.analysis.input_space.classes import are_cut
from playground.analysis.input_space.surfaces import ends_of
from playground.analysis.rows.hidden_places import hidden_rows
from playground.analysis.rows.predictions import predictions
from playground.data.picture import Picture
from playground.data.splits import Indices
from playground.language import _
from playground.notation import brief, format_number
from playground.panels.kit import marks, plot
from playground.panels.kit.contours import Path, zero_lines
from playground.panels.kit.image import BLANK, Shades, enlarged, png, shades
from playground.panels.kit.names import input_name
from playground.panels.kit.plane import Axes, plane_axes
from playground.panels.kit.scales import resting_ends, round_above
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, View
from playground.scene import Scene

Node = tuple[int, int]


class Sight(NamedTuple):
    """A figure, and in words what it is over: a line for each axis, or one for the colours."""

    figure: Figure
    words: tuple[str, ...]


def sight(scene: Scene, view: View, node: Node, box: plot.Box, axes: bool, known: bool) -> Sight:
    """What a node sees; with ``axes`` they are drawn, and nothing is that is not ``known`` yet."""
    if pixels_of(scene, node) is not None:
        found = _weights(scene, node, known)
    elif scene.network.n_inputs == 1:
        found = _over_one(scene, node, palette_of(view), known)
    else:
        found = _over_two(scene, node, swept_inputs(scene, view), palette_of(view), known)
    layout = plot.layout(box, *found.axes, palette_of(view))
    if not axes or found.bare:
        layout["xaxis"]["visible"] = layout["yaxis"]["visible"] = False
    if found.picture is not None:
        source = png(found.picture, palette_of(view))
        layout["images"] = [plot.image(source, *(axis.ends for axis in found.axes))]
    return Sight({"data": found.traces, "layout": layout}, found.words)


class _Drawn(NamedTuple):
    """What is drawn: axes, their words, what lies over the picture, and the picture if any."""

    axes: Axes
    words: tuple[str, ...]
    traces: list[plot.PlotTrace]
    picture: Shades | None = None
    bare: bool = False


def pixels_of(scene: Scene, node: Node) -> Picture | None:
    """The size of the picture that a node's weights make, if it is of the first layer over one."""
    data = scene.fitting
    return data.picture if data is not None and node[0] == 1 else None


def weight_limit(scene: Scene) -> float:
    """Where the colours of the first layer's weights end: the same for all of its neurons."""
    largest = float(np.abs(scene.network.layers[0].weights).max())
    return round_above(largest) if largest else 1.0


def weight_shades(scene: Scene, j: int, size: Picture) -> Shades:
    """The weights of neuron j of the first layer as a picture; one that is off is 0."""
    weights = scene.active_network.layers[0].weights[j].reshape(size)
    found = shades(weights[::-1], weight_limit(scene))  # pictures begin at the bottom
    return enlarged(found)


def weight_words(scene: Scene) -> str:
    """What is drawn, and where its colours end."""
    return _("weights, colours end at ±{limit}", limit=brief(weight_limit(scene)))


def _weights(scene: Scene, node: Node, known: bool) -> _Drawn:
    size = pixels_of(scene, node) or (1, 1)
    axes = plot.Axis(0, size[1], zero=False), plot.Axis(0, size[0], zero=False)
    picture = weight_shades(scene, node[1], size) if known else BLANK
    return _Drawn(axes, (weight_words(scene),), [], picture, bare=True)


def _over_two(
    scene: Scene, node: Node, free: tuple[int, int], palette: Palette, known: bool
) -> _Drawn:
    axes = plane_axes(scene, free)
    words = _words(scene, axes, [input_name(scene.network, i) for i in free])
    seen: list[float] = scene.x[list(free)].tolist()
    here = [] if scene.is_at_row else [tuple(seen)]  # a row's own mark has a ring
    around = [*marks.over_inputs(scene, free, palette), _here(here, axes, palette)]
    if not known:
        return _Drawn(axes, words, around, BLANK)
    column, j = node
    ends = axes[0].ends, axes[1].ends
    if column == 0:
        values = maps.input_map(scene, free, ends, j)
        return _Drawn(axes, words, around, shades(values, 1.0))
    found = maps.map_of(scene, free, ends, column - 1, j)
    lines = [plot.line(*_level(found, axes), palette.text1, 1.6, simplify=False)]
    then, kept = counterpart(scene, column - 1, j), scene.ghost_scene
    if then is not None and kept is not None:
        level = _level(maps.map_of(kept, free, ends, then.layer, j), axes)
        lines.append(plot.line(*level, palette.text2, 1.4, plot.KEPT_DASH, simplify=False))
    return _Drawn(axes, words, [*lines, *around], shades(found.values, 1.0))


def _level(found: maps.Map, axes: Axes) -> Path:
    return zero_lines(found.level, *(axis.ends for axis in axes))


def _here(places: Sequence[tuple[float, ...]], axes: Axes, palette: Palette) -> plot.PlotTrace:
    """The input that is shown, at one place or none, where the axes hold it."""
    seen = [p for p in places if all(a.holds(at) for a, at in zip(axes, p, strict=True))]
    return plot.points(*plot.coordinates(seen), palette.accent, palette.card, 12)


def _over_one(scene: Scene, node: Node, palette: Palette, known: bool) -> _Drawn:
    column = node[0]
    ends, name = ends_of(scene, 0), input_name(scene.network, 0)
    lines = _curves(scene, node, ends, palette) if known else []
    rows, places = _row_places(scene, node) if known else (None, np.zeros((0, 2)))
    activation = scene.network.layers[column - 1].activation if column else "linear"
    drawn = [plot_line["y"] for plot_line in lines] + [places[:, 1].tolist()]
    up = plot.span(_numbers(drawn), *resting_ends(activation))
    axes = plot.Axis(*ends, plot.escaped(name), zero=False), plot.Axis(*up)
    found = predictions(scene)
    marked: list[plot.PlotTrace] = []
    if found is not None and rows is not None:
        marked = marks.traces(scene, found, rows, (places[:, 0], places[:, 1]), palette)
    if known and column and column == len(scene.network.layers) and are_cut(scene):
        cut = plot.line([*ends], [scene.threshold] * 2, palette.text3, 1.0, "dot")
        lines = [*lines, cut]
    here = [_here([_place_on_curve(scene, node)], axes, palette)] if known else []
    return _Drawn(axes, _words(scene, axes, (name, _("value"))), [*lines, *marked, *here])


def _numbers(drawn: Sequence[Sequence[float | None]]) -> Array:
    return np.array([y for each in drawn for y in each if y is not None], dtype=np.float64)


def _curves(
    scene: Scene, node: Node, ends: tuple[float, float], palette: Palette
) -> list[plot.PlotTrace]:
    """The node's curve, and dashed that of the kept network."""
    column, j = node
    found = maps.curves(scene, 0, ends)
    x = plot.finite(found.x)
    values = found.layers[column - 1][j] if column else found.x
    lines = [plot.line(x, plot.finite(values), palette.text2, 2.2)]
    then, kept = (counterpart(scene, column - 1, j) if column else None), scene.ghost_scene
    if then is not None and kept is not None:
        before = maps.curves(kept, 0, ends).layers[then.layer][j]
        lines.append(plot.line(x, plot.finite(before), palette.text3, 1.6, plot.KEPT_DASH))
    return lines


def _row_places(scene: Scene, node: Node) -> tuple[Indices | None, Array]:
    """The rows that are drawn, and where (count, 2): an output's at what is wanted of it."""
    data, (column, j) = scene.fitting, node
    if data is None:
        return None, np.zeros((0, 2))
    rows = marks.drawn_rows(data, scene.row)
    x = data.x[rows, 0]
    if column == len(scene.network.layers):
        up = data.y[rows, j]
    else:
        up = hidden_rows(scene, data, column - 1, rows)[:, j] if column else x
    return rows, np.column_stack([x, up])


def _place_on_curve(scene: Scene, node: Node) -> tuple[float, float]:
    """The neuron's value at the input that is shown."""
    column, j = node
    x = float(scene.x[0])
    return x, float(scene.trace.activations[column - 1][j]) if column else x


def _words(scene: Scene, axes: Axes, names: Sequence[str]) -> tuple[str, ...]:
    told = partial(format_number, decimals=scene.decimals)
    return tuple(
        f"{way} {name} {told(axis.low)} … {told(axis.high)}"
        for way, name, axis in zip("→↑", names, axes, strict=True)
    )
