"""The playground page: a row of tools, and the board with its five panels."""

import streamlit as st

from playground import presets, session
from playground.live import component
from playground.panels import PANELS, toolbar

BOARD = ("stage", "inputs", "output", "neuron", "matrices")


@st.fragment
def play() -> None:
    """Everything that an edit can change; only this runs again after one."""
    visitor = session.current()
    shown = visitor.shown()
    session.write_link(visitor)
    with st.container(key="tools", horizontal=True, vertical_alignment="center"):
        _picker(visitor)
        bar = toolbar.render(
            shown,
            visitor.view,
            can_undo=bool(visitor.history.past),
            can_redo=bool(visitor.history.future),
        )
        component.panel("toolbar", bar, visitor.view, visitor.ack)
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
    with st.container(key="board"):
        for name in BOARD:
            if name not in shown.hidden:
                panel = PANELS[name](shown, visitor.view)
                component.panel(name, panel, visitor.view, visitor.ack)


def _picker(visitor: session.Session) -> None:
    st.selectbox(
        "Example network",
        presets.NAMES,
        index=None,
        placeholder=visitor.scene.title or "Your network",
        format_func=presets.title,
        label_visibility="collapsed",
        key="preset",
        on_change=session.choose_preset,
        width=200,
    )


play()
