"""The answer to an ask: the panels that a scene and some gestures make.

It stores nothing: any replica can answer any ask. A browser whose scene is not known here is asked
for its token. A panel comes as a change against the content that the browser says it holds, or
whole where that is not known here.
"""

import time

from msgspec.structs import replace

from playground import document
from playground.answers.known import (
    content_key,
    digest,
    digest_of,
    keep,
    leave,
    panel_called,
    remember,
    scene_called,
)
from playground.answers.message import Answer, Ask, Drawing, decode, encode
from playground.data.known import UnknownTableError
from playground.data.written import read_table_text
from playground.gesture import Gesture, perform
from playground.language import speaking
from playground.limits import PlaygroundError, quoted, refusal
from playground.network import NetworkError
from playground.panels import PANELS
from playground.panels.changes import panel_changes
from playground.panels.panel import Panel, View
from playground.scene import Scene


def respond(text: str | bytes, *, rest: float = 0.0) -> bytes:
    """The answer to one message, as JSON; what is wrong with it comes as ``error``.

    ``rest`` is for how many seconds the page had better ask nothing.
    """
    start = time.perf_counter()
    try:
        ask = decode(text)
    except PlaygroundError as error:
        return encode(Answer(id=0, error=refusal(error)))
    try:
        with speaking(ask.view.language):
            made = answer(ask)
    except PlaygroundError as error:
        return encode(Answer(id=ask.id, error=refusal(error)))
    taken = round(1000 * (time.perf_counter() - start), 2)
    return encode(replace(made, ms=taken, rest=round(1000 * rest)))


def answer(ask: Ask) -> Answer:
    """What the browser is told: each panel's change since the content that it holds.

    Raises NetworkError for what no page of ours asks.
    """
    if not ask.scene:
        ask = replace(ask, scene=digest(ask.token or ""))
    try:
        scene = _known(ask)
    except UnknownTableError as error:
        return Answer(ask.id, missing=error.digest)
    if scene is None:
        return Answer(ask.id, unknown=True)
    try:
        done = played(scene, ask.gestures, told=not ask.draft)
        now = played(done, ask.draft, told=True)
    except PlaygroundError as error:  # not logged: it is asked again until the session has taken it
        return Answer(ask.id, error=str(error))
    name = ask.scene if done is scene else digest_of(done)
    scenes = {ask.scene: scene, name: done}
    drawings = {
        panel: _drafted(panel, now, ask, scenes) if ask.draft else _done(panel, name, ask, scenes)
        for panel in _checked(ask.panels)
    }
    return Answer(ask.id, name, panels={n: each for n, each in drawings.items() if each})


def played(scene: Scene, gestures: list[Gesture], told: bool) -> Scene:
    """The scene after gestures; of those that cannot be, only the last is an error, if ``told``."""
    for number, gesture in enumerate(gestures, 1):
        try:
            scene = perform(scene, gesture)
        except PlaygroundError:
            if told and number == len(gestures):
                raise
    return scene


def _known(ask: Ask) -> Scene | None:
    scene = scene_called(ask.scene)
    if scene is None and ask.token is not None:
        if digest(ask.token) != ask.scene:
            raise NetworkError("scene: the token does not belong to its digest")
        if ask.table is not None:
            read_table_text(ask.table)
        scene = document.scene_from_token(ask.token)
        remember(scene, ask.token)
    return scene


def _checked(names: dict[str, str]) -> dict[str, str]:
    """The panels to draw. Raises NetworkError for one that does not exist."""
    for name in names:
        if name not in PANELS:
            raise NetworkError(f"panel: there is none called {quoted(name)}")
    return names


def _done(panel: str, name: str, ask: Ask, scenes: dict[str, Scene]) -> Drawing | None:
    """What is told of a panel of a scene that is done; nothing where the browser holds that."""
    key, held = content_key(panel, name, ask.view), ask.panels[panel]
    if held == key:
        return None
    now = panel_called(panel, key) or keep(panel, key, PANELS[panel](scenes[name], ask.view))
    base = _held(panel, held, ask.view, {})
    leave(panel, held)
    return _told(now, base, key, held)


def _drafted(panel: str, now: Scene, ask: Ask, scenes: dict[str, Scene]) -> Drawing | None:
    """What is told of a panel while something is under way.

    The next message counts from the same base, so this drawing need not be remembered. Only where
    there is no base it becomes one: no message draws a scene that is new, and another.
    """
    drawn, held = PANELS[panel](now, ask.view), ask.panels[panel]
    base = _held(panel, held, ask.view, scenes)
    if base is not None:
        return _told(drawn, base, None, held)
    key = content_key(panel, digest(document.scene_to_token(now)), ask.view)
    return _told(keep(panel, key, drawn), None, key, held)


def _held(panel: str, key: str, view: View, scenes: dict[str, Scene]) -> Panel | None:
    """The content of a key: it is known, or one of these scenes makes it."""
    known = panel_called(panel, key) if key else None
    if known is not None:
        return known
    for name, scene in scenes.items():
        if key == content_key(panel, name, view):
            return keep(panel, key, PANELS[panel](scene, view))
    return None


def _told(now: Panel, base: Panel | None, key: str | None, held: str) -> Drawing | None:
    change = None if base is None else panel_changes(now, base)
    if change is None:
        return Drawing(key=key, whole=now.as_data())
    if not change and key is None:
        return None
    return Drawing(key=key, base=held, change=change or None)
