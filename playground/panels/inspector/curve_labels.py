"""Where the labels of the activation curve go: clear of lines, borders and each other."""

import math

import numpy as np

from playground.language import _, to_say
from playground.notation import format_number
from playground.panels.inspector.curve_map import (
    BOTTOM,
    CELL,
    HEIGHT,
    RIGHT,
    SOLID,
    Costs,
    Operating,
    Segment,
    Window,
    cover,
    mark,
)

FONT_SIZE = 13
_DIGIT = 6.9  # width of a bold digit at that size
_LINE = 18  # height of a label
_CLEARANCE = 1  # cells around a label
_NEAR = 10  # cells around where a label belongs: a place that is free is hardly ever farther away


def place(
    point: Operating, tangent: Segment, background: Costs, window: Window, decimals: int
) -> tuple[list[float], list[float], list[str]]:
    """The labels' centres in data units, x and y, and their texts.

    Each stands in the free place that is nearest to where it belongs.
    """
    costs = background.copy()
    mark(costs, point, tangent, window)
    x, y, texts = [], [], []
    for name, value in (("z", point.z), ("a", point.a), ("slope", point.slope)):
        if value is None:
            continue
        number = format_number(value, decimals)
        width = _width(name) + _DIGIT * len(number)
        left, top = nearest(costs, _home(name, point, window, width), width, window)
        cover(costs, (left, top, left + width, top + _LINE))
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


def _home(name: str, point: Operating, window: Window, width: float) -> tuple[float, float]:
    """The top left corner where a label belongs: at its axis, or under the point."""
    a = point.a if point.a is not None and math.isfinite(point.a) else 0.0
    across, down = window.to_pixel(point.z or 0.0, a)
    if name == "z":
        return across + 7, HEIGHT - BOTTOM - _LINE
    if name == "a":
        return window.left + 6, down + 4
    return min(across + 14, window.width - RIGHT - width), down + 16


def nearest(
    costs: Costs, home: tuple[float, float], width: float, window: Window
) -> tuple[float, float]:
    """The top left corner of the cheapest place: free if there is one, and near ``home``."""
    if place := _at_home(costs, home, width, window):
        return place
    ends = places_on(costs, width)
    at = [int(each / CELL) - _CLEARANCE for each in (home[1], home[0])]
    near = [
        (max(0, own - _NEAR), min(end, own + _NEAR + 1)) for end, own in zip(ends, at, strict=True)
    ]
    if all(low < end for low, end in near):
        cost, left, top = cheapest(costs, home, width, window, near)
        if cost < _NEAR * CELL:  # whatever is farther away costs more
            return left, top
    _cost, left, top = cheapest(costs, home, width, window, [(0, end) for end in ends])
    return left, top


def _cells(width: float) -> tuple[int, int]:
    """How many cells a label covers, down and across."""
    return math.ceil(_LINE / CELL) + 2 * _CLEARANCE, math.ceil(width / CELL) + 2 * _CLEARANCE


def places_on(costs: Costs, width: float) -> list[int]:
    """How many places there are on a map, down and across."""
    return [n + 1 - own for n, own in zip(costs.shape, _cells(width), strict=True)]


def _at_home(
    costs: Costs, home: tuple[float, float], width: float, window: Window
) -> tuple[float, float] | None:
    """The place next to ``home`` if it is within the plot and free: then no other is cheaper."""
    column, row = (math.ceil(each / CELL - _CLEARANCE - 0.5) for each in home)
    left, top = (column + _CLEARANCE) * CELL, (row + _CLEARANCE) * CELL
    (rows, columns), (high, wide) = places_on(costs, width), _cells(width)
    on_map = 0 <= row < rows and 0 <= column < columns and top <= HEIGHT - BOTTOM + 2 - _LINE
    if not on_map or not window.left + 2 <= left <= window.width - 2 - width:
        return None
    if costs[row : row + high, column : column + wide].any():
        return None
    return float(left), float(top)


def cheapest(
    costs: Costs,
    home: tuple[float, float],
    width: float,
    window: Window,
    places: list[tuple[int, int]],
) -> tuple[float, float, float]:
    """The lowest cost, and its left and top, of the places from row to row and column to column."""
    (first, last), (start, end), (high, wide) = *places, _cells(width)
    cells = costs[first : last + high - 1, start : end + wide - 1]
    sums = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), dtype=np.int64)
    np.cumsum(cells.cumsum(axis=0, dtype=np.int64), axis=1, out=sums[1:, 1:])
    covered = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    lefts = (np.arange(start, end) + _CLEARANCE) * CELL
    tops = (np.arange(first, last) + _CLEARANCE) * CELL
    right, bottom = window.width - 2 - width, HEIGHT - BOTTOM + 2 - _LINE
    outside = 100 * SOLID * ((lefts < window.left + 2) | (lefts > right))
    below = 100 * SOLID * (tops > bottom)
    far = np.hypot(lefts[None, :] - home[0], tops[:, None] - home[1])
    cost = covered + far + outside + below[:, None]
    row, column = divmod(int(cost.argmin()), end - start)
    return float(cost[row, column]), float(lefts[column]), float(tops[row])
