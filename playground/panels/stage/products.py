"""The products that enter the selected neuron, each in the fullest form that has room.

Forms, the fullest first: "0.80 · 1.40" near the source and "+1.12" as a pill near the neuron; both
in one label, "0.80 · 1.40 = 1.12"; the product alone. All products of a neuron have the same form.
A label has room where it touches no disc, no handle of a live edge and no other label.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from playground.analysis import contributions
from playground.notation import format_number
from playground.panels.kit.theme import ink
from playground.panels.stage.boxes import Box, Disc, Point, text_width, touch, touches_disc
from playground.panels.stage.nodes import fitted
from playground.panels.stage.plan import Edge, Plan
from playground.relation import relation_to_product
from playground.scene import PHASES, reached, step_at

LABELLED = 8  # sources up to which a label says x · w
LISTED = 16  # sources up to which every product is written; above, the largest of them
CORNER = 4
PILLS_AT = 0.77  # of the way, if there is room; else nearer to the source
HALO = 9.0  # of the ring around the selected neuron
BEAD = 6.5  # radius of a live handle, with some air
SIZES = (14.0, 12.5, 11.0)  # type on a wide diagram, the best first
PHONE_SIZES = (11.0,)
_ASIDE = (0.0, -9.0, 9.0, -16.0, 16.0, -22.0, 22.0)  # px from the edge, the best first
ON_EDGE = ((0.0, 0.0),)
UP_AND_DOWN = tuple((0.0, px) for px in _ASIDE)
SIDEWAYS = tuple((px, 0.0) for px in _ASIDE)

_PILL_SHARES = tuple(round(PILLS_AT - 0.03 * n, 2) for n in range(13))

Form = Literal["apart", "joined", "product", "none"]
Places = tuple[Point, ...]
Sizes = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Label:
    """A box with a text: centre, size, colours."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float
    fill: str
    line: str
    colour: str
    corner: float = CORNER

    @property
    def box(self) -> Box:
        """Its edges."""
        return _box((self.x, self.y), (self.width, self.height))


@dataclass(frozen=True)
class Products:
    """The products in their form; ``pills`` are where those that travel come to rest."""

    form: Form
    labels: tuple[Label, ...] = ()
    pills: tuple[Label, ...] = ()


@dataclass(frozen=True)
class _Ground:
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


def products(plan: Plan, taken: tuple[Box, ...] = ()) -> Products:
    """What is written of the products, clear of the boxes that are ``taken``."""
    edges = _sources(plan)
    if not edges:
        return Products("none")
    k, j, _ = edges[0]
    if plan.scene.step is not None and not reached(plan.scene, k, j, "multiply"):
        return Products("none")
    found = arranged(plan, edges, taken)
    return _without_travellers(plan, edges, found) if travelling(plan) == (k, j) else found


def arranged(plan: Plan, edges: list[Edge], taken: tuple[Box, ...]) -> Products:
    """The products of all these edges, which lead into one neuron, in the fullest form."""
    return next(_arrangements(plan, edges, _ground(plan, edges, taken)), Products("none"))


def _arrangements(plan: Plan, edges: list[Edge], ground: _Ground) -> Iterator[Products]:
    """Every arrangement that has room, the fullest first."""
    near = (_first_share(plan, edges[0][0]), 0.2, 0.25, 0.3, 0.35, 0.4)
    if len(edges) <= LABELLED:
        asides: list[tuple[Places, Places]] = [(ON_EDGE, UP_AND_DOWN)]
        if plan.layout.phone:  # edges run downwards, and labels give way sideways, too
            asides.append((SIDEWAYS, SIDEWAYS))
        tries = list(itertools.product(_type_sizes(plan, edges[0][0]), asides))
        for size, aside in tries:
            yield from _apart(plan, edges, ground, size, near, aside)
        for size, (_, aside_of_factors) in tries:
            joined = [_factors(plan, edge, size, joined=True) for edge in edges]
            if places := _placed(ground, _extents(joined), (*near, 0.45, 0.5), aside_of_factors):
                yield Products("joined", _moved(joined, places))
    bare = [_bare_product(plan, edge) for edge in edges]
    if places := _placed(ground, _extents(bare), (0.25, 0.2, 0.3, 0.4, 0.5), UP_AND_DOWN):
        yield Products("product", _moved(bare, places))


def _apart(
    plan: Plan,
    edges: list[Edge],
    ground: _Ground,
    size: float,
    near: tuple[float, ...],
    aside: tuple[Places, Places],
) -> Iterator[Products]:
    """Pills near the neuron and factors near the sources, if both have room."""
    pills = [_pill(plan, edge, size) for edge in edges]
    if ends := _placed(ground, _extents(pills), _PILL_SHARES, aside[0]):
        rest = _moved(pills, ends)
        beside = replace(ground, boxes=ground.boxes + tuple(pill.box for pill in rest))
        factors = [_factors(plan, edge, size) for edge in edges]
        if starts := _placed(beside, _extents(factors), near, aside[1]):
            yield Products("apart", (*_moved(factors, starts), *rest), rest)


def _without_travellers(plan: Plan, edges: list[Edge], found: Products) -> Products:
    """While products are on their way over the diagram, only their factors stand on it."""
    if found.form == "apart":
        return replace(found, labels=found.labels[: len(edges)])
    if found.form == "joined":
        labels = (
            replace(_factors(plan, edge, label.size), x=label.x, y=label.y)
            for edge, label in zip(edges, found.labels, strict=True)
        )
        return replace(found, labels=tuple(labels))
    return replace(found, labels=())


def resting(plan: Plan, edges: list[Edge], taken: tuple[Box, ...]) -> list[Label]:
    """Where products that travel along these edges come to rest."""
    if pills := arranged(plan, edges, taken).pills:
        return list(pills)
    places = tuple(plan.along(edge, PILLS_AT) for edge in edges)
    return list(_moved([_pill(plan, edge, SIZES[1]) for edge in edges], places))


def _extents(labels: list[Label]) -> Sizes:
    return tuple((label.width, label.height) for label in labels)


def _moved(labels: list[Label], places: Places) -> tuple[Label, ...]:
    return tuple(replace(label, x=x, y=y) for label, (x, y) in zip(labels, places, strict=True))


@lru_cache(maxsize=1024)
def _placed(ground: _Ground, extents: Sizes, shares: tuple[float, ...], aside: Places) -> Places:
    """A place for each label, none unless all have one: at one share of their ways, if they can."""
    tries = [(t,) for t in shares]
    return next(
        filter(None, (_all_placed(ground, extents, ts, aside) for ts in [*tries, shares])), ()
    )


def _all_placed(
    ground: _Ground, extents: Sizes, shares: tuple[float, ...], aside: Places
) -> Places:
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
        spot = next((spot for spot in spots if _is_clear(ground, boxes, _box(spot, extent))), None)
        if spot is None:
            return ()
        placed.append(spot)
        boxes.append(_box(spot, extent))
    return tuple(placed)


def _is_clear(ground: _Ground, boxes: list[Box], box: Box) -> bool:
    if ground.span is not None and not ground.span[0] <= box[0] <= box[2] <= ground.span[1]:
        return False
    return not (
        any(touch(box, other) for other in boxes)
        or any(touches_disc(box, disc) for disc in ground.discs)
    )


def _box(centre: Point, extent: tuple[float, float]) -> Box:
    (x, y), (w, h) = centre, extent
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2


def _ground(plan: Plan, edges: list[Edge], taken: tuple[Box, ...]) -> _Ground:
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
    return _Ground(ways, (*discs, *beads), taken, pair[0].radius, span)


def _type_sizes(plan: Plan, k: int) -> tuple[float, ...]:
    if plan.layout.phone:
        return PHONE_SIZES
    return SIZES if plan.columns[k].pitch >= 60 else SIZES[1:]


def _first_share(plan: Plan, k: int) -> float:
    """Where labels near their sources are furthest apart, and the next handle still far."""
    height = 24
    return min(max(1 - height / plan.columns[k].pitch, 0.20), 0.30)


def _sources(plan: Plan) -> list[Edge]:
    """The edges whose products are written: the selected neuron's, or the selected weight."""
    focus = plan.focus
    if focus is None:
        return []
    if focus.kind == "weight":
        return [(focus.path[0], focus.path[1], focus.path[2])]
    if focus.kind != "neuron":
        return []
    k, j = focus.path
    drawn = [i for i in plan.columns[k].indices if i is not None]
    if len(drawn) > LISTED:
        size = np.abs(contributions.products(plan.scene, k, j))
        drawn = sorted(sorted(drawn, key=lambda i: -float(size[i]))[:LISTED])
    return [(k, j, i) for i in drawn]


def product(plan: Plan, edge: Edge) -> float:
    """x · w as it enters the neuron: 0 through an edge that is off."""
    k, j, i = edge
    return float(contributions.products(plan.scene, k, j)[i])


def travelling(plan: Plan) -> tuple[int, int] | None:
    """The neuron (layer, index) whose products are on their way, over the diagram."""
    scene = plan.scene
    if scene.step is None or plan.view.calm or plan.view.stride != "operation":
        return None
    at = step_at(scene.network, scene.step)
    return (at[0], at[1]) if at is not None and at[2] == PHASES[0] else None


def _factors(plan: Plan, edge: Edge, size: float, joined: bool = False) -> Label:
    """ "0.80 · 1.40", and with ``joined`` "0.80 · 1.40 = 1.12"."""
    k, j, i = edge
    decimals = plan.scene.decimals
    source = float(plan.scene.trace.sources(k)[i])
    weight = float(plan.scene.network.layers[k].weights[j, i])
    x, w = format_number(source, decimals), format_number(weight, decimals)
    if len(x) + len(w) > 20:
        x, w = fitted(source, 2, 54, 13)[0], fitted(weight, 2, 54, 13)[0]
    factors = x, w
    if weight < 0:
        w = f"({w})"
    palette = plan.palette
    text = f'{x} · <b><span style="color:{palette.number(weight)}">{w}</span></b>'
    plain = f"{x} · {w}"
    line = palette.stroke(weight) if weight else palette.control
    if plan.scene.is_off("weight", k, j, i):
        text, line = f"<s>{text}</s>", palette.control
    if joined:
        value = product(plan, edge)
        number = fitted(value, decimals, 60, size)[0]
        sign = relation_to_product(factors, number)
        text += f' {sign} <b><span style="color:{palette.number(value)}">{number}</span></b>'
        plain += f" {sign} {number}"
    return Label(
        0, 0, text_width(plain, size) + (14 if size > 12 else 7), round(size * 1.75),
        text, size, palette.card, line, palette.text1,
    )  # fmt: skip


def _pill(plan: Plan, edge: Edge, size: float) -> Label:
    """A product, filled with the colour of its sign."""
    value = product(plan, edge)
    palette = plan.palette
    size = min(size, 12.5)
    number, size = fitted(value, plan.scene.decimals, 60, size)
    number = f"+{number}" if value > 0 else number
    fill = palette.fill_zero
    if value > 0:
        fill = palette.fill_positive
    elif value < 0:
        fill = palette.fill_negative
    roomy = size > 12
    return Label(
        0, 0, text_width(number, size) + (14 if roomy else 11), 22 if roomy else 18,
        f"<b>{number}</b>", size, fill, palette.card, ink(fill), corner=11,
    )  # fmt: skip


def _bare_product(plan: Plan, edge: Edge) -> Label:
    value = product(plan, edge)
    number = fitted(value, plan.scene.decimals, 56, 11.5)[0]
    number = f"+{number}" if value > 0 else number
    palette = plan.palette
    return Label(
        0, 0, text_width(number, 11.5) + 4, 13, f"<b>{number}</b>", 11.5,
        palette.card, palette.card, palette.number(value), corner=2,
    )  # fmt: skip
