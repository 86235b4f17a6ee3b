"""A convolution in two dimensions: a kernel that looks at a picture window by window.

The layer is a dense one with a neuron for each window (``playground.scene.kernel``). It is a
convolution if all weights outside the windows are 0, and inside they and the bias are the same for
every neuron. Max pooling keeps the largest of each square of 2×2 answers.
"""

import numpy as np

from playground.activations import Array
from playground.analysis.layers.convolution import POOL
from playground.analysis.neurons.contributions import products
from playground.data.picture import Picture
from playground.network import Layer
from playground.scene import Scene
from playground.scene.kernel import map_of, seen_in, spread, windows


def is_shared(layer: Layer, size: Picture) -> bool:
    """Whether a layer over a picture of this size is a convolution with one kernel."""
    weights = layer.weights
    if len(weights) != len(windows(size)):
        return False
    cells = weights[0][windows(size)[0]]
    same = bool(np.ptp(layer.biases) == 0)
    return same and np.array_equal(weights, spread(cells, size))


def window_of(scene: Scene) -> int:
    """The window that one looks at: of the first layer's neuron that is selected, or its first."""
    selected = scene.selected
    if selected is None or selected.kind not in ("neuron", "bias", "weight"):
        return 0
    return selected.path[1] if selected.path[0] == 0 else 0


def middle_of_window(scene: Scene) -> float:
    """The pixel under the middle square of the window that one looks at."""
    under = windows(seen_in(scene))[window_of(scene)]
    return float(scene.x[under[len(under) // 2]])


def products_in_window(scene: Scene, j: int) -> Array:
    """(9,) weight times pixel in the window of neuron j, row by row."""
    return np.asarray(products(scene, 0, j)[windows(seen_in(scene))[j]])


def feature_map(scene: Scene) -> Array:
    """(rows, columns) the answers, each where its window lies."""
    return scene.trace.activations[0].reshape(map_of(seen_in(scene)))


def pooled_map(answers: Array) -> Array:
    """(rows // 2, columns // 2) the largest of each square of four; an odd last one is left out."""
    rows, columns = (n // POOL for n in answers.shape)
    squares = answers[: rows * POOL, : columns * POOL].reshape(rows, POOL, columns, POOL)
    return np.asarray(squares.max(axis=(1, 3)))


def pooled_answer(scene: Scene, n: int) -> float:
    """The number n of the pooled map, row by row. Raises IndexError if there is none."""
    return float(pooled_map(feature_map(scene)).ravel()[n])
