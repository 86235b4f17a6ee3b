"""The Streamlit side of the live panels: it mounts their places, and what the session tells.

Panels come by the wire. Where there is none, the answer to what the browser asks goes along with
what the session tells: it is the same answer, by the same function.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import streamlit as st
from msgspec.structs import replace

from playground import document
from playground.answers.answer import answer
from playground.answers.known import remember
from playground.answers.message import Answer, Ask, encode
from playground.data.written import elsewhere, table_text
from playground.history import History
from playground.language import language, speaking
from playground.limits import PlaygroundError, refusal
from playground.live.opening import APPLICATION, sentences
from playground.panels.page.announcement import announcement
from playground.panels.panel import Panel
from playground.session import KEPT, Session

HUB_KEY = "live_hub"  # it is in the session state while the page is shown


@cache
def _component() -> Callable[..., Any]:
    """The one component, registered when it is first shown: that needs a running server."""
    return st.components.v2.component(
        "playground.live",
        html='<div class="live-mount"></div>',
        js="live.js",
        isolate_styles=False,
    )


def _mount(key: str, data: Mapping[str, Any], **callbacks: Callable[[], None]) -> None:
    """Mount the component with what it tells.

    In a list: of a mapping Streamlit asks pandas and pyarrow whether its values are tables, and
    their mere import is 70 MB and half a second.
    """
    _component()(key=key, data=[data], **callbacks)


def application(on_pull: Callable[[], None]) -> None:
    """Mount what holds for all pages, and what the browser pulls when the session does not answer.

    It must stand outside every fragment: its trigger runs the whole page, and so brings back a
    fragment that the server has lost.
    """
    with st.container(key="lifeline"):
        _mount("live_lifeline", {"application": APPLICATION}, on_pull_change=on_pull)


def page(
    name: str,
    waiting: str,
    *,
    numbers: tuple[str, ...] = (),
    store: tuple[str, str | None] | None = None,
    fits: bool = False,
    compact: bool = False,
) -> None:
    """Mount what a page tells that no edit changes.

    ``waiting`` is what it says while the session does not answer, ``numbers`` are those of the
    scene in its text. ``store`` is (name, text) to be kept by the browser across visits; with
    ``None`` for a text it is asked what it has kept, and tells it with its report. ``fits`` says
    that the stage follows the window's height, and can be presented alone, ``compact`` that it
    takes no more of it than a small network needs.
    """
    data = {
        "waiting": waiting,
        "language": language(),
        "sentences": sentences(),
        "numbers": list(numbers),
        "store": None if store is None else {"name": store[0], "text": store[1]},
        "fits": fits,
        "compact": compact,
    }
    with st.container(key="page"):
        _mount(f"live_page_{name}", {"page": data})


def place(name: str) -> None:
    """Mount the place of one panel of the table, in its keyed container."""
    with st.container(key=name):
        _mount(f"live_{name}", {"place": name})


def words(name: str, content: Panel | None = None) -> None:
    """Mount a panel that shows no network; without ``content``, the hub brings it."""
    data = None if content is None else content.as_data()
    with st.container(key=name):
        _mount(f"live_{name}", {"words": name, "content": data})


def hub(
    session: Session,
    place: str,
    on_report: Callable[[], None],
    told: Mapping[str, Panel] | None = None,
    heading: str = "",
    *,
    resumes: bool = False,
    pulls: int = 0,
) -> None:
    """Mount the invisible element that carries the scene there and the visitor's reports back.

    The history's present is what the browser asks about. The browser remembers its scenes, for a
    server that has forgotten them: those that it has not been told go along. ``place`` names what
    the page shows; a memory of another place is of no use there. ``heading`` is a CSS selector of
    what gets the focus when the visitor has gone there. ``told`` are panels of words. ``resumes``
    says that the page goes on from here when it is opened again: its address names no scene.
    ``pulls`` tells how often the browser has asked whether anybody is there: Streamlit hands over
    what is told only where it is another than before.
    """
    data = {
        "place": place,
        "heading": heading,
        "resumes": resumes,
        "pulls": pulls,
        **_of_session(session),
        "words": {name: panel.as_data() for name, panel in (told or {}).items()},
        **_of_scene(session),
    }
    _mount(HUB_KEY, {"hub": data}, on_work_change=on_report)  # a container would be told each time
    session.told = session.history


def _of_session(session: Session) -> dict[str, Any]:
    """What the session is, what it has acknowledged, and what the browser keeps for it."""
    return {
        "visit": session.visit_id,
        "session": session.name,
        "fresh": session.fresh,
        "ack": session.ack,
        "notice": asdict(session.notice) if session.notice else None,
        "wanted": session.wanted,
        "table": session.missing.asked,
        "keeps": KEPT in session.link and session.wanted is None,
    }


def _of_scene(session: Session) -> dict[str, Any]:
    """The present scene, the history around it, and what a screen reader is told."""
    scene = session.scene
    token = document.scene_to_token(scene)
    name = remember(scene, token)
    return {
        "scene": name,
        **_of_data(session),
        "history": _numbered(session.history, session.told),
        "announcement": "" if session.wanted else announcement(scene),
        "answer": None if session.ask is None else _answered(session.ask, name),
        "token": token,  # last: the next address repeats it, and a socket looks back 4 kB
    }


def _of_data(session: Session) -> dict[str, Any]:
    """The table that no token of the scene holds, by its digest: the browser keeps it.

    It comes along as text as long as the browser says that it lacks it.
    """
    table = elsewhere(session.scene.data)
    if table is None:
        return {"data": None, "given": None}
    return {
        "data": table.digest,
        "given": table_text(table) if session.lacks == table.digest else None,
    }


def _answered(ask: Ask, scene: str) -> str:
    """What the browser has asked the session for, where there is no wire, of the present scene."""
    try:
        with speaking(ask.view.language):
            made = answer(replace(ask, scene=scene, token=None, gestures=[]))
    except PlaygroundError as error:
        made = Answer(ask.id, error=refusal(error))
    return encode(made).decode()


def _numbered(history: History, told: History | None) -> dict[str, Any]:
    new = history.new_since(told) if told else dict(enumerate(history.scenes, history.first))
    new.pop(history.number, None)  # it is the hub's own scene
    return {
        "first": history.first,
        "at": history.number,
        "count": len(history.scenes),
        "new": {str(number): document.scene_to_token(scene) for number, scene in new.items()},
    }
