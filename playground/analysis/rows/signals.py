"""How signals travel through the layers over all rows, forward and back, as sizes for a log axis.

Forward: |z| and |a| of the neurons of a layer that are on. Back from output y, for each row, what
``vanishing`` says of the one input that is shown:

- the most that a path lets through from layer k on, ∏ max_j |f′(z_j)| over the layers m ≥ k: how
  activations alone shrink a gradient;
- the mean |∂ŷ/∂z_j| over the neurons j of layer k, weights and all, by the chain rule from the end
  (Rumelhart, Hinton and Williams 1986).
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.layers.layer_statistics import switched_on
from playground.analysis.rows.predictions import content_key, predicted
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.engine import Trace, backward_steps, slopes
from playground.network import Network
from playground.scene import Scene

#: The quantiles that are told of each size: ends, quarters and median.
QUANTILES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Signal:
    """Sizes of one layer at QUANTILES, each (5,); nan of nothing, or where one is nan."""

    z: Array
    a: Array
    path: Array
    derivative: Array


def signals(scene: Scene, output: int = 0) -> tuple[Signal, ...] | None:
    """Of each layer; ``None`` if there are no data that fit, or the network is too large.

    Raises IndexError if there is no such output.
    """
    return None if scene.fitting is None else _signals(scene, scene.fitting, output)


def median(scene: Scene, size: str, output: int, k: int) -> float | None:
    """The median of one of a Signal's sizes of layer k; ``None`` where there are no signals."""
    found = signals(scene, output)
    return None if found is None else float(getattr(found[k], size)[QUANTILES.index(0.5)])


@cached(64, key=lambda scene, data, output: (*content_key(scene, data), output), spoken=False)
def _signals(scene: Scene, data: Dataset, output: int) -> tuple[Signal, ...] | None:
    trace = predicted(scene, data).trace
    if trace is None:
        return None
    network = scene.active_network
    own = [own_slopes_of_rows(network, trace, k) for k in range(len(network.layers))]
    paths = path_products(scene, own)
    derivatives = layer_derivatives(network, trace, output)
    made = []
    for k in range(len(network.layers)):
        on = switched_on(scene, k)[1]
        z, a = (values[:, on] for values in (trace.pre_activations[k], trace.activations[k]))
        sizes = (np.abs(z), np.abs(a), paths[k], derivatives[k])
        made.append(Signal(*(_quantiles(each) for each in sizes)))
    return tuple(made)


def _quantiles(sizes: Array) -> Array:
    """As numpy.quantile, in a third of its time: the numbers are sorted once for all."""
    values = np.sort(sizes, axis=None)
    if not values.size or np.isnan(values[-1]):  # a nan is sorted to the end
        return np.full(len(QUANTILES), np.nan)
    with np.errstate(all="ignore"):
        at = np.array(QUANTILES) * (len(values) - 1)
        return np.asarray(np.interp(at, np.arange(len(values)), values))


@np.errstate(all="ignore")
def path_products(scene: Scene, own: list[Array]) -> Array:
    """∏ max |f′| from each layer to the end, (layers, n), from each layer's f′ (n, n_out)."""
    product, products = np.ones(len(own[0])), []
    for k in reversed(range(len(own))):
        sizes = np.abs(own[k][:, switched_on(scene, k)[1]])
        product = product * sizes.max(axis=1, initial=0.0)
        products.append(product)
    return np.array(products[::-1])


@np.errstate(all="ignore")
def layer_derivatives(network: Network, trace: Trace, output: int) -> Array:
    """The mean |∂ŷ/∂z| over the neurons of each layer, (layers, n), ŷ being that output."""
    by_output = np.zeros_like(trace.output)
    by_output[:, output] = 1.0
    steps = backward_steps(network.layers, trace, by_output)
    return np.array([np.abs(by_z).mean(axis=1) for _, by_z, _ in steps][::-1])


def own_slopes_of_rows(network: Network, trace: Trace, k: int) -> Array:
    """``slopes`` (n, n_out), without a Jacobian for every row: softmax's diagonal is a(1 − a)."""
    if not ACTIVATIONS[network.layers[k].activation].whole_layer:
        return slopes(network, trace, k)
    a = trace.activations[k]
    return np.asarray(a * (1.0 - a))
