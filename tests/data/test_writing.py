"""What is written is read again, and no spreadsheet runs it."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from playground.data import read
from playground.data.writing import to_csv
from tests.strategies import numbers


def test_a_file_is_as_rfc_4180_has_it() -> None:
    columns = {"a,b": np.array([1.0, 0.1 + 0.2, np.nan, np.inf]), "c": ["x", 'y"z', None, "u\nv"]}
    assert to_csv(columns) == ('"a,b",c\r\n1,x\r\n0.30000000000000004,"y""z"\r\n,\r\n,"u\nv"\r\n')


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-1", "−1", "@x", "\t=x", "\r=x", " =x", "\n@x", "\u00a0+1"]
)
def test_no_spreadsheet_runs_a_text(text: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv({text: [text], "n": np.array([-1.0])}), newline="")))
    assert rows == [["'" + text, "n"], ["'" + text, "-1"]]


@given(st.text())
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(to_csv({"a": ["x" + text]}), newline=""))
    assert cell == "x" + text


@given(hnp.arrays(np.float64, st.integers(1, 9), elements=numbers | st.just(np.nan)))
def test_numbers_are_read_as_the_same_ones(values: np.ndarray) -> None:
    table = read(to_csv({"a": values, "b": ["x"] * len(values)}), header=True).table
    np.testing.assert_array_equal(table.column("a").numbers, values + 0.0)


def test_columns_of_other_lengths_are_no_table() -> None:
    with pytest.raises(ValueError, match="shorter"):
        to_csv({"a": ["x"], "b": []})
