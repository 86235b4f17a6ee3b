"""The playground page: a row of tools, and the board with its five panels."""

import streamlit as st

from playground import presets, session, share
from playground.live import component
from playground.network import NetworkError
from playground.pages import tools
from playground.panels import PANELS
from playground.panels.page import guide
from playground.scene import Scene

BOARD = ("stage", "inputs", "output", "neuron", "matrices")
EMBEDDED = ("stage", "neuron")
WAITING = "The server does not answer. Your changes are kept here and sent when it does."
#: The tabs of the lower card; the matrices stand first.
TABS = {"matrices": "Matrices", "surface": "Output surface", "activations": "Activations"}


@st.fragment(run_every=session.RECONNECT)
def play() -> None:
    """Everything that an edit can change; only this runs again after one."""
    visitor = session.current()
    visitor.run += 1
    shown = visitor.shown()
    linked = session.write_link(visitor)
    embedded = bool(st.context.is_embedded)
    if not embedded:
        tools.row(visitor, shown)
        _about(visitor, shown)
    if embedded:
        _onward(visitor.scene)
    with st.container(key="board"):
        for name in EMBEDDED if embedded else BOARD:
            if name in shown.hidden:
                continue
            if name in TABS:
                _lower(visitor, shown)
            else:
                _panel(name, visitor, shown)
    session.mount_hub(visitor, "playground", WAITING, fits=not embedded)
    if not (linked or embedded):
        tools.unlinked(visitor.scene)  # last, so that it moves nothing when it comes


def _onward(scene: Scene) -> None:
    """A link that leads from an embedded page to the whole one, with the scene as it stands."""
    try:
        address = share.address(st.context.url or tools.LOCAL, share.link_of(scene))
    except NetworkError:  # too large for a link
        return
    icon = ":material/open_in_new:"
    with st.container(key="onward"):
        st.link_button("Open in the playground", address, icon=icon, type="tertiary")


def _about(visitor: session.Session, shown: Scene) -> None:
    """One line above the board: what the page is until something was changed, and the note."""
    note = share.note_of(shown)
    lead = "" if visitor.history.past and note else guide.LEAD
    with st.container(key="about", horizontal=True, vertical_alignment="center", wrap=False):
        content = guide.render(visitor.view, lead, note)
        component.panel("guide", content, visitor.view, visitor.run)
        st.page_link("learn.py", label="Learn it step by step", icon=":material/school:")


def _panel(name: str, visitor: session.Session, shown: Scene) -> None:
    component.panel(name, PANELS[name](shown, visitor.view), visitor.view, visitor.run)


def _lower(visitor: session.Session, shown: Scene) -> None:
    """The lower card: one panel a tab."""
    with st.container(key="lower"):
        about = share.preset_of(visitor.scene)
        first = TABS["surface" if about in presets.SURFACES else "matrices"]
        # Another example, other tabs: the one that it is about is open.
        tabs = st.tabs(list(TABS.values()), default=first, key=f"tabs_{about}")
        for tab, name in zip(tabs, TABS, strict=True):
            with tab:
                _panel(name, visitor, shown)


session.arrive()
play()
