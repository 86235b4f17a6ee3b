"""Which rows are left out, and which are for the test."""

from dataclasses import replace
from typing import Any

import streamlit as st

from playground import visitor
from playground.data import Dataset, Plan, Source
from playground.data.splits import split_column
from playground.draft import Draft
from playground.language import _, grouped, ngettext, to_say
from playground.limits import MAX_SEED
from playground.widgets.markdown import literal

_STEP = 5  # percent
_MISSING = {"drop": to_say("leave these rows out"), "mean": to_say("fill with the mean")}


def choose_rows(draft: Draft, source: Source, plan: Plan, data: Dataset | None) -> None:
    """The test share with its seed, and what becomes of rows with empty cells."""
    with st.container(key="data_rows"):
        _missing(draft, source, plan)
        column = split_column(source.table())
        if column is not None:
            name = literal(column.name)
            said = _("The column **{name}** says which rows are for training, which for the test.")
            st.caption(said.format(name=name))
        else:
            _share(draft, source, plan, data)


def _missing(draft: Draft, source: Source, plan: Plan) -> None:
    table = source.table()
    used = [table.column(name) for name in (*plan.inputs, plan.target)]
    empty = [column for column in used if column.missing.any()]
    if not empty:
        return
    count = sum(int(column.missing.sum()) for column in empty)
    visitor.shows("data_missing", plan.missing)
    st.segmented_control(
        ngettext(
            "{number} empty cell in columns that are used",
            "{number} empty cells in columns that are used",
            count,
            number=grouped(count),
        ),
        list(_MISSING),
        format_func=lambda way: _(_MISSING[way]),
        required=True,
        key="data_missing",
        on_change=visitor.given,
        args=("data_missing", lambda way: _choose(draft, source, plan, missing=way)),
    )


def _share(draft: Draft, source: Source, plan: Plan, data: Dataset | None) -> None:
    percent = round(100 * plan.test_share)
    said = _("Test share")
    if data:
        counts = {"test": grouped(len(data.test)), "rows": grouped(data.n_rows)}
        said = _("Test share: {test} of {rows} rows, hollow", **counts)
    visitor.shows("data_share", percent)
    st.slider(
        said,
        0,
        90,
        step=_STEP if percent % _STEP == 0 else 1,
        format="%d %%",
        key="data_share",
        on_change=visitor.given,
        args=("data_share", lambda share: _choose(draft, source, plan, test_share=share / 100)),
    )
    if data is not None and data.labels:
        visitor.shows("data_stratified", plan.stratified)
        st.toggle(
            _("Same class shares in both"),
            key="data_stratified",
            on_change=visitor.given,
            args=("data_stratified", lambda on: _choose(draft, source, plan, stratified=on)),
        )
    with st.container(key="data_shuffle", horizontal=True, vertical_alignment="bottom"):
        visitor.shows("data_shuffle_seed", plan.seed)
        st.number_input(
            _("Shuffle seed"),
            0,
            MAX_SEED,
            key="data_shuffle_seed",
            on_change=visitor.given,
            args=("data_shuffle_seed", lambda seed: _choose(draft, source, plan, seed=seed)),
        )
        st.button(
            _("Shuffle again"),
            icon=":material/casino:",
            key="data_shuffle_die",
            on_click=_choose,
            args=(draft, source, plan),
            kwargs={"seed": (plan.seed + 1) % MAX_SEED},
        )


def _choose(draft: Draft, source: Source, plan: Plan, **changes: Any) -> None:
    draft.attempt("columns", lambda: draft.choose(source, replace(plan, **changes)))
