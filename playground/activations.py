"""Activation functions: one table from name to formula, slope and traits.

Every function takes pre-activations ``z`` (float64, shape ``(..., n)``) and ``alpha`` (a float,
used by ``leaky_relu``, ``prelu`` and ``elu`` only) and returns the same shape. A derivative is
taken with respect to ``z`` and has the same shape, except softmax's, which is the Jacobian of
shape ``(..., n, n)`` because every output depends on every input of the layer. All of them are
stable for large ``|z|``; a ``nan`` stays a ``nan``.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[[Array, float], Array]

# Klambauer et al. 2017, "Self-Normalizing Neural Networks": the fixed point (0, 1) gives these.
SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


@dataclass(frozen=True)
class Activation:
    """One row of the table.

    ``range`` is the open or closed interval of the outputs as (low, high), ``interval`` the same
    in mathematical notation. ``alpha`` is the default of the parameter, ``None`` where there is
    none. ``rectifier`` marks functions with an exactly flat side, ``bounded`` those that flatten
    towards both ends (see ``neuron_states``).
    """

    name: str
    label: str
    function: Function
    derivative: Function
    latex: str
    range: tuple[float, float]
    interval: str
    good_for: str
    trouble: str
    source: str
    alpha: float | None = None
    output_only: bool = False
    rectifier: bool = False
    bounded: bool = False

    @property
    def notes(self) -> tuple[str, str]:
        """What the function is good for, and what goes wrong with it."""
        return (self.good_for, self.trouble)


def _step(z: Array, alpha: float) -> Array:
    return np.heaviside(z, 1.0)


def _step_slope(z: Array, alpha: float) -> Array:
    return np.where(np.isnan(z), z, 0.0)


def _linear(z: Array, alpha: float) -> Array:
    return np.array(z, dtype=np.float64)


def _linear_slope(z: Array, alpha: float) -> Array:
    return np.ones_like(z)


@np.errstate(over="ignore")
def _sigmoid(z: Array, alpha: float = 0.0) -> Array:
    return np.reciprocal(1.0 + np.exp(np.negative(z)))  # inf for z < −709: 1/inf = 0 is right


def _sigmoid_slope(z: Array, alpha: float) -> Array:
    return _sigmoid(z) * _sigmoid(-z)


def _tanh(z: Array, alpha: float) -> Array:
    return np.tanh(z)


def _tanh_slope(z: Array, alpha: float) -> Array:
    # sech² by way of the sigmoid: 1 − tanh² would cancel to 0 beyond |z| ≈ 19.
    return 4.0 * _sigmoid(2.0 * z) * _sigmoid(-2.0 * z)


def _relu(z: Array, alpha: float) -> Array:
    return np.maximum(z, 0.0)


def _relu_slope(z: Array, alpha: float) -> Array:
    return np.where(np.isnan(z), z, np.where(z > 0, 1.0, 0.0))


def _leaky_relu(z: Array, alpha: float) -> Array:
    return np.where(z > 0, z, alpha * z)


def _leaky_relu_slope(z: Array, alpha: float) -> Array:
    return np.where(np.isnan(z), z, np.where(z > 0, 1.0, alpha))


def _softmax(z: Array, alpha: float) -> Array:
    a = np.subtract(z, np.maximum.reduce(z, axis=-1, keepdims=True))
    np.exp(a, out=a)
    a /= np.add.reduce(a, axis=-1, keepdims=True)
    return a


def _softmax_jacobian(z: Array, alpha: float) -> Array:
    a = _softmax(z, alpha)
    diagonal = a[..., :, None] * np.eye(a.shape[-1])
    return np.asarray(diagonal - a[..., :, None] * a[..., None, :], dtype=np.float64)


def _elu(z: Array, alpha: float) -> Array:
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def _elu_slope(z: Array, alpha: float) -> Array:
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


def _selu(z: Array, alpha: float) -> Array:
    return SELU_SCALE * _elu(z, SELU_ALPHA)


def _selu_slope(z: Array, alpha: float) -> Array:
    return SELU_SCALE * _elu_slope(z, SELU_ALPHA)


def _normal_cdf(z: Array) -> Array:
    # NumPy has no erfc; the standard library's is exact to the last bits.
    scaled = np.asarray(z * -math.sqrt(0.5))
    values = map(math.erfc, scaled.ravel().tolist())
    return 0.5 * np.fromiter(values, np.float64, scaled.size).reshape(scaled.shape)


def _gelu(z: Array, alpha: float) -> Array:
    return z * _normal_cdf(z)


def _gelu_slope(z: Array, alpha: float) -> Array:
    return _normal_cdf(z) + z * np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)


def _silu(z: Array, alpha: float) -> Array:
    return z * _sigmoid(z)


def _silu_slope(z: Array, alpha: float) -> Array:
    return _sigmoid(z) * (1.0 + z * _sigmoid(-z))


def _softplus(z: Array, alpha: float) -> Array:
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))  # in this form it never overflows


def _softplus_slope(z: Array, alpha: float) -> Array:
    return _sigmoid(z)


def _softsign(z: Array, alpha: float) -> Array:
    return z / (1.0 + np.abs(z))


def _softsign_slope(z: Array, alpha: float) -> Array:
    return (1.0 + np.abs(z)) ** -2.0


def _mish(z: Array, alpha: float) -> Array:
    return z * np.tanh(_softplus(z, alpha))


def _mish_slope(z: Array, alpha: float) -> Array:
    s = _softplus(z, alpha)
    return np.tanh(s) + z * _tanh_slope(s, alpha) * _sigmoid(z)


def _hard_sigmoid(z: Array, alpha: float) -> Array:
    return np.clip(z / 6.0 + 0.5, 0.0, 1.0)


def _hard_sigmoid_slope(z: Array, alpha: float) -> Array:
    return np.where(np.isnan(z), z, np.where(np.abs(z) < 3.0, 1.0 / 6.0, 0.0))


_INF = math.inf

_TABLE = (
    Activation(
        "step",
        "step",
        _step,
        _step_slope,
        r"\begin{cases}1 & z \ge 0\\ 0 & z < 0\end{cases}",
        (0.0, 1.0),
        "{0, 1}",
        "a yes-or-no output: the threshold logic unit",
        "its slope is 0 everywhere (undefined at 0), so gradients cannot train it",
        "McCulloch and Pitts 1943; step(0) = 1 by convention here",
    ),
    Activation(
        "linear",
        "linear",
        _linear,
        _linear_slope,
        "z",
        (-_INF, _INF),
        "(−∞, ∞)",
        "the output of a regression",
        "layers of it collapse into one linear layer, however many there are",
        "identity; in general c·z",
    ),
    Activation(
        "sigmoid",
        "sigmoid",
        _sigmoid,
        _sigmoid_slope,
        r"\frac{1}{1+e^{-z}}",
        (0.0, 1.0),
        "(0, 1)",
        "the probability of one class, as in logistic regression",
        "it saturates at both ends and its slope is at most 0.25: gradients vanish",
        "logistic function, Verhulst 1838",
        bounded=True,
    ),
    Activation(
        "tanh",
        "tanh",
        _tanh,
        _tanh_slope,
        r"\frac{e^{z}-e^{-z}}{e^{z}+e^{-z}}",
        (-1.0, 1.0),
        "(−1, 1)",
        "hidden layers whose values should centre on zero",
        "it saturates at both ends too; its slope is at most 1",
        "hyperbolic tangent",
        bounded=True,
    ),
    Activation(
        "relu",
        "ReLU",
        _relu,
        _relu_slope,
        r"\max(0, z)",
        (0.0, _INF),
        "[0, ∞)",
        "hidden layers: cheap, and its gradient does not vanish for z > 0",
        "for z ≤ 0 output and slope are 0: off for every input, it never learns again",
        "Nair and Hinton 2010; slope at 0 is 0, as in PyTorch",
        rectifier=True,
    ),
    Activation(
        "leaky_relu",
        "leaky ReLU",
        _leaky_relu,
        _leaky_relu_slope,
        r"\begin{cases}z & z > 0\\ \alpha z & z \le 0\end{cases}",
        (-_INF, _INF),
        "(−∞, ∞)",
        "keeps a small slope α for z < 0, so that no neuron dies",
        "unbounded, and α has to be chosen",
        "Maas et al. 2013; α = 0.01",
        alpha=0.01,
    ),
    Activation(
        "prelu",
        "PReLU",
        _leaky_relu,
        _leaky_relu_slope,
        r"\begin{cases}z & z > 0\\ \alpha z & z \le 0\end{cases}",
        (-_INF, _INF),
        "(−∞, ∞)",
        "a leaky ReLU whose α is learned together with the weights",
        "one more parameter to learn; unbounded",
        "He et al. 2015; α starts at 0.25",
        alpha=0.25,
    ),
    Activation(
        "softmax",
        "softmax",
        _softmax,
        _softmax_jacobian,
        r"\frac{e^{z_i}}{\sum_j e^{z_j}}",
        (0.0, 1.0),
        "(0, 1), sum 1",
        "the probabilities of several classes",
        "it acts on the whole layer and belongs to the output only",
        "Bridle 1990; derivative is the Jacobian",
        output_only=True,
    ),
    Activation(
        "elu",
        "ELU",
        _elu,
        _elu_slope,
        r"\begin{cases}z & z > 0\\ \alpha(e^{z}-1) & z \le 0\end{cases}",
        (-_INF, _INF),
        "(−α, ∞)",
        "smooth, with means nearer to zero than ReLU's",
        "saturates at −α; an exponential to compute",
        "Clevert et al. 2015; α = 1",
        alpha=1.0,
    ),
    Activation(
        "selu",
        "SELU",
        _selu,
        _selu_slope,
        r"\lambda\begin{cases}z & z > 0\\ \alpha(e^{z}-1) & z \le 0\end{cases}",
        (-SELU_SCALE * SELU_ALPHA, _INF),
        "(−1.758, ∞)",
        "keeps mean 0 and variance 1 through deep networks",
        "only with the matching (LeCun) initialisation",
        "Klambauer et al. 2017; λ ≈ 1.0507, α ≈ 1.6733",
    ),
    Activation(
        "gelu",
        "GELU",
        _gelu,
        _gelu_slope,
        r"z\,\Phi(z)",
        (-0.16997120747990369, _INF),
        "[−0.170, ∞)",
        "the usual choice in transformers; smooth",
        "dips below zero: not monotone",
        "Hendrycks and Gimpel 2016; the exact form, by the normal distribution",
    ),
    Activation(
        "silu",
        "SiLU",
        _silu,
        _silu_slope,
        r"z\,\sigma(z)",
        (-0.27846454276107380, _INF),
        "[−0.278, ∞)",
        "a smooth ReLU, also called swish",
        "dips below zero: not monotone",
        "Elfwing et al. 2017",
    ),
    Activation(
        "softplus",
        "softplus",
        _softplus,
        _softplus_slope,
        r"\ln(1+e^{z})",
        (0.0, _INF),
        "(0, ∞)",
        "a smooth ReLU that is never 0; its slope is the sigmoid",
        "not centred on zero",
        "Dugas et al. 2001",
    ),
    Activation(
        "softsign",
        "softsign",
        _softsign,
        _softsign_slope,
        r"\frac{z}{1+|z|}",
        (-1.0, 1.0),
        "(−1, 1)",
        "as tanh, with gentler tails",
        "it saturates too, only more slowly",
        "Bergstra et al. 2009",
        bounded=True,
    ),
    Activation(
        "mish",
        "Mish",
        _mish,
        _mish_slope,
        r"z\tanh(\ln(1+e^{z}))",
        (-0.30884341301725, _INF),
        "[−0.309, ∞)",
        "smooth and self-gated",
        "dips below zero; dearer to compute",
        "Misra 2019",
    ),
    Activation(
        "hard_sigmoid",
        "hard sigmoid",
        _hard_sigmoid,
        _hard_sigmoid_slope,
        r"\min(\max(\tfrac{z}{6}+\tfrac12, 0), 1)",
        (0.0, 1.0),
        "[0, 1]",
        "a sigmoid of straight lines, cheap on small machines",
        "its slope is exactly 0 for |z| ≥ 3",
        "Courbariaux et al. 2015; with z/6, as in PyTorch",
        bounded=True,
    ),
)

ACTIVATIONS: dict[str, Activation] = {entry.name: entry for entry in _TABLE}
