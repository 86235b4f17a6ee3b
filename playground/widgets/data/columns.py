"""What is read of the rows: what each column is used as, how it is scaled, how its values lie."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from playground import visitor
from playground.analysis.columns import kinds, of_classes, spread
from playground.data import Column, Dataset, Plan, Source
from playground.data.planning import USES, scaled, use_of, used_as, with_inputs
from playground.data.scaling import SCALINGS
from playground.draft import Draft
from playground.notation import brief
from playground.panels.dialog import histogram
from playground.widgets.data.rows import choose_rows
from playground.widgets.markdown import literal

MOST_LISTED = 16  # columns, each a row with widgets of its own: of more, lists are chosen from
_MOST_NAMED = 3
_SCALINGS = {name: "min–max" if name == "min-max" else name for name in SCALINGS}
_MIXED = "different ones"
#: What the target may be read as: the plan's ``target_as`` and ``target_scaling``.
_TARGETS = {
    "class": ("class", "none"),
    "class, from 0": ("counted", "none"),
    "number": ("number", "none"),
    **{f"number, {_SCALINGS[name]}": ("number", name) for name in SCALINGS if name != "none"},
}


def choose(draft: Draft, source: Source, plan: Plan, data: Dataset | None) -> None:
    """The columns, and below them which rows are left out and which are for the test."""
    table = source.table()
    empty = sum(int(column.missing.sum()) for column in table.columns)
    cells = "1 empty cell" if empty == 1 else f"{empty:,} empty cells"
    with st.container(key="data_title", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{literal(source.title)}**")
        st.caption(f"{table.n_rows:,} rows · {len(table.columns)} columns · {cells}")
    if len(table.columns) > MOST_LISTED:
        _many(draft, source, plan)
    else:
        with st.container(key="data_columns"):
            _refused(draft)
            _head()
            for at, column in enumerate(table.columns):
                _row(draft, source, plan, data, at, column)
    choose_rows(draft, source, plan, data)


def _refused(draft: Draft) -> None:
    if "columns" in draft.refused:
        st.error(literal(draft.refused["columns"]))


def _head() -> None:
    with st.container(key="data_head"):
        for name in ("column", "used as", "scaling", "values by class", "range, mean ± sd"):
            st.caption(name)


def _row(
    draft: Draft, source: Source, plan: Plan, data: Dataset | None, at: int, column: Column
) -> None:
    with st.container(key=f"data_column_{at}"):
        st.markdown(f"**{literal(column.name)}**")
        _use(draft, source, plan, at, column)
        _scaling(draft, source, plan, at, column)
        if data is not None:
            _values(data, column)


def _use(draft: Draft, source: Source, plan: Plan, at: int, column: Column) -> None:
    key = f"data_use_{at}"
    visitor.shows(key, use_of(plan, column.name))
    st.selectbox(
        f"{literal(column.name)}: used as",
        USES,
        key=key,
        label_visibility="collapsed",
        on_change=visitor.given,
        args=(
            key,
            _changes(draft, source, lambda use: used_as(plan, source.table(), column.name, use)),
        ),
    )


def _scaling(draft: Draft, source: Source, plan: Plan, at: int, column: Column) -> None:
    use = use_of(plan, column.name)
    if use == "target":
        _target(draft, source, plan, column)
    elif use == "input" and column.kind == "number":
        key = f"data_scaling_{at}"
        visitor.shows(key, plan.scaling_of(column.name))
        change = _changes(
            draft, source, lambda chosen: scaled(plan, source.table(), column.name, chosen)
        )
        st.selectbox(
            f"{literal(column.name)}: scaling",
            list(_SCALINGS),
            format_func=_SCALINGS.__getitem__,
            key=key,
            label_visibility="collapsed",
            on_change=visitor.given,
            args=(key, change),
        )
    else:
        st.caption("one input for each text" if use == "input" else "–")


def _target(draft: Draft, source: Source, plan: Plan, column: Column) -> None:
    if column.kind == "category":
        st.caption("class")
        return
    task = _read_as(plan, column)
    visitor.shows("data_target_as", task)

    def change(text: str) -> Plan:
        target_as, scaling = _TARGETS[text]
        stratified = plan.stratified and target_as != "number"
        return replace(plan, target_as=target_as, target_scaling=scaling, stratified=stratified)  # type: ignore[arg-type]

    st.selectbox(
        f"{literal(column.name)}: read as",
        list(_TARGETS),
        key="data_target_as",
        label_visibility="collapsed",
        on_change=visitor.given,
        args=("data_target_as", _changes(draft, source, change)),
    )


def _read_as(plan: Plan, column: Column) -> str:
    read = plan.target_as or _usually(column)
    for text, chosen in _TARGETS.items():
        if chosen == (read, plan.target_scaling if read == "number" else "none"):
            return text
    return "number"


def _usually(column: Column) -> str:
    """What a column of numbers is read as where nothing is said: zeros and ones are classes."""
    return "class" if set(column.numbers[~column.missing].tolist()) <= {0.0, 1.0} else "number"


def _values(data: Dataset, column: Column) -> None:
    """The small picture, and beside it the range or the most frequent texts."""
    if data.labels and column.name == data.plan.target:
        counts = of_classes(data)
        picture = histogram.of_classes(tuple(counts.values()))
        text = _counted(counts)
    elif column.kind == "category":
        found = kinds(data, column)
        picture = histogram.lying(found)
        text = _counted({value: int(each.sum()) for value, each in found.items()})
    else:
        lies = spread(data, column)
        picture = histogram.upright(lies)
        text = _range(lies.low, lies.high, lies.mean, lies.deviation, column.unit)
    st.markdown(f"![Values of {literal(column.name)}]({picture})")
    st.caption(text)


def _range(*numbers: Any) -> str:
    *given, unit = numbers
    if given[0] is None:
        return "no value for training"
    low, high, mean, deviation = map(_short, given)
    return f"{low} … {high} {literal(unit)}  \n{mean} ± {deviation}"


def _short(value: float) -> str:
    """Three digits, or all before the decimals and one after."""
    return brief(round(value, 1) if abs(value) >= 100 else float(f"{value:.3g}"))


def _counted(counts: dict[str, int]) -> str:
    shown = [f"{literal(text)}: {count:,} rows" for text, count in counts.items()][:_MOST_NAMED]
    more = [f"and {len(counts) - _MOST_NAMED} more"] if len(counts) > _MOST_NAMED else []
    return "  \n".join([*shown, *more])


def _many(draft: Draft, source: Source, plan: Plan) -> None:
    """Of many columns, the inputs, the target and one scaling for all."""
    table = source.table()
    names = [column.name for column in table.columns]
    with st.container(key="data_many"):
        _refused(draft)
        visitor.shows("data_inputs", [name for name in names if name in plan.inputs])
        st.multiselect(
            "Inputs", names, key="data_inputs", on_change=visitor.given,
            args=("data_inputs", _changes(
                draft, source, lambda chosen: with_inputs(plan, table, set(chosen)))),
        )  # fmt: skip
        visitor.shows("data_target", plan.target)
        st.selectbox(
            "Target", names, key="data_target", on_change=visitor.given,
            args=("data_target", _changes(
                draft, source, lambda name: used_as(plan, table, name, "target"))),
        )  # fmt: skip
        _target(draft, source, plan, table.column(plan.target))
        _scaling_of_all(draft, source, plan)


def _scaling_of_all(draft: Draft, source: Source, plan: Plan) -> None:
    now = plan.scaling if isinstance(plan.scaling, str) else _MIXED
    visitor.shows("data_scaling", now)

    def change(scaling: str) -> Plan:
        return plan if scaling == _MIXED else replace(plan, scaling=scaling)

    st.selectbox(
        "Scaling of all inputs",
        [*([_MIXED] if now == _MIXED else []), *_SCALINGS],
        format_func=lambda name: _SCALINGS.get(name, name),
        key="data_scaling",
        on_change=visitor.given,
        args=("data_scaling", _changes(draft, source, change)),
    )


def _changes(draft: Draft, source: Source, plan: Callable[[Any], Plan]) -> Callable[[Any], None]:
    """What takes a widget's value: the plan of it, or a sentence by the columns."""

    def take(value: Any) -> None:
        draft.attempt("columns", lambda: draft.choose(source, plan(value)))

    return take
