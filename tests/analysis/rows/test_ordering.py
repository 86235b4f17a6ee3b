"""Rows in the order of a column, as Python's own sorting has them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.rows.ordering import in_cell, ordered, shown
from playground.analysis.rows.predictions import predictions
from playground.data import DataError
from tests.analysis.rows.strategies import fitted_scenes

columns = st.sampled_from(["row", "input/0", "target", "output/0", "error/0", "loss"])
filters = st.sampled_from(["all", "train", "test", "wrong"])


@given(fitted_scenes(), columns, st.booleans(), filters)
def test_sorted_stably_and_filtered(scene, column, down, which):
    found, data = predictions(scene), scene.data
    values = {
        "row": list(range(data.n_rows)),
        "input/0": data.x[:, 0].tolist(),
        "target": data.target.tolist(),
        "output/0": found.output[:, 0].tolist(),
        "error/0": found.error[:, 0].tolist(),
        "loss": found.loss.tolist(),
    }[column]
    kept = {
        "all": range(data.n_rows),
        "train": sorted(data.train.tolist()),
        "test": sorted(data.test.tolist()),
        "wrong": [
            row for row in range(data.n_rows) if found.wrong is not None and found.wrong[row]
        ],
    }[which]
    expected = sorted(kept, key=lambda row: values[row] * (-1 if down else 1))
    assert ordered(found, shown(found, which), column, down).tolist() == expected


@given(fitted_scenes())
def test_the_cells_hold_every_row_once(scene):
    found = predictions(scene)
    n = len(scene.data.labels)
    cells = [in_cell(found, wanted, said) for wanted in range(n) for said in range(n)]
    every = sorted(np.concatenate(cells).tolist()) if n else in_cell(found, 0, 0).tolist()
    assert every == (list(range(scene.data.n_rows)) if n else [])
    if n:
        wrong = np.concatenate([cells[w * n + s] for w in range(n) for s in range(n) if w != s])
        assert sorted(wrong.tolist()) == shown(found, "wrong").tolist()


@given(fitted_scenes("binary"))
def test_what_is_no_number_comes_last_both_ways(scene):
    found = predictions(scene)
    spoilt = replace(found, loss=np.where(np.arange(len(found.loss)) == 1, np.nan, found.loss))
    assert ordered(spoilt, shown(spoilt), "loss")[-1] == 1
    assert ordered(spoilt, shown(spoilt), "loss", down=True)[-1] == 1


@given(
    fitted_scenes("regression"), st.sampled_from(["", "input", "input/9", "input/x", "said", "z"])
)
def test_a_column_that_is_not_there_is_refused(scene, column):
    with pytest.raises(DataError, match="column: expected"):
        ordered(predictions(scene), shown(predictions(scene)), column)
