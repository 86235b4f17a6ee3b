"""A table is a value: it is checked, compared and named by what it holds, and sent as bytes."""

import contextlib
import zlib

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Column, DataError, Table
from playground.data.names import column_names, neuron_names
from playground.limits import MAX_NAME, MAX_PACKED_BYTES, check_name
from tests.data.strategies import tables

PEOPLE = Table(
    "people.csv",
    [
        Column("height (cm)", "number", [181, 165, np.nan]),
        Column("sex", "category", ["m", None, "f"]),
    ],
)


def packed(name: object, columns: object) -> bytes:
    return zlib.compress(msgspec.msgpack.encode([name, columns]))


def test_a_column_has_a_label_and_a_unit() -> None:
    height, sex = PEOPLE.columns
    assert (height.label, height.unit) == ("height", "cm")
    assert (sex.label, sex.unit) == ("sex", "")
    assert Column("power [kW]", "number", []).unit == "kW"
    assert Column("(cm)", "number", []).label == "(cm)"
    assert height.missing.tolist() == [False, False, True]
    assert sex.missing.tolist() == [False, True, False]


def test_numbers_are_a_read_only_copy() -> None:
    given = np.array([1.0, -0.0])
    column = Column("a", "number", given)
    given[0] = 9
    assert column.numbers.tolist() == [1.0, 0.0]
    assert not np.signbit(column.numbers).any()
    with pytest.raises(ValueError, match="read-only"):
        column.numbers[0] = 1


@given(tables())
def test_a_table_survives_its_bytes(table: Table) -> None:
    again = Table.from_bytes(table.to_bytes())
    assert again == table
    assert hash(again) == hash(table)
    assert again.digest == table.digest
    assert len(table.digest) == 24
    for before, after in zip(table.columns, again.columns, strict=True):
        assert (before.name, before.kind) == (after.name, after.kind)
        if before.kind == "number":
            np.testing.assert_array_equal(before.numbers, after.numbers)
        else:
            assert before.values == after.values


def test_another_cell_name_or_column_is_another_table() -> None:
    height, sex = PEOPLE.columns
    others = [
        Table("people", PEOPLE.columns),
        Table("people.csv", [height]),
        Table("people.csv", [sex, height]),
        Table("people.csv", [Column("height (cm)", "number", [181, 165, 1]), sex]),
        Table("people.csv", [height, Column("sex", "category", ["m", "", "f"])]),
    ]
    assert len({PEOPLE, *others}) == 1 + len(others)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Table("", []), "columns: expected 1 to 65, got 0"),
        (lambda: Table("", [Column("a", "number", np.zeros(20_001))]),
         "rows: expected at most 20,000, got 20,001"),
        (lambda: Table("", [Column("a", "number", [1]), Column("b", "number", [])]),
         "column 'b': expected 1 rows, got 0"),
        (lambda: Table("", [Column("a", "number", []), Column("a", "number", [])]),
         "columns: expected different names, got 'a' twice"),
        (lambda: Column("a", "number", [1, np.inf]),
         "column 'a': row 2: expected a number of at most 1e+300 in size, got inf"),
        (lambda: Column("a", "number", [[1]]),
         "column 'a': expected a list of numbers, got 2 dimensions"),
        (lambda: Column("a", "category", ["x", 3]), "column 'a': row 2: expected a text, got '3'"),
        (lambda: Column("a", "category", ["\ud800"]),
         "column 'a': row 1: expected a text, got '\\ud800'"),
        (lambda: Column("a", "category", ["b", "x" * 201]),
         "column 'a': row 2: expected at most 200 characters, got 201"),
        (lambda: Column("a", "date", []),
         "column 'a': expected the kind number or category, got 'date'"),
        (lambda: Column(" ", "number", []), "column: expected a name, got an empty one"),
        (lambda: PEOPLE.column("age"), "column 'age': expected one of height (cm), sex"),
        (lambda: PEOPLE.column("sex").numbers,
         "column 'sex': expected numbers, got a column of texts"),
    ],
)  # fmt: skip
def test_what_no_table_may_hold_is_refused(make: object, sentence: str) -> None:
    with pytest.raises(DataError) as refused:
        make()
    assert str(refused.value) == sentence


DAMAGED = "table: expected a whole one, got one that is damaged or cut off"
BOMB = zlib.compress(bytes(MAX_PACKED_BYTES + 1))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", DAMAGED),
        (b"age,height", DAMAGED),
        (PEOPLE.to_bytes()[:-1], DAMAGED),
        (PEOPLE.to_bytes() + b"!", DAMAGED),
        (packed("a", [["b", b"1234567"]]), DAMAGED),
        (packed("a", [["b", ["x"] * 20_001]]), DAMAGED),
        (zlib.compress(b"\x92\xa0\xdd\xff\xff\xff\xff"), DAMAGED),  # a list of 4,294,967,295
        (zlib.compress(b"\x92\xa0\x91\x92\xa1b\xdd\xff\xff\xff\xff"), DAMAGED),
        (zlib.compress(b"\x92\xa1\xff\x90"), DAMAGED),  # no UTF-8
        (BOMB, "table: expected at most 32,000,000 bytes, got more"),
        (packed("a", []), "columns: expected 1 to 65, got 0"),
        (packed("a", [["b\u202e", b""]]),
         "column 'b\\u202e': expected printable characters, got U+202E"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_table_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(DataError) as refused:
        Table.from_bytes(data)
    assert str(refused.value) == sentence


@given(st.binary(max_size=40))
def test_nothing_else_escapes_a_packed_table(body: bytes) -> None:
    for data in (body, zlib.compress(body)):
        with contextlib.suppress(DataError):
            Table.from_bytes(data)


def test_headers_become_names() -> None:
    assert column_names(["age", "", "age", " a\tb ", "<b>", "x" * 50, "x" * 50]) == (
        "age", "column 2", "age 2", "a b", "<b>", "x" * 39 + "…", "x" * 37 + "… 2",
    )  # fmt: skip
    assert neuron_names(["<b>", "‹b›", "\u202e"]) == ("‹b›", "‹b› 2", "?")


@given(st.lists(st.text(max_size=45)))
def test_all_names_are_different_and_a_network_accepts_them(texts: list[str]) -> None:
    for made in (column_names(texts), neuron_names(texts)):
        assert len(set(made)) == len(texts)
        assert all(0 < len(name) <= MAX_NAME for name in made)
    assert [check_name(name, "here") for name in neuron_names(texts)] == list(neuron_names(texts))
    for name in column_names(texts):
        assert Column(name, "number", []).name == name
