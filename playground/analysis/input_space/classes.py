"""Classes by a cut: 1 where an output is at least the threshold, else 0. A nan is no 1.

``CORNERS`` are the four inputs of a logic gate, in the order of its truth table.
"""

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.input_space.sweep import outputs
from playground.network import NetworkError
from playground.scene import Scene

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


def corner_inputs(scene: Scene) -> Array:
    """The corners (4, n_inputs) in the first two inputs; the others stay at x.

    Raises NetworkError if there is one input only.
    """
    if scene.network.n_inputs < 2:
        raise NetworkError("corners: expected two inputs, this network has one")
    points = np.tile(scene.x, (len(CORNERS), 1))
    points[:, :2] = CORNERS
    return points


def cut(values: Array, threshold: float) -> Array:
    """The class of each value: 1 or 0, integers of the same shape."""
    return np.asarray((values >= threshold).astype(int))


def classes(scene: Scene, points: Array, output: int = 0) -> Array:
    """The class (count,) that an output gives each point by the scene's threshold."""
    return cut(outputs(scene, points)[:, output], scene.threshold)


def is_decision(activation: str) -> bool:
    """Whether its values lie in [0, 1], so that a threshold makes classes of them."""
    row = ACTIVATIONS[activation]
    return row.range == (0.0, 1.0) and not row.whole_layer


def are_cut(scene: Scene) -> bool:
    """Whether the threshold makes classes of the outputs, whatever their values are.

    It does where the data ask for one of two classes and, unless they ask for numbers, where the
    outputs lie in [0, 1].
    """
    asked = None if scene.fitting is None else scene.fitting.task
    if asked in ("binary", "regression"):
        return asked == "binary"
    return is_decision(scene.network.layers[-1].activation)


def class_at_input(scene: Scene, output: int) -> int:
    """The class that an output gives x."""
    return int(cut(scene.trace.output[output], scene.threshold))


def largest_output(scene: Scene) -> int:
    """The output with the largest value at x; the first nan, if there is one."""
    return int(np.argmax(scene.trace.output))
