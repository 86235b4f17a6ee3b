"""A formula's text, cut into the numbers, names and signs that are known."""

import re
from collections.abc import Iterator
from itertools import pairwise

from playground.data.formula.evaluation import CONSTANTS, FUNCTIONS, INPUTS
from playground.language import _
from playground.limits import MAX_MAGNITUDE, DataError, quoted
from playground.notation import brief

_WORDS = frozenset({"and", "or", "not"})
_KNOWN = frozenset({*INPUTS, *CONSTANTS, *FUNCTIONS, *_WORDS})
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("−–‒﹣－", "-"),
        **dict.fromkeys("·×∙⋅∗", "*"),
        **dict.fromkeys("÷∕", "/"),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "^": "**",
        "²": "**2",
        "³": "**3",
        "₁": "1",
        "₂": "2",
        "π": " pi ",
        "√": " sqrt ",
        "∧": " and ",
        "∨": " or ",
        "¬": " not ",
    }
)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/%<>(),]))",
)


def tokens(text: str) -> Iterator[str]:
    """The numbers, names and signs of a formula. Raises DataError at anything else."""
    plain, at = text.translate(_TYPOGRAPHY).rstrip(), 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if not found:
            raise DataError(_unreadable(plain[at:].lstrip(), text))
        token, at = found[0].lstrip(), found.end()
        if found["name"] and token not in _KNOWN:
            known = ", ".join(sorted({*FUNCTIONS, *CONSTANTS}))
            raise DataError(
                _("formula: expected x, y, {known}, got {token}", known=known, token=quoted(token))
            )
        if found["number"] and not float(token) <= MAX_MAGNITUDE:
            raise DataError(
                _(
                    "formula: expected numbers of at most {most}, got {token}",
                    most=brief(MAX_MAGNITUDE),
                    token=quoted(token),
                )
            )
        yield token


def _unreadable(rest: str, text: str) -> str:
    if rest.startswith("="):
        return (
            f"formula: expected no single =, got {quoted(text)}; "
            "write y > sin(x) for two classes, or sin(x) for a number"
        )
    return f"formula: expected numbers, names and signs, got {quoted(rest[0])}"


def multiplied(cut: list[str]) -> Iterator[str]:
    """The tokens with a sign between a number and the name or parenthesis that it multiplies.

    A number is written as a float, so that no whole number can grow beyond float64.
    """
    for token, following in pairwise([*cut, ""]):
        number = token[0].isdigit() or token[0] == "."
        yield repr(float(token)) if number else token
        factor = following == "(" or (following[:1].isalpha() and following not in _WORDS)
        if factor and (number or token in CONSTANTS):
            yield "*"
