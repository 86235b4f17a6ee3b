"""The playground page: a row of tools, and the board with its five panels."""

import streamlit as st

from playground import session
from playground.live import component
from playground.pages import tools
from playground.panels import PANELS

BOARD = ("stage", "inputs", "output", "neuron", "matrices")
EMBEDDED = ("stage", "neuron")


@st.fragment
def play() -> None:
    """Everything that an edit can change; only this runs again after one."""
    visitor = session.current()
    shown = visitor.shown()
    session.write_link(visitor)
    embedded = bool(st.context.is_embedded)
    if not embedded:
        tools.row(visitor, shown)
    component.hub(
        visitor.scene,
        visitor.view,
        session=visitor.name,
        ack=visitor.ack,
        draft=visitor.draft.id if visitor.draft else None,
        notice=visitor.notice,
        on_work=session.receive,
    )
    visitor.notice = None
    if shown.note and not embedded:
        with st.container(key="note"):
            st.text(shown.note)
    with st.container(key="board"):
        for name in EMBEDDED if embedded else BOARD:
            if name not in shown.hidden:
                panel = PANELS[name](shown, visitor.view)
                component.panel(name, panel, visitor.view, visitor.ack)


session.arrive()
play()
