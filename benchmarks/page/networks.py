"""The networks that are measured, and the links to them."""

from itertools import pairwise
from urllib.parse import urlencode

import numpy as np

from playground import document
from playground.network import Layer, Network
from playground.scene import Scene, Target

NETWORKS = {
    "2-4-1": [2, 4, 1],
    "2-8-8-8-2": [2, 8, 8, 8, 2],
    "16-16-16-16-16-16-16-16": [16] * 8,
}
INPUT, WEIGHT = "input/0", "weight/0/1/0"


def scene_of(sizes: list[int], seed: int = 1) -> Scene:
    """A network of ``sizes`` whose first hidden layer's second neuron is selected.

    The weights are eighths, so that even the largest network fits in a link.
    """
    rng = np.random.default_rng(seed)
    layers = [
        Layer(np.round(4 * rng.normal(size=(n_out, n_in))) / 8, np.zeros(n_out), "tanh")
        for n_in, n_out in pairwise(sizes)
    ]
    return Scene(Network(layers), [0.5] * sizes[0], Target("neuron", (0, 1)))


def link(url: str, sizes: list[int]) -> str:
    """The address of a network."""
    return f"{url}/?{urlencode(document.link(scene_of(sizes)))}"
