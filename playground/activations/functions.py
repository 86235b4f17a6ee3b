"""The activation functions and their derivatives.

Every function takes pre-activations ``z`` (float64, shape ``(..., n)``) and ``alpha`` (a float,
used by ``leaky_relu``, ``prelu`` and ``elu`` only) and returns the same shape. A derivative is
taken with respect to ``z`` and has the same shape, except softmax's, which is the Jacobian of
shape ``(..., n, n)`` because every output depends on every input of the layer. All of them are
stable for large ``|z|``; a ``nan`` stays a ``nan``.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[[Array, float], Array]

# Klambauer et al. 2017, "Self-Normalizing Neural Networks": the fixed point (0, 1) gives these.
SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


def step(z: Array, alpha: float) -> Array:
    """1 from 0 on, by convention, and 0 below. McCulloch and Pitts 1943."""
    return np.heaviside(z, 1.0)


def step_slope(z: Array, alpha: float) -> Array:
    """f′ of ``step``."""
    return np.where(np.isnan(z), z, 0.0)


def linear(z: Array, alpha: float) -> Array:
    """The identity; in general c·z."""
    return np.array(z, dtype=np.float64)


def linear_slope(z: Array, alpha: float) -> Array:
    """f′ of ``linear``."""
    return np.ones_like(z)


@np.errstate(over="ignore")
def sigmoid(z: Array, alpha: float = 0.0) -> Array:
    """The logistic function. Verhulst 1838."""
    return np.reciprocal(1.0 + np.exp(np.negative(z)))  # inf for z < −709: 1/inf = 0 is right


def sigmoid_slope(z: Array, alpha: float) -> Array:
    """f′ of ``sigmoid``."""
    return sigmoid(z) * sigmoid(-z)


def tanh(z: Array, alpha: float) -> Array:
    """The hyperbolic tangent."""
    return np.tanh(z)


def tanh_slope(z: Array, alpha: float) -> Array:
    """f′ of ``tanh``."""
    # sech² by way of the sigmoid: 1 − tanh² would cancel to 0 beyond |z| ≈ 19.
    return 4.0 * sigmoid(2.0 * z) * sigmoid(-2.0 * z)


def relu(z: Array, alpha: float) -> Array:
    """Nair and Hinton 2010; its slope at 0 is 0, as in PyTorch."""
    return np.maximum(z, 0.0)


def relu_slope(z: Array, alpha: float) -> Array:
    """f′ of ``relu``."""
    return np.where(np.isnan(z), z, np.where(z > 0, 1.0, 0.0))


def leaky_relu(z: Array, alpha: float) -> Array:
    """Maas et al. 2013 with α = 0.01; He et al. 2015 (PReLU) learn α, from 0.25."""
    return np.where(z > 0, z, alpha * z)


def leaky_relu_slope(z: Array, alpha: float) -> Array:
    """f′ of ``leaky_relu``."""
    return np.where(np.isnan(z), z, np.where(z > 0, 1.0, alpha))


def softmax(z: Array, alpha: float) -> Array:
    """Over the last axis. Bridle 1990."""
    a = np.subtract(z, np.maximum.reduce(z, axis=-1, keepdims=True))
    np.exp(a, out=a)
    a /= np.add.reduce(a, axis=-1, keepdims=True)
    return a


def softmax_jacobian(z: Array, alpha: float) -> Array:
    """∂a_i/∂z_j = a_i(δ_ij − a_j), of shape (…, n, n)."""
    a = softmax(z, alpha)
    diagonal = a[..., :, None] * np.eye(a.shape[-1])
    return np.asarray(diagonal - a[..., :, None] * a[..., None, :], dtype=np.float64)


def softmax_back(a: Array, by_a: Array) -> Array:
    """∂/∂z from ∂/∂a, both (…, n), by the Jacobian's transpose: a ⊙ (∂/∂a − a·∂/∂a)."""
    return np.asarray(a * (by_a - (a * by_a).sum(axis=-1, keepdims=True)))


def elu(z: Array, alpha: float) -> Array:
    """Clevert et al. 2015, with α = 1."""
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_slope(z: Array, alpha: float) -> Array:
    """f′ of ``elu``."""
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


def selu(z: Array, alpha: float) -> Array:
    """Klambauer et al. 2017."""
    return SELU_SCALE * elu(z, SELU_ALPHA)


def selu_slope(z: Array, alpha: float) -> Array:
    """f′ of ``selu``."""
    return SELU_SCALE * elu_slope(z, SELU_ALPHA)


def _normal_cdf(z: Array) -> Array:
    # NumPy has no erfc; the standard library's is exact to the last bits.
    scaled = np.asarray(z * -math.sqrt(0.5))
    values = map(math.erfc, scaled.ravel().tolist())
    return 0.5 * np.fromiter(values, np.float64, scaled.size).reshape(scaled.shape)


def gelu(z: Array, alpha: float) -> Array:
    """Hendrycks and Gimpel 2016: the exact form, by the normal distribution."""
    return z * _normal_cdf(z)


def gelu_slope(z: Array, alpha: float) -> Array:
    """f′ of ``gelu``."""
    return _normal_cdf(z) + z * np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)


def silu(z: Array, alpha: float) -> Array:
    """Elfwing et al. 2017, also called swish."""
    return z * sigmoid(z)


def silu_slope(z: Array, alpha: float) -> Array:
    """f′ of ``silu``."""
    return sigmoid(z) * (1.0 + z * sigmoid(-z))


def softplus(z: Array, alpha: float) -> Array:
    """Dugas et al. 2001."""
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))  # in this form it never overflows


def softplus_slope(z: Array, alpha: float) -> Array:
    """f′ of ``softplus``."""
    return sigmoid(z)


def softsign(z: Array, alpha: float) -> Array:
    """Bergstra et al. 2009."""
    return z / (1.0 + np.abs(z))


def softsign_slope(z: Array, alpha: float) -> Array:
    """f′ of ``softsign``."""
    return (1.0 + np.abs(z)) ** -2.0


def mish(z: Array, alpha: float) -> Array:
    """Misra 2019."""
    return z * np.tanh(softplus(z, alpha))


def mish_slope(z: Array, alpha: float) -> Array:
    """f′ of ``mish``."""
    s = softplus(z, alpha)
    return np.tanh(s) + z * tanh_slope(s, alpha) * sigmoid(z)


def hard_sigmoid(z: Array, alpha: float) -> Array:
    """Courbariaux et al. 2015; with z/6, as in PyTorch."""
    return np.clip(z / 6.0 + 0.5, 0.0, 1.0)


def hard_sigmoid_slope(z: Array, alpha: float) -> Array:
    """f′ of ``hard_sigmoid``."""
    return np.where(np.isnan(z), z, np.where(np.abs(z) < 3.0, 1.0 / 6.0, 0.0))


def logit(a: float) -> float:
    """The z at which the sigmoid is ``a``, for 0 < a < 1."""
    return float(np.log(a / (1.0 - a)))
