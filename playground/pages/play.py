"""The playground page: a row of tools, and the board with its five panels."""

from functools import partial

import streamlit as st

from playground import presets, share, visitor
from playground.limits import PlaygroundError
from playground.live import component
from playground.panels import PANELS
from playground.panels.page import guide
from playground.scene import Scene
from playground.session import Session
from playground.widgets.tools import json_file
from playground.widgets.tools.row import tool_row
from playground.widgets.tools.share_link import LOCAL

BOARD = ("stage", "inputs", "output", "neuron", "matrices")
EMBEDDED = ("stage", "neuron")
WAITING = "The server does not answer. Your changes are kept here and sent when it does."
#: The tabs of the lower card; the matrices stand first.
TABS = {"matrices": "Matrices", "surface": "Output surface", "activations": "Activations"}


@st.fragment(run_every=visitor.RECONNECT)
def play() -> None:
    """Everything that an edit can change; only this runs again after one."""
    session = visitor.current()
    session.run += 1
    shown = session.shown()
    linked = visitor.write_link(session)
    embedded = bool(st.context.is_embedded)
    if embedded:
        _onward(session.scene)
    else:
        tool_row(session, shown)
        _about(session, shown)
    _board(session, shown, EMBEDDED if embedded else BOARD)
    component.hub(
        session,
        "playground",
        WAITING,
        on_report=partial(visitor.receive, session),
        fits=not embedded,
    )
    if not (linked or embedded):
        json_file.unlinked(session.scene)  # last, so that it moves nothing when it comes


def _onward(scene: Scene) -> None:
    """A link that leads from an embedded page to the whole one, with the scene as it stands."""
    try:
        address = share.address(st.context.url or LOCAL, share.link_of(scene))
    except PlaygroundError:  # too large for a link
        return
    icon = ":material/open_in_new:"
    with st.container(key="onward"):
        st.link_button("Open in the playground", address, icon=icon, type="tertiary")


def _about(session: Session, shown: Scene) -> None:
    """One line above the board: what the page is until something was changed, and the note."""
    note = share.note_of(shown)
    lead = "" if session.history.past and note else guide.LEAD
    with st.container(key="about", horizontal=True, vertical_alignment="center", wrap=False):
        content = guide.render(session.view, lead, note)
        component.panel("guide", content, session.view, session.run)
        st.page_link("learn.py", label="Learn it step by step", icon=":material/school:")


def _board(session: Session, shown: Scene, names: tuple[str, ...]) -> None:
    with st.container(key="board"):
        for name in names:
            if name in shown.hidden:
                continue
            if name in TABS:
                _lower(session, shown)
            else:
                _panel(name, session, shown)


def _panel(name: str, session: Session, shown: Scene) -> None:
    component.panel(name, PANELS[name](shown, session.view), session.view, session.run)


def _lower(session: Session, shown: Scene) -> None:
    """The lower card: one panel a tab."""
    with st.container(key="lower"):
        about = share.preset_of(session.scene)
        first = TABS["surface" if about in presets.SURFACES else "matrices"]
        # Another example, other tabs: the one that it is about is open.
        tabs = st.tabs(list(TABS.values()), default=first, key=f"tabs_{about}")
        for tab, name in zip(tabs, TABS, strict=True):
            with tab:
                _panel(name, session, shown)


visitor.arrive()
play()
