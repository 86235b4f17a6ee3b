"""The mean loss of the training rows over one weight, all others as they are, and its slope there.

The weight is the one that is selected, or else the first.
"""

from dataclasses import dataclass, replace

import numpy as np

from playground.activations import Array
from playground.cache import cached
from playground.data import Dataset
from playground.limits import TrainingError
from playground.network import Network
from playground.scene import Scene, Target, recipe_of
from playground.training import Recipe, loss_and_gradients, start
from playground.training.record import point_of

_POINTS = 81
_REACH = 3.0  # how far to both sides of 0 a weight is varied at least
_MOST_WORK = 4_000_000  # products: it is to follow a drag
FLAT = 0.05  # a slope below it is none to speak of


@dataclass(frozen=True, eq=False)
class WeightCurve:
    """The loss (points,) along the weight's ``values``, and what both and the slope are now."""

    values: Array
    losses: Array
    value: float
    loss: float
    slope: float


def focused_weight(scene: Scene) -> Target:
    """The weight that is selected, or else the first."""
    selected = scene.selected
    return selected if selected and selected.kind == "weight" else Target("weight", (0, 0, 0))


def weight_curve(scene: Scene) -> WeightCurve | None:
    """Over the weight in focus; ``None`` without rows, or where it would not follow a drag."""
    data, network = scene.fitting, scene.active_network
    if data is None or not len(data.train):
        return None
    if _POINTS * len(data.train) * network.n_parameters > _MOST_WORK:
        return None
    try:
        return _curve(network, data, recipe_of(scene, data), focused_weight(scene).path)
    except TrainingError:  # the recipe does not fit the output, as the bar says
        return None


def mean_gradient(scene: Scene, k: int, j: int, i: int) -> float | None:
    """∂L/∂w of the mean loss over the training rows, without penalties; ``None`` without rows."""
    data = scene.fitting
    if data is None or not len(data.train):
        return None
    try:
        return float(_gradients(scene.active_network, data, recipe_of(scene, data))[k][j, i])
    except TrainingError:
        return None


def weight_loss(scene: Scene, k: int, j: int, i: int) -> float | None:
    """The mean loss of the training rows; ``None`` where there is no curve of it."""
    found = weight_curve(scene)
    return None if found is None else found.loss


@cached(
    64, key=lambda network, data, *more: (network.fingerprint, data.digest, *more), spoken=False
)
def _curve(network: Network, data: Dataset, recipe: Recipe, path: tuple[int, ...]) -> WeightCurve:
    k, j, i = path
    value = float(network.layers[k].weights[j, i])
    reach = max(_REACH, 1.2 * abs(value))
    values = np.linspace(-reach, reach, _POINTS)
    losses = [_loss(_with(network, k, j, i, w), recipe, data) for w in values]
    slope = float(_gradients(network, data, recipe)[k][j, i])
    return WeightCurve(values, np.array(losses), value, _loss(network, recipe, data), slope)


def _loss(network: Network, recipe: Recipe, data: Dataset) -> float:
    return point_of(start(network, recipe), data).train


@cached(
    64, key=lambda network, data, recipe: (network.fingerprint, data.digest, recipe), spoken=False
)
@np.errstate(all="ignore")
def _gradients(network: Network, data: Dataset, recipe: Recipe) -> tuple[Array, ...]:
    rows = data.train
    return loss_and_gradients(network, data.x[rows], data.y[rows], recipe.loss)[1].weights


def _with(network: Network, k: int, j: int, i: int, value: float) -> Network:
    weights = network.layers[k].weights.copy()
    weights[j, i] = value
    layers = list(network.layers)
    layers[k] = replace(layers[k], weights=weights)
    return Network(layers, network.input_names, network.output_names)
