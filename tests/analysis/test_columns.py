"""How the values of columns lie: counts, ranges and means, checked against NumPy."""

import numpy as np
from hypothesis import given

from playground.analysis.columns import BINS, kinds, of_classes, spread
from playground.data import Column, Dataset, Plan, Table, load_set, read_table
from tests.data.strategies import datasets


def test_counts_are_numpys_histogram_by_class() -> None:
    data = load_set("iris")
    for column in data.table.columns[:4]:
        found = spread(data, column).counts
        whole = np.histogram(column.numbers, BINS)[0]
        assert found.sum(axis=0).tolist() == whole.tolist()
        assert found.sum(axis=1).tolist() == [50, 50, 50]


def test_range_mean_and_deviation_are_of_the_training_rows() -> None:
    data = load_set("body-size")
    column = data.table.column("height (cm)")
    training = column.numbers[data.rows][data.train]
    lies = spread(data, column)
    assert (lies.low, lies.high) == (training.min(), training.max())
    assert np.isclose(lies.mean, training.mean())  # type: ignore[arg-type]
    assert np.isclose(lies.deviation, training.std())  # type: ignore[arg-type]


def test_a_column_that_is_not_used_may_lack_values() -> None:
    table = read_table("a,b,y\n1,,0\n2,5,1\n3,,1\n")
    data = Dataset(table, Plan(("a",), "y", test_share=0.0))
    lies = spread(data, table.column("b"))
    assert lies.counts.sum() == 1
    assert (lies.low, lies.mean, lies.deviation) == (5.0, 5.0, 0.0)
    nothing = spread(data, Column("c", "number", [np.nan] * 3))
    assert nothing.counts.sum() == 0
    assert nothing.mean is None


def test_texts_are_counted_by_class_the_most_frequent_first() -> None:
    table = read_table("a,sex,y\n1,m,0\n2,f,1\n3,f,0\n")
    found = kinds(Dataset(table, Plan(("a",), "y", test_share=0.0)), table.column("sex"))
    assert {text: counts.tolist() for text, counts in found.items()} == {"f": [1, 1], "m": [1, 0]}
    assert list(found) == ["f", "m"]


def test_classes_are_counted_and_a_regression_has_none() -> None:
    assert of_classes(load_set("iris")) == {"setosa": 50, "versicolor": 50, "virginica": 50}
    assert of_classes(load_set("sine")) == {}


@given(datasets())
def test_every_known_number_is_in_one_bin(data: Dataset | None) -> None:
    table = data.table if data else Table("", [Column("a", "number", [])])
    for column in table.columns:
        if data is not None and column.kind == "number":
            known = ~np.isnan(column.numbers[data.rows])
            assert spread(data, column).counts.sum() == known.sum()
