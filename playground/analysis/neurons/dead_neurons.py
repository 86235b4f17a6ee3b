"""A neuron over a range of inputs: for which share it has a slope, and whether it is dead.

It is dead if it is off (see ``neuron_states``) for every input of the range: a rectifier whose
slope is exactly 0. A step's slope is 0 everywhere, too, but it is not off; nor is a sigmoid whose
slope is too small for float64.
"""

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.sweep import grid
from playground.analysis.neurons.neuron_states import are_in_state, possible_state
from playground.engine import forward, slopes
from playground.language import _
from playground.network import NetworkError
from playground.scene import Scene


def slopes_over(scene: Scene, k: int, j: int, low: float, high: float) -> Array:
    """|f′(z)| (count,) of a neuron over a grid of inputs, wherever x stands.

    Raises NetworkError if the neuron is gone or switched off.
    """
    network = scene.active_network
    gone = k >= len(network.layers) or j >= network.layers[k].n_out
    if gone or scene.is_off("neuron", k, j):
        raise NetworkError(_("neuron: it is gone or switched off"))
    points = grid(network.n_inputs, low, high)
    return np.abs(slopes(network, forward(network, points), k)[:, j])


def live_share(sizes: Array) -> float:
    """The share of inputs, from 0 to 1, for which there is a slope."""
    return float(np.mean(sizes > 0.0))


def off_share(activation: str, sizes: Array) -> float:
    """The share of inputs, from 0 to 1, for which the neuron is off; it is dead at 1."""
    if possible_state(activation) != "off-here":
        return 0.0
    return float(np.mean(are_in_state(activation, sizes)))
