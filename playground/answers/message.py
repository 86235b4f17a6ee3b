"""What the browser asks, and what it is answered, over the wire or through the session.

An ``Ask`` is written by the client: ``decode`` checks it like an upload.
"""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground.gesture import Count, Gesture
from playground.limits import (
    MAX_ASK_BYTES,
    MAX_DRAFTS,
    MAX_GESTURES,
    MAX_MESSAGE_BYTES,
    MAX_TABLE_TEXT,
    reason,
)
from playground.network import NetworkError
from playground.panels import MOST_PANELS
from playground.panels.panel import View

_Digest = Annotated[str, Meta(pattern=r"^([0-9a-f]{24})?\Z")]
_BASE64 = r"^[A-Za-z0-9_-]*\Z"
_Panel = Annotated[str, Meta(max_length=40)]
_Key = Annotated[str, Meta(pattern=r"^[0-9a-f.-]{0,64}\Z")]
_Panels = Annotated[dict[_Panel, _Key], Meta(max_length=MOST_PANELS)]
_Token = Annotated[str, Meta(max_length=MAX_MESSAGE_BYTES, pattern=_BASE64)]


class Ask(msgspec.Struct, forbid_unknown_fields=True):
    """Panels of a scene after some gestures, seen as ``view`` says.

    ``scene`` is a digest; its ``token`` comes along when the server did not know it, or alone where
    the browser remembers the scene of an earlier step and has never heard its digest. ``gestures``
    are done, and the session has not acknowledged them; ``draft`` is what is still under way.
    ``table`` is the table of the scene's data, for a server that does not know it.
    ``panels`` names for each panel the key of the content that the browser holds, empty for none.
    """

    id: Count
    scene: _Digest
    panels: _Panels
    view: View = View()
    gestures: Annotated[list[Gesture], Meta(max_length=MAX_GESTURES)] = []
    draft: Annotated[list[Gesture], Meta(max_length=MAX_DRAFTS)] = []
    token: _Token | None = None
    table: Annotated[str, Meta(max_length=MAX_TABLE_TEXT, pattern=_BASE64)] | None = None


class Drawing(msgspec.Struct, frozen=True, omit_defaults=True):
    """One panel: all of it, or its ``change`` against the content of the key ``base``.

    What has a ``key`` can be named as a base from now on.
    """

    key: str | None = None
    base: str | None = None
    change: dict[str, Any] | None = None
    whole: dict[str, Any] | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A drawing of each panel that is not as its base, or why there is none.

    ``scene`` is the digest of the scene after all that is done. ``unknown`` says that the token of
    the scene asked for is missed, ``missing`` is the digest of a table that is, ``error``
    what is wrong with the ask. ``ms`` is the time that the answer took, in milliseconds. ``rest``
    is for how many milliseconds the page had better ask nothing, because others ask too. ``waits``
    says that there is none yet, and that it is being made.
    """

    id: int | None = None
    scene: str | None = None
    unknown: bool = False
    missing: str | None = None
    error: str | None = None
    panels: dict[str, Drawing] | None = None
    ms: float = 0.0
    rest: int = 0
    waits: bool = False


class Heading(msgspec.Struct):
    """What of a message says how much it asks for, read before the rest."""

    scene: _Digest = ""
    panels: _Panels = {}
    draft: Annotated[list[msgspec.Raw], Meta(max_length=MAX_DRAFTS)] = []
    token: _Token | None = None


_decoder = msgspec.json.Decoder(Ask)
_headings = msgspec.json.Decoder(Heading)
_encoder = msgspec.json.Encoder()


def decode(text: str | bytes) -> Ask:
    """An ask from the wire. Raises NetworkError, with one sentence, for anything else."""
    if len(text) > (most := MAX_MESSAGE_BYTES + MAX_TABLE_TEXT):
        raise NetworkError(f"message: expected at most {most} bytes, got {len(text)}")
    try:
        ask = _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NetworkError(f"message: not what this page sends ({reason(error)})") from error
    if (beside := len(text) - len(ask.token or "") - len(ask.table or "")) > MAX_ASK_BYTES:
        raise NetworkError(f"message: expected at most {MAX_ASK_BYTES} bytes, got {beside}")
    return ask


def heading(text: str) -> Heading:
    """What a message is about; nothing of what is no message."""
    try:
        return _headings.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Heading()


def encode(answer: Answer) -> bytes:
    """An answer as JSON, in which a nan or an infinity is null."""
    return _encoder.encode(answer)
