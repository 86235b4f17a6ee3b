"""How much of the output's slope is left in each layer, for other activations, too."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

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


@dataclass(frozen=True)
class Variant:
    """A scene's network with another function in its hidden layers, and its forward pass of x."""

    scene: Scene
    network: Network
    trace: Trace

    @classmethod
    def of(cls, scene: Scene, name: str) -> "Variant":
        """The variant called ``name``. Raises KeyError if there is none."""
        network = with_hidden(scene.active_network, VARIANTS[name])
        return cls(scene, network, forward(network, scene.x))

    def layer_means(self, output: int) -> list[float]:
        """The mean |∂ŷ/∂z| of each layer's neurons, ŷ being that output."""
        received = gradients(self.network, self.trace, output).biases
        return [float(np.abs(by_z).mean()) for by_z in received]

    @cached_property
    def steepest_slopes(self) -> list[float]:
        """The largest |f′(z)| of each layer's neurons that are on; 0 where none is."""
        steepest = []
        for k, layer in enumerate(self.network.layers):
            on = [not self.scene.is_off("neuron", k, j) for j in range(layer.n_out)]
            sizes = np.abs(slopes(self.network, self.trace, k))
            steepest.append(float(sizes.max(initial=0.0, where=on)))
        return steepest

    @property
    def largest_product(self) -> float:
        """The most that a path lets through: the product of each layer's largest |f′(z)|."""
        return math.prod(self.steepest_slopes)


def with_hidden(network: Network, activation: str | None) -> Network:
    """The same weights and biases, with another activation in the hidden layers."""
    if activation is None:
        return network
    hidden = [Layer(layer.weights, layer.biases, activation) for layer in network.layers[:-1]]
    return Network([*hidden, network.layers[-1]], network.input_names, network.output_names)
