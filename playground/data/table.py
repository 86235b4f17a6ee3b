"""A table as a value: columns of one length, under different names.

A table never changes, compares by value, and is named by the digest of what it holds.
"""

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, cast

import msgspec
import numpy as np

from playground.data.column import Column
from playground.data.names import shortened
from playground.language import _, grouped, to_say
from playground.limits import (
    MAX_CELL,
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

__all__ = ["Column", "Table"]

_EXTENSION = re.compile(r"\.(csv|tsv|txt|tab)$", re.IGNORECASE)


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
            raise DataError(
                _(
                    "columns: expected 1 to {most}, got {count}",
                    most=MAX_TABLE_COLUMNS,
                    count=len(self.columns),
                )
            )
        if self.n_rows > MAX_ROWS:
            raise DataError(
                _(
                    "rows: expected at most {most}, got {n_rows}",
                    most=grouped(MAX_ROWS),
                    n_rows=grouped(self.n_rows),
                )
            )
        taken: set[str] = set()
        for column in self.columns:
            if len(column) != self.n_rows:
                place = f"column {quoted(column.name)}"
                raise DataError(
                    _(
                        "{place}: expected {n_rows} rows, got {count}",
                        place=place,
                        n_rows=self.n_rows,
                        count=len(column),
                    )
                )
            if column.name in taken:
                raise DataError(
                    _(
                        "columns: expected different names, got {name} twice",
                        name=quoted(column.name),
                    )
                )
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
            raise DataError(
                _("column {name}: expected one of {there}", name=quoted(name), there=there)
            )
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def dataset(self, inputs: Sequence[str], target: str, **choices: Any) -> "Dataset":
        """What a network reads of this table; ``choices`` are the other fields of Plan."""
        # Here, because both build on this file.
        from playground.data.dataset import Dataset  # noqa: PLC0415
        from playground.data.plan import Plan  # noqa: PLC0415

        # The plan makes a tuple of any list, and refuses what is none.
        return Dataset(self, Plan(cast("tuple[str, ...]", inputs), target, **choices))

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


_Numbers = Annotated[bytes, msgspec.Meta(max_length=8 * MAX_ROWS)]
_Text = Annotated[str, msgspec.Meta(max_length=MAX_CELL)]
_Texts = Annotated[list[_Text | None], msgspec.Meta(max_length=MAX_ROWS)]


class _Column(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(max_length=MAX_CELL)]
    values: _Numbers | _Texts


class _Table(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(max_length=MAX_CELL)]
    columns: Annotated[list[_Column], msgspec.Meta(max_length=MAX_TABLE_COLUMNS)]


_DECODER = msgspec.msgpack.Decoder(_Table)
_DAMAGED = to_say("table: expected a whole one, got one that is damaged or cut off")


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
            raise DataError(
                _("table: expected at most {most} bytes, got more", most=grouped(MAX_PACKED_BYTES))
            )
        if not inflate.eof or inflate.unused_data:
            raise DataError(_(_DAMAGED))
        return _DECODER.decode(body)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataError(_(_DAMAGED)) from error


def _column(given: _Column) -> Column:
    if isinstance(given.values, list):
        return Column(given.name, "category", given.values)
    if len(given.values) % 8:
        raise DataError(_(_DAMAGED))
    return Column(given.name, "number", np.frombuffer(given.values, "<f8"))


def _checked_title(name: str) -> str:
    try:
        return check_text(shortened(name, MAX_TITLE), "table's name", MAX_TITLE)
    except NetworkError as error:
        raise DataError(str(error)) from error
