"""A file becomes a table, however it is written, or one sentence that names the place."""

import codecs
import contextlib
import csv
import io
import subprocess
import sys
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Column, DataError, Reading, read, read_table
from playground.data.reading.dialect import MISSING
from playground.limits import MAX_TABLE_BYTES
from tests.hostile import MARKUP

nan = np.nan


def values(column: Column) -> list[object]:
    """A column's values; a missing number as ``None``, so that they compare."""
    return [None if value != value else value for value in column.values]


def read_columns(data: bytes | str, **chosen: object) -> dict[str, list[object]]:
    return {each.name: values(each) for each in read(data, **chosen).table.columns}


@pytest.mark.parametrize(
    ("text", "delimiter", "decimal", "header", "columns"),
    [
        ("a,b\n1,x\n2,y\n", ",", ".", True, {"a": [1, 2], "b": ["x", "y"]}),
        ("a;b\n1;x\n2;y\n", ";", ".", True, {"a": [1, 2], "b": ["x", "y"]}),
        ("a\tb\n1\tx, y\n2\ty\n", "\t", ".", True, {"a": [1, 2], "b": ["x, y", "y"]}),
        ("a|b\n1|x\n2|y", "|", ".", True, {"a": [1, 2], "b": ["x", "y"]}),
        ("a;b\n1,5;2\n,5;3\n", ";", ",", True, {"a": [1.5, 0.5], "b": [2, 3]}),
        ('"a","b"\n"1,5","2"\n', ",", ",", True, {"a": [1.5], "b": [2]}),
        ("1.5;2\n3;4\n", ";", ".", False, {"column 1": [1.5, 3], "column 2": [2, 4]}),
        ("a\r\n1\r\n2\r\n", ",", ".", True, {"a": [1, 2]}),
        ("a,b\r1,2\r", ",", ".", True, {"a": [1], "b": [2]}),
        ('a, "b, c"\n1, "x ""y"""\n', ",", ".", True, {"a": [1], "b, c": ['x "y"']}),
        ("a,b\n'x,y',1\n'z,w',2\n", ",", ".", True, {"a": ["x,y", "z,w"], "b": [1, 2]}),
        ("sep=;\na;b\n1;2\n", ";", ".", True, {"a": [1], "b": [2]}),
        ("name\nann\nbob\n", ",", ".", True, {"name": ["ann", "bob"]}),
        ("ann\nbob\nann\n", ",", ".", False, {"column 1": ["ann", "bob", "ann"]}),
        ("7\n", ",", ".", False, {"column 1": [7]}),
        ("\n" * 300 + "a\n7", ",", ".", True, {"a": [7]}),
        ("\n\na\n\n7\n\n", ",", ".", True, {"a": [7]}),
        ("a,b,,\n1,2,,\n", ",", ".", True, {"a": [1], "b": [2]}),
        ("a,,c\n1,2,3\n", ",", ".", True, {"a": [1], "column 2": [2], "c": [3]}),
        ("a,a,a\n1,2,3\n", ",", ".", True, {"a": [1], "a 2": [2], "a 3": [3]}),
        ("<b>a</b>,=b\n1,2\n", ",", ".", True, {"<b>a</b>": [1], "=b": [2]}),
        (" a   b\n 1  20\n100 2 \n", "\t", ".", True, {"a": [1, 100], "b": [20, 2]}),
        ("big city\nNew York\nSan José\n", ",", ".", True, {"big city": ["New York", "San José"]}),
        ('a,"b\nc"\n1,2\n', ",", ".", True, {"a": [1], "b c": [2]}),
    ],
)  # fmt: skip
def test_how_a_file_is_written_is_detected(text, delimiter, decimal, header, columns) -> None:  # type: ignore[no-untyped-def]
    for data in (text, text.encode(), codecs.BOM_UTF8 + text.encode(), text.encode("utf-16")):
        reading = read(data)
        assert (reading.delimiter, reading.decimal, reading.header) == (delimiter, decimal, header)
        assert {each.name: values(each) for each in reading.table.columns} == columns
        assert reading.notes == ()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "", "NA", "n/a", "?", "NaN", "nan", "NULL", "#N/A", " "], [1, *[None] * 9]),
        (["−1", "–2", "+3", " 4 ", "5e2", ".5", "6.", "1e-400"], [-1, -2, 3, 4, 500, 0.5, 6, 0]),
        (["0.1", "123456789.123456789"], [0.1, 123456789.123456789]),
        (["x", "", "NA", "y "], ["x", None, None, "y"]),
        (["", "", "?"], [None, None, None]),
        (["1/2", "3"], ["1/2", "3"]),
        (["0x1F", "1_000"], ["0x1F", "1_000"]),
        (["true", "false"], ["true", "false"]),
        (["e\u0301", "é"], ["é", "é"]),
        (["a\u202eb", "a\u00adb", "a\u00a0b"], ["ab", "ab", "a b"]),
        (["=cmd()", "@x"], ["=cmd()", "@x"]),
        (list(MARKUP), list(MARKUP)),
    ],
)
def test_a_cell_is_a_number_a_text_or_missing(cells: list[str], expected: list[object]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["a", "b"], *([cell, "1"] for cell in cells)])
    assert read_columns(file.getvalue(), delimiter=",", header=True)["a"] == expected


@pytest.mark.parametrize(
    ("text", "chosen", "columns"),
    [
        ("1,2\n3,4\n", {"header": True}, {"1": [3], "2": [4]}),
        ("a,b\n1,2\n", {"header": False}, {"column 1": ["a", "1"], "column 2": ["b", "2"]}),
        ("1,5\n2,5\n", {"delimiter": ";"}, {"column 1": [1.5, 2.5]}),
        ("1,5\n2,5\n", {"delimiter": ";", "decimal": "."}, {"column 1": ["1,5", "2,5"]}),
        ("1.5\n2.5\n", {"decimal": ",", "delimiter": ";"}, {"column 1": ["1.5", "2.5"]}),
        ('a,b\n"x,y"\n', {"quote": ""}, {"a": ['"x'], "b": ['y"']}),
        (b"a\n\xe4\n", {"encoding": "cp1252"}, {"a": ["ä"]}),
        ("a\nä\n".encode("utf-16-le"), {"encoding": "utf-16"}, {"a": ["ä"]}),
        ("a\nä\n".encode(), {"encoding": "cp1252"}, {"a": ["Ã¤"]}),
    ],
)
def test_how_a_file_is_written_can_be_chosen(text, chosen, columns) -> None:  # type: ignore[no-untyped-def]
    assert read_columns(text, **chosen) == columns


def test_the_encoding_is_detected() -> None:
    assert read("ä\n1").encoding == read("ä\n1".encode()).encoding == "utf-8"
    assert read("ä\n1".encode("cp1252")).encoding == "cp1252"
    assert read("ä\n1".encode("utf-16")).encoding == "utf-16"
    assert read(codecs.BOM_UTF16_BE + "ä\n1".encode("utf-16-be")).table.columns[0].name == "ä"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("a\n1\ninf\n-1e999\n",
         ["'a': what is infinite or beyond 1e+300 counts as missing: row 2 and 1 more."]),
        ("a\n1\n-∞\n2\n", ["'a': read as texts, because row 2 has '-∞'."]),
        ("a\n1\n12 cm\n", ["'a': read as texts, because row 2 has '12 cm'."]),
        ("a\n50%\n60%\n", ["'a': read as texts, because row 1 has '50%'."]),
        ('a,b\n"1,234.50",1\n', ["'a': read as texts, because row 1 has '1,234.50'."]),
        ("a;b\n1.234;x\n1,5;y\n", ["'a': read as texts, because row 2 has '1,5'."]),
        ("a;b\n1,234;2\n-5,678;3\n", ["'a': a comma is read as a decimal, so 1,234 is 1.234."]),
        ("a\n2020-01-31\n31.12.2020 10:30\n\n",
         ["'a': dates are read as texts, each a category of its own."]),
        ("a,b\n" + "x" * 201 + ",1\n", ["'a': texts are cut after 200 characters."]),
        ("a,b\nx,1\ny,1\n", []),
    ],
)  # fmt: skip
def test_what_is_read_otherwise_than_thought_is_said(text: str, notes: list[str]) -> None:
    assert list(read(text).notes) == notes


WORKBOOK = "; save it as CSV there, or copy its cells and paste them"
NO_TEXT = "expected text in one of utf-8, utf-16, cp1252"
PEOPLE = "'people.csv': expected a table as text (CSV), got "


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "'people.csv': expected a table, got nothing"),
        (" \n\n\t", "'people.csv': expected a table, got nothing"),
        (codecs.BOM_UTF8, "'people.csv': expected a table, got nothing"),
        (",,\n,,\n", "table: expected one, got nothing but marks between cells"),
        (b"1" * (MAX_TABLE_BYTES + 1),
         "'people.csv': expected at most 5,000,000 bytes, got 5,000,001"),
        (b"PK\x03\x04\x14\x00xl/workbook.xml", PEOPLE + "an Excel workbook" + WORKBOOK),
        (b"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
         PEOPLE + "an OpenDocument spreadsheet" + WORKBOOK),
        (b"PK\x03\x04\x14\x00people.csv", PEOPLE + "a zip archive; unpack it first"),
        (b"PK\x05\x06" + bytes(18), PEOPLE + "a zip archive; unpack it first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", PEOPLE + "an Excel workbook" + WORKBOOK),
        (b"\x1f\x8b\x08\x00", PEOPLE + "a gzip archive; unpack it first"),
        (b"%PDF-1.7\n", PEOPLE + "a PDF"),
        (b"\x89PNG\r\n\x1a\n", PEOPLE + "a PNG image"),
        (b"\xff\xd8\xff\xe0", PEOPLE + "a JPEG image"),
        ("<!DOCTYPE html><table>", PEOPLE + "a page of markup"),
        (b"a,b\n1,\x00\n", "'people.csv', line 2: expected text, got the control character U+0000"),
        (bytes(range(256)), f"'people.csv', line 2: {NO_TEXT}, got byte 0x81"),
        (b"a\n1\n\x81\n", f"'people.csv', line 3: {NO_TEXT}, got byte 0x81"),
        (codecs.BOM_UTF16_LE + b"a\x00\n", f"'people.csv', line 1: {NO_TEXT}, got byte 0x0A"),
        ("a\n\ud800\n", "line 2: expected text, got half of a character"),
        ("a,b\n1,2\n3\n", "row 2 (line 3): expected 2 cells as in line 1, got 1"),
        ("a,b\n1,2\n\n3,4,5\n", "row 2 (line 4): expected 2 cells as in line 1, got 3"),
        ("1,2\n3,4,5\n6,7", "row 2 (line 2): expected 2 cells as in line 1, got 3"),
        ('a,b\n"1\n2",3\n4\n', "row 2 (line 4): expected 2 cells as in line 1, got 1"),
        ("# people\na,b\n1,2\n", "row 1 (line 2): expected 1 cell as in line 1, got 2"),
        ('[{"a": 1}]', PEOPLE + "JSON"),
        ('a,b\n1,2\n3,"4\n5,6\n', "line 3: expected a quote to be closed, got none"),
        ('a,b\n1,2\n"3,4\n5,6\n', "line 3: expected a quote to be closed, got none"),
        ('a,"b\n1,2\n', "line 1: expected a quote to be closed, got none"),
        ('"' + "x" * 200_000, ("line 1: expected a cell of at most 131,072 characters, "
                               "got a longer one; perhaps a quote is not closed")),
        ("a,b\n", "rows: expected at least one below the header, got none"),
        ("1\n" * 20_001, "rows: expected at most 20,000, got 20,001"),
        ("," * 4_000_000 + "1", "columns: expected at most 64, got 4,000,001"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes | str, sentence: str) -> None:
    with pytest.raises(DataError) as refused:
        read(data, "people.csv")
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"delimiter": "x"}, "delimiter: expected one of '\\t', ';', '|', ',', got 'x'"),
        ({"decimal": ""}, "decimal: expected one of '.', ',', got ''"),
        ({"quote": "`"}, "quote: expected one of '\"', \"'\", '', got '`'"),
        ({"encoding": "idna"}, "encoding: expected one of utf-8, utf-16, cp1252, got 'idna'"),
        ({"encoding": "utf-8"}, "file, line 2: expected utf-8, got byte 0xE4"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(chosen: dict[str, str], sentence: str) -> None:
    with pytest.raises(DataError) as refused:
        read(b"a\n\xe4\n", **chosen)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("name", "title"),
    [("people.csv", "people"), ("C:\\x\\<b>.TSV", "<b>"), ("", "table"), ("a\nb\u202e", "a b")],
)
def test_a_table_is_called_by_its_file(name: str, title: str) -> None:
    assert read_table("a\n1\n", name).title == title


tame_cells = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=4)
rows = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(tame_cells, min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(rows, st.sampled_from("\t;|,"))
def test_what_the_csv_module_writes_is_read_again(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["a", "b", "c", "d"][: len(rows[0])])
    writer.writerows([*rows, ["x"] * len(rows[0])])
    table = read(file.getvalue(), delimiter=delimiter, header=True).table
    assert table.n_rows == len(rows) + 1
    for at, column in enumerate(table.columns):
        expected = [unicodedata.normalize("NFC", row[at]) for row in rows]
        known = [None if cell.lower() in MISSING else cell for cell in expected]
        assert list(column.values) == [*known, "x"]


chosen = st.fixed_dictionaries(
    {},
    optional={
        "delimiter": st.sampled_from("\t;|,"),
        "decimal": st.sampled_from(".,"),
        "header": st.booleans(),
        "quote": st.sampled_from(["", '"', "'"]),
        "encoding": st.sampled_from(["utf-8", "utf-16", "cp1252"]),
    },
)
texts = st.text(st.sampled_from("ab1-.,;|\t\n\r\"' =\ufeff\u2212é\ud800") | st.characters())


@given(texts | st.binary(), chosen)
def test_nothing_else_escapes_the_reader(data: bytes | str, chosen: dict[str, object]) -> None:
    with contextlib.suppress(DataError):
        assert isinstance(read(data, **chosen), Reading)


@pytest.mark.parametrize(
    "piece", ["1", " ", "a b ", "'", ",'", '"', ', "', "\n", "\t", "\u0301", "1 ", "<", "(", "é"]
)
@pytest.mark.parametrize("text", ["{}", "{}x", "1{}\n2", "a,b\n1,{}\n", "1 2\n3 {}4\n"])
def test_no_file_takes_for_ever(text: str, piece: str) -> None:
    """A search that goes back would take hours for some of these."""
    with contextlib.suppress(DataError):
        read(text.format(piece * (1_000_000 // len(piece))))


def test_the_reader_is_imported_when_it_is_used() -> None:
    script = "import sys, playground.data; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
