"""Visitors of the wire who drag: how long each of them waits for an answer."""

import asyncio
import random
import time
from collections.abc import Sequence

import msgspec
import websockets

from benchmarks.page.networks import INPUT, NETWORKS, scene_of
from benchmarks.visits.formats import (
    VIEW,
    Message,
    ask,
    dragged,
    is_unknown,
    is_waits,
    rest,
    told,
    with_token,
)
from benchmarks.visits.stream import UnansweredError
from playground import document
from playground.answers.known import digest

FARTHEST = 3.0


def encoded(message: Message) -> str:
    """A message as the page sends it."""
    return msgspec.json.encode(message).decode()


class Wire:
    """One visitor's wire."""

    def __init__(self, connection: websockets.ClientConnection) -> None:
        """Ask over ``connection``."""
        self._connection = connection
        self._held: dict[str, str] = {}
        self._number, self._rests_until = 0, 0.0
        self._value = round(random.uniform(-3, 0), 2)

    async def drag(self, hub: Message, patience: float = 60.0) -> float:
        """One step of a drag in the hub's scene: milliseconds until it is answered.

        Raises UnansweredError.
        """
        await self.rested()
        start = time.perf_counter()
        await self.see(hub, [self.step()], VIEW, patience)
        return 1e3 * (time.perf_counter() - start)

    async def rested(self) -> None:
        """Wait for as long as the last answer asked for: what is said then is new."""
        await asyncio.sleep(max(0.0, self._rests_until - time.perf_counter()))

    def step(self) -> Message:
        """One step more of the drag."""
        self._value = round(self._value + 0.01, 2) if self._value < FARTHEST else -FARTHEST
        return dragged(INPUT, self._value)

    async def see(
        self,
        hub: Message,
        draft: list[Message],
        view: Message,
        patience: float = 60.0,
        done: Sequence[Message] = (),
    ) -> Message:
        """What the page is answered about the hub's scene with what is under way, seen as ``view``.

        ``done`` is what the session has not acknowledged yet.

        A scene that the server has forgotten is asked for once more, with its token. Raises
        UnansweredError.
        """
        await self.rested()
        self._number += 1
        asked = ask(hub, self._number, draft, self._held, view, done)
        answer = await self._answer(asked, patience)
        if is_unknown(answer):
            answer = await self._answer(with_token(asked, hub), patience)
        held = told(answer, self._held)
        if held is None:
            raise UnansweredError(f"the wire shows nothing: {str(answer)[:120]}")
        self._held = held
        return answer

    async def _answer(self, asked: Message, patience: float) -> Message:
        await self._connection.send(encoded(asked))
        try:
            answer = await asyncio.wait_for(answer_of(self._connection), patience)
        except TimeoutError:
            raise UnansweredError(f"no answer of the wire within {patience:.0f} s") from None
        found: Message = msgspec.json.decode(answer)
        self._rests_until = time.perf_counter() + rest(found)
        return found


async def answer_of(connection: websockets.ClientConnection) -> bytes:
    """The next answer; that it is still being made is none."""
    while is_waits(answer := await connection.recv(decode=False)):
        pass
    return answer


def wire(url: str) -> websockets.connect:
    """A connection to the wire of the server at ``url``."""
    address = url.replace("http", "ws", 1) + "/live"
    return websockets.connect(
        address, origin=websockets.Origin(url), max_size=None, open_timeout=60, ping_timeout=None
    )


def scene_names(name: str, seed: int) -> Message:
    """What a hub tells of a scene that nobody else has: its digest and its token."""
    token = document.scene_to_token(scene_of(NETWORKS[name], seed))
    return {"scene": digest(token), "token": token}


async def dragger(
    url: str, hub: Message, ready: asyncio.Barrier, pause: float, seconds: float
) -> list[float]:
    """One visitor who drags a step every ``pause`` seconds, after all have begun; the waits."""
    async with wire(url) as connection:
        visitor = Wire(connection)
        await visitor.drag(hub)
        await ready.wait()
        until = time.perf_counter() + seconds
        await asyncio.sleep(random.random() * pause)
        waits = []
        while (start := time.perf_counter()) < until:
            waits.append(await visitor.drag(hub))
            await asyncio.sleep(max(0.0, start + pause - time.perf_counter()))
        return waits
