"""The weights along a training: a small picture a layer, a line a weight, all on one scale.

The unit of the figure is a pixel. A line's sign is that of the weight now: plain, or dashed below
0. Those into the selected neuron are thick.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.learning.story import Story
from playground.panels.kit import plot
from playground.panels.kit.names import layer_names
from playground.panels.kit.scales import round_above
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure
from playground.scene import Scene
from playground.training.parameters import weight_parts

_GAP, _NAME = 12, 20  # px between the pictures, and of the names below them
_THIN, _THICK = 1.1, 2.4
MOST_LINES = 400  # weights that are drawn of a layer: those that moved most
_AIR = 0.06


@dataclass(frozen=True)
class Grid:
    """Where the pictures of the layers stand: so many in a row, each of one size, in px."""

    columns: int
    rows: int
    width: float
    height: float

    @classmethod
    def of(cls, n_layers: int, width: int, height: int, least: int) -> "Grid":
        """As many in a row as have ``least`` px; each is ``height`` high."""
        columns = max(1, min(n_layers, (width + _GAP) // (least + _GAP)))
        each = (width - (columns - 1) * _GAP) / columns
        return cls(columns, -(-n_layers // columns), each, height)

    @property
    def total(self) -> int:
        """The height of all, with their names."""
        return int(self.rows * (self.height + _NAME))

    def corner(self, k: int) -> tuple[float, float]:
        """The upper left corner of picture k."""
        row, column = divmod(k, self.columns)
        return column * (self.width + _GAP), row * (self.height + _NAME)


def limit_of(story: Story) -> float:
    """The size at which the pictures end, the same for all layers."""
    sizes = [
        np.abs(story.path[:, part]).max(initial=0.0) for part in weight_parts(story.run.network)
    ]
    largest = max(map(float, sizes))
    return round_above(largest) if 0 < largest < np.inf else 1.0


def figure(story: Story, scene: Scene, grid: Grid, width: int, palette: Palette) -> Figure:
    """The pictures of all layers."""
    limit = limit_of(story)
    lines = [line for k in range(len(story.run.network.layers)) for line in _of_layer(story, k)]
    data = [*_grounds(story, grid, palette)]
    chosen = _selected(scene)
    for thick in (False, True):
        for negative in (False, True):
            x: list[float | None] = []
            y: list[float | None] = []
            for line in lines:
                if (line.place[:2] == chosen) != thick or line.is_negative != negative:
                    continue
                along, down = _placed(line, story, grid, limit)
                x, y = [*x, *along, None], [*y, *down, None]
            colour = palette.stroke_negative if negative else palette.stroke_positive
            size = _THICK if thick else _THIN
            data.append(plot.line(x, y, colour, size, "4px,3px" if negative else "solid"))
    data += [_heres(lines, chosen, story, grid, limit, palette), _names(story, grid, palette)]
    return {"data": data, "layout": plot.pixel_layout(width, grid.total, palette)}


@dataclass(frozen=True)
class _Line:
    """The values of a weight (n_states,); ``place`` is (k, j, i)."""

    place: tuple[int, int, int]
    values: Array
    is_negative: bool


def _of_layer(story: Story, k: int) -> Iterator[_Line]:
    network = story.run.network
    values = story.path[:, weight_parts(network)[k]]
    n_in = network.layers[k].n_in
    order = np.argsort(-np.ptp(values, axis=0), kind="stable")[:MOST_LINES]
    now = network.layers[k].weights.ravel()
    for n in sorted(order.tolist()):
        yield _Line((k, *divmod(n, n_in)), values[:, n], bool(now[n] < 0))


def is_thinned(story: Story) -> bool:
    """Whether a layer has more weights than lines."""
    return any(layer.weights.size > MOST_LINES for layer in story.run.network.layers)


def _selected(scene: Scene) -> tuple[int, int] | None:
    selected = scene.selected
    if selected is None or selected.kind not in ("neuron", "weight", "bias"):
        return None
    return selected.path[0], selected.path[1]


def _placed(
    line: _Line, story: Story, grid: Grid, limit: float
) -> tuple[list[float | None], list[float | None]]:
    """The pixels of a line."""
    left, top = grid.corner(line.place[0])
    last = max(float(story.epochs[-1]), 1e-9)
    x = left + grid.width * (_AIR + (1 - 2 * _AIR) * story.epochs / last)
    y = top + grid.height * (0.5 - (0.5 - _AIR) * line.values / limit)
    return plot.finite(x.round(2)), plot.finite(y.round(2))


def _grounds(story: Story, grid: Grid, palette: Palette) -> Iterator[plot.PlotTrace]:
    """The ground of each picture, and its line at 0."""
    x: list[float | None] = []
    y: list[float | None] = []
    zero_x: list[float | None] = []
    zero_y: list[float | None] = []
    for k in range(len(story.run.network.layers)):
        left, top = grid.corner(k)
        right, bottom = left + grid.width, top + grid.height
        x += [left, right, right, left, left, None]
        y += [top, top, bottom, bottom, top, None]
        zero_x += [left, right, None]
        zero_y += [(top + bottom) / 2] * 2 + [None]
    yield plot.line(x, y, plot.CLEAR, 0, "solid", "toself", palette.sunk)
    yield plot.line(zero_x, zero_y, palette.control, 1)


def _heres(
    lines: list[_Line],
    chosen: tuple[int, int] | None,
    story: Story,
    grid: Grid,
    limit: float,
    palette: Palette,
) -> plot.PlotTrace:
    """The present values of the weights into the selected neuron."""
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        if line.place[:2] == chosen:
            along, down = _placed(line, story, grid, limit)
            x.append(along[story.here])
            y.append(down[story.here])
    return plot.points(x, y, palette.accent, palette.card, 8, rim_width=1.2)


def _names(story: Story, grid: Grid, palette: Palette) -> plot.PlotTrace:
    names = layer_names(story.run.network)
    corners = [grid.corner(k) for k in range(len(names))]
    x = [left + grid.width / 2 for left, _ in corners]
    y = [top + grid.height + _NAME / 2 for _, top in corners]
    return plot.labels(x, y, list(names), palette.text2, size=12)
