"""The Streamlit side of the live panels: it mounts the hub and one element a panel."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import streamlit as st
from msgspec import structs

from playground import document
from playground.gesture import SESSION_ONLY
from playground.history import History
from playground.live.answer import remember
from playground.panels import PANELS
from playground.panels.page.announcement import announcement
from playground.panels.panel import Panel, View
from playground.session import Session

HUB = "hub"
HUB_KEY = f"live_{HUB}"  # it is in the session state while the page is shown
#: Where on a page the browser finds what it treats in a way of its own; its code names no classes.
SELECTORS = {
    "translated": ".st-key-learn-head h1, .st-key-course, .st-key-lesson-text, .st-key-lesson-turn",
    "numbers": ".panel-numbers data",
    "marks": ".st-key-lesson-text .stMarkdownColoredText",
    "overlapping": ".bead",
    "preferred": ".live",
}


@cache
def _component() -> Callable[..., Any]:
    """The one component, registered when it is first shown: that needs a running server."""
    return st.components.v2.component(
        "playground.live",
        html='<div class="live-mount"></div>',
        js="live.js",
        isolate_styles=False,
    )


def hub(
    session: Session,
    place: str,
    waiting: str,
    *,
    on_report: Callable[[], None],
    language: str = "en",
    store: tuple[str, str | None] | None = None,
    fits: bool = False,
) -> None:
    """Mount the invisible element that carries the scene there and the visitor's reports back.

    It comes after a page's panels: the browser shows them when the hub is there. The history's
    present is the base for the wire. The browser remembers its scenes, for a server that has
    forgotten them: those that it has not been told go along. ``place`` names what the page shows;
    a memory of another place is of no use there. ``waiting`` is what the page says while the
    session does not answer. ``store`` is (name, text) to be kept by the browser across visits;
    with ``None`` for a text it is asked what it has kept, and tells it with its report. ``fits``
    says that the stage follows the window's height, and can be presented alone.
    """
    page = {"place": place, "waiting": waiting, "language": language, "fits": fits}
    data = {
        **page,
        **_of_session(session),
        **_of_scene(session.history, session.told),
        "view": view_data(session.view),
        "panels": list(PANELS),
        "sessionOnly": list(SESSION_ONLY),
        "selectors": SELECTORS,
        "store": None if store is None else {"name": store[0], "text": store[1]},
    }
    with st.container(key=HUB):
        _component()(key=HUB_KEY, data={"hub": data}, on_work_change=on_report)
    session.told = session.history


def _of_session(session: Session) -> dict[str, Any]:
    """What the session is, and what it has acknowledged."""
    return {
        "visit": session.visit_id,
        "session": session.name,
        "fresh": session.fresh,
        "run": session.run,
        "ack": session.ack,
        "draft": session.draft.id if session.draft else None,
        "notice": asdict(session.notice) if session.notice else None,
    }


def _of_scene(history: History, told: History | None) -> dict[str, Any]:
    token = document.scene_to_token(history.present)
    return {
        "scene": remember(history.present, token),
        "token": token,
        "history": _numbered(history, told),
        "announcement": announcement(history.present),
    }


def lifeline(on_pull: Callable[[], None]) -> None:
    """Mount what the browser pulls when the session does not answer.

    It must stand outside every fragment: its trigger runs the whole page, and so brings back a
    fragment that the server has lost.
    """
    with st.container(key="lifeline"):
        _component()(key="live_lifeline", data={"lifeline": True}, on_pull_change=on_pull)


def _numbered(history: History, told: History | None) -> dict[str, Any]:
    new = history.new_since(told) if told else dict(enumerate(history.scenes, history.first))
    new.pop(history.number, None)  # it is the hub's own scene
    return {
        "first": history.first,
        "at": history.number,
        "count": len(history.scenes),
        "new": {str(number): document.scene_to_token(scene) for number, scene in new.items()},
    }


def panel(name: str, content: Panel, view: View, run: int) -> None:
    """Mount one panel in its keyed container; it is shown when the hub of the same run is there."""
    with st.container(key=name):
        _component()(
            key=f"live_{name}",
            data={
                "panel": name,
                "content": finite(content.as_data()),
                "view": view_data(view),
                "run": run,
            },
        )


def view_data(view: View) -> dict[str, Any]:
    """A view as plain data, for the browser to give back."""
    return {**structs.asdict(view), "numbers": list(view.numbers)}


def finite(value: Any) -> Any:
    """Plain data in which what JSON cannot say, a nan or an infinity, is ``None``."""
    if isinstance(value, float):
        return value if value - value == 0.0 else None
    if isinstance(value, Mapping):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return value
