"""Each neuron's activations over all rows: where they lie, and for how many rows it is in a state.

Off here and saturated are what ``neuron_states`` says of one input. A neuron is dead on the data if
it is off for every row.
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.layers.layer_statistics import switched_on
from playground.analysis.neurons.neuron_states import State, are_in_state, possible_state
from playground.analysis.rows.metrics import Counts, defined
from playground.analysis.rows.predictions import content_key, predicted
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.engine import slopes
from playground.limits import MAX_DISTRIBUTION_BYTES
from playground.scene import Scene

BINS = 15  # of a histogram: as many bars as a strip beside a neuron has room for


@dataclass(frozen=True)
class Distribution:
    """Of the neurons of one layer, over n rows.

    ``low`` and ``high`` (n_out,) are a neuron's own range, nan if no value is finite; ``counts``
    (n_out, BINS) how many values lie in each of its equal parts. A neuron that says the same of
    every row has all in the first. ``n_in_state`` (n_out,) counts rows; it is 0 of a neuron that is
    switched off, or where the function has no state.
    """

    n_rows: int
    low: Array
    high: Array
    counts: Counts
    state: State | None
    n_in_state: Counts

    def is_dead(self, j: int) -> bool:
        """Whether neuron j is off for every row."""
        return self.state == "off-here" and int(self.n_in_state[j]) == self.n_rows

    @property
    def n_dead(self) -> int:
        """How many neurons are."""
        return sum(self.is_dead(j) for j in range(len(self.low)))


def distributions(scene: Scene) -> tuple[Distribution, ...] | None:
    """Of each layer; ``None`` if there are no data that fit, or the network is too large."""
    return None if scene.fitting is None else _distributions(scene, scene.fitting)


def least_over_rows(scene: Scene, k: int, j: int) -> float | None:
    """The least activation of neuron j, layer k, over the rows; ``None`` if none is finite."""
    found = distributions(scene)
    return None if found is None else defined(found[k].low[j])


def largest_over_rows(scene: Scene, k: int, j: int) -> float | None:
    """The largest one."""
    found = distributions(scene)
    return None if found is None else defined(found[k].high[j])


def _bytes(made: tuple[Distribution, ...] | None) -> int:
    return sum(each.counts.nbytes for each in made or ())


@cached(MAX_DISTRIBUTION_BYTES, key=content_key, weigh=_bytes, spoken=False)
def _distributions(scene: Scene, data: Dataset) -> tuple[Distribution, ...] | None:
    trace = predicted(scene, data).trace
    if trace is None:
        return None
    network, made = scene.active_network, []
    for k, layer in enumerate(network.layers):
        state = possible_state(layer.activation)
        n_in_state = np.zeros(layer.n_out, dtype=np.int64)
        if state is not None:
            held = are_in_state(layer.activation, slopes(network, trace, k))
            n_in_state = np.count_nonzero(held, axis=0) * switched_on(scene, k)[1]
        low, high, counts = histograms(trace.activations[k])
        made.append(Distribution(data.n_rows, low, high, counts, state, n_in_state))
    return tuple(made)


@np.errstate(all="ignore")
def histograms(values: Array) -> tuple[Array, Array, Counts]:
    """Of each column of values (n, width): lowest, highest, and counts (width, BINS).

    As numpy.histogram: a part holds its lower end, and the last one its upper end too. Values that
    are not finite are not counted.
    """
    finite = np.isfinite(values)
    some = finite.any(axis=0)
    low = np.where(some, values.min(axis=0, where=finite, initial=np.inf), np.nan)
    high = np.where(some, values.max(axis=0, where=finite, initial=-np.inf), np.nan)
    # In quarters, so that no difference of two numbers leaves float64.
    width = high / 4 - low / 4
    share = np.where(finite & (width > 0), (values / 4 - low / 4) / width, 0.0)
    part = np.minimum((share * BINS).astype(np.int64), BINS - 1)
    flat = (part + BINS * np.arange(values.shape[1])).T[finite.T]
    counts = np.bincount(flat, minlength=BINS * values.shape[1])
    return low, high, counts.reshape(-1, BINS)
