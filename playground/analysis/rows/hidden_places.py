"""Where the rows of a scene lie in the space of a hidden layer, for a picture of it.

Of many rows few are enough: as many as can be told apart, at equal distances in the table.
"""

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.classes import are_cut
from playground.analysis.input_space.projection import Axes, principal_components, straight_lead
from playground.analysis.input_space.surfaces import lead
from playground.analysis.rows.predictions import content_key, predicted
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.data.splits import Indices
from playground.engine import Trace, forward
from playground.scene import Scene

MOST_DRAWN = 500  # rows on a plane: more are a cloud in which no mark is seen


def few_rows(data: Dataset) -> Indices:
    """All rows, or MOST_DRAWN of them."""
    count = min(data.n_rows, MOST_DRAWN)
    return np.linspace(0, data.n_rows - 1, count).round().astype(np.intp)


def hidden_rows(scene: Scene, data: Dataset, k: int, rows: Indices) -> Array:
    """The activations (len(rows), width) of layer k for some rows of the data, which fit."""
    trace = predicted(scene, data).trace
    if trace is not None:
        return np.asarray(trace.activations[k][rows])
    return forward(scene.active_network, data.x[rows]).activations[k]


def components(scene: Scene, k: int) -> Axes | None:
    """The main directions of layer k over few rows; ``None`` without any, or of no finite ones."""
    return None if scene.fitting is None else _components(scene, scene.fitting, k)


@cached(64, key=lambda scene, data, k: (*content_key(scene, data), k), spoken=False)
def _components(scene: Scene, data: Dataset, k: int) -> Axes | None:
    return principal_components(hidden_rows(scene, data, k, few_rows(data)))


def component_share(scene: Scene, k: int, n: int) -> float | None:
    """How much of the variance of layer k its main direction n (0 or 1) holds, from 0 to 1.

    ``None`` where there is none. Raises IndexError for a third one.
    """
    found = components(scene, k)
    return None if found is None or found.shares is None else float(found.shares[n])


def boundary(scene: Scene, trace: Trace, output: int) -> Array:
    """What is 0 where the class of an output ends, for a batch (n,): straight if it can be."""
    return (
        straight_lead(scene, trace, output) if are_cut(scene) else lead(scene, trace.output, output)
    )
