"""Whether inputs are the pixels of a picture: their columns' names say so.

Names are ``pixel_3_5`` (row, column), or ``pixel 29`` in a square picture, rows from the top; they
count from 0 or from 1. In place of ``pixel`` may stand ``px``.
"""

import math
import re
from collections.abc import Sequence

Picture = tuple[int, int]  # rows, columns

_PLACE = re.compile(r"(?:pixel|px)[ _/-]?(\d{1,3})(?:[ _/,x-](\d{1,3}))?", re.ASCII | re.IGNORECASE)
_LEAST = 2  # rows, and columns: fewer are a line


def picture_of(names: Sequence[str]) -> Picture | None:
    """The size of the picture whose pixels, row by row, have these names; ``None`` if none has."""
    found = [_PLACE.fullmatch(name) for name in names]
    places = [(int(m[1]), None if m[2] is None else int(m[2])) for m in found if m]
    if not places or len(places) != len(names):
        return None
    row, column = places[-1]
    first = places[0][0]
    if column is None:
        rows = columns = math.isqrt(len(names))
    else:
        rows, columns = row - first + 1, column - (places[0][1] or 0) + 1
    if rows < _LEAST or columns < _LEAST or rows * columns != len(names) or first > 1:
        return None
    return (rows, columns) if places == _expected(places[0], rows, columns) else None


def _expected(
    first: tuple[int, int | None], rows: int, columns: int
) -> list[tuple[int, int | None]]:
    """The places of all pixels, from the first one's."""
    top, left = first
    if left is None:
        return [(top + n, None) for n in range(rows * columns)]
    return [(top + r, left + c) for r in range(rows) for c in range(columns)]
