"""The losses in other libraries, for scripts that train as the page does.

z are the output layer's pre-activations, a its activations, y the targets, all (n, n_out). A loss
that is computed from z takes the activation along, so that it never overflows.
"""

from dataclasses import dataclass

import numpy as np

#: The least probability that a logarithm is taken of: scikit-learn's, for float64.
LEAST_PROBABILITY = float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class LossCode:
    """``numpy`` and ``keras`` are expressions whose mean is the loss of the rows.

    ``numpy_back`` is the slope of that mean by a, or by z where the loss is computed from it,
    (n, n_out). ``torch`` is called with a or z and y, and gives the mean.
    """

    numpy: str
    numpy_back: str
    torch: str
    keras: str


SQUARED = LossCode(
    numpy="(a - y) ** 2",
    numpy_back="(a - y) * 2.0 / a.size",
    torch="nn.MSELoss()",
    keras="keras.losses.mean_squared_error(y, a)",
)
ABSOLUTE = LossCode(
    numpy="np.abs(a - y)",
    numpy_back="np.sign(a - y) / a.size",
    torch="nn.L1Loss()",
    # |a − y| with the slope 0 at 0: JAX has 1 there
    keras="(a - y) * keras.ops.stop_gradient(keras.ops.sign(a - y))",
)
HUBER = LossCode(
    numpy=("np.where(np.abs(a - y) <= 1.0, 0.5 * (a - y) ** 2, np.abs(a - y) - 0.5)"),
    numpy_back="np.clip(a - y, -1.0, 1.0) / a.size",
    torch="nn.HuberLoss()",
    keras="keras.losses.huber(y, a)",
)
_LEAST = repr(LEAST_PROBABILITY)
TWO_CLASSES = LossCode(
    numpy=(
        f"-(y * np.log(np.maximum(a, {_LEAST}))"
        f" + (1.0 - y) * np.log(np.maximum(1.0 - a, {_LEAST})))"
    ),
    numpy_back=(
        f"((1.0 - y) / np.where(1.0 - a > {_LEAST}, 1.0 - a, np.inf)"
        f" - y / np.where(a > {_LEAST}, a, np.inf)) / a.size"
    ),
    torch=(
        f"lambda a, y: -(y * a.clamp(min={_LEAST}).log()"
        f" + (1 - y) * (1 - a).clamp(min={_LEAST}).log()).mean()"
    ),
    keras=(
        f"-y * keras.ops.log(keras.ops.maximum(a, {_LEAST}))"
        f" - (1 - y) * keras.ops.log(keras.ops.maximum(1 - a, {_LEAST}))"
    ),
)
TWO_CLASSES_OF_Z = LossCode(
    numpy="y * np.logaddexp(0.0, -z) + (1.0 - y) * np.logaddexp(0.0, z)",
    numpy_back="(a - y) / a.size",
    torch="nn.BCEWithLogitsLoss()",
    keras="keras.losses.binary_crossentropy(y, z, from_logits=True)",
)
CLASSES_OF_Z = LossCode(
    numpy="np.logaddexp.reduce(z, axis=1) - (y * z).sum(axis=1)",
    numpy_back="(a - y) / len(a)",
    torch="nn.CrossEntropyLoss()",
    keras="keras.losses.categorical_crossentropy(y, z, from_logits=True)",
)
