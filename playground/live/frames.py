"""Frames of a socket that are no message by themselves: pings, pongs, and pieces of messages.

The server's own WebSocket protocol takes them before anybody of ours is asked: it answers each ping
at once, and puts pieces together. No page can send a ping, and a browser sends few pieces; whoever
sends many keeps the event loop from everybody else. Their connection ends.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from playground.live.budget import Bucket, Rate
from playground.operations import recorder

log = logging.getLogger("playground.frames")

#: What a connection may have: the largest message in pieces of 20 kB, and a ping now and then.
FRAMES = Rate(20.0, 200.0)
#: Bytes that are read before it is looked at what was in them: 700 of the smallest frames.
AT_ONCE = 4096
_HANDLERS = ("handle_ping", "handle_pong", "handle_cont")
_left: WeakKeyDictionary[WebSocketsSansIOProtocol, Bucket] = WeakKeyDictionary()


def limit_frames() -> None:
    """Hold every connection, ours and Streamlit's, to its budget of frames from now on."""
    for name in _HANDLERS:
        setattr(WebSocketsSansIOProtocol, name, _counted(getattr(WebSocketsSansIOProtocol, name)))
    receive = WebSocketsSansIOProtocol.data_received

    @wraps(receive)
    def in_pieces(self: WebSocketsSansIOProtocol, data: bytes) -> None:
        for at in range(0, len(data), AT_ONCE):
            if self.transport.is_closing():
                return
            receive(self, data[at : at + AT_ONCE])

    WebSocketsSansIOProtocol.data_received = in_pieces  # type: ignore[method-assign]


def _counted(handle: Callable[..., None]) -> Callable[..., None]:
    """What handles a frame, for as long as there is budget left for it."""

    @wraps(handle)
    def handle_within(self: WebSocketsSansIOProtocol, *frame: Any) -> None:
        if self.transport.is_closing():
            return
        now = self.loop.time()
        left = _left.get(self) or _left.setdefault(self, Bucket(FRAMES, now))
        if left.take(1.0, now) == 0.0:
            handle(self, *frame)
            return
        log.warning("closed: too many frames that are no messages")
        recorder.refused("frames")
        self.transport.abort()

    return handle_within
