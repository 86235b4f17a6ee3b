"""The answer to an ask: the panels that a scene and some gestures make.

It stores nothing: any replica can answer any ask. What it remembers is only a cache of decoded
scenes and their drawn panels, by the digest of the scene's token; a browser whose digest is not
known here is asked for the token.
"""

import hashlib
from itertools import compress
from operator import ne
from typing import Any

from playground import document
from playground.cache import Cache
from playground.gesture import Gesture, perform
from playground.limits import MAX_ASK_BYTES, PlaygroundError, quoted
from playground.live.message import Answer, Ask, decode, encode, scene_named, view_key
from playground.network import NetworkError
from playground.panels import PANELS
from playground.panels.changes import panel_changes
from playground.panels.panel import Panel
from playground.scene import Scene
from playground.session import refusal

LARGE = 5_000  # parameters above which an answer is made in a thread
KNOWN_SCENES = 256
KNOWN_PANELS = 64

_scenes: Cache[str, Scene] = Cache(KNOWN_SCENES)
_panels: Cache[tuple[str, str, bytes], Panel] = Cache(KNOWN_PANELS)
_asked: Cache[tuple[str, bytes], bool] = Cache(KNOWN_SCENES)


def respond(text: str | bytes) -> bytes:
    """The answer to one message, as JSON; what is wrong with it comes as ``error``."""
    try:
        ask = decode(text)
    except PlaygroundError as error:
        return encode(Answer(id=0, error=refusal(error)))
    try:
        return encode(answer(ask))
    except PlaygroundError as error:
        return encode(Answer(id=ask.id, error=refusal(error)))


def answer(ask: Ask) -> Answer:
    """What the browser is told: each panel's changes since the scene it holds.

    Raises NetworkError for what no page of ours asks.
    """
    scene = _known(ask)
    if scene is None:
        return Answer(ask.id, ask.scene, unknown=True)
    try:
        now = played(scene, ask.gestures)
    except PlaygroundError as error:  # not logged: it is asked again until the session has taken it
        return Answer(ask.id, ask.scene, error=str(error))
    names = _checked(ask.panels)
    if not _asked_before(ask) and now is not scene:
        # A panel with its frame is whole, and the browser shows it whatever base it holds. It is
        # told of no base and no view, so both stay as they are there, each drawn for the other,
        # and its next message asks anew for what it lacks. Then the base is drawn, and much of what
        # was drawn here is still kept: no message draws a scene that is new, and another.
        whole = {name: PANELS[name](now, ask.view).as_data() for name in names}
        return Answer(ask.id, ask.scene, panels=whole)
    bases = {name: _base(name, scene, ask) for name in names}
    drawn = bases if now is scene else {name: PANELS[name](now, ask.view) for name in names}
    return _changes(ask, drawn, bases)


def _changes(ask: Ask, drawn: dict[str, Panel], bases: dict[str, Panel]) -> Answer:
    changes = {name: panel_changes(panel, bases[name]) for name, panel in drawn.items()}
    if ask.full:
        whole = {name: panel.as_data() for name, panel in bases.items()}
        return Answer(ask.id, ask.scene, panels=changes, full=True, base=whole, view=ask.view)
    for name, change in changes.items():
        _shorten(change, bases[name])
    return Answer(ask.id, ask.scene, panels=changes)


def is_large(text: str) -> bool:
    """Whether an answer may take long: the message carries a large scene, or names one."""
    if len(text) > MAX_ASK_BYTES:
        return True
    name = scene_named(text)
    scene = _scenes.get(name) if name is not None else None
    return scene is not None and scene.network.n_parameters > LARGE


def digest(token: str) -> str:
    """The name under which a scene's token is known."""
    return hashlib.blake2b(token.encode(), digest_size=12).hexdigest()


def remember(scene: Scene, token: str) -> str:
    """Make a scene known to the wire, and return its digest."""
    name = digest(token)
    if _scenes.get(name) is None:
        _scenes.put(name, scene)
    return name


def played(scene: Scene, gestures: list[Gesture]) -> Scene:
    """The scene after gestures; of those that cannot be, only the last one is an error."""
    for number, gesture in enumerate(gestures, 1):
        try:
            scene = perform(scene, gesture)
        except PlaygroundError:
            if number == len(gestures):
                raise
    return scene


def _known(ask: Ask) -> Scene | None:
    scene = _scenes.get(ask.scene)
    if scene is None and ask.token is not None:
        if digest(ask.token) != ask.scene:
            raise NetworkError("scene: the token does not belong to its digest")
        scene = _scenes.put(ask.scene, document.scene_from_token(ask.token))
    return scene


def _checked(names: list[str]) -> list[str]:
    """The panels to draw, each once. Raises NetworkError for one that does not exist."""
    for name in names:
        if name not in PANELS:
            raise NetworkError(f"panel: there is none called {quoted(name)}")
    return list(dict.fromkeys(names))


def _asked_before(ask: Ask) -> bool:
    """Whether this scene has been asked for in this view; from now on it has."""
    key = (ask.scene, view_key(ask.view))
    before = _asked.get(key) is not None
    _asked.put(key, True)
    return before


def _base(name: str, scene: Scene, ask: Ask) -> Panel:
    key = (ask.scene, name, view_key(ask.view))
    return _panels.get(key) or _panels.put(key, PANELS[name](scene, ask.view))


def _shorten(changes: dict[str, Any], base: Panel) -> None:
    """Leave of a changed part or trace what differs from the base: a drag moves few characters."""
    if "frame" in changes:
        return
    for name, part in changes.get("parts", {}).items():
        changes["parts"][name] = _text_changes(part, str(base.parts[name]))
    for name, figure in changes.get("figures", {}).items():
        old = base.figures[name]["data"]
        for index, trace in figure.get("traces", {}).items():
            figure["traces"][index] = _trace_changes(trace, old[int(index)])


def _text_changes(text: str, base: str) -> str | list[int | str]:
    """[count, index, piece, …] of the base's text split at its quotes, or the whole text.

    The count of pieces tells a browser whose base is not (yet) the same to leave it alone.
    """
    pieces, old = text.split('"'), base.split('"')
    if len(pieces) != len(old):
        return text
    changes: list[int | str] = [len(old)]
    for index in compress(range(len(old)), map(ne, pieces, old)):
        changes += (index, pieces[index])
    return changes


def _trace_changes(trace: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """The keys of a trace, or of an object within it, that changed; or the whole trace."""
    if trace.keys() != base.keys() or trace["type"] != base["type"]:
        return trace
    changes = {}
    for key, value in trace.items():
        old = base[key]
        if value == old:
            continue
        if isinstance(value, dict) and isinstance(old, dict) and value.keys() == old.keys():
            changes[key] = {name: item for name, item in value.items() if item != old[name]}
        else:
            changes[key] = value
    return changes
