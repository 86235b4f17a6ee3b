"""Names that a table and a network accept, made of whatever text a visitor's file holds."""

import unicodedata
from collections.abc import Iterable

from playground.limits import MAX_NAME

_BRACKETS = str.maketrans("<>", "‹›")


def column_names(headers: Iterable[str]) -> tuple[str, ...]:
    """A name of its own for each header: an empty one is "column 3", the second "age" "age 2"."""
    plain = [printable(header) for header in headers]
    return _unique(name or f"column {at + 1}" for at, name in enumerate(plain))


def neuron_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names as a network accepts them: ``<`` and ``>`` are markup to it, so they become ‹ ›."""
    return _unique(printable(name.translate(_BRACKETS)) or "?" for name in names)


def printable(text: str) -> str:
    """``text`` in normal form and on one line, without what cannot be printed."""
    if not text.isprintable():
        text = "".join(_printed(character) for character in text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def shortened(text: str, limit: int = MAX_NAME) -> str:
    """``text``, or its beginning and an ellipsis where it has more than ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _printed(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens and marks of direction stand inside a word
        return ""
    return " " if category[0] == "C" or category in ("Zl", "Zp") else character


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        free, number = shortened(name), 1
        while free in found:
            number += 1
            free = f"{shortened(name, MAX_NAME - len(f' {number}'))} {number}"
        found[free] = None
    return tuple(found)
