"""A dataset's text says all of it; a large table's text names it, and the table is asked for."""

import contextlib
import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Column, DataError, Dataset, FormulaSource, Table, known, load_set
from playground.data.known import UnknownTableError
from playground.data.written import dataset_of, elsewhere, read_table_text, table_text, written
from playground.limits import MAX_INLINE_TABLE, MAX_WRITTEN_DATA
from tests.strategies import DATASETS

FORMULA = FormulaSource("x % 2 > 1", seed=3)


def large():
    numbers = np.random.default_rng(0).normal(size=(3, 400))
    columns = [Column(f"c{i}", "number", values) for i, values in enumerate(numbers)]
    return Table("large", columns).dataset(["c0", "c1"], "c2")


@pytest.mark.parametrize("data", DATASETS)
def test_a_text_brings_the_dataset_back(data):
    known.forget()
    assert dataset_of(written(data)) == data
    assert len(written(data)) <= MAX_INLINE_TABLE
    assert elsewhere(data) is None


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("iris", load_set("iris")),
        ("moons,n=300;scaling=z-score", load_set("moons", n=300, scaling="z-score")),
        ("auto-mpg;inputs=power %28hp%29,", load_set("auto-mpg", inputs=("power (hp)",))),
        ("formula,seed=3:x % 2 > 1", Dataset(FORMULA, FORMULA.plan)),
    ],
)
def test_a_source_that_makes_its_table_is_named(text, data):
    assert written(data) == text
    assert dataset_of(text) == data
    assert elsewhere(data) is None


def test_a_large_table_is_named_and_asked_for():
    known.forget()
    data = large()
    text, table = written(data), elsewhere(data)
    assert text.startswith(f"@{table.digest};")
    with pytest.raises(UnknownTableError) as missed:
        dataset_of(text)
    assert missed.value.digest == table.digest
    assert read_table_text(table_text(table)) == table
    assert dataset_of(text) == data


@given(st.text(max_size=60) | st.sampled_from([written(data) for data in DATASETS]), st.data())
def test_whatever_the_text_there_is_a_dataset_or_a_refusal(text, draw):
    cut = draw.draw(st.integers(0, len(text)))
    for given_text in (text, text[:cut], text[cut:], text[:cut] + "=;,~@%" + text[cut:]):
        with contextlib.suppress(DataError):
            assert dataset_of(given_text).n_rows


@pytest.mark.parametrize(
    "text", ["~", "@", "@abc", "~AAAA", ";;", "=", "x" * (MAX_WRITTEN_DATA + 1)]
)
def test_what_is_none_is_told(text):
    with pytest.raises(DataError):
        dataset_of(text)


def test_a_plan_that_cannot_be_is_told_in_its_own_words():
    text = written(DATASETS[0])
    with pytest.raises(DataError, match=r"^test_share: expected 0 to less than 1"):
        dataset_of(text.replace("test_share=0.0", "test_share=7"))
    with pytest.raises(DataError):
        dataset_of(text + ";colour=red")


def test_every_field_of_a_plan_is_written():
    data = DATASETS[0]
    for field in dataclasses.fields(data.plan):
        assert f";{field.name}=" in written(data)


def test_what_is_wrong_with_a_plan_is_said_in_a_line_however_long_it_is() -> None:
    with pytest.raises(DataError, match="a plan that this page knows") as said:
        dataset_of("moons,n=24;missing=" + "9" * 5000)
    assert len(str(said.value)) < 300
