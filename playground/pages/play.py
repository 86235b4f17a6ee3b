"""The playground page: a row of tools, and the board with its five panels."""

import streamlit as st

from playground import session
from playground.live import component
from playground.pages import tools
from playground.panels import PANELS
from playground.scene import Scene

BOARD = ("stage", "inputs", "output", "neuron", "matrices")
EMBEDDED = ("stage", "neuron")
#: The tabs of the lower card; the matrices stand first.
TABS = {"matrices": "Matrices", "surface": "Output surface", "activations": "Activations"}


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
            if name in shown.hidden:
                continue
            if name in TABS:
                _lower(visitor, shown)
            else:
                _panel(name, visitor, shown)


def _panel(name: str, visitor: session.Session, shown: Scene) -> None:
    component.panel(name, PANELS[name](shown, visitor.view), visitor.view, visitor.ack)


def _lower(visitor: session.Session, shown: Scene) -> None:
    """The lower card: one panel a tab."""
    with st.container(key="lower"):
        for tab, name in zip(st.tabs(list(TABS.values())), TABS, strict=True):
            with tab:
                _panel(name, visitor, shown)


session.arrive()
play()
