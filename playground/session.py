"""The visitor's session: the only code that touches session state and the address bar.

It keeps the history of scenes, takes the work that the browser sends, and writes the link of the
present scene into the address bar. A link that cannot be read leaves the scene as it is.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import streamlit as st

from playground import document, presets
from playground.gesture import MAX_GESTURES, SESSION_ONLY, Gesture, perform
from playground.history import History
from playground.live.component import HUB
from playground.network import NetworkError
from playground.panels.panel import View
from playground.scene import Scene

DEFAULT_PRESET = "body-size"


class _Committed(Gesture, frozen=True, kw_only=True):
    seq: int


class _Draft(Gesture, frozen=True, kw_only=True):
    id: int


class _Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the browser has done since the session last acknowledged."""

    session: str
    view: View
    gestures: list[_Committed]
    draft: _Draft | None = None
    step: Gesture | None = None


@dataclass
class Session:
    """One visitor's history and view; lives in the session state."""

    history: History
    link: dict[str, str] = field(default_factory=dict)
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    view: View = field(default_factory=View)
    ack: int = 0
    draft: _Draft | None = None
    step: Gesture | None = None
    notice: str | None = None

    @property
    def scene(self) -> Scene:
        """The committed scene."""
        return self.history.present

    def shown(self) -> Scene:
        """The scene as the browser sees it: with the playback and, while it drags, the draft."""
        scene = self.scene
        for gesture in (self.step, self.draft):
            if gesture is not None:
                try:
                    scene = perform(scene, gesture)
                except NetworkError as error:
                    self.notice = str(error)
        return scene

    def visit(self, scene: Scene) -> None:
        """Go to another scene; the one before stays behind undo."""
        self.history = self.history.push(scene)

    def take(self, work: _Work) -> None:
        """Apply what is new in the browser's work; refuse what cannot be, with one sentence."""
        self.view, self.draft, self.step = work.view, work.draft, work.step
        if work.session != self.name:
            return  # meant for a session that is gone; its last state is in the link
        for gesture in work.gestures[:MAX_GESTURES]:
            if gesture.seq <= self.ack:
                continue
            self.ack = gesture.seq
            try:
                self._perform(gesture)
            except NetworkError as error:
                self.notice = str(error)

    def _perform(self, gesture: Gesture) -> None:
        if gesture.edit in SESSION_ONLY:
            self.history = self.history.undo() if gesture.edit == "undo" else self.history.redo()
        else:
            self.visit(perform(self.scene, gesture))


def current() -> Session:
    """This visitor's session, led to what the address bar says."""
    params = dict(st.query_params)
    session: Session | None = st.session_state.get("session")
    if session is None:
        session = Session(History(presets.load(DEFAULT_PRESET)))
        st.session_state["session"] = session
        if params:
            _follow(session, params)
            session.history = History(session.scene)  # nothing to undo before the first scene
    elif params and params != session.link:
        _follow(session, params)  # back, forward, or a link typed over the old one
    return session


def _follow(session: Session, params: Mapping[str, str]) -> None:
    try:
        session.visit(scene_of(params))
    except NetworkError as error:
        session.notice = f"This link cannot be opened: {error}"


def scene_of(params: Mapping[str, str]) -> Scene:
    """The scene that a link's parameters describe. Raises NetworkError."""
    if "preset" in params:
        return presets.load(params["preset"])
    if "n" in params:
        return document.scene_from_link(params)
    return presets.load(DEFAULT_PRESET)


def link_of(scene: Scene) -> dict[str, str]:
    """The shortest parameters that restore a scene. Raises NetworkError if it is too large."""
    for name in presets.NAMES:
        if scene == presets.load(name):
            return {"preset": name}
    return document.link(scene)


def write_link(session: Session) -> None:
    """Put the present scene's link into the address bar; a scene too large leaves it empty."""
    try:
        session.link = link_of(session.scene)
    except NetworkError:
        session.link = {}
    if dict(st.query_params) != session.link:
        st.query_params.from_dict(session.link)


def receive() -> None:
    """The hub's callback: take the browser's work."""
    session: Session = st.session_state["session"]
    value: Any = st.session_state["live_hub"]
    try:
        session.take(msgspec.convert(value["work"], _Work))
    except msgspec.ValidationError as error:
        session.notice = f"The page sent what this server does not know: {error}"


def choose_preset() -> None:
    """The preset picker's callback."""
    session: Session = st.session_state["session"]
    name = st.session_state.get("preset")
    if name is not None:
        session.visit(presets.load(name))


__all__ = ["DEFAULT_PRESET", "HUB", "Session", "choose_preset", "current", "receive", "write_link"]
