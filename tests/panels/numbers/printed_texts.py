"""What a visitor reads of each number in a panel's markup, beside the value that it carries.

A printed text has to be its value, correctly rounded to the last place that is printed. What may
differ between the two is this, and nothing else:

- It has the scene's decimals, or more: a comparison takes as many as make it true. It has fewer
  only where it is exact, where it is a power of ten, in a product of slopes, which has two
  significant digits because it spans many powers, and before scaling, where it has four.
- A gradient that the decimals would round to 0 has one significant digit, or reads ``−≈0``.
- A power of ten is written ``1.25·10⁵`` or ``3e12``, a thousand, a million, a billion as a unit.
- A value that is empty, because it is not computed yet, leaves a blank; a slider that stands for
  no row is heard, and says that.
- In a sum the sign of a product or of the bias stands before it, as the operator.
- A weight in a large matrix of a convolution is a colour alone.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from tests.panels.numbers.printed import is_rounded, number

BLANKS = "\u2002\u00a0 "  # an en space is as wide as a digit; Plotly needs one that stays
_UNIT = re.compile(r"(−?[\d.]+)([kMG])")
_POWERS = {"k": "³", "M": "⁶", "G": "⁹"}
_PIECE = re.compile(r"<[^<>]*>|[^<]+")
_ATTRIBUTE = re.compile(r'\s([a-z-]+)=("[^"]*"|[^\s">]+)')
_OF_A_NEURON = re.compile(r"\w+ = (.*?)(?:, .*)?&#10;.*")
_OF_NO_ROW = "no row"
_SUMMANDS = ("product", "other-products", "bias")
_SIGNIFICANT = (
    "median/",
    "steepest-slope",
    "largest-path",
    "mean-derivative",
    "first-gradient",
    "depth-loss",
    "unscaled",
    "memory",
    "next-memory",
    "next-step",
)  # digits


class Reading(NamedTuple):
    """A number's name, its exact value, and one text that a visitor reads or hears of it."""

    name: str
    value: str
    text: str


def is_text_of(value: float | None, text: str) -> bool:
    """Whether a text is a value, rounded; ``None`` is one that is to be blank."""
    if value is None:
        return not text.strip(BLANKS)
    if text.endswith("≈0"):
        return value != 0 and abs(value) < 0.05 and text[0] == ("−" if value < 0 else "+")
    if unit := _UNIT.fullmatch(text):
        text = f"{unit[1]}·10{_POWERS[unit[2]]}"
    try:
        return is_rounded(value, "not a number" if text == "NaN" else text.removeprefix("+"))
    except InvalidOperation:
        return False  # what is printed is no number at all


def as_value(text: str) -> float | None:
    """What a ``data-value`` says."""
    return float(text) if text else None


def readings(html: str) -> Iterator[Reading]:
    """Every text of every element that carries a value; an element without any is an error."""
    pieces = _PIECE.findall(html)
    before = ""
    for at, piece in enumerate(pieces):
        if piece[0] != "<":
            before = piece.strip() or before
        elif " data-value=" in piece:
            found = {key: text.strip('"') for key, text in _ATTRIBUTE.findall(piece)}
            name = found.get("data-quantity") or found.get("data-target") or found["data-edit"]
            yield Reading(
                name, found["data-value"], _text(piece, found, pieces[at + 1 : at + 3], before)
            )


def _text(tag: str, found: dict[str, str], after: list[str], before: str) -> str:
    """What is read of an element: in a field, of a slider, of a neuron, between its tags."""
    if "aria-valuetext" in found:
        heard = found["aria-valuetext"]
        return "" if heard == _OF_NO_ROW and not found["data-value"] else heard
    if tag.startswith("<input"):
        return found["value"]
    if found.get("role") == "button":
        return _of_a_neuron(found) if found["data-value"] else ""
    text, end = (after[0], after[1]) if after[0][0] != "<" else ("", after[0])
    assert end.startswith("</"), f"{tag} holds more than a text"
    name = found.get("data-quantity") or found.get("data-target") or ""
    signed = before.endswith("−") and name.partition("/")[0] in _SUMMANDS
    return f"−{text}" if signed else text


def _of_a_neuron(found: dict[str, str]) -> str:
    """What a tooltip says of an activation; it carries no value while it shows its Σ or its z."""
    told = _OF_A_NEURON.fullmatch(found["data-tip"])
    assert told is not None, found
    return told[1]


def misprints(html: str, decimals: int) -> tuple[list[str], int]:
    """What reads otherwise than its value, and how many texts there were."""
    seen = list(readings(html))
    assert len(seen) == html.count(" data-value=")
    if 'class="matrix small"' in html:
        seen = [one for one in seen if one.text or not one.name.startswith("running-weight")]
    wrong = [
        f"{name} is {value or 'blank'}, reads {text!r}"
        for name, value, text in seen
        if not is_text_of(as_value(value), text) or too_short(name, value, text, decimals)
    ]
    return wrong, len(seen)


def too_short(name: str, value: str, text: str, decimals: int) -> bool:
    """Whether a text shows less of a value than the scene's decimals ask for."""
    digits = text.lstrip("−+")
    if not digits.replace(".", "").isdecimal() or name.startswith(_SIGNIFICANT):
        return False
    shown = number(text)
    return -int(shown.as_tuple().exponent) < decimals and shown != Decimal(float(value))
