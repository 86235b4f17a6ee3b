"""What the browser asks over the wire, and what it is answered.

An ``Ask`` is written by the client: ``decode`` checks it like an upload.
"""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground.gesture import Count, Gesture, reason
from playground.limits import MAX_ASK_BYTES, MAX_GESTURES, MAX_MESSAGE_BYTES
from playground.network import NetworkError
from playground.panels import MOST_PANELS
from playground.panels.panel import View

_Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{24}\Z")]
_Panel = Annotated[str, Meta(max_length=40)]


class Ask(msgspec.Struct, forbid_unknown_fields=True):
    """Panels of a scene after some gestures, seen as ``view`` says.

    ``scene`` is a digest; its ``token`` comes along when the server did not know it. ``full`` asks
    for the panels of the scene itself too: the base that changes count from.
    """

    id: Count
    scene: _Digest
    panels: Annotated[list[_Panel], Meta(max_length=MOST_PANELS)]
    view: View = View()
    gestures: Annotated[list[Gesture], Meta(max_length=MAX_GESTURES)] = []
    full: bool = False
    token: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]*\Z")] | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Each panel's changes since the base, or the whole panel; or why there is none.

    ``unknown`` says that the scene's token is missed, ``error`` what is wrong with the ask. With
    ``full`` come the ``base`` and the ``view`` that it was drawn for.
    """

    id: int | None = None
    scene: str | None = None
    unknown: bool = False
    error: str | None = None
    panels: dict[str, Any] | None = None
    full: bool = False
    base: dict[str, Any] | None = None
    view: View | None = None


class _Name(msgspec.Struct):
    scene: str


_decoder = msgspec.json.Decoder(Ask)
_names = msgspec.json.Decoder(_Name)
_encoder = msgspec.json.Encoder()


def decode(text: str | bytes) -> Ask:
    """An ask from the wire. Raises NetworkError, with one sentence, for anything else."""
    if len(text) > MAX_MESSAGE_BYTES:
        raise NetworkError(f"message: expected at most {MAX_MESSAGE_BYTES} bytes, got {len(text)}")
    try:
        ask = _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NetworkError(f"message: not what this page sends ({reason(error)})") from error
    if (beside := len(text) - len(ask.token or "")) > MAX_ASK_BYTES:
        raise NetworkError(f"message: expected at most {MAX_ASK_BYTES} bytes, got {beside}")
    return ask


def scene_named(text: str) -> str | None:
    """The digest of the scene that a message is about; ``None`` for what is no message."""
    try:
        return _names.decode(text).scene
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def encode(answer: Answer) -> bytes:
    """An answer as JSON."""
    return _encoder.encode(answer)


def view_key(view: View) -> bytes:
    """A view as a key: equal for equal views."""
    return _encoder.encode(view)
