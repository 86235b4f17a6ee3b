"""Columns as a file that other programs read: CSV as RFC 4180 has it, a header above the rows.

A spreadsheet runs a cell that begins like a formula, whoever has written it. So a text that does
gets an apostrophe before it, which spreadsheets take for "this is text".
"""

import csv
import io
import math
from collections.abc import Iterable, Mapping

from playground.activations import Array
from playground.data.table import Table
from playground.notation import exact

_FORMULA = ("=", "+", "-", "−", "@", "\t", "\r")


def to_csv(columns: Mapping[str, Array | Iterable[str | None]]) -> str:
    """The columns by their names, each of one length: numbers (n,), or texts and ``None``.

    Numbers are written in full, so that they are read as the same ones; what is missing, or not
    finite, is an empty cell.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(harmless(name) for name in columns)
    writer.writerows(zip(*map(_cells, columns.values()), strict=True))
    return file.getvalue()


def table_csv(table: Table) -> str:
    """A table as it stands, to be read again as the same one, but for what was made harmless."""
    return to_csv({column.name: column.values for column in table.columns})


def harmless(text: str) -> str:
    """``text``, with an apostrophe before it where a spreadsheet would run it."""
    return "'" + text if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _cells(values: Array | Iterable[str | None]) -> Iterable[str]:
    return (
        harmless(value or "")
        if value is None or isinstance(value, str)
        else (exact(value) if math.isfinite(value) else "")
        for value in values
    )
