"""A small table as the text that a visitor may have typed, to be edited and read again.

It is no file for other programs: what these must not run stands as it is (see ``writing``).
"""

import csv
import io
import math

from playground.cache import cached
from playground.data.table import Table
from playground.limits import MAX_TYPED
from playground.notation import exact


def is_typed(table: Table) -> bool:
    """Whether a table is small enough for a field of text."""
    return bool(as_text(table))


@cached(16, key=lambda table: table.digest, spoken=False)
def as_text(table: Table) -> str:
    """The table as CSV, to be edited; an empty text of one that is too large for a field."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    for row in range(table.n_rows):
        writer.writerow(_cell(column.values[row]) for column in table.columns)
        if file.tell() > MAX_TYPED:
            return ""
    return file.getvalue()


def _cell(value: float | str | None) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return value if isinstance(value, str) else exact(value)
