"""The optimisers: a row each, in the order in which a picker lists them.

A step takes the parameters w (n,), the gradient g (n,) of the loss and what the optimiser
remembers, and changes w and its memory in place. Formulas and constants are PyTorch's.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.language import to_say

BETA1, BETA2 = 0.9, 0.999  # of Adam: how much of the mean and of the square is kept
DECAY = 0.99  # of RMSprop: how much of the square is kept
EPSILON, ADAGRAD_EPSILON = 1e-8, 1e-10

#: (w, g, memory, number of the step from 1, rate, momentum): changes w and the memory.
Step = Callable[[Array, Array, tuple[Array, ...], int, float, float], None]


@dataclass(frozen=True)
class Optimiser:
    """One row of the table; ``formula`` is in the notation of ``playground.formulas``.

    ``n_memory`` is how many arrays like w it remembers, zeros at first. ``decouples`` says that an
    L2 penalty is no part of its gradient: it shrinks the weights beside the step.

    In code the step is a list of assignments, a name and the expression of its new value: of p, its
    gradient g, the memory by its names, the number t of the step, rate, momentum and sqrt.
    ``torch`` is PyTorch's own for the parameters {}, whose state calls the memory ``torch_memory``;
    ``keras`` is Keras's own, where it has the same formula.
    """

    name: str
    label: str
    formula: str
    source: str
    step: Step
    code: tuple[tuple[str, str], ...]
    torch: str
    torch_memory: tuple[str, ...] = ()
    keras: str = ""
    n_memory: int = 0
    has_momentum: bool = False
    decouples: bool = False


def _sgd(w: Array, g: Array, memory: tuple[Array, ...], t: int, rate: float, mu: float) -> None:
    w -= rate * g


def _momentum(
    w: Array, g: Array, memory: tuple[Array, ...], t: int, rate: float, mu: float
) -> None:
    (v,) = memory
    v *= mu
    v += g
    w -= rate * v


def _nesterov(
    w: Array, g: Array, memory: tuple[Array, ...], t: int, rate: float, mu: float
) -> None:
    (v,) = memory
    v *= mu
    v += g
    w -= rate * (g + mu * v)


def _rmsprop(w: Array, g: Array, memory: tuple[Array, ...], t: int, rate: float, mu: float) -> None:
    (s,) = memory
    s *= DECAY
    s += (1.0 - DECAY) * (g * g)
    w -= rate * g / (np.sqrt(s) + EPSILON)


def _adagrad(w: Array, g: Array, memory: tuple[Array, ...], t: int, rate: float, mu: float) -> None:
    (s,) = memory
    s += g * g
    w -= rate * g / (np.sqrt(s) + ADAGRAD_EPSILON)


def _adam(w: Array, g: Array, memory: tuple[Array, ...], t: int, rate: float, mu: float) -> None:
    m, s = memory
    m *= BETA1
    m += (1.0 - BETA1) * g
    s *= BETA2
    s += (1.0 - BETA2) * (g * g)
    root = np.sqrt(s)
    root /= (1.0 - BETA2**t) ** 0.5
    root += EPSILON
    np.divide(m, root, out=root)
    root *= rate / (1.0 - BETA1**t)
    w -= root


_GATHERED = ("v", "momentum * v + g")
_ADAM = (
    ("m", f"{BETA1} * m + (1 - {BETA1}) * g"),
    ("s", f"{BETA2} * s + (1 - {BETA2}) * g * g"),
    ("p", f"p - rate / (1 - {BETA1}**t) * m / (sqrt(s) / (1 - {BETA2}**t) ** 0.5 + {EPSILON})"),
)

_ROWS = (
    Optimiser(
        "sgd",
        "SGD",
        "w − η·g",
        "Robbins and Monro 1951, A stochastic approximation method",
        _sgd,
        code=(("p", "p - rate * g"),),
        torch="torch.optim.SGD({}, lr=rate)",
        keras="keras.optimizers.SGD(rate)",
    ),
    Optimiser(
        "momentum",
        to_say("SGD with momentum"),
        "v ← μ·v + g, w − η·v",
        "Polyak 1964, Some methods of speeding up the convergence of iteration methods",
        _momentum,
        code=(_GATHERED, ("p", "p - rate * v")),
        torch="torch.optim.SGD({}, lr=rate, momentum=momentum)",
        keras="keras.optimizers.SGD(rate, momentum)",
        torch_memory=("momentum_buffer",),
        n_memory=1,
        has_momentum=True,
    ),
    Optimiser(
        "nesterov",
        to_say("Nesterov's momentum"),
        "v ← μ·v + g, w − η·(g + μ·v)",
        "Sutskever et al. 2013, On the importance of initialization and momentum",
        _nesterov,
        code=(_GATHERED, ("p", "p - rate * (g + momentum * v)")),
        torch="torch.optim.SGD({}, lr=rate, momentum=momentum, nesterov=True)",
        keras="keras.optimizers.SGD(rate, momentum, nesterov=True)",
        torch_memory=("momentum_buffer",),
        n_memory=1,
        has_momentum=True,
    ),
    Optimiser(
        "rmsprop",
        "RMSprop",
        to_say("s ← 0.99·s + 0.01·g², w − η·g/(√s + ε)"),
        "Tieleman and Hinton 2012, Lecture 6.5",
        _rmsprop,
        code=(
            ("s", f"{DECAY} * s + (1 - {DECAY}) * g * g"),
            ("p", f"p - rate * g / (sqrt(s) + {EPSILON})"),
        ),
        torch="torch.optim.RMSprop({}, lr=rate)",
        torch_memory=("square_avg",),
        n_memory=1,
    ),
    Optimiser(
        "adagrad",
        "Adagrad",
        "s ← s + g², w − η·g/(√s + ε)",
        "Duchi, Hazan and Singer 2011, Adaptive subgradient methods",
        _adagrad,
        code=(("s", "s + g * g"), ("p", f"p - rate * g / (sqrt(s) + {ADAGRAD_EPSILON})")),
        torch="torch.optim.Adagrad({}, lr=rate)",
        torch_memory=("sum",),
        n_memory=1,
    ),
    Optimiser(
        "adam",
        "Adam",
        to_say("m ← 0.9·m + 0.1·g, s ← 0.999·s + 0.001·g², w − η·m̂/(√ŝ + ε)"),
        "Kingma and Ba 2015, Adam: a method for stochastic optimization",
        _adam,
        code=_ADAM,
        torch="torch.optim.Adam({}, lr=rate)",
        torch_memory=("exp_avg", "exp_avg_sq"),
        n_memory=2,
    ),
    Optimiser(
        "adamw",
        "AdamW",
        to_say("as Adam, and w ← (1 − η·λ)·w"),
        "Loshchilov and Hutter 2019, Decoupled weight decay regularization",
        _adam,
        code=_ADAM,
        torch="torch.optim.AdamW({}, lr=rate, weight_decay=0.0)",
        torch_memory=("exp_avg", "exp_avg_sq"),
        n_memory=2,
        decouples=True,
    ),
)

OPTIMISERS: dict[str, Optimiser] = {row.name: row for row in _ROWS}
