"""Numbers about a whole layer, of all of it that is switched on."""

from typing import NamedTuple

import numpy as np

from playground.activations import Array
from playground.analysis.neurons.neuron_states import State, layer_states, possible_state
from playground.scene import Mask, Scene


def switched_on(scene: Scene, k: int) -> tuple[Mask, Mask]:
    """Which weights (n_out, n_in) and which neurons (n_out,) of layer k take part."""
    n_out = scene.network.layers[k].n_out
    neurons = np.array([not scene.is_off("neuron", k, j) for j in range(n_out)])
    return ~scene.cut[k] & neurons[:, np.newaxis], neurons


class Spread(NamedTuple):
    """Least, mean and largest of some numbers; ``None`` of nothing."""

    least: float | None = None
    mean: float | None = None
    largest: float | None = None


def weight_spread(scene: Scene, k: int) -> Spread:
    """Of the layer's weights."""
    return _spread(scene.network.layers[k].weights[switched_on(scene, k)[0]])


def z_spread(scene: Scene, k: int) -> Spread:
    """Of the layer's pre-activations."""
    return _spread(scene.trace.pre_activations[k][switched_on(scene, k)[1]])


def a_spread(scene: Scene, k: int) -> Spread:
    """Of the layer's activations."""
    return _spread(scene.trace.activations[k][switched_on(scene, k)[1]])


def _spread(values: Array) -> Spread:
    if not values.size:
        return Spread()
    with np.errstate(all="ignore"):
        return Spread(float(values.min()), float(values.mean()), float(values.max()))


def in_state(scene: Scene, k: int) -> tuple[State, int, int] | None:
    """The state that layer k's function can have, how many neurons are in it, and of how many.

    ``None`` where the function has no such state, or no neuron is on.
    """
    state = possible_state(scene.network.layers[k].activation)
    n_on = int(switched_on(scene, k)[1].sum())
    if state is None or not n_on:
        return None
    return state, layer_states(scene, k).count(state), n_on
