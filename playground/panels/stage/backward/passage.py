"""What the step of the way back that is played now computes, written on its edges.

At "delta" that is w·δ on the edges out of a neuron, at "gradients" δ·a on those into it: near the
later layer the factors, near the earlier one the result. Both find places where they touch nothing;
where there is no room for the factors, or on a phone, the results stand alone.
"""

from dataclasses import dataclass, replace

from markupsafe import Markup

from playground.analysis import so_far
from playground.analysis.learning import backward
from playground.panels.kit.equation import parenthesised
from playground.panels.kit.numbers import printed, sign_class
from playground.panels.kit.template import Template
from playground.panels.stage.backward.tags import Tag, tag_of
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.placement import (
    UP_AND_DOWN,
    box_at,
    ground_of,
    places_for,
)
from playground.panels.stage.plan import Edge, Plan

MOST_WRITTEN = 16  # edges of a step up to which each has its result
_FACTORS_AT = (0.71, 0.74, 0.68, 0.77, 0.65, 0.8)  # of the way, the best first
_RESULT_AT = (0.325, 0.3, 0.36, 0.27, 0.24, 0.4, 0.2)
_HEIGHT = 22.0
_SIZE = 12.5
_FACTORS = Template(
    '<i class="factors" data-key="{}" style="left:{}px;top:{}px;width:{}px">'
    '<b class="delta">δ</b> · {}</i>'
)


@dataclass(frozen=True)
class Factors:
    """ "δ · 0.80" on an edge: where it stands, how wide it is, and its other factor."""

    edge: Edge
    x: float
    y: float
    width: float
    number: Markup

    @property
    def box(self) -> Box:
        """Its edges."""
        return box_at((self.x, self.y), (self.width, _HEIGHT))

    def markup(self) -> Markup:
        """The label."""
        name = "factors-" + "-".join(map(str, self.edge))
        return _FACTORS.format(name, self.x, self.y, self.width, self.number)


@dataclass(frozen=True)
class Passage:
    """The edges of the step that is played now, and what is written on them."""

    edges: tuple[Edge, ...] = ()
    values: tuple[float, ...] = ()
    results: tuple[Tag, ...] = ()
    factors: tuple[Factors, ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where its labels stand."""
        return *(tag.box for tag in self.results), *(label.box for label in self.factors)


def passage(plan: Plan, taken: tuple[Box, ...]) -> Passage:
    """That of the current step, its labels clear of the boxes that are ``taken``."""
    at = backward.now(plan.scene)
    if at is None or at[1] is None:
        return Passage()
    phase, (k, j) = at[0], at[1]
    edges = _edges(plan, phase, k, j)
    value_of = backward.gradient if phase == "gradients" else backward.pull_of
    word = "gradient" if phase == "gradients" else "pull-of"
    found = [(edge, value) for edge in edges if (value := value_of(plan.scene, *edge)) is not None]
    known = Passage(tuple(edge for edge, _ in found), tuple(value for _, value in found))
    if not found or len(found) > MOST_WRITTEN:
        return known
    return _written(plan, known, word, taken)


def _edges(plan: Plan, phase: str, k: int, j: int) -> list[Edge]:
    """The drawn edges that take part: into the neuron, or out of it while its δ comes about."""
    if phase == "gradients":
        edges = [edge for edge in plan.edges(k) if edge[1] == j]
    elif k + 1 < len(plan.scene.network.layers):
        edges = [edge for edge in plan.edges(k + 1) if edge[2] == j]
    else:
        edges = []
    return [edge for edge in edges if carries(plan, edge)]


def carries(plan: Plan, edge: Edge) -> bool:
    """Whether an edge takes part: what is switched off has no gradient."""
    scene = plan.scene
    return not scene.off or not (scene.is_cut(*edge) or scene.is_off("neuron", *edge[:2]))


def _written(plan: Plan, known: Passage, word: str, taken: tuple[Box, ...]) -> Passage:
    edges, small = list(known.edges), plan.layout.phone
    tags = [
        tag_of(f"{word}/{k}/{j}/{i}", value, plan.scene.decimals, small=small, pops=True)
        for (k, j, i), value in zip(edges, known.values, strict=True)
    ]
    ground = ground_of(plan, edges, taken)
    extents = tuple((tag.width, tag.height) for tag in tags)
    places = places_for(ground, extents, _RESULT_AT, UP_AND_DOWN)
    if not places:
        return known
    results = tuple(tag.at(x, y) for tag, (x, y) in zip(tags, places, strict=True))
    known = replace(known, results=results)
    if small:
        return known
    labels = [_factors(plan, edge, word) for edge in edges]
    beside = replace(ground, boxes=(*ground.boxes, *(tag.box for tag in results)))
    extents = tuple((label.width, _HEIGHT) for label in labels)
    ends = places_for(beside, extents, _FACTORS_AT, UP_AND_DOWN)
    moved = (replace(label, x=x, y=y) for label, (x, y) in zip(labels, ends, strict=False))
    return replace(known, factors=tuple(moved))


def _factors(plan: Plan, edge: Edge, word: str) -> Factors:
    scene, (k, j, i) = plan.scene, edge
    if word == "gradient":
        value = so_far.source(scene, k, i)
        name = f"a/{k - 1}/{i}" if k else f"input/{i}"
        css = ""
    else:
        value = float(scene.active_network.layers[k].weights[j, i])
        name, css = f"running-weight/{k}/{j}/{i}", sign_class(value)
    number = parenthesised(printed(value, scene.decimals, quantity=name, css=css))
    width = round(text_width(f"δ · {number.striptags()}", _SIZE) * 1.06 + 14, 1)
    return Factors(edge, 0.0, 0.0, width, number)
