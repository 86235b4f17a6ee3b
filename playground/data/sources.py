"""The sources that a link names by a short text: the built-in sets, and formulas."""

from playground.data.formula import FormulaSource
from playground.data.sets import BuiltIn


def parse_source(text: str) -> BuiltIn | FormulaSource:
    """``moons,n=300`` or ``formula:y > sin(x)``, as the source's ``text`` wrote it.

    Raises DataError, one sentence, for anything else.
    """
    written = FormulaSource if text.startswith("formula") else BuiltIn
    return written.parse(text)
