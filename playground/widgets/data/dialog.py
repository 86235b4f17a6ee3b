"""The button beside the examples, and the dialog that it opens.

What was chosen is a Draft, which outlives the dialog; every widget shows what the draft holds.
"""

import streamlit as st

from playground import visitor
from playground.data import DataError, Dataset, Source
from playground.draft import ORIGINS, Draft, Origin, edit_of, painting_of
from playground.language import _, grouped, ngettext
from playground.limits import MAX_COLUMNS, MAX_ROWS, MAX_TABLE_BYTES, refusal
from playground.notation import brief
from playground.panels.page import data_chip
from playground.scene import RemoveData
from playground.scene.painting import ONE_POINT
from playground.session import Session
from playground.widgets.data import columns, effect, origins
from playground.widgets.markdown import literal

OPEN = "data_open"
_DRAFT = "data_draft"
_ICONS = {"sets": "apps", "table": "upload", "formula": "function", "paint": "brush"}


def is_open() -> bool:
    """Whether the dialog is open."""
    return bool(visitor.held(OPEN))


def button(session: Session) -> None:
    """The button, unless a link hides it, and the dialog while it is open."""
    if "data" in session.scene.hidden:
        return
    count, rest = data_chip.said(session.scene)
    label = f"**{count}** {literal(rest)}" if count else rest
    st.button(
        label, icon=":material/table_chart:", key=data_chip.KEY, on_click=_open, args=(session,)
    )
    if is_open():
        st.dialog(_("Data"), width="large", on_dismiss=_close)(_dialog)(session)


def open_file(session: Session) -> None:
    """A button's callback: open the dialog where a file is taken."""
    _open(session)
    visitor.held(_DRAFT).origin = "table"


def _open(session: Session) -> None:
    draft = Draft.of(session.scene, visitor.held(_DRAFT))
    draft.attempt("use", lambda: draft.expect(session.expected))
    visitor.keep(_DRAFT, draft)
    visitor.open_popover(OPEN)


def _close() -> None:
    visitor.close(OPEN)


def _dialog(session: Session) -> None:
    visitor.speak_as_chosen()
    if not is_open():  # a button below has closed it, and this run is the dialog's alone
        visitor.draw_again(where=True)
    draft: Draft = visitor.held(_DRAFT)
    with st.container(key="data_dialog"):
        with st.container(key="data_origins"):
            _origins(draft)
        with st.container(key="data_choice"):
            data = _choice(session, draft)
    with st.container(key="data_footer", horizontal=True, vertical_alignment="center"):
        _footer(session, draft, data)


def _origins(draft: Draft) -> None:
    def choose(origin: Origin) -> None:
        draft.origin = origin

    visitor.shows("data_origin", draft.origin)
    st.segmented_control(
        _("Where the rows come from"),
        list(ORIGINS),
        format_func=lambda name: f":material/{_ICONS[name]}: {_(ORIGINS[name])}",
        required=True,
        key="data_origin",
        label_visibility="collapsed",
        on_change=visitor.given,
        args=("data_origin", choose),
    )
    st.caption(
        _(
            "A table has up to {size} MB, {rows} rows and {columns} columns. "
            "Nobody else sees it unless you share a link that holds it.",
            size=brief(MAX_TABLE_BYTES / 1e6),
            rows=grouped(MAX_ROWS),
            columns=MAX_COLUMNS,
        )
    )


def _choice(session: Session, draft: Draft) -> Dataset | None:
    """All that is chosen; what comes of it, or ``None`` and a sentence that says why not."""
    origins.choose(draft)
    if draft.expected and draft.origin == "table" and draft.file is None:
        st.info(
            _(
                "Open the file with which the link was made: its rows and all that goes with them "
                "come back. Any other table is used as it is."
            )
        )
    if draft.origin == "paint":
        effect.show_changes(session.scene, painting_of(draft).points_in(session.scene) or ONE_POINT)
    try:
        with st.spinner(_("Reading the table …")):
            source = draft.source()
    except DataError as error:
        st.error(literal(refusal(error)))
        return None
    return None if source is None else _read(session, draft, source)


def _read(session: Session, draft: Draft, source: Source) -> Dataset | None:
    try:
        plan = draft.plan(source)
    except DataError as error:
        st.error(literal(refusal(error)))
        return None
    try:
        data = draft.dataset(source)
    except DataError as error:
        columns.choose(draft, source, plan, None)
        st.error(literal(refusal(error)))
        return None
    with st.container(key="data_read"):
        columns.choose(draft, source, plan, data)
        effect.show(session.scene, data)
    return data


def _footer(session: Session, draft: Draft, data: Dataset | None) -> None:
    def use() -> None:
        if data is not None:
            session.use(edit_of(data))
            draft.file = None  # the scene holds its table now
            _close()

    def paint() -> None:
        session.edit(painting_of(draft))
        visitor.open_tab("surface")
        _close()

    def remove() -> None:
        session.edit(RemoveData())
        _close()

    with st.container(key="data_note"):
        if "use" in draft.refused:
            st.error(literal(draft.refused["use"]))
        elif data is not None:
            st.caption(effect.way_back(data, draft.expected))
        elif draft.origin == "paint":
            st.caption(_("Undo takes back each stroke. The points travel in the link."))
    if session.scene.data is not None:
        st.button(_("Remove data"), key="data_remove", on_click=draft.attempt, args=("use", remove))
    st.button(_("Cancel"), key="data_cancel", on_click=_close)
    paints = draft.origin == "paint"
    st.button(
        _("Start painting") if paints else _use_label(data),
        key="data_use",
        type="primary",
        disabled=data is None and not paints,
        on_click=draft.attempt,
        args=("use", paint if paints else use),
    )


def _use_label(data: Dataset | None) -> str:
    if data is None:
        return _("Use these rows")
    n = data.n_rows
    return ngettext("Use this row", "Use these {number} rows", n, number=grouped(n))
