"""What shall be read of a table: which columns, how scaled, and which rows are for the test."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

from playground.data.scaling import SCALINGS
from playground.language import _
from playground.limits import MAX_SEED, DataError, quoted

Missing = Literal["drop", "mean"]
TargetAs = Literal["number", "class", "counted"]


@dataclass(frozen=True)
class Plan:
    """A plan is plain values, compares by them, and knows no table. Raises DataError.

    - ``scaling`` is a key of SCALINGS for all columns among the inputs, or one for each; texts are
      not scaled.
    - ``target_as`` reads a column of numbers as classes, or one of zeros and ones as numbers;
      ``None`` decides by the column. ``"counted"`` are classes 0, 1, 2 … up to the largest number,
      at least two, whether there are rows of each or not.
    - ``missing="drop"`` leaves out a row in which a used cell is missing. ``"mean"`` fills numbers
      of the inputs with the mean of their column's training rows; a missing text, target or split
      still leaves its row out, because there is no mean of it.
    """

    inputs: tuple[str, ...]
    target: str
    target_as: TargetAs | None = None
    scaling: str | tuple[str, ...] = "none"
    target_scaling: str = "none"
    test_share: float = 0.25
    seed: int = 0
    stratified: bool = False
    missing: Missing = "drop"

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", _names(self.inputs, "inputs"))
        if not isinstance(self.scaling, str):
            object.__setattr__(self, "scaling", _names(self.scaling, "scaling"))
        self._check_columns()
        for name, known in (
            ("target_scaling", tuple(SCALINGS)),
            ("missing", get_args(Missing)),
            ("target_as", (None, *get_args(TargetAs))),
        ):
            if getattr(self, name) not in known:
                expected = ", ".join(str(each) for each in known)
                got = quoted(getattr(self, name))
                raise DataError(
                    _(
                        "{name}: expected one of {expected}, got {got}",
                        name=name,
                        expected=expected,
                        got=got,
                    )
                )
        self._check_split()

    def scaling_of(self, column: str) -> str:
        """How a column among the inputs is scaled, if it holds numbers."""
        if isinstance(self.scaling, str):
            return self.scaling
        return self.scaling[self.inputs.index(column)]

    def _check_columns(self) -> None:
        if not isinstance(self.target, str):
            raise DataError(_("target: expected a name, got {target}", target=quoted(self.target)))
        if not self.inputs:
            raise DataError(_("inputs: expected at least one column, got none"))
        for name in self.inputs:
            if self.inputs.count(name) > 1:
                raise DataError(
                    _("inputs: expected different columns, got {name} twice", name=quoted(name))
                )
        if isinstance(self.scaling, tuple) and len(self.scaling) != len(self.inputs):
            raise DataError(
                _(
                    "scaling: expected one, or one for each of {count} columns, got {given}",
                    count=len(self.inputs),
                    given=len(self.scaling),
                )
            )
        for scaling in {self.scaling_of(name) for name in self.inputs}:
            if scaling not in SCALINGS:
                expected = ", ".join(SCALINGS)
                raise DataError(
                    _(
                        "scaling: expected one of {expected}, got {scaling}",
                        expected=expected,
                        scaling=quoted(scaling),
                    )
                )

    def _check_split(self) -> None:
        share = self.test_share
        if isinstance(share, bool) or not isinstance(share, (int, float)) or math.isnan(share):
            raise DataError(_("test_share: expected a number, got {share}", share=quoted(share)))
        if not 0 <= share < 1:
            raise DataError(
                _("test_share: expected 0 to less than 1, got {share}", share=quoted(share))
            )
        object.__setattr__(self, "test_share", float(share))  # 0 and 0.0 have one digest
        if isinstance(self.seed, bool) or not isinstance(self.seed, int):
            raise DataError(_("seed: expected a whole number, got {seed}", seed=quoted(self.seed)))
        if not 0 <= self.seed <= MAX_SEED:
            raise DataError(
                _("seed: expected 0 to {most}, got {seed}", most=MAX_SEED, seed=quoted(self.seed))
            )


def _names(given: object, what: str) -> tuple[str, ...]:
    if not isinstance(given, (list, tuple)):
        raise DataError(
            _("{what}: expected a list of names, got {given}", what=what, given=quoted(given))
        )
    for name in given:
        if not isinstance(name, str):
            raise DataError(_("{what}: expected a name, got {name}", what=what, name=quoted(name)))
    return tuple(given)
