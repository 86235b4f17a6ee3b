"""The bar of an output: from zero to the value, on the scale that its activation gives.

Where classes are made of the output, the threshold stands on it.
"""

import math

from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.input_space.windows import nice_above
from playground.language import _
from playground.notation import exact, readable
from playground.panels.kit.numbers import sign_class
from playground.panels.kit.template import Template
from playground.scene import Scene

_FILL = Template('<span class="fill{}" style="left:{:.2f}%;width:{:.2f}%"></span>')
_ZERO = Template('<span class="zero-mark" style="left:{:.2f}%"></span>')
_KEPT = Template('<span class="kept-mark" style="left:{:.2f}%"></span>')
_THRESHOLD = Template(
    '<div class="threshold{}" data-key="threshold" style="--at:{:.4f};{}">'
    '<span class="needle"></span><span class="label">{} {}</span>'
    '<input type="range" min="0" max="1" step="0.01" value="{}" data-edit="threshold" '
    'data-value="{}" aria-label="{}" aria-valuetext="{}"></div>'
)
_NONE = Markup("")
_HELD = "left:{:.2f}%;right:{:.2f}%"  # of the bar: the threshold stays between 0 and 1
WHOLE = (0.0, 1.0)  # a bar along which the threshold can stand anywhere
_FLIPPED = 0.6  # of the bar's length: beyond it the label stands before the threshold


def scale(activation: str, values: list[float]) -> tuple[float, float]:
    """The ends of the bar: the activation's range, or round numbers around the values."""
    low, high = ACTIVATIONS[activation].range
    if has_fixed_ends(activation):
        return low, high
    largest = max((abs(value) for value in values if math.isfinite(value)), default=1.0)
    limit = nice_above(min(max(largest, 1.0), 1e300))
    return (0.0, limit) if low == 0 else (-limit, limit)


def has_fixed_ends(activation: str) -> bool:
    """Whether the bar has the same ends whatever the value is."""
    low, high = ACTIVATIONS[activation].range
    return math.isfinite(low) and math.isfinite(high)


def along(value: float, ends: tuple[float, float]) -> float:
    """How far a value is along the bar, from 0 to 1: clamped to the scale's ends."""
    low, high = ends
    return (min(max(value, low), high) - low) / (high - low)


def filled(value: float | None, ends: tuple[float, float]) -> Markup:
    """The bar from zero to the value, clamped to the scale's ends."""
    low, high = ends
    zero = -low / (high - low)
    mark = _ZERO.format(100 * zero) if low < 0 else _NONE
    if value is None or math.isnan(value):
        return mark
    at = along(value, ends)
    css = sign_class(value)
    return _FILL.format(css, 100 * min(at, zero), 100 * abs(at - zero)) + mark


def kept_end(value: float, ends: tuple[float, float]) -> Markup:
    """A mark where the bar of a kept value would end."""
    return _NONE if math.isnan(value) else _KEPT.format(100 * along(value, ends))


def threshold(scene: Scene, ends: tuple[float, float]) -> Markup:
    """The threshold, from 0 to 1, on a bar with these ends."""
    at = min(max(scene.threshold, 0.0), 1.0)
    text = readable(scene.threshold, scene.decimals)
    known = exact(scene.threshold)
    flipped = " flipped" if along(at, ends) > _FLIPPED else ""
    held = "" if ends == WHOLE else _HELD.format(100 * along(0, ends), 100 - 100 * along(1, ends))
    return _THRESHOLD.format(
        flipped, at, held, _("threshold"), text, known, known, _("Threshold"), text
    )
