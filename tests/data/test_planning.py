"""Plans are thought of for any table, and changed column by column, and stay whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Column, DataError, Plan, Table, read_table
from playground.data.planning import USES, first_plan, scaled, use_of, used_as, with_inputs
from tests.data.strategies import tables

PEOPLE = read_table("height (cm),name,sex,class,split\n181,Ann,f,0,train\n166,Bob,m,1,test\n")


def test_the_target_is_the_column_that_is_called_so() -> None:
    assert first_plan(PEOPLE).target == "class"
    assert first_plan(read_table("y,a\n1,2\n3,4\n")).target == "y"
    assert first_plan(read_table("a,b\n1,2\n3,4\n")).target == "b"


def test_a_column_that_says_which_rows_are_for_the_test_is_neither() -> None:
    plan = first_plan(PEOPLE)
    assert plan.inputs == ("height (cm)", "name", "sex")
    assert PEOPLE.dataset(plan.inputs, plan.target).test.tolist() == [1]


def test_texts_with_many_values_are_no_inputs() -> None:
    names = Column("name", "category", [f"person {i}" for i in range(30)])
    size = Column("size", "number", np.arange(30))
    assert first_plan(
        Table("", [names, size, Column("y", "number", np.arange(30) % 2)])
    ).inputs == ("size",)


def test_large_numbers_are_scaled_and_few_rows_are_not_split() -> None:
    assert first_plan(read_table("a,b\n181,2\n3,4\n")).scaling == "z-score"
    assert first_plan(read_table("a,b\n0.5,200\n-2,100\n")).scaling == "none"
    assert first_plan(read_table("a,b\n1,2\n3,4\n")).test_share == 0.0
    assert first_plan(read_table("a,b\n" + "1,2\n3,4\n" * 4)).test_share == 0.25


def test_few_whole_numbers_are_classes_where_they_are_called_so() -> None:
    assert first_plan(read_table("a,class\n1,1\n2,2\n3,3\n")).target_as == "class"
    assert first_plan(read_table("a,b\n1,1\n2,2\n3,3\n")).target_as is None


@pytest.mark.parametrize("text", ["a\n1\n2\n", "a,b\nx,1\nx,2\n", "a,b\n,\n,\n"])
def test_a_table_without_two_columns_to_use_is_refused(text: str) -> None:
    with pytest.raises(DataError, match=r"^columns: expected one"):
        first_plan(read_table(text))


def test_texts_that_are_too_many_for_classes_are_told_as_such() -> None:
    rows = "".join(f"name {i},town {i}\n" for i in range(200))
    with pytest.raises(DataError, match=r"at most 100 different texts, got 200 texts in 'name'$"):
        first_plan(read_table(f"name,town\n{rows}"))


@given(tables())
def test_any_table_has_a_plan_or_a_sentence(table: Table) -> None:
    try:
        plan = first_plan(table)
    except DataError:
        return
    assert {*plan.inputs, plan.target} <= {column.name for column in table.columns}
    assert plan.target not in plan.inputs


@given(tables(), st.data())
def test_a_column_is_used_as_it_was_chosen_and_the_rest_stays_in_order(
    table: Table, data: st.DataObject
) -> None:
    try:
        plan = first_plan(table)
        name = data.draw(st.sampled_from([column.name for column in table.columns]))
        use = data.draw(st.sampled_from(USES))
        changed = used_as(plan, table, name, use)
    except DataError:
        return
    assert use_of(changed, name) == use
    order = [column.name for column in table.columns]
    assert list(changed.inputs) == sorted(changed.inputs, key=order.index)
    for kept in set(plan.inputs) & set(changed.inputs):
        if table.column(kept).kind == "number":
            assert changed.scaling_of(kept) == plan.scaling_of(kept)


def test_the_target_is_not_taken_away() -> None:
    plan = first_plan(PEOPLE)
    for use in ("input", "unused"):
        with pytest.raises(DataError, match="choose another column first"):
            used_as(plan, PEOPLE, "class", use)


def test_equal_scalings_are_written_as_one() -> None:
    table = read_table("a,b,y\n181,2,1\n3,400,0\n")
    plan = first_plan(table)
    one = scaled(plan, table, "a", "min-max")
    assert one.scaling == ("min-max", "z-score")
    assert scaled(one, table, "b", "min-max").scaling == "min-max"
    assert with_inputs(one, table, {"a"}).scaling == "min-max"
    assert isinstance(plan, Plan)
