"""A column as a value: its name, and numbers or texts, one a row.

Numbers are float64 of shape (n,), read-only, nan where a cell is missing; categories are a tuple of
n texts, ``None`` where a cell is missing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.activations import Array
from playground.language import _, grouped
from playground.limits import (
    MAX_CELL,
    MAX_MAGNITUDE,
    MAX_NAME,
    DataError,
    NetworkError,
    check_text,
    quoted,
)

Kind = Literal["number", "category"]
_UNIT = re.compile(r"(.*\S)\s*(?:\(([^()]{1,12})\)|\[([^\[\]]{1,12})\])")


@dataclass(frozen=True, eq=False)
class Column:
    """One column: ``values`` are float64 (n,) with nan, or a tuple of texts with ``None``.

    Raises DataError, which names the column and the row, for what no table may hold.
    """

    name: str
    kind: Kind
    values: Array | tuple[str | None, ...]

    def __init__(self, name: str, kind: Kind, values: ArrayLike | Iterable[str | None]) -> None:
        object.__setattr__(self, "name", _checked_name(name))
        object.__setattr__(self, "kind", kind)
        if kind == "number":
            object.__setattr__(self, "values", _checked_numbers(self.name, values))
        elif kind == "category":
            object.__setattr__(self, "values", _checked_texts(self.name, values))
        else:
            _refuse(name, f"expected the kind number or category, got {quoted(kind)}")

    def __len__(self) -> int:
        return len(self.values)

    @property
    def numbers(self) -> Array:
        """The values of a column of numbers; DataError if it is none."""
        if isinstance(self.values, tuple):
            _refuse(self.name, "expected numbers, got a column of texts")
        return self.values

    @property
    def label(self) -> str:
        """The name without its unit: ``height`` of ``height (cm)``."""
        return self._parts[0]

    @property
    def unit(self) -> str:
        """The unit that the name ends with, or an empty text: ``cm`` of ``height (cm)``."""
        return self._parts[1]

    @cached_property
    def _parts(self) -> tuple[str, str]:
        found = _UNIT.fullmatch(self.name)
        return (found[1], (found[2] or found[3]).strip()) if found else (self.name, "")

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """(n,) bool: which cells are missing."""
        return self.codes < 0 if isinstance(self.values, tuple) else np.isnan(self.values)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The different texts of a column of them, sorted."""
        return tuple(sorted({value for value in self.values if isinstance(value, str)}))

    @cached_property
    def codes(self) -> NDArray[np.intp]:
        """(n,) the place of each text among the categories, −1 where a cell is missing."""
        place: dict[object, int] = {text: at for at, text in enumerate(self.categories)}
        return np.array([place.get(value, -1) for value in self.values], dtype=np.intp)


def _refuse(name: object, what: str) -> NoReturn:
    raise DataError(_("column {name}: {what}", name=quoted(name), what=what))


def _checked_name(name: str) -> str:
    try:
        checked = check_text(name, _("column {name}", name=quoted(name)), MAX_NAME)
    except NetworkError as error:
        raise DataError(str(error)) from error
    if not checked:
        raise DataError(_("column: expected a name, got an empty one"))
    return checked


def _checked_numbers(name: str, values: Any) -> Array:
    numbers = np.array(values, dtype=np.float64) + 0.0  # + 0.0 makes the two zeros one
    if numbers.ndim != 1:
        _refuse(name, _("expected a list of numbers, got {count} dimensions", count=numbers.ndim))
    numbers[np.isnan(numbers)] = np.nan  # one pattern of bits for all that is missing
    with np.errstate(invalid="ignore"):
        too_large = np.flatnonzero(np.abs(numbers) > MAX_MAGNITUDE)
    if too_large.size:
        _refuse(
            name,
            _(
                "row {row}: expected a number of at most {most} in size, got {value}",
                row=too_large[0] + 1,
                most=f"{MAX_MAGNITUDE:g}",
                value=f"{numbers[too_large[0]]:g}",
            ),
        )
    numbers.flags.writeable = False
    return numbers


def _checked_texts(name: str, values: Any) -> tuple[str | None, ...]:
    texts = tuple(values)
    for text in dict.fromkeys(texts):  # most cells have a text that another has too
        if text is not None and not (isinstance(text, str) and _is_unicode(text)):
            row = texts.index(text) + 1
            _refuse(name, _("row {row}: expected a text, got {value}", row=row, value=quoted(text)))
        if text is not None and len(text) > MAX_CELL:
            row = texts.index(text) + 1
            _refuse(
                name,
                _(
                    "row {row}: expected at most {most} characters, got {count}",
                    row=row,
                    most=MAX_CELL,
                    count=grouped(len(text)),
                ),
            )
    return texts


def _is_unicode(text: str) -> bool:
    """Whether the text has no half of a surrogate pair, which no file can hold."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
