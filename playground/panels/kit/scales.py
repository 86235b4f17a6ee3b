"""Round numbers for the ends and steps of axes and sliders."""

import math

from playground.activations import ACTIVATIONS
from playground.analysis.input_space.windows import LEAST_POWER, nice_above
from playground.limits import MAX_MAGNITUDE

_ROUND = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def round_above(value: float) -> float:
    """A round number at or above a positive ``value``, nearer than 1, 2, 5 would be."""
    power = 10.0 ** max(math.floor(math.log10(value)), LEAST_POWER)
    return next(m * power for m in _ROUND if m * power >= value * (1 - 1e-12))


def resting_ends(activation: str) -> tuple[float, float]:
    """The interval of an activation's values that is shown whatever they are."""
    low, high = ACTIVATIONS[activation].range
    if low >= -1.0 and high <= 1.0:
        return (-1.15 if low < 0 else -0.1), 1.15
    return -1.5, 1.5


def slider_limit(value: float) -> float:
    """The end of a slider that is symmetric about zero."""
    if not abs(value) >= 3:  # at the end itself there is room to go on
        return 3.0
    return min(nice_above(1.25 * abs(value)), MAX_MAGNITUDE)


def slider_step(low: float, high: float) -> float:
    """A power of ten near a six-hundredth of the range."""
    return float(10.0 ** math.floor(math.log10((high - low) / 600) + 1e-9))
