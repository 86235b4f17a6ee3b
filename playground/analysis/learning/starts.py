"""Many starts of one network: the same form, data and recipe, other random weights each time.

A start has found the answer if at its end every training row is given the class that is wanted.
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.learning.trials import affordable, form_of, fresh, rows_to_train, trained
from playground.cache import cached
from playground.data import Dataset
from playground.limits import TrainingError
from playground.scene import Mask, Scene, recipe_of
from playground.training import Recipe

N_STARTS = 20  # seeds from 0 on
_UPDATES = 300


@dataclass(frozen=True, eq=False)
class Starts:
    """Losses (N_STARTS, marks) after so many ``updates`` (marks,), and who ``found`` the answer.

    A run that left float64 has nan from there on.
    """

    updates: Array
    losses: Array
    found: Mask

    @property
    def n_found(self) -> int:
        """How many starts have found it."""
        return int(self.found.sum())


def starts(scene: Scene) -> Starts | None:
    """The starts of a scene in training; ``None`` without classes, or where it takes too long."""
    data = rows_to_train(scene)
    if data is None or data.task == "regression":
        return None
    recipe = recipe_of(scene, data)
    updates = affordable(scene.network, recipe, data, N_STARTS, _UPDATES)
    try:
        return _starts(scene, data, recipe, updates) if updates else None
    except TrainingError:  # the recipe does not fit the output, as the bar says
        return None


def _key(scene: Scene, data: Dataset, recipe: Recipe, updates: int) -> tuple[object, ...]:
    return (form_of(scene.network), data.digest, recipe, updates)


@cached(32, key=_key, spoken=False)
def _starts(scene: Scene, data: Dataset, recipe: Recipe, updates: int) -> Starts:
    trials = [
        trained(fresh(scene.network, seed), recipe, data, updates) for seed in range(N_STARTS)
    ]
    longest = max(trials, key=lambda trial: len(trial.updates))
    losses = np.full((N_STARTS, len(longest.updates)), np.nan)
    for row, trial in zip(losses, trials, strict=True):
        row[: len(trial.train)] = trial.train
    return Starts(longest.updates, losses, np.array([trial.right for trial in trials]))
