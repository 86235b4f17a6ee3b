"""How much reaches each layer when a run trains: gradients, updates, weights, and dead neurons.

Sizes are means of absolute values over a layer's weights; the biases are left out. The gradient is
that of all training rows, of a large network that of some; the update is the one that follows.
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.learning.loss_plane import some_rows
from playground.analysis.neurons.neuron_states import are_in_state, possible_state
from playground.cache import cached
from playground.data import Dataset
from playground.engine import forward, slopes
from playground.network import Network
from playground.training import Run, advance, loss_and_gradients
from playground.training.record import seconds

#: Below which share of the last layer's mean gradient the first layer's is called vanishing, and
#: above how many times it exploding. One learning rate serves all layers: what the last one
#: learns in an epoch then takes the first a hundred, or the first overshoots by as much.
VANISHES_BELOW = 0.01
EXPLODES_ABOVE = 100.0

_MOST_WORK = 5_000_000  # parameters times rows that a gradient may cost: some ten milliseconds
_MOST_SECONDS = 0.02  # that the next update may take, to be known
_NOTHING = 1e-300  # below it a gradient is as good as none, and no ratio says anything


@dataclass(frozen=True, eq=False)
class Flow:
    """A run at one update: of each layer (n_layers,) the sizes of ``gradients``, ``weights`` and
    ``updates``, and the share of its neurons that are ``dead``, nan where none can be.

    ``updates`` are nan where the update that follows leaves float64, or takes too long.
    """

    step: int
    epoch: int
    gradients: Array
    weights: Array
    updates: Array
    dead: Array

    @property
    def ratios(self) -> Array:
        """By which share of its size an update changes a weight, (n_layers,); nan where all are 0.

        About 0.001 is usual (Karpathy 2015, CS231n).
        """
        with np.errstate(all="ignore"):
            return np.asarray(self.updates / np.where(self.weights > 0, self.weights, np.nan))


@cached(4096, key=lambda run, data: (run.digest, data.digest), spoken=False)
def flow_of(run: Run, data: Dataset) -> Flow:
    """The sizes of a run as it is. Raises TrainingError where data and run do not fit."""
    recipe, network = run.recipe, run.network
    most = max(1, _MOST_WORK // network.n_parameters)
    x, y = some_rows(data.x[data.train], data.y[data.train], most)
    _, found = loss_and_gradients(network, x, y, recipe.loss, recipe.l1, recipe.l2)
    return Flow(
        run.step,
        run.epoch,
        np.array([_size(each) for each in found.weights]),
        np.array([_size(layer.weights) for layer in network.layers]),
        _updates(run, data),
        dead_shares(network, x),
    )


def _updates(run: Run, data: Dataset) -> Array:
    """The size of the next update of each layer, (n_layers,)."""
    layers = run.network.layers
    if seconds(run, data, 1) > _MOST_SECONDS:
        return np.full(len(layers), np.nan)
    after = advance(run, data)
    if after.fault is not None:
        return np.full(len(layers), np.nan)
    pairs = zip(layers, after.network.layers, strict=True)
    return np.array([_size(new.weights - old.weights) for old, new in pairs])


def dead_shares(network: Network, x: Array) -> Array:
    """The share of each layer's neurons that are off for every row x (n, n_in); nan where none can.

    Off is what ``neuron_states`` calls off here: a rectifier whose slope is exactly 0.
    """
    trace = forward(network, x)
    shares = []
    for k, layer in enumerate(network.layers):
        if possible_state(layer.activation) != "off-here":
            shares.append(np.nan)
            continue
        off = are_in_state(layer.activation, slopes(network, trace, k))
        shares.append(float(off.all(axis=0).mean()))
    return np.array(shares)


def verdict(flow: Flow) -> str:
    """What the first layer's gradient is beside the last one's: "vanishing", "exploding", or "".

    Of one layer there is nothing to compare, nor where the last one has no gradient.
    """
    first, last = float(flow.gradients[0]), float(flow.gradients[-1])
    if len(flow.gradients) < 2 or not np.isfinite(first) or not last > _NOTHING:
        return ""
    if first < VANISHES_BELOW * last:
        return "vanishing"
    return "exploding" if first > EXPLODES_ABOVE * last else ""


def first_to_last(flow: Flow) -> float | None:
    """The first layer's mean gradient as a multiple of the last one's; ``None`` of nothing."""
    first, last = float(flow.gradients[0]), float(flow.gradients[-1])
    return first / last if last > _NOTHING and np.isfinite(first) else None


def _size(values: Array) -> float:
    with np.errstate(all="ignore"):
        return float(np.abs(values).mean())
