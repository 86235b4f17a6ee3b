r"""Formulas as short texts, which a writer turns into markup or into one line of plain text.

A text holds the letters ``z``, ``α`` and ``e``, which stand alone, and whatever else is written as
it is: ``max(0, z)``. Beyond that there are

- ``[z]``: z, in parentheses where a negative number stands for it;
- ``e^{…}`` and ``z_{…}``: raised and lowered;
- ``\frac{…}{…}``: a fraction;
- ``\cases{…}{…}{…}{…}``: a value and when, the other value and when.
"""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

_TOKEN = re.compile(
    r"(?P<command>\\frac|\\cases|\^|_)"
    r"|\[(?P<factor>[zα])\]"
    r"|(?<![A-Za-z])(?P<letter>[zeα])(?![A-Za-z])"
)
_N_ARGUMENTS = {"^": 1, "_": 1, "\\frac": 2, "\\cases": 4}


class Writer(Protocol[T]):
    """How the parts of a formula are written."""

    def text(self, text: str) -> T:
        """Signs that stand for themselves."""

    def letter(self, letter: str) -> T:
        """One of z, α, e, or what stands for it."""

    def factor(self, letter: str) -> T:
        """The same, where a negative number takes parentheses."""

    def command(self, name: str, arguments: Sequence[T]) -> T:
        r"""A ``^``, ``_``, ``\frac`` or ``\cases`` of its written arguments."""

    def joined(self, pieces: Sequence[T]) -> T:
        """The pieces in a row."""


def write(formula: str, writer: Writer[T]) -> T:
    """The whole formula. Raises ValueError where a brace is missing."""
    pieces: list[T] = []
    at = 0
    while match := _TOKEN.search(formula, at):
        if match.start() > at:
            pieces.append(writer.text(formula[at : match.start()]))
        at = match.end()
        if letter := match["letter"]:
            pieces.append(writer.letter(letter))
        elif letter := match["factor"]:
            pieces.append(writer.factor(letter))
        else:
            arguments, at = _arguments(formula, at, _N_ARGUMENTS[match["command"]])
            written = [write(argument, writer) for argument in arguments]
            pieces.append(writer.command(match["command"], written))
    if at < len(formula):
        pieces.append(writer.text(formula[at:]))
    return writer.joined(pieces)


def _arguments(formula: str, at: int, count: int) -> tuple[list[str], int]:
    """The next ``count`` texts in braces, and where the last of them ends."""
    found = []
    for _ in range(count):
        end = _closing(formula, at)
        found.append(formula[at + 1 : end])
        at = end + 1
    return found, at


def _closing(formula: str, at: int) -> int:
    """Where the brace that opens at ``at`` is closed."""
    depth = 0
    for end in range(at, len(formula)):
        depth += {"{": 1, "}": -1}.get(formula[end], 0)
        if depth == 0:
            break
    if formula[at : at + 1] != "{" or depth:
        raise ValueError(f"formula: expected text in braces at {at} of {formula!r}")
    return end
