"""The wire's route: a WebSocket on which a browser asks and is answered, within a budget.

What costs little is answered at once, on the event loop. What is dear, or asked for by somebody who
has used up their share, is computed apart; meanwhile nothing more is read of that connection.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.answers.answer import respond
from playground.answers.cost import is_dear
from playground.answers.known import scene_called
from playground.answers.message import Answer, Heading, encode, heading
from playground.limits import MAX_REFUSED
from playground.live.apart import WORKERS, Apart, EndedError, Process
from playground.live.budget import Ledger, Share
from playground.live.turns import MOST_REST
from playground.live.worker import Done
from playground.operations import recorder

log = logging.getLogger("playground.route")

PATIENCE = 3.0  # seconds after which a page is told that its answer is being made
LONGEST_ENTRY = 10.0  # seconds that a connection waits to be let in; beyond it, it is sent away
_APART = 16  # scenes of a connection that are remembered to be known to the workers alone
_WAITS = encode(Answer(waits=True)).decode()
_REFUSED = b'"error":"message: '  # how an answer to what no page sends begins, behind its number

Message = MutableMapping[str, Any]  # of a socket, as ASGI has them

ledger = Ledger()
_workers = [Process() for _ in range(WORKERS)]
_aparts: dict[asyncio.AbstractEventLoop, Apart] = {}


def apart() -> Apart:
    """The workers and their queue, for the event loop that runs."""
    loop = asyncio.get_running_loop()
    if loop not in _aparts:
        _aparts.clear()  # a process serves from one loop; tests have one after another
        _aparts[loop] = Apart(_workers)
    return _aparts[loop]


def same_origin(websocket: WebSocket) -> bool:
    """Whether the page that opened the socket came from this server (RFC 6455, section 10.2)."""
    origin = websocket.headers.get("origin")
    if origin is None:
        return False
    hosts = (websocket.headers.get("host"), websocket.headers.get("x-forwarded-host"))
    return urlsplit(origin).netloc in [host for host in hosts if host]


async def serve(websocket: WebSocket) -> None:
    """Answer until the browser leaves, or sends too much of what it should not.

    Where a proxy is trusted (``FORWARDED_ALLOW_IPS``), the server has put the address that it tells
    of in place of its own.
    """
    if not same_origin(websocket):
        log.warning("refused: a connection from another origin")
        recorder.refused("origin")
        await websocket.close(1008)
        return
    host = websocket.client.host if websocket.client else ""
    entered = ledger.enter(host, time.monotonic())
    if entered is None:
        log.warning("refused: a connection from an address that has enough of them")
        recorder.refused("connections")
        await websocket.close(1013)
        return
    share, wait = entered
    try:
        if wait > LONGEST_ENTRY:
            log.warning("refused: too many connections from an address at once")
            recorder.refused("connections")
            await websocket.close(1013)
            return
        await asyncio.sleep(wait)
        apart()  # the first who comes has the workers start
        await websocket.accept()
        with recorder.socket():
            await Conversation(websocket, share).hold()
    except WebSocketDisconnect:
        return
    finally:
        ledger.leave(share)


class Conversation:
    """What passes on one connection."""

    def __init__(self, websocket: WebSocket, share: Share) -> None:
        self._websocket, self._share = websocket, share
        self._apart: deque[str] = deque(maxlen=_APART)
        self._next: asyncio.Future[Message] | None = None
        self._rests_until = 0.0  # who asks sooner is read then: resting is no mere courtesy

    async def hold(self) -> None:
        """Answer one message after the other. Raises WebSocketDisconnect at its end."""
        refused = 0
        try:
            while refused < MAX_REFUSED:
                text = await self._answer(await self._received())
                refused += text.startswith(b'{"error"') or _REFUSED in text[:40]
                self._share.sent(len(text), time.monotonic())
                await self._websocket.send_text(text.decode())
            log.warning("closed: too many messages that were refused")
            await self._websocket.close(1008)
        finally:
            if self._next is not None:
                self._next.cancel()

    async def _received(self) -> Message:
        """The next message; one that has been read while another was computed comes first."""
        coming, self._next = self._next, None
        return _still_there(await (coming or self._websocket.receive()))

    async def _answer(self, received: Message) -> bytes:
        """The answer to a message, when its sender has rested and has budget left for it."""
        text, now = received.get("text"), time.monotonic()
        size = len(text if text is not None else received.get("bytes") or b"")
        wait = max(self._share.received(size, now), self._rests_until - now)
        if wait > 0.0:
            recorder.delayed()
            await asyncio.sleep(wait)
        if text is None:
            recorder.refused("binary")
            return encode(Answer(error="wire: expected text"))
        start = time.monotonic()
        asked, is_spent = heading(text), self._share.is_spent(start)
        is_apart = is_spent or is_dear(text, asked) or self._is_known_apart(asked.scene)
        self._share.computed(time.monotonic() - start, time.monotonic(), apart=False)
        if is_apart:
            made = await self._computed_apart(text, asked.scene, wait)
        else:
            made = await self._computed_here(text, asked, wait)
        recorder.answered(size, len(made))
        return made

    async def _computed_here(self, text: str, asked: Heading, waited: float) -> bytes:
        """The answer, made on the event loop when it is this one's turn.

        Its sender is told to rest for as long as the message has waited in all, and while something
        is under way until it is their turn again.
        """
        came, turns = time.monotonic(), apart().turns
        async with turns:
            start = time.monotonic()
            rest = turns.pace.rest(start) if asked.draft else 0.0
            self._rests_until = start + rest
            made = respond(text, rest=min(MOST_REST, rest + waited + start - came))
            seconds = time.monotonic() - start
            turns.pace.took(seconds, start, self if asked.draft else None)
        self._share.computed(seconds, start + seconds, apart=False)
        recorder.took("drawing", seconds)
        return made

    def _is_known_apart(self, name: str) -> bool:
        """Whether the workers alone have been told of a scene."""
        return name in self._apart and scene_called(name) is None

    async def _computed_apart(self, text: str, name: str, waited: float) -> bytes:
        """The answer of a worker; whoever leaves before it is their turn gives it up."""
        if name not in self._apart:
            self._apart.append(name)
        computing = asyncio.create_task(apart().answered(text, self._share, waited))
        try:
            await self._waited(computing)
            done = await computing
        except EndedError:
            log.warning("ended: an answer took too much time or memory")
            recorder.refused("time")
            return encode(Answer(error="wire: that takes too long"))
        except OSError:
            log.exception("no worker could be started")
            return await asyncio.to_thread(respond, text)
        finally:
            computing.cancel()
        return done.answer

    async def _waited(self, computing: asyncio.Task[Done]) -> None:
        """Until it is computed, tell the page now and then that it will be: it takes what is silent
        for lost. Raises WebSocketDisconnect when the page leaves.
        """
        self._next = coming = asyncio.ensure_future(self._websocket.receive())
        while not (computing.done() or coming.done()):
            either, _ = await asyncio.wait(
                {computing, coming}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
            )
            if not either:
                await self._websocket.send_text(_WAITS)
        if not computing.done():
            _still_there(coming.result())


def _still_there(message: Message) -> Message:
    """The message. Raises WebSocketDisconnect for that of a browser that has left."""
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect
    return message
