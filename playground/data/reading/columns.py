"""From cells to columns: which are numbers, which are categories, and what there is to say of it.

A column is one of numbers if each of its cells is a number or missing. Thousands are not guessed:
1.234 and 1,234 are small numbers, by the table's decimal mark.
"""

import re
from collections.abc import Sequence

import numpy as np

from playground.activations import Array
from playground.data.names import column_names, printable, shortened
from playground.data.reading import arrow
from playground.data.reading.dialect import is_missing
from playground.data.table import Column
from playground.language import _, grouped
from playground.limits import MAX_CELL, MAX_MAGNITUDE, MAX_ROWS, DataError, quoted

_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ]\d{1,2}:\d{2}.*)?")
_MEASURE = re.compile(r"\W?\d[\d.,' ]*\D{0,3}")  # 50%, €5, 181 cm or 1,234.50: meant as a number
_HALF = 0.5


def named(columns: Sequence[arrow.Cells], header: bool) -> dict[str, arrow.Cells]:
    """The cells below the header by their columns' names; blank columns at the edge are left out.

    Raises DataError if there are no rows, or too many.
    """
    heads = [str(cells[0]) if header else "" for cells in columns]
    below = [cells.slice(1) if header else cells for cells in columns]
    if not len(below[0]):
        raise DataError(_("rows: expected at least one below the header, got none"))
    if len(below[0]) > MAX_ROWS:
        raise DataError(
            _(
                "rows: expected at most {most}, got {count}",
                most=grouped(MAX_ROWS),
                count=grouped(len(below[0])),
            )
        )
    found = dict(zip(column_names(heads), below, strict=True))
    blank = [
        name
        for name, head in zip(found, heads, strict=True)
        if not head.strip() and arrow.is_blank(found[name])
    ]
    return {name: cells for name, cells in found.items() if name not in blank} or found


def columns_of(
    named: dict[str, arrow.Cells], decimal: str | None
) -> tuple[list[Column], str, list[str]]:
    """The columns, their decimal mark, detected unless it is given, and a note on what is odd."""
    numbers, decimal = _numbers(list(named.values()), decimal)
    made, notes = [], []
    for (name, cells), values in zip(named.items(), numbers, strict=True):
        if values is None:
            column, said = _texts(name, cells, decimal)
        else:
            column, said = _finite(name, values)
            if decimal == "," and arrow.has_thousands(cells):
                said.append(
                    _(
                        "{name}: a comma is read as a decimal, so 1,234 is 1.234.",
                        name=quoted(name),
                    )
                )
        made.append(column)
        notes += said
    return made, decimal, notes


def _numbers(columns: Sequence[arrow.Cells], decimal: str | None) -> tuple[list[Array | None], str]:
    """The columns' numbers, ``None`` for one of texts, by the mark that makes more of them."""
    if decimal is not None:
        return [arrow.numbers(cells, decimal) for cells in columns], decimal
    point = [arrow.numbers(cells, ".") for cells in columns]
    texts = [cells for cells, values in zip(columns, point, strict=True) if values is None]
    if any(arrow.has_comma(cells) and arrow.numbers(cells, ",") is not None for cells in texts):
        comma = [arrow.numbers(cells, ",") for cells in columns]
        if sum(values is None for values in comma) < len(texts):
            return comma, ","
    return point, "."


def _finite(name: str, values: Array) -> tuple[Column, list[str]]:
    with np.errstate(invalid="ignore"):
        beyond = np.flatnonzero(np.abs(values) > MAX_MAGNITUDE)
    if not beyond.size:
        return Column(name, "number", values), []
    first = _("row {row}", row=beyond[0] + 1)
    if beyond.size > 1:
        first = _("row {row} and {count} more", row=beyond[0] + 1, count=beyond.size - 1)
    values[beyond] = np.nan
    said = _(
        "{name}: what is infinite or beyond {most} counts as missing: {rows}.",
        name=quoted(name),
        most=f"{MAX_MAGNITUDE:g}",
        rows=first,
    )
    return Column(name, "number", values), [said]


def _texts(name: str, cells: arrow.Cells, decimal: str) -> tuple[Column, list[str]]:
    found, places = arrow.texts(cells)
    plain = [printable(text[: 4 * MAX_CELL]) for text in found]  # no cell takes long to clean
    cut = [shortened(text, MAX_CELL) for text in plain]
    categories = [None if is_missing(text) else text for text in cut]
    values = [categories[place] for place in places.tolist()]
    notes = []
    if cut != plain:
        notes.append(
            _("{name}: texts are cut after {most} characters.", name=quoted(name), most=MAX_CELL)
        )
    share, row = arrow.no_numbers(cells, decimal)
    if all(text is None or _DATE.fullmatch(text) for text in categories):
        notes.append(
            _("{name}: dates are read as texts, each a category of its own.", name=quoted(name))
        )
    elif share <= _HALF or all(text is None or _MEASURE.fullmatch(text) for text in categories):
        got = quoted(plain[int(places[row])])
        notes.append(
            _(
                "{name}: read as texts, because row {row} has {got}.",
                name=quoted(name),
                row=row + 1,
                got=got,
            )
        )
    return Column(name, "category", values), notes
