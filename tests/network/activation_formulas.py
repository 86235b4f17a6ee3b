"""Every activation once more, by formulas of its own and by PyTorch, and how far a slope is off."""

import math

import numpy as np

from playground.activations import ACTIVATIONS, SELU_ALPHA, SELU_SCALE

KINKS = (0.0, 3.0, -3.0)  # where one of them has no slope
GRID = np.array([z for z in np.linspace(-9, 9, 181) if min(abs(z - k) for k in KINKS) > 0.01])


def logistic(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def soft(z):
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


FORMULAS = {
    "step": lambda z, alpha: 1.0 if z >= 0 else 0.0,
    "linear": lambda z, alpha: z,
    "sigmoid": lambda z, alpha: logistic(z),
    "tanh": lambda z, alpha: math.tanh(z),
    "relu": lambda z, alpha: max(0.0, z),
    "leaky_relu": lambda z, alpha: z if z > 0 else alpha * z,
    "prelu": lambda z, alpha: z if z > 0 else alpha * z,
    "elu": lambda z, alpha: z if z > 0 else alpha * math.expm1(z),
    "selu": lambda z, alpha: SELU_SCALE * (z if z > 0 else SELU_ALPHA * math.expm1(z)),
    "gelu": lambda z, alpha: z * 0.5 * math.erfc(-z / math.sqrt(2)),
    "silu": lambda z, alpha: z * logistic(z),
    "softplus": lambda z, alpha: soft(z),
    "softsign": lambda z, alpha: z / (1 + abs(z)),
    "mish": lambda z, alpha: z * math.tanh(soft(z)),
    "hard_sigmoid": lambda z, alpha: min(max(z / 6 + 0.5, 0.0), 1.0),
}

# Printed by torch.nn with default parameters, in float64, for z = −2, −0.5 and 1.5.
PYTORCH = {
    "leaky_relu": (-0.02, -0.005, 1.5),
    "prelu": (-0.5, -0.125, 1.5),
    "elu": (-0.8646647167633873, -0.3934693402873666, 1.5),
    "selu": (-1.5201664685956948, -0.6917581878028713, 1.5760514810332207),
    "gelu": (-0.04550026389635842, -0.15426876936299344, 1.399789198096713),
    "silu": (-0.2384058440442351, -0.1887703343990727, 1.2263617142904655),
    "softplus": (0.1269280110429725, 0.4740769841801067, 1.7014132779827524),
    "softsign": (-0.6666666666666666, -0.3333333333333333, 0.6),
    "mish": (-0.2525014826957089, -0.22074377465173, 1.4033782663958028),
    "hard_sigmoid": (0.16666666666666666, 0.4166666666666667, 0.75),
    "softmax": (0.02590865471740153, 0.11611453467414118, 0.8579768106084573),
}


def value(name, z):
    entry = ACTIVATIONS[name]
    return entry.function(np.asarray(z, dtype=float), entry.alpha or 0.0)


def slope(name, z):
    entry = ACTIVATIONS[name]
    return entry.derivative(np.asarray(z, dtype=float), entry.alpha or 0.0)


def slope_error(entry, z=GRID, h=1e-5):
    """The largest difference between an entry's derivative and central differences."""
    alpha = entry.alpha or 0.0
    central = (entry.function(z + h, alpha) - entry.function(z - h, alpha)) / (2 * h)
    return np.abs(entry.derivative(z, alpha) - central).max()
