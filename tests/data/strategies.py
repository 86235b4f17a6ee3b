"""Hypothesis strategies: tables and plans that are valid and small, but not tame."""

import numpy as np
from hypothesis import strategies as st

from playground.data import Column, DataError, Dataset, Plan, Table
from tests.strategies import names, numbers

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
few_cells = st.sampled_from(["a", "b", "ä", "<i>", "=1+1"])
few_numbers = st.sampled_from([0.0, 1.0, -0.0, 2.0, 0.1])


@st.composite
def columns(draw, name, n):
    """A column of n rows, some of them missing."""
    kind = draw(st.sampled_from(["number", "category"]))
    if kind == "number":
        each = draw(st.sampled_from([numbers, few_numbers])) | st.just(np.nan)
    else:
        each = draw(st.sampled_from([cells, few_cells])) | st.none()
    return Column(name, kind, draw(st.lists(each, min_size=n, max_size=n)))


@st.composite
def tables(draw, max_rows=8):
    n = draw(st.integers(0, max_rows))
    headers = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    return Table(draw(names), [draw(columns(name, n)) for name in headers])


@st.composite
def plans(draw, table):
    """A plan that names columns of the table; the table may refuse it nevertheless."""
    there = st.sampled_from([column.name for column in table.columns])
    scalings = st.sampled_from(["none", "min-max", "z-score"])
    return Plan(
        tuple(draw(st.lists(there, min_size=1, unique=True))),
        draw(there),
        target_as=draw(st.sampled_from([None, "number", "class"])),
        scaling=draw(scalings),
        target_scaling=draw(scalings),
        test_share=draw(st.floats(0, 1, exclude_max=True)),
        seed=draw(st.integers(0, 5)),
        stratified=draw(st.booleans()),
        missing=draw(st.sampled_from(["drop", "mean"])),
    )


@st.composite
def datasets(draw):
    """A dataset, or ``None`` where the table refuses the plan."""
    table = draw(tables())
    try:
        return Dataset(table, draw(plans(table)))
    except DataError:
        return None
