"""What an L2 penalty does: the same fresh network trained without it, and with it.

With it means by the recipe's own λ, or, if it has none, by a usual one.
"""

from dataclasses import dataclass, replace

from playground.analysis.learning.trials import (
    SEED,
    Trial,
    affordable,
    form_of,
    fresh,
    rows_to_train,
    trained,
)
from playground.cache import cached
from playground.data import Dataset
from playground.limits import TrainingError
from playground.network import Network
from playground.scene import Scene, recipe_of
from playground.training import Recipe

USUAL = 0.01
_UPDATES = 400


@dataclass(frozen=True, eq=False)
class Penalised:
    """Both trainings, and the λ of the second."""

    without: Trial
    penalised: Trial
    l2: float


def penalised(scene: Scene) -> Penalised | None:
    """Both trainings of a scene's form; ``None`` without rows, or where it takes too long."""
    data = rows_to_train(scene)
    if data is None:
        return None
    recipe = recipe_of(scene, data)
    updates = affordable(scene.network, recipe, data, 2, _UPDATES)
    try:
        return _penalised(scene.network, data, recipe, updates) if updates else None
    except TrainingError:  # the recipe does not fit the output, as the bar says
        return None


@cached(16, key=lambda network, data, *more: (form_of(network), data.digest, *more), spoken=False)
def _penalised(network: Network, data: Dataset, recipe: Recipe, updates: int) -> Penalised:
    l2 = recipe.l2 or USUAL
    begun = fresh(network, SEED)
    without, penalised = (
        trained(begun, replace(recipe, l2=value), data, updates) for value in (0.0, l2)
    )
    return Penalised(without, penalised, l2)
