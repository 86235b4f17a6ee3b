"""How a table is written: its delimiter, its quotes, and whether it begins with a header."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from playground.language import _, grouped, ngettext
from playground.limits import MAX_COLUMNS, DataError

#: In the order in which they are preferred where several divide all rows alike: a comma is a mark
#: of decimals and of sentences too, and a tab hardly anything else.
DELIMITERS = ("\t", ";", "|", ",")
QUOTES = ('"', "'", "")
MISSING = frozenset(("", "?", "na", "n/a", "#n/a", "nan", "null"))

_SAMPLE = 200  # lines
_SAMPLE_CHARACTERS = 100_000
_ALIKE = 0.9  # of the rows have the same number of cells
_SINGLE_QUOTED = re.compile(r"(?:^|[\t;|,])'[^'\n]*'(?=[\t;|,]|$)", re.MULTILINE)
_NUMBER = re.compile(r"[+−–-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)

Records = list[list[str]]


def sample_of(text: str) -> str:
    """The first lines of the text that say something, the last of them whole where it can be."""
    text = text.lstrip("\n")
    lines = text[:_SAMPLE_CHARACTERS].split("\n")
    if len(text) > _SAMPLE_CHARACTERS and len(lines) > 1:
        lines.pop()
    return "\n".join(lines[:_SAMPLE])


def quote_of(sample: str) -> str:
    """The character that encloses cells; the double quote where there is none."""
    single = "'" in sample and '"' not in sample and _SINGLE_QUOTED.search(sample)
    return "'" if single else '"'


def delimiter_of(sample: str, quote: str) -> str:
    """The character that divides most rows into equally many cells, more than one of them."""
    shares = {delimiter: _share_alike(sample, delimiter, quote) for delimiter in DELIMITERS}
    for delimiter, share in shares.items():
        if share >= _ALIKE:
            return delimiter
    best = max(DELIMITERS, key=lambda delimiter: shares[delimiter])
    return best if shares[best] else ","


def is_lined_up(sample: str) -> bool:
    """Whether spaces alone divide the rows: into equally many cells, most of them numbers."""
    rows = [line.split() for line in sample.splitlines() if line.strip()]
    widths = {len(row) for row in rows}
    if any(mark in sample for mark in DELIMITERS) or len(widths) != 1 or widths == {1}:
        return False
    cells = [cell for row in rows for cell in row]
    return 2 * sum(map(_is_number, cells)) > len(cells)


def records(text: str, delimiter: str, quote: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text that are not empty, each with the line that it begins in.

    This is the standard library's reader: slow, but it knows its line. Raises DataError for a cell
    that is longer than it reads.
    """
    reader = csv.reader(
        io.StringIO(text),
        delimiter=delimiter,
        quotechar=quote or None,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
    )
    line = 1
    try:
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            _(
                "line {line}: expected a cell of at most {most} characters, got a longer one; "
                "perhaps a quote is not closed",
                line=line,
                most=grouped(csv.field_size_limit()),
            )
        ) from error


def has_header(rows: Sequence[list[str]]) -> bool:
    """Whether the first row names the columns.

    It does if it has texts above numbers. Where there are only texts, it does if it is not like
    what stands below: no empty cell, none twice, and none that its column has again.
    """
    first, rest = rows[0], rows[1:]
    columns = [[row[at] for row in rest if at < len(row)] for at in range(len(first))]
    if not rest:
        return not any(_is_number(cell) for cell in first)
    votes = 0
    for cell, below in zip(first, columns, strict=True):
        known = [each for each in below if not is_missing(each)]
        if known and all(map(_is_number, known)) and not is_missing(cell):
            votes += -1 if _is_number(cell) else 1
    if votes:
        return votes > 0
    differs = all(cell not in below for cell, below in zip(first, columns, strict=True))
    return differs and all(first) and len(set(first)) == len(first)


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.strip().lower() in MISSING


def check_width(text: str, delimiter: str, quote: str) -> None:
    """Raise DataError if the first row has too many cells, before anyone makes columns of them."""
    for _line, first in records(text, delimiter, quote):
        if len(first) > MAX_COLUMNS:
            raise DataError(
                _(
                    "columns: expected at most {most}, got {count}",
                    most=MAX_COLUMNS,
                    count=grouped(len(first)),
                )
            )
        return


def ragged_row(text: str, delimiter: str, quote: str, header: bool) -> DataError:
    """What is wrong with a text whose rows are not of one length.

    It is the first row that has more or fewer cells than the first of all. If there is none, or if
    it goes on to the end of the file, a quote was opened and never closed.
    """
    rows = records(text, delimiter, quote)
    first, cells = next(rows)
    line, width = first, len(cells)
    for number, (line, row) in enumerate(rows, start=2 - header):
        if len(row) != width:
            if any("\n" in cell for cell in row) and next(rows, None) is None:
                break
            expected = ngettext("{count} cell", "{count} cells", width)
            return DataError(
                _(
                    "row {number} (line {line}): expected {expected} as in line {first}, "
                    "got {count}",
                    number=number,
                    line=line,
                    expected=expected,
                    first=first,
                    count=len(row),
                )
            )
    return DataError(_("line {line}: expected a quote to be closed, got none", line=line))


def _share_alike(sample: str, delimiter: str, quote: str) -> float:
    counts = Counter(len(record) for _, record in records(sample, delimiter, quote))
    if not counts:
        return 0.0
    (width, alike), *_ = counts.most_common(1)
    return alike / counts.total() if width > 1 else 0.0


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None
