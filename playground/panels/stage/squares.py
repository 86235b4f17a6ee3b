"""How large the neurons are where they show what they see: squares in place of discs.

Lengths are pixels. A layer that is too dense for squares keeps its discs; its selected neuron has
a square of its own.
"""

import math
from dataclasses import replace

from playground.cache import cached
from playground.graph import BETWEEN, ROOMY, Column, Layout

LARGE, SMALL = 60.0, 36.0  # sides
PHONE = 44.0
LEAST_PITCH = 40.0  # from neuron to neuron, at which a layer shows squares
_SHARE = 0.6  # of the way from one column to the next that a square may take
_AIR = 2.0  # between a square and the disc beside it
CORNER = 0.15  # of a side, the radius of its corners; diagram.css has it, too


@cached(256)
def with_squares(layout: Layout) -> Layout:
    """The same places, with columns whose radius is half a square's side where squares fit."""
    columns = tuple(
        replace(column, radius=side / 2) if (side := _side(column, layout)) else column
        for column in layout.columns
    )
    return replace(layout, columns=columns)


def _side(column: Column, layout: Layout) -> float:
    """The side of a column's squares; 0 where there is no room for them."""
    alone = len(column.indices) == 1
    if layout.phone:
        return min(PHONE, column.pitch - 8) if alone or column.pitch >= LEAST_PITCH else 0.0
    if not alone and column.pitch < LEAST_PITCH:
        return 0.0
    roomy = alone or column.pitch >= ROOMY
    room = math.inf if alone else column.pitch - (BETWEEN if roomy else _AIR)
    return min(LARGE if roomy else SMALL, room, _SHARE * gap(layout))


def gap(layout: Layout) -> float:
    """From one column to the next, on a wide stage."""
    return layout.columns[1].xs[0] - layout.columns[0].xs[0]


def has_squares(column: Column, layout: Layout) -> bool:
    """Whether all nodes of a column are drawn as squares."""
    return _side(column, layout) > 0


def half_among_discs(column: Column) -> float:
    """Half the side of the one square in a column of discs."""
    return max(min(SMALL / 2, column.pitch - column.radius - _AIR), column.radius)


def clipped(
    start: tuple[float, float], end: tuple[float, float], first: float, last: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """A line from centre to centre, without what lies in the squares of these half sides."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    far = max(abs(dx), abs(dy))
    if far <= first + last:
        return start, end
    a, b = first / far, 1 - last / far
    return (
        (round(x0 + a * dx, 1), round(y0 + a * dy, 1)),
        (round(x0 + b * dx, 1), round(y0 + b * dy, 1)),
    )
