"""The playground page: a row of tools, and the board with its panels."""

from functools import partial

import streamlit as st

from playground import share, visitor
from playground.language import _, language, to_say
from playground.live import component
from playground.live.opening import BELOW, BOARD, EMBEDDED, TABS, first_tab
from playground.panels.page import data_chip
from playground.panels.page.onward import onward
from playground.panels.panel import Panel
from playground.session import Session
from playground.widgets.languages import languages
from playground.widgets.tools import json_file
from playground.widgets.tools.row import is_any_open, tool_row

WAITING = to_say("The server does not answer. Your changes are kept here and sent when it does.")


@st.fragment(run_every=visitor.RECONNECT)
def play() -> None:
    """The whole page, which few edits change; the hub's own fragment runs after each."""
    visitor.draws_page()
    visitor.speak_as_chosen()
    session = visitor.current()
    linked = visitor.write_link(session)
    embedded = bool(st.context.is_embedded)
    if embedded:
        component.words("onward")
    else:
        tool_row(session)
        _about()
    _board(session, EMBEDDED if embedded else BOARD)
    component.page("playground", _(WAITING), fits=not embedded)
    hub(embedded, _looks(session, linked))
    if not embedded:
        json_file.beside_tools(session, linked)  # last, so that it moves nothing when it comes


@st.fragment
def hub(embedded: bool, drawn: tuple[object, ...]) -> None:
    """What the session tells after an edit; the whole page only if that has ``drawn`` otherwise."""
    visitor.speak_as_chosen()
    session = visitor.current()
    linked = visitor.write_link(session)
    visitor.draw_again(where=is_any_open() or _looks(session, linked) != drawn)
    if embedded:
        session.say_elsewhere()
    told = {"onward": _onward(session)} if embedded else {}
    receive = partial(visitor.receive, session)
    component.hub(session, "playground", receive, told, pulls=visitor.pulls())


def _looks(session: Session, linked: bool) -> tuple[object, ...]:
    """All that the page outside of the panels depends on."""
    scene = session.scene
    named = share.title_of(scene), share.preset_of(scene), data_chip.said(scene)
    return named, scene.hidden, linked, session.elsewhere, session.is_lacking


def _onward(session: Session) -> Panel:
    """A link that leads from an embedded page to the whole one, with the scene as it stands."""
    link = session.link or share.link_of(session.scene)  # the first example's address is bare
    return onward(share.address("./", link), _("Open in the playground"))


def _about() -> None:
    """One line above the board: what the page is until something was changed, and the note."""
    with st.container(key="about", horizontal=True, vertical_alignment="center", wrap=False):
        component.place("guide")
        st.page_link("learn.py", label=_("Learn it step by step"), icon=":material/school:")
        languages()


def _board(session: Session, names: tuple[str, ...]) -> None:
    with st.container(key="board"):
        for name in names:
            if name in session.scene.hidden:
                continue
            if name in TABS:
                _lower(session)
            else:
                component.place(name)


def _lower(session: Session) -> None:
    """The lower card: a panel a tab, and below some another one."""
    with st.container(key="lower"):
        about = share.preset_of(session.scene)
        opened, times = visitor.opened_tab()
        first = _(TABS[opened or first_tab(session.scene)])
        # Another example, other tabs: the one that it is about is open, or what was opened since.
        key = f"tabs_{about}_{times}_{language()}"
        tabs = st.tabs([*map(_, TABS.values())], default=first, key=key)
        for tab, name in zip(tabs, TABS, strict=True):
            with tab:
                component.place(name)
                if name in BELOW:
                    component.place(BELOW[name])


visitor.arrive()
play()
