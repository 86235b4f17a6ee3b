"""δ at each neuron: in the place of its bias, whose gradient it is; in a dense layer beside it."""

from playground.analysis.learning import backward
from playground.panels.stage.backward.tags import Tag, flag_of, tag_of
from playground.panels.stage.lettering.labels import bias_spot
from playground.panels.stage.plan import RING, Plan
from playground.panels.stage.values import Spot, nodes

_AIR = 4.0  # px between a neuron and what stands beside it
_LEAST_RADIUS = 14.0  # below, a number has room only where the neuron is selected
_PHONE_UNDER = 11.0  # px from a neuron to the middle of what stands under it on a phone


def delta_tags(plan: Plan) -> list[Tag]:
    """Those of all drawn neurons that take part."""
    tags: list[Tag] = []
    at = backward.now(plan.scene)
    popping = at[1] if at is not None and at[0] == "delta" else None
    known = [backward.deltas(plan.scene, k) for k in range(len(plan.scene.network.layers))]
    for spot in nodes(plan):
        c, j = spot[:2]
        if c and not plan.switched_off(c, j):
            tags.append(_tag(plan, spot, known[c - 1][j], popping == (c - 1, j)))
    return tags


def _tag(plan: Plan, spot: Spot, value: float | None, pops: bool) -> Tag:
    c, j, x, y, radius = spot
    name, decimals = f"delta/{c - 1}/{j}", plan.scene.decimals
    under_x, under_y, roomy = bias_spot(plan, c, j)
    if plan.layout.phone:
        return _on_phone(plan, spot, value, pops)
    if roomy:
        return tag_of(name, value, decimals, letter=True, pops=pops).at(under_x, under_y)
    selected = plan.is_selected(c, j)
    if radius < _LEAST_RADIUS and not selected:
        tag = flag_of(name, value, decimals)
    else:
        tag = tag_of(name, value, decimals, letter=selected and radius < _LEAST_RADIUS, pops=pops)
    gap = radius + _AIR + (RING if selected else 0.0)
    right = x + gap + tag.width / 2
    if right + tag.width / 2 > plan.layout.width:  # there the diagram ends
        return tag.at(x - gap - tag.width / 2, y)
    return tag.at(right, y)


def _on_phone(plan: Plan, spot: Spot, value: float | None, pops: bool) -> Tag:
    """Under the neuron, with its letter where the neighbours leave room for that."""
    c, j, x, y, radius = spot
    name, decimals = f"delta/{c - 1}/{j}", plan.scene.decimals
    room = plan.columns[c].pitch if len(plan.columns[c].indices) > 1 else 120.0
    for letter in (True, False):
        tag = tag_of(name, value, decimals, letter=letter, small=True, pops=pops)
        if tag.width <= room - 2 or plan.is_selected(c, j):
            break
    else:
        tag = flag_of(name, value, decimals)
    under = radius + _PHONE_UNDER + (4 if plan.is_selected(c, j) else 0)
    left = min(x, plan.layout.width - tag.width / 2 - 1)
    return tag.at(left, y + under)
