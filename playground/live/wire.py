"""The live wire: a WebSocket that answers a scene and some gestures with the panels they make.

It stores nothing: any replica can answer any message. What it remembers is only a cache of decoded
scenes and their drawn panels, by the digest of the scene's token; a browser whose digest is not
known here is asked for the token. Everything that arrives is decoded and checked like an upload.
"""

import asyncio
import hashlib
import logging
import time
from collections import OrderedDict
from itertools import compress
from operator import ne
from threading import Lock
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta
from starlette.websockets import WebSocket, WebSocketDisconnect

from playground import document
from playground.gesture import MAX_GESTURES, SESSION_ONLY, Count, Gesture, perform, reason
from playground.network import MAX_DOCUMENT_BYTES, NetworkError, quoted
from playground.panels import MOST_PANELS, PANELS
from playground.panels.changes import panel_changes
from playground.panels.panel import Panel, View
from playground.scene import Scene

log = logging.getLogger("playground.wire")

MAX_MESSAGE_BYTES = MAX_DOCUMENT_BYTES  # a token of the largest scene fits
MAX_ASK_BYTES = 32_000  # of a message beside its token: MAX_GESTURES gestures fit twice
MAX_PER_SECOND = 240.0  # messages: four times a fast display's rate
BURST = 240.0  # messages that may come at once
MAX_REFUSED = 50  # refusals after which the connection is closed
LARGE = 5_000  # parameters above which an answer is made in a thread
KNOWN_SCENES = 256
KNOWN_PANELS = 64


_Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{24}\Z")]
_Panel = Annotated[str, Meta(max_length=40)]


class Message(msgspec.Struct, forbid_unknown_fields=True):
    """What the browser asks. ``scene`` is a digest; ``token`` comes along when it is unknown."""

    id: Count
    scene: _Digest
    panels: Annotated[list[_Panel], Meta(max_length=MOST_PANELS)]
    view: View = View()
    gestures: Annotated[list[Gesture], Meta(max_length=MAX_GESTURES)] = []
    full: bool = False
    token: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]*\Z")] | None = None


K = TypeVar("K")
V = TypeVar("V")


class _Head(msgspec.Struct):
    scene: str


_decoder = msgspec.json.Decoder(Message)
_head = msgspec.json.Decoder(_Head)
_encoder = msgspec.json.Encoder()


class _Cache(Generic[K, V]):
    """The last ``size`` values by key; safe between threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: K, value: V) -> V:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value


_scenes: _Cache[str, Scene] = _Cache(KNOWN_SCENES)
_panels: _Cache[tuple[str, str, bytes], Panel] = _Cache(KNOWN_PANELS)
_asked: _Cache[tuple[str, bytes], bool] = _Cache(KNOWN_SCENES)


def digest(token: str) -> str:
    """The name under which a scene's token is known."""
    return hashlib.blake2b(token.encode(), digest_size=12).hexdigest()


def remember(scene: Scene, token: str) -> str:
    """Make a scene known to the wire, and return its digest."""
    name = digest(token)
    if _scenes.get(name) is None:
        _scenes.put(name, scene)
    return name


def _checked(names: list[str]) -> list[str]:
    """The panels to draw, each once. Raises NetworkError for one that does not exist."""
    for name in names:
        if name not in PANELS:
            raise NetworkError(f"panel: there is none called {quoted(name)}")
    return list(dict.fromkeys(names))


def _base(name: str, panel: str, scene: Scene, view: View, view_key: bytes) -> Panel:
    key = (name, panel, view_key)
    return _panels.get(key) or _panels.put(key, PANELS[panel](scene, view))


def played(scene: Scene, gestures: list[Gesture]) -> Scene:
    """The scene after gestures; of those that cannot be, only the last one is an error."""
    for number, gesture in enumerate(gestures, 1):
        try:
            scene = perform(scene, gesture)
        except NetworkError:
            if number == len(gestures):
                raise
    return scene


def _known(message: Message) -> Scene | None:
    scene = _scenes.get(message.scene)
    if scene is None and message.token is not None:
        if digest(message.token) != message.scene:
            raise NetworkError("scene: the token does not belong to its digest")
        scene = _scenes.put(message.scene, document.scene_from_token(message.token))
    return scene


def answer(message: Message) -> dict[str, Any]:
    """What the browser is told: each panel's changes since the scene it holds."""
    head = {"id": message.id, "scene": message.scene}
    scene = _known(message)
    if scene is None:
        return {**head, "unknown": True}
    try:
        now = played(scene, message.gestures)
    except NetworkError as error:  # not logged: it is asked again until the session has taken it
        return {**head, "error": str(error)}
    view_key = _encoder.encode(message.view)
    names = _checked(message.panels)
    if not _asked_before(message.scene, view_key) and now is not scene:
        # A panel with its frame is whole, and the browser shows it whatever base it holds. It is
        # told of no base and no view, so both stay as they are there, each drawn for the other,
        # and its next message asks anew for what it lacks. Then the base is drawn, and much of what
        # was drawn here is still kept: no message draws a scene that is new, and another.
        whole = {name: PANELS[name](now, message.view).as_data() for name in names}
        return {**head, "panels": whole}
    bases = {name: _base(message.scene, name, scene, message.view, view_key) for name in names}
    drawn = bases if now is scene else {name: PANELS[name](now, message.view) for name in names}
    changes = {name: panel_changes(panel, bases[name]) for name, panel in drawn.items()}
    reply: dict[str, Any] = {**head, "panels": changes}
    if message.full:
        reply["full"] = True
        reply["base"] = {name: panel.as_data() for name, panel in bases.items()}
        reply["view"] = message.view
    else:
        for name, change in changes.items():
            _shorten(change, bases[name])
    return reply


def _asked_before(scene: str, view_key: bytes) -> bool:
    """Whether a scene has been asked for in this view; from now on it has."""
    before = _asked.get((scene, view_key)) is not None
    _asked.put((scene, view_key), True)
    return before


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


def decode(text: str | bytes) -> Message:
    """A message from the wire. Raises NetworkError, with one sentence, for anything else."""
    if len(text) > MAX_MESSAGE_BYTES:
        raise NetworkError(f"message: expected at most {MAX_MESSAGE_BYTES} bytes, got {len(text)}")
    try:
        message = _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NetworkError(f"message: not what this page sends ({reason(error)})") from error
    if (asked := len(text) - len(message.token or "")) > MAX_ASK_BYTES:
        raise NetworkError(f"message: expected at most {MAX_ASK_BYTES} bytes, got {asked}")
    return message


def is_large(text: str) -> bool:
    """Whether an answer may take long: the message carries a large scene, or names one."""
    if len(text) > MAX_ASK_BYTES:
        return True
    try:
        scene = _scenes.get(_head.decode(text).scene)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False  # it gets one sentence
    return scene is not None and scene.network.n_parameters > LARGE


def respond(text: str | bytes) -> bytes:
    """The answer to one message, as JSON; what is wrong with it comes as ``error``."""
    try:
        message = decode(text)
    except NetworkError as error:
        return _refusal(0, error)
    try:
        return _encoder.encode(answer(message))
    except NetworkError as error:
        return _refusal(message.id, error)


def _refusal(message_id: int, error: NetworkError) -> bytes:
    log.warning("refused: %s", str(error)[:200].encode("unicode_escape").decode())
    return _encoder.encode({"id": message_id, "error": str(error)})


def same_origin(websocket: WebSocket) -> bool:
    """Whether the page that opened the socket came from this server (RFC 6455, section 10.2)."""
    origin = websocket.headers.get("origin")
    if origin is None:
        return False
    hosts = (websocket.headers.get("host"), websocket.headers.get("x-forwarded-host"))
    return urlsplit(origin).netloc in [host for host in hosts if host]


class Meter:
    """A token bucket: ``MAX_PER_SECOND`` messages, ``BURST`` at once."""

    def __init__(self, now: float) -> None:
        self._left = BURST
        self._last = now

    def allows(self, now: float) -> bool:
        """Whether a message that comes at ``now`` (seconds) may be answered."""
        self._left = min(BURST, self._left + (now - self._last) * MAX_PER_SECOND)
        self._last = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


async def live(websocket: WebSocket) -> None:
    """The route: answers until the browser leaves, or sends too much of what it should not."""
    if not same_origin(websocket):
        log.warning("refused: a connection from another origin")
        await websocket.close(1008)
        return
    await websocket.accept()
    meter, refused = Meter(time.monotonic()), 0
    try:
        while refused < MAX_REFUSED:
            received = await websocket.receive()
            if received["type"] == "websocket.disconnect":
                return
            text = received.get("text")
            if text is None or not meter.allows(time.monotonic()):
                refused += 1
                reason = "expected text" if text is None else "too many messages at once"
                await websocket.send_text(_encoder.encode({"error": f"wire: {reason}"}).decode())
            else:
                large = is_large(text)  # then the event loop shall not wait for the answer
                answered = await asyncio.to_thread(respond, text) if large else respond(text)
                await websocket.send_text(answered.decode())
        log.warning("closed: too many messages that were refused")
        await websocket.close(1008)
    except WebSocketDisconnect:
        return


__all__ = ["SESSION_ONLY", "live", "remember", "respond"]
