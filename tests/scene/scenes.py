"""What the tests of scenes and edits share: exact comparison, networks of different numbers."""

import itertools

import numpy as np

from playground.network import Layer, Network


def bits(scene):
    """Every number of the network and the input, exactly."""
    layers = [(each.weights.tobytes(), each.biases.tobytes()) for each in scene.network.layers]
    return layers, scene.x.tobytes()


def numbered(*sizes, hidden="tanh"):
    """A network whose weights and biases are all different: 1, 2, 3 …"""
    count, layers = 0, []
    for n_in, n_out in itertools.pairwise(sizes):
        weights = np.arange(count, count + n_out * n_in).reshape(n_out, n_in) + 1.0
        biases = np.arange(n_out) + count + n_out * n_in + 1.0
        count += n_out * (n_in + 1)
        layers.append(Layer(weights, biases, hidden))
    return Network(layers)
