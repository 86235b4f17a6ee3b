"""Printed numbers: each with its exact value, and with the name of what it stands for.

A number carries ``data-target`` if it can be set, or ``data-quantity`` if it follows; both speak
the grammar of ``quantities``. What has not been computed yet is ``None`` and leaves a blank.
"""

import math

from markupsafe import Markup

from playground.language import _
from playground.notation import (
    NOT_A_NUMBER,
    blank,
    compact,
    exact,
    format_number,
    signed,
    significant,
)
from playground.panels.kit.template import Template

_NUMBER = Template('<span class="n{}"{} data-value="{}">{}</span>')
_TARGET = Template(' data-target="{}"')
_QUANTITY = Template(' data-quantity="{}"')
_NOTHING = Markup("")


def sign_class(value: float | None) -> str:
    """The class that colours a printed number by its sign."""
    if value is None or value == 0 or math.isnan(value):
        return " zero"
    return " negative" if value < 0 else " positive"


def size_class(text: str, decimals: int) -> str:
    """The class that sets a number smaller that is longer than ``−0.00``."""
    longer = len(text) - (decimals + 3)
    return "" if longer <= 0 else " wide" if longer < 3 else " long"


def attributes(target: object = None, quantity: str | None = None) -> Markup:
    """What a number stands for: a target that can be set, or a quantity that follows."""
    if target is not None:
        return _TARGET.format(target)
    return _NOTHING if quantity is None else _QUANTITY.format(quantity)


def printed(
    value: float | None,
    decimals: int,
    target: object = None,
    quantity: str | None = None,
    css: str = "",
    text: str | None = None,
) -> Markup:
    """A printed number; ``None`` is one that has not been computed yet and leaves a blank."""
    known = "" if value is None else exact(value)
    if text is None:
        text = blank(decimals) if value is None else format_number(value, decimals)
    return _NUMBER.format(css, attributes(target, quantity), known, text)


def computed(value: float | None, decimals: int, quantity: str, css: str = "") -> Markup:
    """A printed number that follows the scene, short enough for a narrow place."""
    text = None if value is None else compact(value, decimals, tiny=True)
    return printed(value, decimals, quantity=quantity, css=css, text=text)


def gradient_state(value: float | None) -> str:
    """Which of four looks a gradient has: ``not-yet``, ``zero``, ``plus`` or ``minus``."""
    if value is None:
        return "not-yet"
    return "zero" if value == 0 else "minus" if value < 0 else "plus"


def gradient_text(value: float | None, decimals: int) -> str:
    """A gradient with its sign; "0" is exactly 0, and nothing what has not been computed."""
    if value is None:
        return ""
    text = signed(value, decimals)
    return "NaN" if text == _(NOT_A_NUMBER) else text


def gradient(value: float | None, decimals: int, quantity: str, css: str = "") -> Markup:
    """A printed δ or ∂L/∂ something, in the look of its state."""
    look = f" gradient {gradient_state(value)}{css}"
    text = gradient_text(value, decimals)
    return printed(value, decimals, quantity=quantity, css=look, text=text)


def size(value: float | None, decimals: int, quantity: str) -> Markup:
    """A computed number of at least 0 that spans powers of ten: two digits of it are always seen.

    nan, which stands for what is not defined, leaves a blank.
    """
    if value is None or math.isnan(value):
        return printed(None, decimals, quantity=quantity)
    is_small = 0 < value < 10.0**-decimals
    text = significant(value) if is_small else compact(value, decimals + 1)
    return printed(value, decimals, quantity=quantity, text=text)
