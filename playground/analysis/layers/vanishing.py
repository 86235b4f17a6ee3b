"""How much of the output's slope is left in each layer, for other activations, too."""

import math

import numpy as np

from playground.engine import Trace, gradients, slopes
from playground.network import Layer, Network

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


def layer_means(network: Network, trace: Trace, output: int) -> list[float]:
    """The mean |∂y/∂z| of each layer's neurons, y being that output."""
    return [float(np.abs(by_z).mean()) for by_z in gradients(network, trace, output).biases]


def steepest_slopes(network: Network, trace: Trace) -> list[float]:
    """The largest |f′(z)| of each layer."""
    return [float(np.abs(slopes(network, trace, k)).max()) for k in range(len(network.layers))]


def largest_product(steepest: list[float]) -> float:
    """The most that a path lets through: the product of each layer's largest |f′(z)|."""
    return math.prod(steepest)
