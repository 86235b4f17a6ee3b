"""A table as a value: named columns of numbers or of categories, all of one length.

A column of numbers is float64 of shape (n,), read-only, nan where a cell is missing; a column of
categories is a tuple of n texts, ``None`` where a cell is missing. A table never changes, compares
by value, and is named by the digest of what it holds.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.activations import Array
from playground.data.names import shortened
from playground.limits import (
    MAX_CELL,
    MAX_MAGNITUDE,
    MAX_NAME,
    MAX_PACKED_BYTES,
    MAX_ROWS,
    MAX_TABLE_COLUMNS,
    MAX_TITLE,
    DataError,
    NetworkError,
    check_text,
    quoted,
)

if TYPE_CHECKING:
    from playground.data.dataset import Dataset

Kind = Literal["number", "category"]
_UNIT = re.compile(r"(.*\S)\s*(?:\(([^()]{1,12})\)|\[([^\[\]]{1,12})\])")
_EXTENSION = re.compile(r"\.(csv|tsv|txt|tab)$", re.IGNORECASE)


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


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of one length under different names; ``name`` is the file's, or an empty text.

    Raises DataError if they do not fit each other or are over the limits.
    """

    name: str
    columns: tuple[Column, ...]

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        object.__setattr__(self, "name", _checked_title(name))
        object.__setattr__(self, "columns", tuple(columns))
        if not 1 <= len(self.columns) <= MAX_TABLE_COLUMNS:
            raise DataError(f"columns: expected 1 to {MAX_TABLE_COLUMNS}, got {len(self.columns)}")
        if self.n_rows > MAX_ROWS:
            raise DataError(f"rows: expected at most {MAX_ROWS:,}, got {self.n_rows:,}")
        taken: set[str] = set()
        for column in self.columns:
            if len(column) != self.n_rows:
                _refuse(column.name, f"expected {self.n_rows} rows, got {len(column)}")
            if column.name in taken:
                _refuse(column.name, "expected different names of columns, got this one twice")
            taken.add(column.name)

    @property
    def n_rows(self) -> int:
        """The number of rows."""
        return len(self.columns[0])

    @property
    def title(self) -> str:
        """What the page calls the table: the file's name without its extension."""
        return _EXTENSION.sub("", self.name) or "table"

    def table(self) -> "Table":
        """The table itself: it is a source of a Dataset."""
        return self

    def column(self, name: str) -> Column:
        """The column of that name; DataError names those that there are."""
        if name not in self._by_name:
            there = ", ".join(list(self._by_name)[:8]) + (", …" if len(self._by_name) > 8 else "")
            raise DataError(f"column {quoted(name)}: expected one of {there}")
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def dataset(self, inputs: Sequence[str], target: str, **choices: Any) -> "Dataset":
        """What a network reads of this table; ``choices`` are the other fields of Plan."""
        # Here, because both build on this file.
        from playground.data.dataset import Dataset  # noqa: PLC0415
        from playground.data.plan import Plan  # noqa: PLC0415

        return Dataset(self, Plan(tuple(inputs), target, **choices))

    @cached_property
    def digest(self) -> str:
        """24 hexadecimal digits that name what the table holds.

        They are made of the packed columns before these are deflated, because two versions of zlib
        may deflate the same bytes otherwise.
        """
        return hashlib.blake2b(_packed(self), digest_size=12).hexdigest()

    def to_bytes(self) -> bytes:
        """The table as deflated MessagePack, its numbers as little-endian float64."""
        return zlib.compress(_packed(self), level=4)  # a third of the time of level 6

    @classmethod
    def from_bytes(cls, data: bytes) -> "Table":
        """The table of ``to_bytes``, whoever has sent it. Raises DataError."""
        given = _unpacked(data)
        return cls(given.name, [_column(each) for each in given.columns])

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Table) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)


class _Column(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    name: str
    values: bytes | Annotated[list[str | None], msgspec.Meta(max_length=MAX_ROWS)]


class _Table(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    name: str
    columns: Annotated[list[_Column], msgspec.Meta(max_length=MAX_TABLE_COLUMNS)]


_DECODER = msgspec.msgpack.Decoder(_Table)
_DAMAGED = "table: expected a whole one, got one that is damaged or cut off"


def _packed(table: Table) -> bytes:
    columns = [
        _Column(
            column.name,
            list(column.values)
            if isinstance(column.values, tuple)
            else column.values.astype("<f8", copy=False).tobytes(),
        )
        for column in table.columns
    ]
    return msgspec.msgpack.encode(_Table(table.name, columns))


def _unpacked(data: bytes) -> _Table:
    inflate = zlib.decompressobj()
    try:
        body = inflate.decompress(data, MAX_PACKED_BYTES + 1)
        if len(body) > MAX_PACKED_BYTES:
            raise DataError(f"table: expected at most {MAX_PACKED_BYTES:,} bytes, got more")
        if not inflate.eof or inflate.unused_data:
            raise DataError(_DAMAGED)
        return _DECODER.decode(body)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataError(_DAMAGED) from error


def _column(given: _Column) -> Column:
    if isinstance(given.values, list):
        return Column(given.name, "category", given.values)
    if len(given.values) % 8:
        raise DataError(_DAMAGED)
    return Column(given.name, "number", np.frombuffer(given.values, "<f8"))


def _refuse(name: object, what: str) -> NoReturn:
    raise DataError(f"column {quoted(name)}: {what}")


def _checked_name(name: str) -> str:
    try:
        checked = check_text(name, f"column {quoted(name)}", MAX_NAME)
    except NetworkError as error:
        raise DataError(str(error)) from error
    if not checked:
        raise DataError("column: expected a name, got an empty one")
    return checked


def _checked_title(name: str) -> str:
    try:
        return check_text(shortened(name, MAX_TITLE), "table's name", MAX_TITLE)
    except NetworkError as error:
        raise DataError(str(error)) from error


def _checked_numbers(name: str, values: Any) -> Array:
    numbers = np.array(values, dtype=np.float64) + 0.0  # + 0.0 makes the two zeros one
    if numbers.ndim != 1:
        _refuse(name, f"expected a list of numbers, got {numbers.ndim} dimensions")
    numbers[np.isnan(numbers)] = np.nan  # one pattern of bits for all that is missing
    with np.errstate(invalid="ignore"):
        too_large = np.flatnonzero(np.abs(numbers) > MAX_MAGNITUDE)
    if too_large.size:
        _refuse(
            name,
            f"row {too_large[0] + 1}: expected a number of at most {MAX_MAGNITUDE:g} in size, "
            f"got {numbers[too_large[0]]:g}",
        )
    numbers.flags.writeable = False
    return numbers


def _checked_texts(name: str, values: Any) -> tuple[str | None, ...]:
    texts = tuple(values)
    for text in dict.fromkeys(texts):  # most cells have a text that another has too
        if text is not None and not (isinstance(text, str) and _is_unicode(text)):
            row = texts.index(text) + 1
            _refuse(name, f"row {row}: expected a text, got {quoted(text)}")
        if text is not None and len(text) > MAX_CELL:
            row = texts.index(text) + 1
            _refuse(name, f"row {row}: expected at most {MAX_CELL} characters, got {len(text):,}")
    return texts


def _is_unicode(text: str) -> bool:
    """Whether the text has no half of a surrogate pair, which no file can hold."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
