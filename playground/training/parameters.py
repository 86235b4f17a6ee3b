"""All that is trained of a network as one vector: weights and biases, and the α that are learned.

Layer by layer: the weights row by row, the biases, α. An optimiser changes the vector in one go;
each layer sees its own part of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.network import Layer, Network


@dataclass(frozen=True, eq=False)
class TrainedLayer:
    """A layer whose numbers are views of a vector; ``learned`` is α's (1,), if it is learned."""

    weights: Array
    biases: Array
    activation: str
    fixed: float | None
    learned: Array | None

    @property
    def alpha(self) -> float | None:
        """The activation's parameter as it is now."""
        return self.fixed if self.learned is None else float(self.learned[0])


def _learns_alpha(layer: Layer) -> bool:
    return ACTIVATIONS[layer.activation].learns_alpha


def vector_of(network: Network) -> Array:
    """A copy of all that is trained, (n_parameters,)."""
    parts: list[Array] = []
    for layer in network.layers:
        parts += [layer.weights.ravel(), layer.biases]
        if _learns_alpha(layer):
            parts.append(np.array([layer.alpha]))
    return np.concatenate(parts)


def layers_in(network: Network, vector: Array) -> tuple[TrainedLayer, ...]:
    """The layers of a network as views of a vector like its own."""
    at, found = 0, []
    for layer in network.layers:
        weights = vector[at : at + layer.weights.size].reshape(layer.weights.shape)
        at += layer.weights.size
        biases = vector[at : at + layer.n_out]
        at += layer.n_out
        learned = None
        if _learns_alpha(layer):
            learned = vector[at : at + 1]
            at += 1
        found.append(TrainedLayer(weights, biases, layer.activation, layer.alpha, learned))
    return tuple(found)


def network_with(network: Network, vector: Array) -> Network:
    """The network with other numbers. Raises NetworkError if one is not finite."""
    layers = [
        Layer(layer.weights, layer.biases, layer.activation, layer.alpha)
        for layer in layers_in(network, vector)
    ]
    return Network(layers, network.input_names, network.output_names)


def weight_parts(network: Network) -> tuple[slice, ...]:
    """Where in the vector the weights of each layer are: penalties are for them alone."""
    return tuple(_weight_parts(network))


def _weight_parts(network: Network) -> Iterator[slice]:
    at = 0
    for layer in network.layers:
        yield slice(at, at + layer.weights.size)
        at += layer.weights.size + layer.n_out + _learns_alpha(layer)
