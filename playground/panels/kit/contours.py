"""Where a value over a plane passes zero, as lines to draw.

contourpy is imported when the first line is drawn: a page without a plane does not need it.
"""

import math

import numpy as np

from playground.activations import Array

Ends = tuple[float, float]
Path = tuple[list[float | None], list[float | None]]

_FINEST = 2  # digits behind the point of a square's side: no screen shows more


def zero_lines(values: Array, across: Ends, up: Ends) -> Path:
    """The lines on which ``values`` (rows, columns) pass from at most 0 to above it.

    ``values[r, c]`` is that of the middle of column c, row r, of a plane between the ends across
    and up, whose units the lines have; the first end may be the larger. ``None`` parts one line
    from the next. Where a value is not finite, there is no line.
    """
    from contourpy import LineType, contour_generator

    x, y = (_middles(ends, n) for ends, n in zip((across, up), values.shape[::-1], strict=True))
    generator = contour_generator(x, y, values, line_type=LineType.ChunkCombinedNan)
    points = generator.lines(0.0)[0][0]
    if points is None:
        return [], []
    found = [
        [None if math.isnan(value) else value for value in column.round(digits).tolist()]
        for column, digits in zip(np.asarray(points).T, (_digits(x), _digits(y)), strict=True)
    ]
    return found[0], found[1]


def _middles(ends: Ends, count: int) -> Array:
    """The middles of so many squares between two ends."""
    low, high = ends
    return low + (np.arange(count) + 0.5) / count * (high - low)


def _digits(middles: Array) -> int:
    """Decimals that tell a hundredth of a square."""
    return _FINEST - math.floor(math.log10(abs(middles[1] - middles[0])))
