"""Where the labels of the activation curve go: clear of lines, borders and each other."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.language import _, to_say
from playground.notation import format_number

HEIGHT = 200  # px, as all lengths here
RIGHT, TOP, BOTTOM = 6, 6, 26  # margins
FONT_SIZE = 13
_DIGIT = 6.9  # width of a bold digit at that size
_LINE = 18  # height of a label
_CELL = 3  # of the map in which a free place is looked for
_CLEARANCE = 1  # cells around a label
_POINT = 9  # radius of the operating point, with its line
_SOLID, _FAINT = 10_000, 1  # what it costs to cover a cell of a line, or of an axis
_NEAR = 10  # cells around where a label belongs: a place that is free is hardly ever farther away

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


def place(
    point: Operating, tangent: Segment, background: Costs, window: Window, decimals: int
) -> tuple[list[float], list[float], list[str]]:
    """The labels' centres in data units, x and y, and their texts.

    Each stands in the free place that is nearest to where it belongs.
    """
    costs = background.copy()
    _mark(costs, point, tangent, window)
    x, y, texts = [], [], []
    for name, value in (("z", point.z), ("a", point.a), ("slope", point.slope)):
        if value is None:
            continue
        number = format_number(value, decimals)
        width = _width(name) + _DIGIT * len(number)
        left, top = _nearest(costs, _home(name, point, window, width), width, window)
        _cover(costs, (left, top, left + width, top + _LINE))
        across, down = window.from_pixels(left + width / 2, top + _LINE / 2)
        x.append(across)
        y.append(down)
        texts.append(f"{_(_WORDS[name])} = <b>{number}</b>")
    return x, y, texts


_WIDTHS = {"z": 19.0, "a": 19.5, "slope": 65.0}  # px of the words before the number
_WORDS = {"z": "<i>z</i>", "a": "<i>a</i>", "slope": to_say("slope <i>f</i>′(<i>z</i>)")}
_LETTER = 6.6  # px of a letter by which words in another language are longer


def _width(name: str) -> float:
    longer = len(_(_WORDS[name])) - len(_WORDS[name])
    return _WIDTHS[name] + _LETTER * max(longer, 0)


def background(curves: list[Segment], window: Window) -> Costs:
    """The map of a plot with its curves and axes."""
    costs = np.zeros((-(-HEIGHT // _CELL), -(-window.width // _CELL)), dtype=np.int16)
    axes = [-window.reach, window.reach, 0.0, 0.0], [0.0, 0.0, window.low, window.high]
    _draw(costs, _FAINT, window.to_pixels(*axes).reshape(-1, 2, 2))
    for curve in curves:
        corners = window.to_pixels(*curve)
        _draw(costs, _SOLID, np.stack([corners[:-1], corners[1:]], axis=1))
    return costs


def _mark(costs: Costs, point: Operating, tangent: Segment, window: Window) -> None:
    """Add the operating point, its guides and the tangent to the map."""
    z, a = point.z, point.a
    x, y = list(tangent[0]), list(tangent[1])
    if z is not None:
        x += (z, z)
        y += (window.low, window.high if a is None or not math.isfinite(a) else a)
        if a is not None and math.isfinite(a):
            x += (-window.reach, z)
            y += (a, a)
            across, down = window.to_pixel(z, a)
            _cover(costs, (across - _POINT, down - _POINT, across + _POINT, down + _POINT))
    if x:
        _draw(costs, _SOLID, window.to_pixels(x, y).reshape(-1, 2, 2))


def _draw(costs: Costs, cost: int, segments: Array) -> None:
    """Mark the cells along segments, (n, 2 ends, 2) pixels."""
    if not np.isfinite(segments).all():
        segments = np.nan_to_num(segments)
    corner = np.array([costs.shape[1] * _CELL, HEIGHT], dtype=float)
    ends = np.minimum(np.maximum(segments, -_CELL), corner)
    starts, steps = ends[:, 0], ends[:, 1] - ends[:, 0]
    counts = np.ceil(np.abs(steps).max(axis=1) / _CELL).astype(int) + 1
    piece = np.repeat(np.arange(len(steps)), counts)
    share = (np.arange(len(piece)) - (counts.cumsum() - counts)[piece]) / counts[piece]
    points = np.concatenate([starts[piece] + steps[piece] * share[:, None], ends[:, 1]])
    columns, rows = (points // _CELL).astype(int).T
    within = (rows >= 0) & (rows < costs.shape[0]) & (columns >= 0) & (columns < costs.shape[1])
    cells = rows[within], columns[within]
    costs[cells] = np.maximum(costs[cells], cost)


def _cover(costs: Costs, box: Box) -> None:
    """Mark the cells of a box."""
    left, top, right, bottom = (max(0, round(edge / _CELL)) for edge in box)
    costs[top : bottom + 1, left : right + 1] = _SOLID


def _home(name: str, point: Operating, window: Window, width: float) -> tuple[float, float]:
    """The top left corner where a label belongs: at its axis, or under the point."""
    a = point.a if point.a is not None and math.isfinite(point.a) else 0.0
    across, down = window.to_pixel(point.z or 0.0, a)
    if name == "z":
        return across + 7, HEIGHT - BOTTOM - _LINE
    if name == "a":
        return window.left + 6, down + 4
    return min(across + 14, window.width - RIGHT - width), down + 16


def _nearest(
    costs: Costs, home: tuple[float, float], width: float, window: Window
) -> tuple[float, float]:
    """The top left corner of the cheapest place: free if there is one, and near ``home``."""
    size = math.ceil(_LINE / _CELL) + 2 * _CLEARANCE, math.ceil(width / _CELL) + 2 * _CLEARANCE
    if place := _at_home(costs, size, home, width, window):
        return place
    places = [(0, n + 1 - own) for n, own in zip(costs.shape, size, strict=True)]
    at = [int(each / _CELL) - _CLEARANCE for each in (home[1], home[0])]
    near = [
        (max(low, own - _NEAR), min(end, own + _NEAR + 1))
        for (low, end), own in zip(places, at, strict=True)
    ]
    if all(low < end for low, end in near):
        cost, left, top = _cheapest(costs, size, near, home, width, window)
        if cost < _NEAR * _CELL:  # whatever is farther away costs more
            return left, top
    _cost, left, top = _cheapest(costs, size, places, home, width, window)
    return left, top


def _at_home(
    costs: Costs, size: tuple[int, int], home: tuple[float, float], width: float, window: Window
) -> tuple[float, float] | None:
    """The place next to ``home`` if it is within the plot and free: then no other is cheaper."""
    column, row = (math.ceil(each / _CELL - _CLEARANCE - 0.5) for each in home)
    left, top = (column + _CLEARANCE) * _CELL, (row + _CLEARANCE) * _CELL
    across = max(window.left + 2, _CLEARANCE * _CELL) <= left <= window.width - 2 - width
    within = across and _CLEARANCE * _CELL <= top <= HEIGHT - BOTTOM + 2 - _LINE
    if not within or costs[row : row + size[0], column : column + size[1]].any():
        return None
    return float(left), float(top)


def _cheapest(
    costs: Costs,
    size: tuple[int, int],
    places: list[tuple[int, int]],
    home: tuple[float, float],
    width: float,
    window: Window,
) -> tuple[float, float, float]:
    """The lowest cost, and its left and top, of the places from row to row and column to column.

    A label covers ``size`` cells.
    """
    (first, last), (start, end), (high, wide) = *places, size
    cells = costs[first : last + high - 1, start : end + wide - 1]
    sums = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), dtype=np.int64)
    np.cumsum(cells.cumsum(axis=0, dtype=np.int64), axis=1, out=sums[1:, 1:])
    covered = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    lefts = (np.arange(start, end) + _CLEARANCE) * _CELL
    tops = (np.arange(first, last) + _CLEARANCE) * _CELL
    right, bottom = window.width - 2 - width, HEIGHT - BOTTOM + 2 - _LINE
    outside = 100 * _SOLID * ((lefts < window.left + 2) | (lefts > right))
    below = 100 * _SOLID * (tops > bottom)
    far = np.hypot(lefts[None, :] - home[0], tops[:, None] - home[1])
    cost = covered + far + outside + below[:, None]
    row, column = divmod(int(cost.argmin()), end - start)
    return float(cost[row, column]), float(lefts[column]), float(tops[row])
