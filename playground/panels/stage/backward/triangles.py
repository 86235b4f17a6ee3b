"""Gradients along the edges: triangles that point the way they flow, from the output back.

Filled above 0, open below, the larger the larger |∂L/∂w| is. They leave out discs, handles and
labels. An edge whose gradient is exactly 0 has a small tag instead, for nothing flows there. Where
a layer pair has too many edges, only those of the step that is played now are told.
"""

import math
from collections.abc import Iterator

from playground.analysis.learning import backward
from playground.panels.kit import plot
from playground.panels.kit.plot import PlotTrace
from playground.panels.stage.backward.passage import Passage, carries
from playground.panels.stage.backward.tags import Tag, tag_of
from playground.panels.stage.lettering.boxes import Box, touch
from playground.panels.stage.plan import CROWDED_PAIR, DENSE_PAIR, Edge, Plan

SPACING = 17.0  # px from one to the next, twice as far in a crowded pair
_HALF = (2.5, 6.5)  # px, half the height of one at |g| = 0 and from |g| = 1 on
_LONG = 1.85  # of half the height, how long one is
_AROUND_BEAD = 8.0  # px around a handle that stay free
_END = 5.0  # px between a disc and the first one
_ZERO_AT = (0.7, 0.3, 0.76, 0.4, 0.24)  # of the way, where a tag for 0 stands, the best first
_GAP = (None, None)

Outline = list[tuple[float | None, float | None]]


def told_edges(plan: Plan, now: Passage) -> Iterator[tuple[Edge, float]]:
    """The edges whose gradient is known, with it; those of the current step with its result."""
    current = dict(zip(now.edges, now.values, strict=True))
    for k in range(len(plan.columns) - 1):
        if plan.count(k) >= DENSE_PAIR:
            yield from ((edge, value) for edge, value in current.items() if edge[0] == k)
            continue
        rows = backward.gradients(plan.scene, k)
        for edge in plan.edges(k):
            row = rows[edge[1]]
            if edge in current:
                yield edge, current[edge]
            elif row is not None and carries(plan, edge):
                yield edge, row[edge[2]]


def zero_tags(
    plan: Plan, edges: list[tuple[Edge, float]], now: Passage, taken: tuple[Box, ...]
) -> list[Tag]:
    """A tag for each edge along which nothing flows, but for those of the current step.

    They stand clear of what is ``taken``, as far as there is room for them.
    """
    tags: list[Tag] = []
    for edge, value in edges:
        if value != 0 or edge in now.edges or plan.count(edge[0]) > CROWDED_PAIR:
            continue
        name = "gradient/{}/{}/{}".format(*edge)
        tag = tag_of(name, value, plan.scene.decimals, small=True)
        spots = (tag.at(*plan.along(edge, share)) for share in _ZERO_AT)
        boxes = (*taken, *(other.box for other in tags))
        tags += [s for s in spots if not any(touch(s.box, box) for box in boxes)][:1]
    return tags


def triangle_traces(
    plan: Plan, edges: list[tuple[Edge, float]], boxes: tuple[Box, ...]
) -> list[PlotTrace]:
    """The filled ones and the open ones; none stands in a box."""
    filled: Outline = []
    hollow: Outline = []
    for edge, value in edges:
        if value == 0 or math.isnan(value):
            continue
        (hollow if value < 0 else filled).extend(_along(plan, edge, value, boxes))
    line, card = plan.palette.gradient_line, plan.palette.card
    return [
        plot.line(
            *plot.coordinates(shape), line, 1.4, fill="toself", fillcolour=fill, simplify=False
        )
        for shape, fill in ((filled, line), (hollow, card))
    ]


def _along(plan: Plan, edge: Edge, value: float, boxes: tuple[Box, ...]) -> Outline:
    k, j, i = edge
    (x0, y0), (x1, y1) = plan.columns[k].place(i), plan.columns[k + 1].place(j)
    length = math.hypot(x1 - x0, y1 - y0)
    start = max(plan.columns[k].radius, plan.leaving(k, i)) + _END
    end = length - max(plan.columns[k + 1].radius, plan.border(k + 1, j)) - _END
    bead, half = plan.bead_at(k) * length, _half(value)
    dx, dy = (x1 - x0) / (length or 1.0), (y1 - y0) / (length or 1.0)
    outline: Outline = []
    spacing = SPACING * (2 if plan.count(k) > CROWDED_PAIR else 1)
    at = end - _LONG * half
    while at > start:
        x, y = x0 + at * dx, y0 + at * dy
        middle = at + _LONG * half / 2
        if abs(middle - bead) > _AROUND_BEAD + half and not _is_covered(x, y, half, boxes):
            outline += _triangle(x, y, dx, dy, half)
        at -= spacing
    return outline


def _half(value: float) -> float:
    least, most = _HALF
    return least + (most - least) * math.sqrt(min(abs(value), 1.0))


def _triangle(x: float, y: float, dx: float, dy: float, half: float) -> Outline:
    """One whose point is at (x, y), closed, and the gap behind it."""
    bx, by = x + _LONG * half * dx, y + _LONG * half * dy
    corners = ((x, y), (bx - half * dy, by + half * dx), (bx + half * dy, by - half * dx), (x, y))
    return [*((round(px, 1), round(py, 1)) for px, py in corners), _GAP]


def _is_covered(x: float, y: float, half: float, boxes: tuple[Box, ...]) -> bool:
    air = half + 2
    return any(b[0] - air < x < b[2] + air and b[1] - air < y < b[3] + air for b in boxes)
