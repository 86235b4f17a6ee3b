"""The drawn nodes, and the number that each shows."""

from playground.analysis import so_far
from playground.cache import once
from playground.panels.stage.plan import Plan

Spot = tuple[int, int, float, float, float]  # column, index, x, y, radius


@once
def nodes(plan: Plan) -> list[Spot]:
    """Every drawn node, inputs first."""
    return [
        (c, index, x, y, plan.radius(c, index))
        for c, column in enumerate(plan.columns)
        for index, x, y in zip(column.indices, column.xs, column.ys, strict=True)
        if index is not None
    ]


@once
def shown(plan: Plan, column: int, index: int) -> tuple[float | None, str]:
    """The number inside a node and what it is: "a", or "Σ" and "z" while its turn lasts."""
    if column == 0:
        return float(plan.scene.x[index]), "x"
    scene, k = plan.scene, column - 1
    for meaning, value_of in _STAGES.items():
        if (value := value_of(scene, k, index)) is not None:
            return value, meaning
    return None, "a"


#: What a neuron shows, the latest that has been computed.
_STAGES = {"a": so_far.activation, "z": so_far.pre_activation, "Σ": so_far.partial_sum}


def kept_value(plan: Plan, column: int, index: int) -> float | None:
    """What the kept network gives in a neuron's place, where it reads otherwise; else ``None``."""
    return plan.kept.get((column - 1, index))


def shows_value(plan: Plan, spot: Spot) -> bool:
    """Whether a disc has room for its number."""
    radius = spot[-1]
    return radius >= (11 if plan.view.phone else 14)
