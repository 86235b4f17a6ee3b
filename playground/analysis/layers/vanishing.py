"""How much of the output's slope is left in each layer, for other activations, too."""

import math

import numpy as np

from playground.cache import cached
from playground.engine import Trace, forward, gradients, slopes
from playground.network import Layer, Network
from playground.scene import Scene

#: Name → activation of the hidden layers; ``None`` leaves them as they are.
VARIANTS: dict[str, str | None] = {
    "now": None,
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "ReLU": "relu",
}


def variant(network: Network, activation: str | None) -> Network:
    """The same weights and biases, with another activation in the hidden layers."""
    if activation is None:
        return network
    hidden = [Layer(layer.weights, layer.biases, activation) for layer in network.layers[:-1]]
    return Network([*hidden, network.layers[-1]], network.input_names, network.output_names)


def _run_key(scene: Scene, name: str) -> tuple[Network, bytes, str]:
    return scene.active_network, scene.x.tobytes(), name


@cached(2 * len(VARIANTS), key=_run_key)
def _run(scene: Scene, name: str) -> tuple[Network, Trace]:
    """The variant called ``name`` of the network that runs, and its forward pass of x."""
    network = variant(scene.active_network, VARIANTS[name])
    return network, forward(network, scene.x)


def layer_means(scene: Scene, name: str, output: int) -> list[float]:
    """The mean |∂y/∂z| of each layer's neurons in a variant, y being that output."""
    network, trace = _run(scene, name)
    return [float(np.abs(by_z).mean()) for by_z in gradients(network, trace, output).biases]


def steepest_slopes(scene: Scene, name: str) -> list[float]:
    """The largest |f′(z)| of each layer's neurons that are on; 0 where none is."""
    network, trace = _run(scene, name)
    steepest = []
    for k, layer in enumerate(network.layers):
        on = [not scene.is_off("neuron", k, j) for j in range(layer.n_out)]
        steepest.append(float(np.abs(slopes(network, trace, k)).max(initial=0.0, where=on)))
    return steepest


def largest_product(scene: Scene, name: str) -> float:
    """The most that a path lets through: the product of each layer's largest |f′(z)|."""
    return math.prod(steepest_slopes(scene, name))
