"""A hinge: the output over the first input is flat on one side of a place, and a line on the other.

It is found in the answers, whatever the numbers behind them are: −b/w of a ReLU that is on to the
right of it, say, or of two ReLUs with the same place. The scale of the weights does not matter.
"""

from typing import NamedTuple

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.sweep import line, outputs
from playground.scene import Scene

_PLACES = 601  # of a range: a hinge between two of them is found exactly all the same
_ROUNDING = 1e-6  # of the steepest slope: below it a difference is rounding


class Hinge(NamedTuple):
    """Where the output bends, its value on the flat side, and its slope on the other.

    ``opens_right`` says that the sloping side is that of the larger inputs.
    """

    at: float
    height: float
    slope: float
    opens_right: bool


def hinge(scene: Scene, low: float, high: float) -> Hinge | None:
    """The hinge of the first output from low to high; ``None`` if there is none, or more bends."""
    x = np.linspace(low, high, _PLACES)
    y = outputs(scene, line(scene, x))[:, 0]
    if not np.isfinite(y).all():
        return None
    right = _opening_right(x, y)
    if right is not None:
        return right
    left = _opening_right(-x[::-1], y[::-1])
    return left and Hinge(-left.at, left.height, -left.slope, opens_right=False)


def _opening_right(x: Array, y: Array) -> Hinge | None:
    """The hinge if the line is flat at first and then has one slope to the end."""
    slopes = np.diff(y) / np.diff(x)
    steepest = float(np.abs(slopes).max())
    least = _ROUNDING * steepest
    flat = np.abs(slopes) <= least
    first = int(np.argmin(flat)) if not flat.all() else 0  # the first that is not flat
    after = slopes[first + 1 :]  # the bend may lie within the one before
    if first == 0 or not len(after) or (np.abs(after - slopes[-1]) > least).any():
        return None
    slope = float(slopes[-1])
    at = float(x[-1] - (y[-1] - y[0]) / slope)
    return Hinge(at, float(y[0]), slope, opens_right=True)
