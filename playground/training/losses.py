"""The loss functions: a row each, in the order in which a picker lists them.

z are the output layer's pre-activations, a its activations, y the targets, all (n, n_out). The loss
of a row is (n,), the mean over its outputs (the cross-entropy is a sum over the classes); the loss
of a batch is the mean over its rows. nan or inf where the network left float64.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.language import _, to_say
from playground.limits import TrainingError, quoted
from playground.notation import brief
from playground.training import loss_code
from playground.training.loss_code import LEAST_PROBABILITY, LossCode

OfRows = Callable[[str, Array, Array, Array], Array]
Targets = Literal["numbers", "probabilities", "distribution"]


@dataclass(frozen=True)
class Loss:
    """One row of the table; ``formula`` is in the notation of ``playground.formulas``.

    ``of_rows(activation, z, a, y)`` gives (n,), and ``by_output`` its slopes by a, (n, n_out).
    ``fused`` are the activations with which the slope by z is a − y, over the number of outputs
    where it is a mean. ``targets`` are what y may be. ``code`` is of a, ``fused_code`` of the z of
    a fused activation.
    """

    name: str
    label: str
    formula: str
    of_rows: OfRows
    by_output: Callable[[Array, Array], Array]
    targets: Targets = "numbers"
    fused: tuple[str, ...] = ()
    code: LossCode | None = None
    fused_code: LossCode | None = None

    def code_with(self, activation: str) -> LossCode:
        """The code for an output layer of that activation."""
        code = self.fused_code if activation in self.fused else self.code
        if code is None:
            raise TrainingError(
                _(
                    "loss: {name} cannot be had of {activation}",
                    name=self.name,
                    activation=activation,
                )
            )
        return code


def _squared(activation: str, z: Array, a: Array, y: Array) -> Array:
    return np.asarray(((a - y) ** 2).mean(axis=1))


def _by_squared(a: Array, y: Array) -> Array:
    return np.asarray((a - y) * (2.0 / a.shape[1]))


def _absolute(activation: str, z: Array, a: Array, y: Array) -> Array:
    return np.asarray(np.abs(a - y).mean(axis=1))


def _by_absolute(a: Array, y: Array) -> Array:
    """The slope at 0 is 0, as in PyTorch."""
    return np.asarray(np.sign(a - y) / a.shape[1])


def _huber(activation: str, z: Array, a: Array, y: Array) -> Array:
    """Huber 1964: half the square up to 1, and from there on a straight line."""
    size = np.abs(a - y)
    return np.asarray(np.where(size <= 1.0, 0.5 * size * size, size - 0.5).mean(axis=1))


def _by_huber(a: Array, y: Array) -> Array:
    return np.asarray(np.clip(a - y, -1.0, 1.0) / a.shape[1])


def _of_two_classes(activation: str, z: Array, a: Array, y: Array) -> Array:
    """−y ln a − (1 − y) ln(1 − a): −ln of the probability that the wanted class is given.

    Of a sigmoid −ln a is ln(1 + e^−z), which neither overflows nor loses digits where a is near 1.
    What is not wanted at all costs nothing, were it infinite.
    """
    if ACTIVATIONS[activation].probability:
        softplus = ACTIVATIONS["softplus"].function
        yes, no = softplus(-z, 0.0), softplus(z, 0.0)
    else:
        yes, no = (-np.log(np.maximum(each, LEAST_PROBABILITY)) for each in (a, 1.0 - a))
    rows = np.where(y == 0.0, 0.0, y * yes) + np.where(y == 1.0, 0.0, (1.0 - y) * no)
    return np.asarray(rows.mean(axis=1))


def _by_two_classes(a: Array, y: Array) -> Array:
    """Flat where the logarithm is of LEAST_PROBABILITY."""
    yes, no = (np.where(each > LEAST_PROBABILITY, each, np.inf) for each in (a, 1.0 - a))
    return np.asarray(((1.0 - y) / no - y / yes) / a.shape[1])


def _of_classes(activation: str, z: Array, a: Array, y: Array) -> Array:
    """−ln softmax(z) of the wanted class, by way of differences that do not overflow."""
    below = z - z.max(axis=1, keepdims=True)
    return np.asarray(np.log(np.exp(below).sum(axis=1)) * y.sum(axis=1) - (y * below).sum(axis=1))


def _by_classes(a: Array, y: Array) -> Array:
    return np.asarray(-y / np.maximum(a, LEAST_PROBABILITY))


_ROWS = (
    Loss(
        "mse",
        to_say("mean squared error"),
        r"\frac{1}{m} Σ_{i} (ŷ_{i} − y_{i})^{2}",
        _squared,
        _by_squared,
        code=loss_code.SQUARED,
    ),
    Loss(
        "binary-cross-entropy",
        to_say("binary cross-entropy"),
        "−y ln ŷ − (1 − y) ln(1 − ŷ)",
        _of_two_classes,
        _by_two_classes,
        targets="probabilities",
        fused=("sigmoid",),
        code=loss_code.TWO_CLASSES,
        fused_code=loss_code.TWO_CLASSES_OF_Z,
    ),
    Loss(
        "cross-entropy",
        to_say("cross-entropy"),
        "−Σ_{i} y_{i} ln ŷ_{i}",
        _of_classes,
        _by_classes,
        targets="distribution",
        fused=("softmax",),
        fused_code=loss_code.CLASSES_OF_Z,
    ),
    Loss(
        "huber",
        "Huber",
        r"\cases{½(ŷ − y)^{2}}{|ŷ − y| ≤ 1}{|ŷ − y| − ½}{else}",
        _huber,
        _by_huber,
        code=loss_code.HUBER,
    ),
    Loss(
        "mae",
        to_say("mean absolute error"),
        "|ŷ − y|",
        _absolute,
        _by_absolute,
        code=loss_code.ABSOLUTE,
    ),
)

LOSSES: dict[str, Loss] = {row.name: row for row in _ROWS}


def loss_called(name: str) -> Loss:
    """The row of that name. Raises TrainingError."""
    if not isinstance(name, str) or name not in LOSSES:
        raise TrainingError(
            _(
                "loss: expected one of {known}, got {name}",
                known=", ".join(LOSSES),
                name=quoted(name),
            )
        )
    return LOSSES[name]


def usual_loss(task: str, activation: str) -> str:
    """The loss that goes with the data's task and the output layer's activation, by its name.

    Two classes and an output whose values lie in [0, 1]: the binary cross-entropy. Several classes
    and a softmax, whose values are their probabilities: the cross-entropy. All else, also classes
    asked of an output that gives no probability: the mean squared error.
    """
    row = ACTIVATIONS[activation]
    if task == "binary" and row.range == (0.0, 1.0) and not row.whole_layer:
        return "binary-cross-entropy"
    if task == "classes" and row.probability and row.whole_layer:
        return "cross-entropy"
    return "mse"


def check_output(loss: Loss, activation: str) -> None:
    """Raise TrainingError if a loss cannot be had of an output layer with that activation."""
    row = ACTIVATIONS[activation]
    if loss.targets == "distribution" and not (row.probability and row.whole_layer):
        raise TrainingError(
            _(
                "loss: {name} needs a softmax output, got {label}",
                name=loss.name,
                label=row.called,
            )
        )
    if loss.targets == "probabilities" and (row.range != (0.0, 1.0) or row.whole_layer):
        raise TrainingError(
            _(
                "loss: {name} needs an output from 0 to 1, such as a sigmoid's, got {label}",
                name=loss.name,
                label=row.called,
            )
        )


def check_targets(loss: Loss, y: Array) -> None:
    """Raise TrainingError if y (n, n_out) is nothing that a loss can ask for."""
    if loss.targets == "numbers":
        return
    outside = np.argwhere(~((y >= 0.0) & (y <= 1.0)))
    if len(outside):
        row, output = outside[0]
        raise TrainingError(
            _(
                "target: {name} needs numbers from 0 to 1, row {row} has {y}",
                name=loss.name,
                row=row + 1,
                y=brief(y[row, output]),
            )
        )
    if loss.targets == "distribution":
        off = np.flatnonzero(np.abs(y.sum(axis=1) - 1.0) > 1e-9)
        if len(off):
            raise TrainingError(
                _(
                    "target: {name} needs probabilities that sum to 1, row {off} has {sum}",
                    name=loss.name,
                    off=off[0] + 1,
                    sum=brief(y[off[0]].sum()),
                )
            )


def mean_loss(loss: Loss, activation: str, z: Array, a: Array, y: Array) -> float:
    """The mean over the rows; ``loss.of_rows`` says what the arrays are."""
    return float(loss.of_rows(activation, z, a, y).mean())


def by_outputs(loss: Loss, activation: str, a: Array, y: Array) -> tuple[Array, Array | None]:
    """The mean's slopes by a and, where that is known without a division, by z; (n, n_out)."""
    n, n_out = a.shape
    by_a = loss.by_output(a, y)
    by_a /= n
    if activation not in loss.fused:
        return by_a, None
    return by_a, (a - y) / (n if ACTIVATIONS[activation].whole_layer else n * n_out)
