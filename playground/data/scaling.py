"""Scaling: each column of numbers becomes (value − offset) / spread.

Offset and spread are fitted on the training rows alone, so that nothing of the test rows is known
before the test. The definitions are those of scikit-learn's StandardScaler (the population's
standard deviation) and MinMaxScaler (to 0 … 1). Where the training rows are all the same the spread
is 1, so that the column becomes 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.limits import MAX_MAGNITUDE


@dataclass(frozen=True)
class Scale:
    """What one column is scaled by; ``constant`` says that its training rows are all the same."""

    offset: float = 0.0
    spread: float = 1.0
    constant: bool = False

    def scaled(self, values: Array) -> Array:
        """``values`` of any shape after scaling, held within what a scene may hold."""
        with np.errstate(over="ignore"):
            result = (values - self.offset) / self.spread
        return np.clip(result, -MAX_MAGNITUDE, MAX_MAGNITUDE)

    def unscaled(self, value: float) -> float:
        """The value before scaling that ``value`` stands for."""
        return float(value) * self.spread + self.offset


def fitted(scaling: str, training: Array) -> Scale:
    """The scale of a column by a key of SCALINGS, from its training rows (n,), at least one."""
    low, high = float(training.min()), float(training.max())
    if low == high:
        # Asked of the values, because the mean of equal numbers may differ from them in a digit.
        return Scale(0.0 if scaling == "none" else low, constant=True)
    offset, spread = SCALINGS[scaling](training)
    return Scale(offset, spread or 1.0)  # that of the very smallest numbers may vanish


def _min_max(training: Array) -> tuple[float, float]:
    low = float(training.min())
    return low, float(training.max()) - low


def _z_score(training: Array) -> tuple[float, float]:
    # In units of a power of two, which changes no digit, so that no square overflows or vanishes.
    unit = 2.0 ** np.frexp(np.abs(training).max())[1]
    plain = training / unit
    return float(plain.mean() * unit), float(plain.std() * unit)


#: How offset and spread are fitted to the training rows (n,), which are not all the same.
SCALINGS: dict[str, Callable[[Array], tuple[float, float]]] = {
    "none": lambda _: (0.0, 1.0),
    "min-max": _min_max,
    "z-score": _z_score,
}
