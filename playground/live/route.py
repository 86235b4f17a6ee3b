"""The wire's route: a WebSocket on which a browser asks and is answered, within a budget."""

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.answers.answer import is_large, is_training, respond
from playground.answers.message import Answer, encode
from playground.limits import MAX_BURST, MAX_PER_SECOND, MAX_REFUSED
from playground.operations import recorder

log = logging.getLogger("playground.route")


def same_origin(websocket: WebSocket) -> bool:
    """Whether the page that opened the socket came from this server (RFC 6455, section 10.2)."""
    origin = websocket.headers.get("origin")
    if origin is None:
        return False
    hosts = (websocket.headers.get("host"), websocket.headers.get("x-forwarded-host"))
    return urlsplit(origin).netloc in [host for host in hosts if host]


class Meter:
    """A token bucket: ``MAX_PER_SECOND`` messages, ``MAX_BURST`` at once."""

    def __init__(self, now: float) -> None:
        self._left = MAX_BURST
        self._last = now

    def allows(self, now: float) -> bool:
        """Whether a message that comes at ``now`` (seconds) may be answered."""
        self._left = min(MAX_BURST, self._left + (now - self._last) * MAX_PER_SECOND)
        self._last = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


async def serve(websocket: WebSocket) -> None:
    """Answer until the browser leaves, or sends too much of what it should not."""
    if not same_origin(websocket):
        log.warning("refused: a connection from another origin")
        recorder.refused("origin")
        await websocket.close(1008)
        return
    await websocket.accept()
    with recorder.socket():
        await _serve(websocket)


async def _serve(websocket: WebSocket) -> None:
    meter, refused = Meter(time.monotonic()), 0
    try:
        while refused < MAX_REFUSED:
            received = await websocket.receive()
            if received["type"] == "websocket.disconnect":
                return
            why = _refused(received, meter)
            refused += why is not None
            text = await _counted(received["text"]) if why is None else _error(why)
            await websocket.send_text(text.decode())
        log.warning("closed: too many messages that were refused")
        await websocket.close(1008)
    except WebSocketDisconnect:
        return


def _refused(received: Mapping[str, Any], meter: Meter) -> str | None:
    """Why a message is not even read, or ``None``."""
    if received.get("text") is None:
        recorder.refused("binary")
        return "expected text"
    if meter.allows(time.monotonic()):
        return None
    recorder.refused("rate", len(received["text"]))
    return "too many messages at once"


def _error(why: str) -> bytes:
    return encode(Answer(error=f"wire: {why}"))


_training = asyncio.Semaphore(1)


async def _counted(text: str) -> bytes:
    answer = await _answered(text)
    recorder.answered(len(text), len(answer))
    return answer


async def _answered(text: str) -> bytes:
    """The answer; one that may take long is made in a thread, so that nobody else waits for it.

    Trainings take their turns, a slice each: with more of them each gets fewer epochs a second, and
    whoever drags shares the processor with one of them.
    """
    if is_training(text):
        with recorder.training_waits():
            await _training.acquire()
        try:
            with recorder.training_runs(), recorder.computing("training"):
                return await asyncio.to_thread(respond, text)
        finally:
            _training.release()
    if is_large(text):
        with recorder.computing("large"):
            return await asyncio.to_thread(respond, text)
    with recorder.computing("drawing"):
        return respond(text)
