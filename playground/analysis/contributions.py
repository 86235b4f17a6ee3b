"""What each source contributes to a neuron: the products w·x, and their sum before the bias joins.

All of it is of the network that runs: what is switched off contributes 0.
"""

import numpy as np

from playground.activations import Array
from playground.scene import Scene


def products(scene: Scene, k: int, j: int) -> Array:
    """w·x of every source of neuron j of layer k, shape (n_in,)."""
    with np.errstate(all="ignore"):
        found: Array = scene.active_network.layers[k].weights[j] * scene.trace.sources(k)
    return found


def weighted_sum(scene: Scene, k: int, j: int) -> float:
    """Σ w·x of neuron j of layer k, without its bias."""
    with np.errstate(all="ignore"):
        return float(scene.active_network.layers[k].weights[j] @ scene.trace.sources(k))
