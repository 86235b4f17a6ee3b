"""What training makes smaller: the mean loss over rows and the penalties of the weights."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from playground.activations import Array
from playground.engine import Gradients, Trace, backward, forward
from playground.language import _
from playground.limits import TrainingError
from playground.network import Network
from playground.training.losses import (
    Loss,
    by_outputs,
    check_output,
    check_targets,
    loss_called,
    mean_loss,
)


def loss_and_gradients(
    network: Network,
    x: ArrayLike,
    y: ArrayLike,
    loss: str = "mse",
    l1: float = 0.0,
    l2: float = 0.0,
) -> tuple[float, Gradients]:
    """The loss of rows x (batch, n_in) with the targets y (batch, n_out), and all its gradients.

    A single row has one axis less. ``l1`` adds λΣ|w| and ``l2`` (λ/2)Σw² over the weights, to the
    loss and to their gradients. ``pre_activations[k]`` are δ, a row each, of the mean's share that
    the row has. Raises TrainingError where loss, output and targets do not fit, NetworkError where
    x does not.
    """
    row, trace = loss_called(loss), forward(network, x)
    activation = network.layers[-1].activation
    check_output(row, activation)
    wanted = targets(y, trace)
    check_targets(row, np.atleast_2d(wanted))
    with np.errstate(all="ignore"):
        value, by_a, by_z = _at_output(row, activation, trace, wanted)
        found = backward(network, trace, by_a, by_z)
        return value + penalty(network, l1, l2), _penalised(network, found, l1, l2)


def targets(y: ArrayLike, trace: Trace) -> Array:
    """The targets as float64, of the output's shape. Raises TrainingError for another one."""
    wanted = np.asarray(y, dtype=np.float64)
    if wanted.shape != trace.output.shape:
        raise TrainingError(
            _(
                "target: expected the output's shape {shape}, got {given}",
                shape=trace.output.shape,
                given=wanted.shape,
            )
        )
    return wanted


def _at_output(
    loss: Loss, activation: str, trace: Trace, y: Array
) -> tuple[float, Array, Array | None]:
    """The mean loss, and its slopes by a and, where they are known, by z of the output's shape."""
    z, a, y = (np.atleast_2d(each) for each in (trace.pre_activations[-1], trace.output, y))
    by_a, by_z = by_outputs(loss, activation, a, y)
    shape = trace.output.shape
    return (
        mean_loss(loss, activation, z, a, y),
        by_a.reshape(shape),
        None if by_z is None else by_z.reshape(shape),
    )


def penalty(network: Network, l1: float, l2: float) -> float:
    """λ₁Σ|w| + (λ₂/2)Σw² over all weights."""
    return sum(
        l1 * float(np.abs(layer.weights).sum()) + 0.5 * l2 * float((layer.weights**2).sum())
        for layer in network.layers
    )


def by_penalty(weights: Array, l1: float, l2: float) -> Array:
    """The slopes of ``penalty`` by some of the weights: λ₁ sign(w) + λ₂w."""
    return np.asarray(l1 * np.sign(weights) + l2 * weights)


def _penalised(network: Network, found: Gradients, l1: float, l2: float) -> Gradients:
    if not l1 and not l2:
        return found
    weights = tuple(
        by_weight + by_penalty(layer.weights, l1, l2)
        for layer, by_weight in zip(network.layers, found.weights, strict=True)
    )
    return replace(found, weights=weights)
