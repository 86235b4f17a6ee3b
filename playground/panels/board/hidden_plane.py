"""The planes in which a hidden layer is drawn: that of two inputs, and the layer's own.

Both hold the rows of the data and the grid of the inputs, which the layer bends.
"""

import functools
import math
from collections.abc import Sequence
from typing import NamedTuple

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS, Array
from playground.analysis.focus import focused_output
from playground.analysis.input_space.maps import curves, level, maps
from playground.analysis.input_space.projection import (
    Axes,
    bent_grid,
    moved,
    straight_grid,
    trace_over,
)
from playground.analysis.input_space.surfaces import ends_of
from playground.analysis.rows.hidden_places import boundary, hidden_rows
from playground.analysis.rows.predictions import predictions
from playground.analysis.so_far import layer_done
from playground.language import _
from playground.panels.board.hidden_axes import axes_of, plane_of, titles
from playground.panels.board.plane_point import point_colour, point_parts
from playground.panels.board.surface_plane import scale_limit
from playground.panels.kit import card, controls, plot
from playground.panels.kit.contours import Path, zero_lines
from playground.panels.kit.image import png, shades
from playground.panels.kit.marks import drawn_rows, traces
from playground.panels.kit.names import input_axis
from playground.panels.kit.row_buttons import row_buttons
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.theme import palette_of
from playground.panels.panel import Figure, View, slot
from playground.scene import Scene, SetRow

PlaneAxes = tuple[plot.Axis, plot.Axis]

_LINES, _ON_A_LINE = 9, 25  # of the grid, each way
_SQUARES = 60
_DIGITS = 4  # of a line of the grid
_NONE = np.zeros(0, dtype=np.intp)
_AIR = 0.06  # of a window, around what it holds


def space_place(
    panel: str,
    name: str,
    title: str,
    box: plot.Box,
    choice: Markup,
    over: Sequence[htpy.Node] = (),
) -> htpy.Element:
    """A figure with the buttons and what else lies over it, below its title and its axes."""
    return htpy.div(".space")[
        htpy.div[htpy.h3[title] if title else None, choice],
        htpy.div(".plane", style=f"width:{box.width}px;height:{box.height}px")[
            card.figure_place(
                panel, name, box.width, box.height, _("rows and grid: {title}", title=title)
            ),
            slot(f"rows-{name}"),
            over,
        ],
    ]


class Planes:
    """What both planes of a scene share; a plane is drawn by ``add``."""

    def __init__(self, scene: Scene, view: View, box: plot.Box, bent: float = 1.0) -> None:
        self.scene, self.palette = scene, palette_of(view)
        self.output = focused_output(scene)
        self.plane = plane_of(scene, view)
        self.free = None if scene.network.n_inputs == 1 else swept_inputs(scene, view)
        self.found = predictions(scene)
        self.rows = _NONE if self.found is None else drawn_rows(self.found.data, scene.row)
        self.box = box
        self.bent = bent  # how far, from the inputs' plane to the layer's own
        self.limit = 1.0  # where the colours end
        self.figures: dict[str, Figure] = {}
        self.parts: dict[str, Markup] = {}

    def add_inputs(self, free: tuple[int, int]) -> None:
        """The plane of two inputs."""
        scene, data = self.scene, self.scene.fitting
        ends = ends_of(scene, free[0]), ends_of(scene, free[1])
        seen = maps(scene, free, ends)
        last = len(seen.layers) - 1
        over = seen.layers[last][self.output], level(scene, seen, last, self.output)
        self.limit = scale_limit(scene, over[0])
        across, up = (
            plot.Axis(*pair, input_axis(scene.network, i))
            for i, pair in zip(free, ends, strict=True)
        )
        places = np.zeros((0, 2)) if data is None else data.x[self.rows][:, list(free)]
        self._add(_Space("inputs", (across, up), _straight(*ends), places, over))
        self._mark_here("inputs", scene.x[list(free)])
        fill = point_colour(scene, self.limit, self.palette)
        self.parts |= point_parts(scene, free, (across, up), self.box, fill)

    def add_hidden(self) -> None:
        """The plane of the layer."""
        scene, k, data = self.scene, self.plane.k, self.scene.fitting
        axes = axes_of(scene, self.plane)
        grid = axes.places(self._grid())
        here = axes.places(scene.trace.activations[k])
        rows = None if data is None else hidden_rows(scene, data, k, self.rows)
        places = np.zeros((0, 2)) if rows is None else axes.places(rows)
        window = self._window(np.vstack([*grid, places, here]))
        over = self._over(axes, window)
        if self.free is not None and self.bent < 1.0:
            inputs = np.zeros((0, scene.network.n_inputs)) if data is None else data.x[self.rows]
            partway = functools.partial(self._partway, self.free, window)
            ends = ends_of(scene, self.free[0]), ends_of(scene, self.free[1])
            straight = straight_grid(scene, self.free, ends, _LINES, _ON_A_LINE)
            grid = partway(straight.reshape(-1, *straight.shape[2:]), grid)
            places, here, over = partway(inputs, places), partway(scene.x, here), None
        places = _to_pixels(places, window, self.box)
        self._add(_Space("hidden", window, grid, places, over))
        self._mark_here("hidden", here if layer_done(scene, k) else None)

    def _partway(
        self, free: tuple[int, int], window: PlaneAxes, inputs: Array, places: Array
    ) -> Array:
        """Places (…, 2) on the way from where their inputs (…, n_inputs) lie among the inputs."""
        ends = ends_of(self.scene, free[0]), ends_of(self.scene, free[1])
        start = moved(inputs[..., list(free)], ends, (window[0].ends, window[1].ends))
        return np.asarray(start + self.bent * (places - start))

    def _grid(self) -> Array:
        """The layer's activations (lines, count, width) along the grid of the inputs."""
        scene, k = self.scene, self.plane.k
        if self.free is None:
            return curves(scene, 0, ends_of(scene, 0)).layers[k].T[np.newaxis]
        ends = ends_of(scene, self.free[0]), ends_of(scene, self.free[1])
        bent = bent_grid(scene, k, self.free, ends, _LINES, _ON_A_LINE)
        return bent.reshape(-1, *bent.shape[2:])

    def _window(self, places: Array) -> PlaneAxes:
        """Axes that hold places (n, 2); they stand still while little moves."""
        layer = self.scene.network.layers[self.plane.k]
        low, high = ACTIVATIONS[layer.activation].range
        ends = [(low, high)] * 2
        if self.plane.neurons is None or not np.isfinite([low, high]).all():
            ends = [plot.span(column, -0.2, 0.8) for column in places.T]
        across, up = (
            plot.Axis(low - _AIR * (high - low), high + _AIR * (high - low), title)
            for (low, high), title in zip(ends, titles(self.plane, layer.n_out), strict=True)
        )
        return across, up

    def _over(self, axes: Axes, window: PlaneAxes) -> tuple[Array, Array] | None:
        """The output over the plane and what is 0 on its boundary; of a wide layer ``None``."""
        ends = window[0].ends, window[1].ends
        trace = trace_over(self.scene, self.plane.k, axes, ends, _SQUARES)
        if trace is None:
            return None
        shape = (_SQUARES, _SQUARES)
        line = boundary(self.scene, trace, self.output)
        return trace.output[:, self.output].reshape(shape), line.reshape(shape)

    def _add(self, space: "_Space") -> None:
        """A figure, and the buttons over it."""
        palette, ends = self.palette, (space.axes[0].ends, space.axes[1].ends)
        line: Path = ([], [])
        images = []
        if space.over is not None:
            line = zero_lines(space.over[1], *ends)
            images = [plot.image(png(shades(space.over[0], self.limit), palette), *ends)]
        found, key = self.found, f"rows-{space.name}"
        data = [
            plot.line(*_joined(space.grid), palette.text3, 0.7, simplify=False),
            plot.line(*line, palette.text1, 2.0, simplify=False),
        ]
        if found is not None:
            data += traces(self.scene, found, self.rows, tuple(space.places.T), palette)
        layout = plot.layout(self.box, *space.axes, palette) | {"images": images}
        self.figures[space.name] = {"data": data, "layout": layout}
        self.parts[key] = card.empty(key)
        if found is not None and not controls.is_fixed(self.scene, SetRow(0)):
            places = self.box, space.axes, space.places
            self.parts[key] = row_buttons(key, found, self.rows, *places)

    def _mark_here(self, name: str, place: Array | None) -> None:
        """The present input, where it is no row's; a row's own mark has a ring."""
        hidden = place is None or self.scene.is_at_row
        x, y = ([], []) if hidden else ([each] for each in plot.finite(place))
        palette = self.palette
        point = plot.points(x, y, palette.card, palette.accent, 13, rim_width=2.6)
        self.figures[name]["data"].append(point)


def _to_pixels(places: Array, window: PlaneAxes, box: plot.Box) -> Array:
    """Places (n, 2) with as many decimals as tell a tenth of a pixel apart."""
    rounded = [
        column.round(max(0, math.ceil(math.log10(10 * box.width / (axis.high - axis.low)))))
        for column, axis in zip(places.T, window, strict=True)
    ]
    return np.column_stack(rounded)


class _Space(NamedTuple):
    """What is drawn in one plane."""

    name: str
    axes: PlaneAxes
    grid: Array  # (lines, count, 2)
    places: Array  # (n, 2) of the rows
    over: tuple[Array, Array] | None  # the output, and what is 0 on its boundary


def _straight(across: tuple[float, float], up: tuple[float, float]) -> Array:
    """The grid (lines, 2, 2) of the inputs themselves: those that run across, then the others."""
    flat = [[(across[0], y), (across[1], y)] for y in np.linspace(*up, _LINES)]
    upright = [[(x, up[0]), (x, up[1])] for x in np.linspace(*across, _LINES)]
    return np.array([*flat, *upright])


def _joined(grid: Array) -> tuple[list[float | None], list[float | None]]:
    """Lines (lines, count, 2) as one, with gaps between."""
    gaps = np.full((len(grid), 1, 2), np.nan)
    x, y = np.concatenate([grid.round(_DIGITS), gaps], axis=1).reshape(-1, 2).T
    return plot.finite(x), plot.finite(y)
