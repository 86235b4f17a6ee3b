"""The Streamlit side of the live panels: it mounts the hub and one element a panel."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

from playground import document
from playground.gesture import SESSION_ONLY
from playground.history import History
from playground.live.wire import remember
from playground.panels import PANELS
from playground.panels.page.announcement import announcement
from playground.panels.panel import Panel, View

HUB = "hub"


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
    history: History,
    view: View,
    *,
    told: History | None,
    session: Mapping[str, Any],
    on_work: Callable[[], None],
    store: tuple[str, str | None] | None = None,
) -> None:
    """Mount the invisible element that carries the scene there and the visitor's work back.

    The history's present is the base for the wire. The browser remembers its scenes, for a server
    that has forgotten them: those that it has not been ``told`` go along. ``session`` says what
    the session is, and what it has acknowledged. ``store`` is (name, text) to be kept by the
    browser across visits; with ``None`` for a text it is asked what it has kept, and tells it with
    its work.
    """
    scene = history.present
    token = document.scene_to_token(scene)
    data = {
        **session,
        "scene": remember(scene, token),
        "token": token,
        "history": _numbered(history, told),
        "announcement": announcement(scene),
        "view": _plain(view),
        "live": list(PANELS),
        "sessionOnly": list(SESSION_ONLY),
        "numbers": list(view.numbers),
        "store": None if store is None else {"name": store[0], "text": store[1]},
    }
    with st.container(key=HUB):
        _component()(key="live_hub", data={"hub": data}, on_work_change=on_work)


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
                "content": _finite(content.as_data()),
                "view": _plain(view),
                "run": run,
            },
        )


def _plain(view: View) -> dict[str, Any]:
    return {
        "theme": view.theme,
        "widths": dict(view.widths),
        "phone": view.phone,
        "calm": view.calm,
        "height": view.height,
        "present": view.present,
        "speed": view.speed,
        "stride": view.stride,
        "across": view.across,
        "up": view.up,
        "numbers": list(view.numbers),
    }


def _finite(value: Any) -> Any:
    """Plain data in which what JSON cannot say, a nan or an infinity, is ``None``."""
    if isinstance(value, float):
        return value if value - value == 0.0 else None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value
