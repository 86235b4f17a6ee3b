"""How much of an axis is looked at: windows with round ends that hold the values of a scene.

They are part of what a picture says: a network is compared, swept and drawn over a window.
"""

import math

import numpy as np

from playground.activations import Array

LEAST_POWER = -300  # a power of ten below this is no longer a round number in float64
DRAWABLE = 1e12  # beyond this size a number shows nothing on an axis


def nice_above(value: float) -> float:
    """The smallest of 1, 2, 5 · 10ⁿ that is not below a positive ``value``."""
    power = 10.0 ** max(math.floor(math.log10(value)), LEAST_POWER)
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= value * (1 - 1e-12))


def half_window(*values: float, least: float = 3.0) -> float:
    """Half the width of a window about zero that holds all the values: 3, or 5, 10, 20 …"""
    largest = max((abs(value) for value in values if abs(value) <= DRAWABLE), default=0.0)
    return least if largest <= least else nice_above(1.02 * largest)


def ends_over(values: Array, at: float, margin: float = 0.1) -> tuple[float, float]:
    """A window that holds all the values (n,) and ``at``, with a share of its width on each side.

    Of values that are all the same it reaches 1 to each side. What is beyond DRAWABLE is left out.
    """
    held = np.append(values, at)
    held = held[np.abs(held) <= DRAWABLE]
    if not held.size:
        return -1.0, 1.0
    low, high = float(held.min()), float(held.max())
    room = margin * (high - low) or 1.0
    return low - room, high + room
