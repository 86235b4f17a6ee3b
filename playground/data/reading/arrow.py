"""pyarrow's CSV reader: the only file that knows it. It is imported when a table is first read.

It comes with Streamlit, is well kept, and reads a million cells in a tenth of a second. It is asked
for texts alone, so that what is no number can still be read as it was written.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from playground.activations import Array
from playground.data.reading.dialect import MISSING
from playground.limits import MAX_COLUMNS

Cells = Any  # a column of texts, pyarrow's ChunkedArray, which has no types
_TEXTS = {f"f{at}": pa.string() for at in range(MAX_COLUMNS)}
_MINUSES = "^[−–‒﹣－]"
_HEAD = 100
_THOUSANDS = r"^\s*[+-]?[1-9]\d{0,2},\d{3}\s*$"
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


def columns_of(text: str, delimiter: str, quote: str) -> list[Cells] | None:
    """The columns of a text, its header among their cells.

    ``None`` if rows differ in length, or a quote is not closed.
    """
    data = text.encode()
    try:
        table = csv.read_csv(
            pa.py_buffer(data),
            read_options=csv.ReadOptions(
                autogenerate_column_names=True,
                block_size=len(data) + 1,  # one block, so that no row lies across two
                use_threads=False,
            ),
            parse_options=csv.ParseOptions(
                delimiter=delimiter, quote_char=quote or False, newlines_in_values=bool(quote)
            ),
            convert_options=csv.ConvertOptions(column_types=_TEXTS, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    columns = list(table.columns)
    # pyarrow closes a quote at the end of the file, where it has swallowed the rest of the rows.
    swallowed = "\n" in columns[-1][-1].as_py() and not text.rstrip().endswith(quote)
    return None if swallowed else columns


def numbers(cells: Cells, decimal: str) -> Array | None:
    """(n,) the numbers of a column, nan where one is missing; ``None`` if a cell is no number."""
    # A whole column that fails takes long, so that its head is tried before.
    head = cells.slice(0, _HEAD)
    if decimal == "." and _cast(head) is not None:
        found = _cast(cells)
        if found is not None:
            return found
    return None if _cast(_plain(head, decimal)) is None else _cast(_plain(cells, decimal))


def has_comma(cells: Cells) -> bool:
    """Whether there is a comma in any cell."""
    return _any(pc.match_substring(cells, ","))


def has_thousands(cells: Cells) -> bool:
    """Whether there are commas, and each could as well be a mark of thousands."""
    commas = cells.filter(pc.match_substring(cells, ","))
    return len(commas) > 0 and _all(pc.match_substring_regex(commas, _THOUSANDS))


def is_blank(cells: Cells) -> bool:
    """Whether there is nothing in any cell."""
    return _all(pc.equal(pc.utf8_trim_whitespace(cells), ""))


def no_numbers(cells: Cells, decimal: str) -> tuple[float, int]:
    """The share of the cells that are no numbers, missing ones apart, and the first one's row."""
    plain = _plain(cells, decimal)
    known = pc.is_valid(plain)
    wrong = pc.and_(known, pc.invert(pc.fill_null(pc.match_substring_regex(plain, _NUMBER), False)))
    count = pc.sum(known).as_py() or 1
    return (pc.sum(wrong).as_py() or 0) / count, pc.index(wrong, True).as_py()


def texts(cells: Cells) -> tuple[list[str], Array]:
    """The different texts of a column, and each row's place (n,) among them."""
    encoded = pc.dictionary_encode(cells.combine_chunks())
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy()


def _plain(cells: Cells, decimal: str) -> Cells:
    """The cells as a program writes numbers, null where one is missing."""
    plain = pc.utf8_trim_whitespace(cells)
    missing = pc.is_in(pc.utf8_lower(plain), value_set=pa.array(sorted(MISSING)))
    plain = pc.if_else(missing, pa.scalar(None, pa.string()), plain)
    if not _all(pc.string_is_ascii(plain)):
        plain = pc.replace_substring_regex(plain, pattern=_MINUSES, replacement="-")
    if decimal == ",":
        if _any(pc.match_substring(plain, ".")):
            # A point would be a mark of thousands, of which nothing is guessed.
            plain = pc.replace_substring(plain, pattern=".", replacement="thousand")
        plain = pc.replace_substring(plain, pattern=",", replacement=".")
    return plain


def _all(flags: Cells) -> bool:
    """Whether all are true that are known."""
    return bool(pc.all(flags, min_count=0).as_py())


def _any(flags: Cells) -> bool:
    """Whether any is true that is known."""
    return bool(pc.any(flags, min_count=0).as_py())


def _cast(cells: Cells) -> Array | None:
    try:
        return np.array(pc.cast(cells, pa.float64()).to_numpy(), dtype=np.float64)
    except pa.ArrowInvalid:
        return None
