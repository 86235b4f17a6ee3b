"""What is read of the rows: what each column is used as, how it is scaled, how its values lie."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from playground import visitor
from playground.analysis.columns import kinds, of_classes, spread
from playground.data import Column, Dataset, Plan, Source
from playground.data.planning import USES, scaled, use_of, used_as, with_inputs
from playground.draft import Draft
from playground.language import _, called, grouped, ngettext, to_say
from playground.notation import brief
from playground.panels.dialog import histogram
from playground.widgets.data.rows import choose_rows
from playground.widgets.markdown import literal

MOST_LISTED = 16  # columns, each a row with widgets of its own: of more, lists are chosen from
_MOST_NAMED = 3
_BY_CLASS = to_say("values by class")
_HEADS = (
    to_say("column"),
    to_say("used as"),
    to_say("scaling"),
    _BY_CLASS,
    to_say("range, mean ± sd"),
)
_SCALINGS = {"none": to_say("none"), "min-max": to_say("min–max"), "z-score": to_say("z-score")}
_USES = {"input": to_say("input"), "target": to_say("target"), "unused": to_say("unused")}
_MIXED = to_say("different ones")
#: What the target may be read as: the plan's ``target_as`` and ``target_scaling``.
_TARGETS = {
    to_say("class"): ("class", "none"),
    to_say("class, from 0"): ("counted", "none"),
    to_say("number"): ("number", "none"),
    to_say("number, min–max"): ("number", "min-max"),
    to_say("number, z-score"): ("number", "z-score"),
}


def choose(draft: Draft, source: Source, plan: Plan, data: Dataset | None) -> None:
    """The columns, and below them which rows are left out and which are for the test."""
    table = source.table()
    empty = sum(int(column.missing.sum()) for column in table.columns)
    said = [
        ngettext("{number} row", "{number} rows", table.n_rows, number=grouped(table.n_rows)),
        ngettext("{count} column", "{count} columns", len(table.columns)),
        ngettext("{number} empty cell", "{number} empty cells", empty, number=grouped(empty)),
    ]
    with st.container(key="data_title", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{literal(called(source.title))}**")
        st.caption(" · ".join(said))
    if len(table.columns) > MOST_LISTED:
        _many(draft, source, plan)
    else:
        with st.container(key="data_columns"):
            _refused(draft)
            _head(data)
            for at, column in enumerate(table.columns):
                _row(draft, source, plan, data, at, column)
    choose_rows(draft, source, plan, data)


def _refused(draft: Draft) -> None:
    if "columns" in draft.refused:
        st.error(literal(draft.refused["columns"]))


def _head(data: Dataset | None) -> None:
    with st.container(key="data_head"):
        for name in _HEADS:
            numbers = name == _BY_CLASS and data is not None and not data.labels
            st.caption(_("values") if numbers else _(name))


def _row(
    draft: Draft, source: Source, plan: Plan, data: Dataset | None, at: int, column: Column
) -> None:
    with st.container(key=f"data_column_{at}"):
        st.markdown(f"**{literal(called(column.name))}**")
        _use(draft, source, plan, at, column)
        _scaling(draft, source, plan, at, column)
        if data is not None:
            _values(data, column)


def _use(draft: Draft, source: Source, plan: Plan, at: int, column: Column) -> None:
    key = f"data_use_{at}"
    visitor.shows(key, use_of(plan, column.name))
    st.selectbox(
        _("{column}: used as", column=literal(called(column.name))),
        USES,
        format_func=lambda use: _(_USES[use]),
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
            _("{column}: scaling", column=literal(called(column.name))),
            list(_SCALINGS),
            format_func=lambda name: _(_SCALINGS[name]),
            key=key,
            label_visibility="collapsed",
            on_change=visitor.given,
            args=(key, change),
        )
    else:
        st.caption(_("one input for each text") if use == "input" else "–")


def _target(draft: Draft, source: Source, plan: Plan, column: Column) -> None:
    if column.kind == "category":
        st.caption(_("class"))
        return
    task = _read_as(plan, column)
    visitor.shows("data_target_as", task)

    def change(text: str) -> Plan:
        target_as, scaling = _TARGETS[text]
        stratified = plan.stratified and target_as != "number"
        return replace(plan, target_as=target_as, target_scaling=scaling, stratified=stratified)  # type: ignore[arg-type]

    st.selectbox(
        _("{column}: read as", column=literal(called(column.name))),
        list(_TARGETS),
        format_func=_,
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
    alt = _("Values of {column}", column=literal(called(column.name)))
    st.markdown(f"![{alt}]({picture})")
    st.caption(text)


def _range(*numbers: Any) -> str:
    *given, unit = numbers
    if given[0] is None:
        return _("no value for training")
    low, high, mean, deviation = map(_short, given)
    return f"{low} … {high} {literal(unit)}  \n{mean} ± {deviation}"


def _short(value: float) -> str:
    """Three digits, or all before the decimals and one after."""
    return brief(round(value, 1) if abs(value) >= 100 else float(f"{value:.3g}"))


def _counted(counts: dict[str, int]) -> str:
    shown = [
        ngettext(
            "{label}: {number} row",
            "{label}: {number} rows",
            count,
            label=literal(called(text)),
            number=grouped(count),
        )
        for text, count in list(counts.items())[:_MOST_NAMED]
    ]
    rest = len(counts) - _MOST_NAMED
    more = [_("and {count} more", count=rest)] if rest > 0 else []
    return "  \n".join([*shown, *more])


def _many(draft: Draft, source: Source, plan: Plan) -> None:
    """Of many columns, the inputs, the target and one scaling for all."""
    table = source.table()
    names = [column.name for column in table.columns]
    with st.container(key="data_many"):
        _refused(draft)
        visitor.shows("data_inputs", [name for name in names if name in plan.inputs])
        st.multiselect(
            _("Inputs"), names, format_func=called, key="data_inputs", on_change=visitor.given,
            args=("data_inputs", _changes(
                draft, source, lambda chosen: with_inputs(plan, table, set(chosen)))),
        )  # fmt: skip
        visitor.shows("data_target", plan.target)
        st.selectbox(
            _("Target"), names, format_func=called, key="data_target", on_change=visitor.given,
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
        _("Scaling of all inputs"),
        [*([_MIXED] if now == _MIXED else []), *_SCALINGS],
        format_func=lambda name: _(_SCALINGS.get(name, _MIXED)),
        key="data_scaling",
        on_change=visitor.given,
        args=("data_scaling", _changes(draft, source, change)),
    )


def _changes(draft: Draft, source: Source, plan: Callable[[Any], Plan]) -> Callable[[Any], None]:
    """What takes a widget's value: the plan of it, or a sentence by the columns."""

    def take(value: Any) -> None:
        draft.attempt("columns", lambda: draft.choose(source, plan(value)))

    return take
