"""Formulas: every sign of a text is written, and what is not closed is told."""

from collections.abc import Sequence

import pytest

from playground.activations import ACTIVATIONS
from playground.formulas import write


class Bracketed:
    """Writes each part between brackets of its own, so that the structure can be seen."""

    def text(self, text: str) -> str:
        return text

    def letter(self, letter: str) -> str:
        return f"<{letter}>"

    def factor(self, letter: str) -> str:
        return f"[{letter}]"

    def command(self, name: str, arguments: Sequence[str]) -> str:
        return f"({name} {' | '.join(arguments)})"

    def joined(self, pieces: Sequence[str]) -> str:
        return "".join(pieces)


@pytest.mark.parametrize(
    ("formula", "parts"),
    [
        ("", ""),
        ("max(0, z)", "max(0, <z>)"),
        ("selu(z)", "selu(<z>)"),
        (r"\frac{1}{1 + e^{−z}}", r"(\frac 1 | 1 + <e>(^ −<z>))"),
        ("α · (e^{[z]} − 1)", "<α> · (<e>(^ [z]) − 1)"),
        (r"\cases{z}{z > 0}{α z}{z ≤ 0}", r"(\cases <z> | <z> > 0 | <α> <z> | <z> ≤ 0)"),
        (r"\frac{e^{z_{i}}}{Σ_{j} e^{z_{j}}}", r"(\frac <e>(^ <z>(_ i)) | Σ(_ j) <e>(^ <z>(_ j)))"),
    ],
)
def test_a_text_is_taken_apart(formula: str, parts: str) -> None:
    assert write(formula, Bracketed()) == parts


@pytest.mark.parametrize("formula", [r"\frac{1}", r"\frac{1}{2", "e^", "e^{z", "e^z"])
def test_a_missing_brace_is_told(formula: str) -> None:
    with pytest.raises(ValueError, match="expected text in braces"):
        write(formula, Bracketed())


@pytest.mark.parametrize("row", ACTIVATIONS.values())
def test_every_row_can_be_written(row) -> None:
    for formula in (row.formula, row.substituted):
        written = write(formula, Bracketed())
        assert not set("{}") & set(written)
