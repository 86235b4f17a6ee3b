"""What the labels of the activation curve have to keep clear of: a map of the plot's cells."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array

HEIGHT = 200  # px, as all lengths here
RIGHT, TOP, BOTTOM = 6, 6, 26  # margins
CELL = 3  # of the map in which a free place is looked for
_POINT = 9  # radius of the operating point, with its line
SOLID, _FAINT = 10_000, 1  # what it costs to cover a cell of a line, or of an axis

Box = tuple[float, float, float, float]  # left, top, right, bottom
Segment = tuple[list[float], list[float]]  # x and y of both ends, or nothing
Costs = NDArray[np.int16]  # what it costs to cover each cell of the plot: (rows, columns)


@dataclass(frozen=True)
class Operating:
    """What the curve marks: z, a = f(z) and the slope f′(z); ``None`` while not computed.

    ``others`` are, for a function of the whole layer, the other neurons' finite pre-activations.
    """

    activation: str
    alpha: float
    z: float | None
    a: float | None
    slope: float | None
    others: tuple[float, ...] = ()


@dataclass(frozen=True)
class Window:
    """The window of the plot in data units, and its size in pixels."""

    reach: float
    low: float
    high: float
    width: int

    @cached_property
    def left(self) -> int:
        """The left margin: as wide as the longest number beside the axis."""
        longest = max(abs(self.low), abs(self.high))
        return 30 if longest < 50 else 36 if longest < 500 else 46

    @cached_property
    def across(self) -> float:
        """Pixels per unit of z."""
        return (self.width - self.left - RIGHT) / (2 * self.reach)

    @cached_property
    def up(self) -> float:
        """Pixels per unit of a."""
        return (HEIGHT - TOP - BOTTOM) / (self.high - self.low)

    def to_pixels(self, x: Any, y: Any) -> Array:
        """Points as (n, 2) pixels from the figure's top left corner."""
        across = self.left + (np.asarray(x, dtype=float) + self.reach) * self.across
        down = TOP + (self.high - np.asarray(y, dtype=float)) * self.up
        return np.stack([across, down], axis=-1)

    def to_pixel(self, x: float, y: float) -> tuple[float, float]:
        """The same of a single point."""
        return self.left + (x + self.reach) * self.across, TOP + (self.high - y) * self.up

    def from_pixels(self, across: float, down: float) -> tuple[float, float]:
        """The data point at a pixel."""
        return (across - self.left) / self.across - self.reach, self.high - (down - TOP) / self.up


def background(curves: list[Segment], window: Window) -> Costs:
    """The map of a plot with its curves and axes."""
    costs = np.zeros((-(-HEIGHT // CELL), -(-window.width // CELL)), dtype=np.int16)
    axes = [-window.reach, window.reach, 0.0, 0.0], [0.0, 0.0, window.low, window.high]
    _draw(costs, _FAINT, window.to_pixels(*axes).reshape(-1, 2, 2))
    for curve in curves:
        corners = window.to_pixels(*curve)
        _draw(costs, SOLID, np.stack([corners[:-1], corners[1:]], axis=1))
    return costs


def mark(costs: Costs, point: Operating, tangent: Segment, window: Window) -> None:
    """Add the operating point, its guides and the tangent to the map."""
    z, a = point.z, point.a
    if z is not None:
        known = a is not None and math.isfinite(a)
        across, down = window.to_pixel(z, a if a is not None and known else window.high)
        _line(costs, (across, down), window.to_pixel(z, window.low))
        if known:
            _line(costs, (window.left, down), (across, down))
            cover(costs, (across - _POINT, down - _POINT, across + _POINT, down + _POINT))
    if tangent[0]:
        start, end = (window.to_pixel(x, y) for x, y in zip(*tangent, strict=True))
        _line(costs, start, end)


def _line(costs: Costs, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Mark the cells along one line as ``_draw`` does, which takes longer to begin."""
    edge = costs.shape[1] * CELL
    (x, y), (x1, y1) = (
        (min(max(across, -CELL), edge), min(max(down, -CELL), HEIGHT))
        for across, down in (start, end)
    )
    dx, dy = x1 - x, y1 - y
    columns, rows = [int(x // CELL), int(x1 // CELL)], [int(y // CELL), int(y1 // CELL)]
    if dx == 0 or dy == 0:
        costs[max(min(rows), 0) : max(rows) + 1, max(min(columns), 0) : max(columns) + 1] = SOLID
        return
    count = math.ceil(max(abs(dx), abs(dy)) / CELL) + 1
    columns += (int((x + dx * (n / count)) // CELL) for n in range(1, count))
    rows += (int((y + dy * (n / count)) // CELL) for n in range(1, count))
    last = costs.shape[1]
    within = [at for at in zip(rows, columns, strict=True) if at[0] >= 0 and 0 <= at[1] < last]
    if within:
        costs[tuple(zip(*within, strict=True))] = SOLID


def _draw(costs: Costs, cost: int, segments: Array) -> None:
    """Mark the cells along segments, (n, 2 ends, 2) pixels."""
    if not np.isfinite(segments).all():
        segments = np.nan_to_num(segments)
    corner = np.array([costs.shape[1] * CELL, HEIGHT], dtype=float)
    ends = np.minimum(np.maximum(segments, -CELL), corner)
    starts, steps = ends[:, 0], ends[:, 1] - ends[:, 0]
    counts = np.ceil(np.abs(steps).max(axis=1) / CELL).astype(int) + 1
    piece = np.repeat(np.arange(len(steps)), counts)
    share = (np.arange(len(piece)) - (counts.cumsum() - counts)[piece]) / counts[piece]
    points = np.concatenate([starts[piece] + steps[piece] * share[:, None], ends[:, 1]])
    columns, rows = (points // CELL).astype(int).T
    within = (rows >= 0) & (rows < costs.shape[0]) & (columns >= 0) & (columns < costs.shape[1])
    cells = rows[within], columns[within]
    costs[cells] = np.maximum(costs[cells], cost)


def cover(costs: Costs, box: Box) -> None:
    """Mark the cells of a box."""
    left, top, right, bottom = (max(0, round(edge / CELL)) for edge in box)
    costs[top : bottom + 1, left : right + 1] = SOLID
