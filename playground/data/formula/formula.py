"""A formula as a value, read by Python's parser and evaluated without ever being run."""

import ast
from dataclasses import dataclass, field

import numpy as np

from playground.activations import Array
from playground.data.formula.evaluation import EXPECTED, INPUTS, Kind, evaluated
from playground.data.formula.lexing import multiplied, tokens
from playground.language import _
from playground.limits import MAX_FORMULA, DataError, quoted


@dataclass(frozen=True)
class Formula:
    """A formula that has been read; it compares by its text."""

    text: str
    kind: Kind
    _tree: ast.expr = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> "Formula":
        """What ``text`` says. Raises DataError, one sentence, if it is no formula."""
        text = " ".join(text.split())
        if not text:
            raise DataError(_("{expected}, got nothing", expected=_(EXPECTED)))
        if len(text) > MAX_FORMULA:
            raise DataError(
                _(
                    "formula: expected at most {most} characters, got {count}",
                    most=MAX_FORMULA,
                    count=len(text),
                )
            )
        found = list(tokens(text))
        if not INPUTS.keys() & set(found):
            raise DataError(_("formula: expected x or y in it, got {text}", text=quoted(text)))
        tree = _tree(found, text)
        tried = evaluated(tree, np.zeros((1, 2)))  # every node is seen, whatever the point
        return cls(text, tried.kind, tree)

    def at(self, points: Array) -> Array:
        """(n,) of points (n, 2) the class, 0 or 1, or the number; nan where it is undefined."""
        return np.array(evaluated(self._tree, points).values, dtype=np.float64)


def _tree(found: list[str], text: str) -> ast.expr:
    try:
        return ast.parse(" ".join(multiplied(found)), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise DataError(
            _("{expected}, got {text}", expected=_(EXPECTED), text=quoted(text))
        ) from error
