"""The bar of an output: from zero to the value, on the scale that its activation gives."""

import math

from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.input_space.windows import nice_above
from playground.panels.kit.numbers import sign_class

_FILL = Markup('<span class="fill{}" style="left:{:.2f}%;width:{:.2f}%"></span>')
_ZERO = Markup('<span class="zero-mark" style="left:{:.2f}%"></span>')
_KEPT = Markup('<span class="kept-mark" style="left:{:.2f}%"></span>')
_NONE = Markup("")


def scale(activation: str, values: list[float]) -> tuple[float, float]:
    """The ends of the bar: the activation's range, or round numbers around the values."""
    low, high = ACTIVATIONS[activation].range
    if math.isfinite(low) and math.isfinite(high):
        return low, high
    largest = max((abs(value) for value in values if math.isfinite(value)), default=1.0)
    limit = nice_above(min(max(largest, 1.0), 1e300))
    return (0.0, limit) if low == 0 else (-limit, limit)


def filled(value: float | None, ends: tuple[float, float]) -> Markup:
    """The bar from zero to the value, clamped to the scale's ends."""
    low, high = ends
    zero = -low / (high - low)
    mark = _ZERO.format(100 * zero) if low < 0 else _NONE
    if value is None or math.isnan(value):
        return mark
    at = (min(max(value, low), high) - low) / (high - low)
    css = sign_class(value)
    return _FILL.format(css, 100 * min(at, zero), 100 * abs(at - zero)) + mark


def kept_end(value: float, ends: tuple[float, float]) -> Markup:
    """A mark where the bar of a kept value would end."""
    low, high = ends
    if math.isnan(value):
        return _NONE
    return _KEPT.format(100 * (min(max(value, low), high) - low) / (high - low))
