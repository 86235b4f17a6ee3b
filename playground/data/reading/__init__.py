"""From a visitor's file to a table: how it is written is detected, and can be chosen instead.

Whatever is given, the outcome is a Reading or a DataError of one sentence. Rows count from 1 in
sentences, without the header; lines as in the file.
"""

import re
from dataclasses import dataclass

from playground.data.names import printable, shortened
from playground.data.reading.decoding import ENCODINGS, text_of
from playground.data.reading.dialect import (
    DELIMITERS,
    QUOTES,
    check_width,
    delimiter_of,
    has_header,
    is_lined_up,
    quote_of,
    ragged_row,
    records,
    sample_of,
)
from playground.data.table import Table
from playground.language import _
from playground.limits import MAX_TITLE, DataError, quoted

__all__ = ["DECIMALS", "DELIMITERS", "ENCODINGS", "QUOTES", "Reading", "read", "read_table"]

DECIMALS = (".", ",")
_SEPARATOR = re.compile(r"sep=([\t;|,])\n", re.IGNORECASE)  # Excel's own hint, a line of its own


@dataclass(frozen=True)
class Reading:
    """A table, how its file is written, and in ``notes`` what was read otherwise than thought.

    ``quote`` is an empty text where quotes are letters like any other.
    """

    table: Table
    delimiter: str
    decimal: str
    header: bool
    quote: str
    encoding: str
    notes: tuple[str, ...] = ()


def read(
    data: bytes | str,
    name: str = "",
    *,
    delimiter: str | None = None,
    decimal: str | None = None,
    header: bool | None = None,
    quote: str | None = None,
    encoding: str | None = None,
) -> Reading:
    """The table of a file, or of what was pasted or typed; what is not given is detected.

    Raises DataError, one sentence that names the line, or row and column, where there is one.
    """
    from playground.data.reading import arrow, columns  # noqa: PLC0415 - pyarrow takes its time

    _check(delimiter=(delimiter, DELIMITERS), decimal=(decimal, DECIMALS), quote=(quote, QUOTES))
    name = shortened(printable(re.split(r"[/\\]", name)[-1]), MAX_TITLE)
    text, encoding = text_of(data, name, encoding)
    text, delimiter, quote = _marked(text, delimiter, quote)
    check_width(text, delimiter, quote)
    if header is None:
        header = has_header([row for _, row in records(sample_of(text), delimiter, quote)])
    cells = arrow.columns_of(text, delimiter, quote)
    if cells is None:
        raise ragged_row(text, delimiter, quote, header)
    named = columns.named(cells, header)
    made, decimal, notes = columns.columns_of(named, decimal)
    return Reading(Table(name, made), delimiter, decimal, header, quote, encoding, tuple(notes))


def read_table(data: bytes | str, name: str = "") -> Table:
    """The table of a file whose dialect is detected. Raises DataError."""
    return read(data, name).table


def _check(**chosen: tuple[str | None, tuple[str, ...]]) -> None:
    for what, (value, known) in chosen.items():
        if value is not None and value not in known:
            expected = ", ".join(repr(each) for each in known)
            raise DataError(
                _(
                    "{what}: expected one of {expected}, got {value}",
                    what=what,
                    expected=expected,
                    value=quoted(value),
                )
            )


def _marked(text: str, delimiter: str | None, quote: str | None) -> tuple[str, str, str]:
    """The text, its delimiter and its quote, with no spaces where pyarrow would stumble on them."""
    if hint := _SEPARATOR.match(text):
        text, delimiter = text[hint.end() :], delimiter or hint[1]
    if not text.strip("\n \"'" + "".join(DELIMITERS)):
        raise DataError(_("table: expected one, got nothing but marks between cells"))
    sample = sample_of(text)
    if delimiter is None and is_lined_up(sample):
        # As if by tabs: how many spaces there are says nothing.
        text, delimiter = "\n".join("\t".join(line.split()) for line in text.split("\n")), "\t"
    quote = quote_of(sample) if quote is None else quote
    delimiter = delimiter or delimiter_of(sample, quote)
    if quote and f"{delimiter} {quote}" in text:
        text = re.sub(f"(?<={re.escape(delimiter)}) +(?={quote})", "", text)
    return text, delimiter, quote
