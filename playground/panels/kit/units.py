"""A value as it stands in a table, with its unit: ``181 cm``, ``3.6 %``."""

import math

from markupsafe import Markup

from playground.language import decimal_mark, language
from playground.notation import format_number
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template

_DIGITS = 4  # that count: more than anybody reads off a table at a glance
_WITH_UNIT = Template("{} {}")


def with_unit(value: float, unit: str, quantity: str) -> Markup:
    """The value with few digits, and its unit behind a narrow space."""
    places = 0
    if math.isfinite(value) and value:
        places = max(0, _DIGITS - 1 - math.floor(math.log10(abs(value))))
    text = format_number(value, min(places, 6))
    mark = decimal_mark(language())
    if mark in text:
        text = text.rstrip("0").rstrip(mark)
    shown = printed(value, 0, quantity=quantity, text=text)
    return _WITH_UNIT.format(shown, unit) if unit else shown
