"""Fresh weights: one row for each rule, by its name in links and lessons.

A rule draws weights (n_out, n_in) of a layer with n_in sources (its fan-in) and n_out neurons (its
fan-out). Uniform ones have the variance limit²/3.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.language import _, to_say
from playground.limits import NetworkError, quoted

_GLOROT = "Glorot and Bengio 2010, Understanding the difficulty of training deep networks"
_HE = "He et al. 2015, Delving deep into rectifiers"


@dataclass(frozen=True)
class Initialiser:
    """``draw(rng, n_out, n_in)`` gives the weights; ``source`` is where the rule comes from."""

    label: str
    draw: Callable[[np.random.Generator, int, int], Array]
    source: str = ""


def _normal(rng: np.random.Generator, n_out: int, n_in: int, deviation: float) -> Array:
    return rng.normal(0.0, deviation, (n_out, n_in))


def _uniform(rng: np.random.Generator, n_out: int, n_in: int, limit: float) -> Array:
    return rng.uniform(-limit, limit, (n_out, n_in))


INITIALISERS: dict[str, Initialiser] = {
    "zeros": Initialiser(to_say("zeros"), lambda rng, n_out, n_in: np.zeros((n_out, n_in))),
    "ones": Initialiser(to_say("ones"), lambda rng, n_out, n_in: np.ones((n_out, n_in))),
    "uniform": Initialiser(
        to_say("uniform (−1, 1)"), lambda rng, n_out, n_in: _uniform(rng, n_out, n_in, 1.0)
    ),
    "normal": Initialiser(
        to_say("normal (0, 1)"), lambda rng, n_out, n_in: _normal(rng, n_out, n_in, 1.0)
    ),
    "glorot_uniform": Initialiser(
        to_say("Glorot uniform"),
        lambda rng, n_out, n_in: _uniform(rng, n_out, n_in, np.sqrt(6.0 / (n_in + n_out))),
        _GLOROT,
    ),
    "glorot_normal": Initialiser(
        to_say("Glorot normal"),
        lambda rng, n_out, n_in: _normal(rng, n_out, n_in, np.sqrt(2.0 / (n_in + n_out))),
        _GLOROT,
    ),
    "he_uniform": Initialiser(
        to_say("He uniform"),
        lambda rng, n_out, n_in: _uniform(rng, n_out, n_in, np.sqrt(6.0 / n_in)),
        _HE,
    ),
    "he_normal": Initialiser(
        to_say("He normal"),
        lambda rng, n_out, n_in: _normal(rng, n_out, n_in, np.sqrt(2.0 / n_in)),
        _HE,
    ),
}
DEFAULT = "glorot_uniform"


def initial_weights(init: str, n_out: int, n_in: int, rng: np.random.Generator) -> Array:
    """Fresh weights (n_out, n_in) by a named rule. Raises NetworkError for an unknown name."""
    if init not in INITIALISERS:
        raise NetworkError(
            _(
                "initialiser: expected one of {known}, got {init}",
                known=", ".join(INITIALISERS),
                init=quoted(init),
            )
        )
    return INITIALISERS[init].draw(rng, n_out, n_in)
