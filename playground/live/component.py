"""The Streamlit side of the live panels: it mounts the hub and one element a panel."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

from playground import document
from playground.gesture import SESSION_ONLY
from playground.live.wire import remember
from playground.panels import PANELS
from playground.panels.panel import Panel, View
from playground.panels.words import announcement
from playground.scene import Scene

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
    scene: Scene,
    view: View,
    *,
    session: str,
    ack: int,
    draft: int | None,
    notice: str | None,
    on_work: Callable[[], None],
    store: tuple[str, str | None] | None = None,
    language: str = "en",
) -> None:
    """Mount the invisible element that carries the scene there and the visitor's work back.

    ``scene`` is the committed one, as a base for the wire; ``ack`` the last gesture in it.
    ``store`` is (name, text) to be kept by the browser across visits; with ``None`` for a text it
    is asked what it has kept, and tells it with its work. ``language`` is that of the page's texts.
    """
    token = document.scene_to_token(scene)
    data = {
        "scene": remember(scene, token),
        "token": token,
        "session": session,
        "ack": ack,
        "draft": draft,
        "notice": notice,
        "announcement": announcement(scene),
        "view": _plain(view),
        "live": list(PANELS),
        "sessionOnly": list(SESSION_ONLY),
        "numbers": list(view.numbers),
        "language": language,
        "store": None if store is None else {"name": store[0], "text": store[1]},
    }
    with st.container(key=HUB):
        _component()(key="live_hub", data={"hub": data}, on_work_change=on_work)


def panel(name: str, content: Panel, view: View, ack: int) -> None:
    """Mount one panel in its keyed container."""
    with st.container(key=name):
        _component()(
            key=f"live_{name}",
            data={
                "panel": name,
                "content": _finite(content.as_data()),
                "view": _plain(view),
                "ack": ack,
            },
        )


def _plain(view: View) -> dict[str, Any]:
    return {
        "theme": view.theme,
        "widths": dict(view.widths),
        "phone": view.phone,
        "calm": view.calm,
        "speed": view.speed,
        "stride": view.stride,
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
