"""Where labels along edges have room: clear of discs, of handles, of each other."""

from dataclasses import dataclass

from playground.cache import cached
from playground.panels.stage.lettering.boxes import Box, Disc, Point, touch, touches_disc
from playground.panels.stage.plan import STRIP, Edge, Plan

HALO = 9.0  # of the ring around the selected neuron
BEAD = 6.5  # radius of a live handle, with some air
_ASIDE = (0.0, -9.0, 9.0, -16.0, 16.0, -22.0, 22.0)  # px from the edge, the best first
ON_EDGE = ((0.0, 0.0),)
UP_AND_DOWN = tuple((0.0, px) for px in _ASIDE)
SIDEWAYS = tuple((px, 0.0) for px in _ASIDE)
Places = tuple[Point, ...]
Sizes = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Ground:
    """The edges from source to neuron, and what stands there."""

    ways: tuple[tuple[Point, Point], ...]
    discs: tuple[Disc, ...]
    boxes: tuple[Box, ...]
    source_radius: float
    span: tuple[float, float] | None  # on a phone: left and right end of what labels may cover

    def at(self, n: int, t: float, width: float) -> Point:
        """The point for a label on edge ``n``: on from t as far as its source's disc asks."""
        (x0, y0), (x1, y1) = self.ways[n]
        if self.span is None:  # a long label moves on, out of its source's disc
            t = max(t, min((self.source_radius + 2 + width / 2) / (x1 - x0), 0.9))
        x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
        if self.span is not None:
            x = min(max(x, self.span[0] + width / 2), self.span[1] - width / 2)
        return round(x, 1), round(y, 1)


@cached(1024)
def places_for(ground: Ground, extents: Sizes, shares: tuple[float, ...], aside: Places) -> Places:
    """A place for each label, none unless all have one: at one share of their ways, if they can."""
    tries = [(t,) for t in shares]
    return next(
        filter(None, (_all_placed(ground, extents, ts, aside) for ts in [*tries, shares])), ()
    )


def _all_placed(ground: Ground, extents: Sizes, shares: tuple[float, ...], aside: Places) -> Places:
    """The first place of each label that is clear of those before it."""
    placed: list[Point] = []
    boxes = list(ground.boxes)
    for n, extent in enumerate(extents):
        spots = (
            (x + dx, y + dy)
            for t in shares
            for x, y in [ground.at(n, t, extent[0])]
            for dx, dy in aside
        )
        spot = next(
            (spot for spot in spots if _is_clear(ground, boxes, box_at(spot, extent))), None
        )
        if spot is None:
            return ()
        placed.append(spot)
        boxes.append(box_at(spot, extent))
    return tuple(placed)


def _is_clear(ground: Ground, boxes: list[Box], box: Box) -> bool:
    if ground.span is not None and not ground.span[0] <= box[0] <= box[2] <= ground.span[1]:
        return False
    return not (
        any(touch(box, other) for other in boxes)
        or any(touches_disc(box, disc) for disc in ground.discs)
    )


def box_at(centre: Point, extent: tuple[float, float]) -> Box:
    """The edges of a label of that width and height."""
    (x, y), (w, h) = centre, extent
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2


def ground_of(plan: Plan, edges: list[Edge], taken: tuple[Box, ...]) -> Ground:
    """What stands around the labels of these edges, which lead into one neuron."""
    k = edges[0][0]
    pair = plan.columns[k : k + 2]
    discs = [
        (x, y, column.radius + (HALO if index is not None and plan.is_selected(c, index) else 1))
        for c, column in enumerate(pair, k)
        for index, x, y in zip(column.indices, column.xs, column.ys, strict=True)
    ]
    beads = [(*plan.along(edge, plan.bead_at(k)), BEAD) for edge in edges]
    ways = tuple((pair[0].place(i), pair[1].place(j)) for _, j, i in edges)
    phone = plan.layout.phone
    span = (96.0, plan.layout.width - 3.0) if phone else None
    strip = STRIP if plan.has_strip(k) else 0.0
    return Ground(ways, (*discs, *beads), taken, pair[0].radius + strip, span)
