"""What each source contributes to a neuron: the products w·x, and their sum before the bias joins.

All of it is of the network that runs: what is switched off contributes 0.
"""

import numpy as np

from playground.activations import Array
from playground.cache import once
from playground.scene import Scene


@once
def products(scene: Scene, k: int, j: int) -> Array:
    """w·x of every source of neuron j of layer k, shape (n_in,)."""
    with np.errstate(all="ignore"):
        found: Array = scene.active_network.layers[k].weights[j] * scene.trace.sources(k)
    found.flags.writeable = False
    return found


def weighted_sum(scene: Scene, k: int, j: int) -> float:
    """Σ w·x of neuron j of layer k, without its bias."""
    with np.errstate(all="ignore"):
        return float(scene.active_network.layers[k].weights[j] @ scene.trace.sources(k))


def theta(scene: Scene, k: int, j: int) -> float:
    """θ = −b of neuron j of layer k: what Σ w·x has to reach for z to be 0 or more."""
    return 0.0 - float(scene.network.layers[k].biases[j])  # the negative of 0.0 would be −0.0


def largest_products(scene: Scene, k: int, j: int, count: int) -> list[int]:
    """The sources of the ``count`` largest products by size, in the order of the sources."""
    sizes = np.nan_to_num(np.abs(products(scene, k, j)), nan=np.inf, posinf=np.inf).tolist()
    return sorted(sorted(range(len(sizes)), key=lambda i: -sizes[i])[:count])


def other_products(scene: Scene, k: int, j: int, count: int) -> float:
    """The sum of all products but the ``count`` largest.

    The others are summed alone: taken from the whole sum, they are lost beside a product of 1e17.
    """
    values = products(scene, k, j).tolist()
    largest = set(largest_products(scene, k, j, count))
    return float(sum(value for i, value in enumerate(values) if i not in largest))
