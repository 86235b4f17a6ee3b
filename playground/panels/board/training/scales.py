"""Axes of epochs and of sizes: linear, or logarithms with powers of ten as ticks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.windows import DRAWABLE
from playground.language import _
from playground.notation import brief, power_of_ten
from playground.panels.kit import plot
from playground.panels.kit.scales import round_above
from playground.panels.panel import View

_MOST_DECADES = 6  # that a logarithmic axis goes down from its top
_LEAST = 1e-12  # below it a size is as good as none


@dataclass(frozen=True)
class Scale:
    """An axis, and how values are put onto it."""

    axis: plot.Axis
    is_log: bool

    def places(self, values: Array) -> list[float | None]:
        """Where values (n,) lie; ``None`` where there is no place, as of 0 among powers of ten."""
        if not self.is_log:
            return plot.finite(values)
        with np.errstate(all="ignore"):
            return plot.finite(np.where(values > 0, np.log10(values), np.nan))


def scale_of(series: Iterable[Any], view: View, title: str = "") -> Scale:
    """The scale that holds sizes, all of at least 0, as the view wants it."""
    values = np.concatenate([np.ravel(each) for each in series])
    seen = values[np.isfinite(values) & (values <= DRAWABLE)]
    if view.scale == "log":
        return _logarithmic(seen[seen > _LEAST], title)
    largest = float(seen.max(initial=0.0))
    top = round_above(1.02 * largest) if largest > _LEAST else 1.0
    return Scale(plot.Axis(0.0, top, title), False)


def _logarithmic(seen: Array, title: str) -> Scale:
    if not seen.size:
        return Scale(plot.Axis(-1.0, 0.0, title, ((-1.0, brief(0.1)), (0.0, "1")), False), True)
    top = math.ceil(math.log10(float(seen.max())) - 1e-9)
    bottom = max(math.floor(math.log10(float(seen.min())) + 1e-9), top - _MOST_DECADES)
    bottom = min(bottom, top - 1)
    ticks = tuple((float(power), _power(power)) for power in range(bottom, top + 1))
    return Scale(plot.Axis(bottom, top, title, ticks, False), True)


def _power(power: int) -> str:
    """``0.01``, ``10``, and what is longer as a power of ten."""
    return brief(10.0**power) if -2 <= power <= 2 else power_of_ten(power)


def epochs_axis(last: float) -> plot.Axis:
    """The axis of epochs, from 0."""
    return plot.Axis(0.0, max(last, 1.0), _("epoch"), None, False)
