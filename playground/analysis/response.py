"""What a neuron answers to its own pre-activation while the rest of its layer stays as it is."""

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.engine import own_slopes


def response(layer_z: Array, j: int, activation: str, alpha: float, own: Array) -> Array:
    """a of neuron j, shape (n,), for each pre-activation in ``own``; the others keep theirs.

    ``layer_z`` (n_out,) holds the whole layer's pre-activations, which softmax needs.
    """
    entry = ACTIVATIONS[activation]
    if not entry.whole_layer:
        return entry.function(own, alpha)
    z = np.tile(layer_z, (len(own), 1))
    z[:, j] = own
    return entry.function(z, alpha)[:, j]


def slope_at(layer_z: Array, j: int, activation: str, alpha: float) -> float:
    """∂a/∂z of neuron j, the others keeping their pre-activations."""
    return float(own_slopes(activation, alpha, layer_z)[j])
