"""The loss of each row of the data, by what the data ask for and what the network can give.

One rule chooses it. Two classes and an output whose values lie in [0, 1]: the binary cross-entropy.
Several classes and a softmax, whose values are their probabilities: the cross-entropy. All else,
also classes asked of an output that gives no probability: the mean squared error.

z are the output layer's pre-activations, a its activations, y the targets, all (n, n_outputs); a
class is asked for as 0 or 1. A loss is (n,), in nats or in squared units of the target; nan or inf
where the network left float64.
"""

from collections.abc import Callable

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.input_space.classes import is_decision

#: The least probability that a logarithm is taken of: scikit-learn's, for float64.
LEAST_PROBABILITY = float(np.finfo(np.float64).eps)


def row_loss_name(task: str, activation: str) -> str:
    """Which loss a row has, by the task of the data and the output layer's activation."""
    if task == "binary" and is_decision(activation):
        return "binary-cross-entropy"
    row = ACTIVATIONS[activation]
    if task == "classes" and row.probability and row.whole_layer:
        return "cross-entropy"
    return "mse"


def row_losses(name: str, activation: str, z: Array, a: Array, y: Array) -> Array:
    """The loss (n,) called ``name`` of each row. Raises KeyError for an unknown name."""
    with np.errstate(all="ignore"):
        return _LOSSES[name](activation, z, a, y)


def _squared(activation: str, z: Array, a: Array, y: Array) -> Array:
    return np.asarray(((a - y) ** 2).mean(axis=1))


def _of_two_classes(activation: str, z: Array, a: Array, y: Array) -> Array:
    """−ln of the probability that the wanted class is given.

    Of a sigmoid it is ln(1 + e^∓z), which neither overflows nor loses digits where σ(z) is near 1.
    """
    if ACTIVATIONS[activation].probability:
        return ACTIVATIONS["softplus"].function((1.0 - 2.0 * y[:, 0]) * z[:, 0], 0.0)
    wanted = np.where(y[:, 0] > 0.5, a[:, 0], 1.0 - a[:, 0])
    return np.asarray(-np.log(np.maximum(wanted, LEAST_PROBABILITY)))


def _of_classes(activation: str, z: Array, a: Array, y: Array) -> Array:
    """−ln softmax(z) of the wanted class, by way of differences that do not overflow."""
    below = z - z.max(axis=1, keepdims=True)
    return np.asarray(np.log(np.exp(below).sum(axis=1)) - (y * below).sum(axis=1))


_LOSSES: dict[str, Callable[[str, Array, Array, Array], Array]] = {
    "mse": _squared,
    "binary-cross-entropy": _of_two_classes,
    "cross-entropy": _of_classes,
}
