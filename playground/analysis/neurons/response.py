"""What a neuron answers to its own pre-activation while the rest of its layer stays as it is."""

from typing import NamedTuple

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.engine import own_slopes
from playground.scene import Scene


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


class Answer(NamedTuple):
    """What a function makes of a pre-activation: a, and its slope there."""

    a: float
    slope: float


def alpha_of(scene: Scene, k: int, activation: str) -> float:
    """The α of a layer with that function: its own if it has it already, or else the default."""
    layer = scene.network.layers[k]
    own = layer.alpha if activation == layer.activation else ACTIVATIONS[activation].alpha
    return own or 0.0


def answer(scene: Scene, k: int, j: int, activation: str) -> Answer:
    """What a neuron would answer to its own z if its layer had that activation."""
    z = scene.trace.pre_activations[k]
    alpha = alpha_of(scene, k, activation)
    with np.errstate(all="ignore"):
        a = float(response(z, j, activation, alpha, z[j : j + 1])[0])
        return Answer(a, slope_at(z, j, activation, alpha))
