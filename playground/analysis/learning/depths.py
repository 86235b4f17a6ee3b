"""A network trained for real with other functions in its hidden layers: does its front learn?

Each copy begins with the same fresh weights and is trained by the scene's recipe. What the first
update would change says which layers learn: the mean |∂L/∂w| of each.
"""

from dataclasses import dataclass

from playground.activations import Array
from playground.analysis.learning.gradient_flow import flow_of
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
from playground.training import Recipe, start

#: Functions of the hidden layers, by the names under which they are compared.
FUNCTIONS: dict[str, str] = {"sigmoid": "sigmoid", "tanh": "tanh", "ReLU": "relu"}
_UPDATES = 300


@dataclass(frozen=True, eq=False)
class Depth:
    """A copy's training, and the mean |∂L/∂w| of each layer before its first update."""

    trial: Trial
    gradients: Array


def depths(scene: Scene) -> dict[str, Depth] | None:
    """The copies by name; ``None`` without hidden layers or rows, or where it takes too long."""
    data = rows_to_train(scene)
    if data is None or not scene.network.n_hidden:
        return None
    recipe = recipe_of(scene, data)
    updates = affordable(scene.network, recipe, data, len(FUNCTIONS), _UPDATES)
    try:
        return _depths(scene.network, data, recipe, updates) if updates else None
    except TrainingError:  # the recipe does not fit the output, as the bar says
        return None


def _key(network: Network, data: Dataset, recipe: Recipe, updates: int) -> tuple[object, ...]:
    return (network.sizes, form_of(network)[1:], data.digest, recipe, updates)


@cached(16, key=_key, spoken=False)
def _depths(network: Network, data: Dataset, recipe: Recipe, updates: int) -> dict[str, Depth]:
    found = {}
    for name, function in FUNCTIONS.items():
        begun = fresh(network, SEED, function)
        trial = trained(begun, recipe, data, updates)
        found[name] = Depth(trial, flow_of(start(begun, recipe), data).gradients)
    return found
