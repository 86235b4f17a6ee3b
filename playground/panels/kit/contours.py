"""Where a value over a plane passes zero, as lines to draw.

contourpy is imported when the first line is drawn: a page without a plane does not need it.
"""

import math

import numpy as np

from playground.activations import Array
from playground.cache import cached

Ends = tuple[float, float]
Path = tuple[list[float | None], list[float | None]]

_KEPT = 1024  # lines that a drag does not change, some 10 kB each with their values
_FINEST = 2  # digits behind the point of a square's side: no screen shows more


def zero_lines(values: Array, across: Ends, up: Ends) -> Path:
    """The lines on which ``values`` (rows, columns) pass from at most 0 to above it.

    ``values[r, c]`` is that of the middle of column c, row r, of a plane between the ends across
    and up, whose units the lines have; the first end may be the larger. ``None`` parts one line
    from the next. Where a value is not finite, there is no line.
    """
    rows, columns = values.shape
    return _lines(values.tobytes(), (rows, columns), across, up)


@cached(_KEPT, spoken=False)
def _lines(values: bytes, shape: tuple[int, int], across: Ends, up: Ends) -> Path:
    from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

    x, y = _grid(shape, across, up)
    z = np.frombuffer(values).reshape(shape)
    known = np.isfinite(z)
    # Its function `contour_generator` makes the same of these in ten times the time.
    generator = SerialContourGenerator(
        x,
        y,
        z,
        ~known,
        corner_mask=True,
        line_type=LineType.ChunkCombinedNan,
        fill_type=FillType.OuterCode,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    )
    points = generator.lines(0.0)[0][0]
    if points is None:
        return [], []
    found = []
    for column, digits in zip(np.asarray(points).T, _digits(shape, across, up), strict=True):
        ends = np.isnan(column)
        numbers = column.round(digits).tolist()
        found.append([None if end else at for at, end in zip(numbers, ends, strict=True)])
    return found[0], found[1]


@cached(64, spoken=False)
def _grid(shape: tuple[int, int], across: Ends, up: Ends) -> tuple[Array, Array]:
    """x and y of the middles of all squares."""
    x, y = np.meshgrid(_middles(across, shape[1]), _middles(up, shape[0]))
    return x, y


def _middles(ends: Ends, count: int) -> Array:
    """The middles of so many squares between two ends."""
    low, high = ends
    return low + (np.arange(count) + 0.5) / count * (high - low)


def _digits(shape: tuple[int, int], across: Ends, up: Ends) -> list[int]:
    """Decimals, of x and of y, that tell a hundredth of a square."""
    squares = ((abs(b - a) / n) for (a, b), n in zip((across, up), shape[::-1], strict=True))
    return [_FINEST - math.floor(math.log10(square)) for square in squares]
