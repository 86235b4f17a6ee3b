"""The products that enter the selected neuron, each in the fullest form that has room.

Forms, the fullest first: "0.80 · 1.40" near the source and "+1.12" as a pill near the neuron; both
in one label, "0.80 · 1.40 = 1.12"; the product alone. All products of a neuron have the same form.
A label has room where it touches no disc, no handle of a live edge and no other label.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from playground.analysis.neurons import contributions
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.placement import (
    ON_EDGE,
    SIDEWAYS,
    UP_AND_DOWN,
    Ground,
    Places,
    Sizes,
    ground_of,
    places_for,
)
from playground.panels.stage.lettering.product_labels import (
    Label,
    factors_label,
    pill_label,
    product_label,
)
from playground.panels.stage.plan import Edge, Plan
from playground.scene import PHASES, n_steps, reached, step_at

LABELLED = 8  # sources up to which a label says x · w
LISTED = 16  # sources up to which every product is written; above, the largest of them
PILLS_AT = 0.77  # of the way, if there is room; else nearer to the source
SIZES = (14.0, 12.5, 11.0)  # type on a wide diagram, the best first
PHONE_SIZES = (11.0,)

_PILL_SHARES = tuple(round(PILLS_AT - 0.03 * n, 2) for n in range(13))

Form = Literal["apart", "joined", "product", "none"]


@dataclass(frozen=True)
class Products:
    """The products in their form; ``pills`` are where those that travel come to rest."""

    form: Form
    labels: tuple[Label, ...] = ()
    pills: tuple[Label, ...] = ()


def products(plan: Plan, taken: tuple[Box, ...] = ()) -> Products:
    """What is written of the products, clear of the boxes that are ``taken``."""
    edges = [] if plan.goes_back else _sources(plan)
    if not edges:
        return Products("none")
    k, j, _ = edges[0]
    if plan.scene.step is not None and not reached(plan.scene, k, j, "multiply"):
        return Products("none")
    found = arranged(plan, edges, taken)
    return _without_travellers(plan, edges, found) if travelling(plan) == (k, j) else found


def arranged(plan: Plan, edges: list[Edge], taken: tuple[Box, ...]) -> Products:
    """The products of all these edges, which lead into one neuron, in the fullest form."""
    return next(_arrangements(plan, edges, ground_of(plan, edges, taken)), Products("none"))


def _arrangements(plan: Plan, edges: list[Edge], ground: Ground) -> Iterator[Products]:
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
            joined = [factors_label(plan, edge, size, joined=True) for edge in edges]
            if places := places_for(ground, _extents(joined), (*near, 0.45, 0.5), aside_of_factors):
                yield Products("joined", _moved(joined, places))
    bare = [product_label(plan, edge) for edge in edges]
    if places := places_for(ground, _extents(bare), (0.25, 0.2, 0.3, 0.4, 0.5), UP_AND_DOWN):
        yield Products("product", _moved(bare, places))


def _apart(
    plan: Plan,
    edges: list[Edge],
    ground: Ground,
    size: float,
    near: tuple[float, ...],
    aside: tuple[Places, Places],
) -> Iterator[Products]:
    """Pills near the neuron and factors near the sources, if both have room."""
    pills = [pill_label(plan, edge, size) for edge in edges]
    if ends := places_for(ground, _extents(pills), _PILL_SHARES, aside[0]):
        rest = _moved(pills, ends)
        beside = replace(ground, boxes=ground.boxes + tuple(pill.box for pill in rest))
        factors = [factors_label(plan, edge, size) for edge in edges]
        if starts := places_for(beside, _extents(factors), near, aside[1]):
            yield Products("apart", (*_moved(factors, starts), *rest), rest)


def _without_travellers(plan: Plan, edges: list[Edge], found: Products) -> Products:
    """While products are on their way over the diagram, only their factors stand on it."""
    if found.form == "apart":
        return replace(found, labels=found.labels[: len(edges)])
    if found.form == "joined":
        labels = (
            factors_label(plan, edge, label.size)._replace(x=label.x, y=label.y)
            for edge, label in zip(edges, found.labels, strict=True)
        )
        return replace(found, labels=tuple(labels))
    return replace(found, labels=())


def resting(plan: Plan, edges: list[Edge], taken: tuple[Box, ...]) -> list[Label]:
    """Where products that travel along these edges come to rest."""
    if pills := arranged(plan, edges, taken).pills:
        return list(pills)
    places = tuple(plan.along(edge, PILLS_AT) for edge in edges)
    return list(_moved([pill_label(plan, edge, SIZES[1]) for edge in edges], places))


def _extents(labels: list[Label]) -> Sizes:
    return tuple((label.width, label.height) for label in labels)


def _moved(labels: list[Label], places: Places) -> tuple[Label, ...]:
    return tuple(label._replace(x=x, y=y) for label, (x, y) in zip(labels, places, strict=True))


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


def travelling(plan: Plan) -> tuple[int, int] | None:
    """The neuron (layer, index) whose products are on their way, over the diagram."""
    scene = plan.scene
    if scene.step is None or plan.view.calm or plan.view.stride != "operation":
        return None
    if scene.step >= n_steps(scene.network):
        return None
    at = step_at(scene.network, scene.step)
    return (at[0], at[1]) if at is not None and at[2] == PHASES[0] else None
