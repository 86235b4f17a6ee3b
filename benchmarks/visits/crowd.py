"""Many visitors at once, each with a session and a wire, who drag and commit."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.page.networks import INPUT, NETWORKS, scene_of
from benchmarks.visits.draggers import Wire, wire
from benchmarks.visits.stream import Commit, StreamSession, UnansweredError, session
from playground import document

STEPS = 10  # of a drag, before it is committed
STEP_S = 1 / 30
AT_ONCE = 8  # visitors who open the page at the same time
FAULTS = (UnansweredError, OSError, EOFError)


@dataclass
class Crowd:
    """What a crowd has seen: commits, waits of its wires in ms, and why something failed."""

    commits: list[Commit] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)

    def failed(self, error: Exception) -> None:
        """Note why a visitor's step failed."""
        self.failures[f"{type(error).__name__}: {error}"[:160]] += 1


def query(name: str, seed: int) -> str:
    """The parameters of the link of a scene that nobody else has."""
    return urlencode(document.link(scene_of(NETWORKS[name], seed)))


async def edit(visitor: StreamSession, drags: Wire | None, seen: Crowd, patience: float) -> None:
    """One drag, where there is a wire, and its commit."""
    try:
        for _ in range(STEPS if drags else 0):
            assert drags is not None
            start = time.perf_counter()
            seen.waits.append(await drags.drag(visitor.hub, patience))
            await asyncio.sleep(max(0.0, start + STEP_S - time.perf_counter()))
        value = round(random.uniform(-3, 3), 2)
        seen.commits.append(await visitor.commit(INPUT, value, patience))
    except FAULTS as error:
        seen.failed(error)


async def alone(url: str, name: str, edits: int, patience: float) -> tuple[StreamSession, Crowd]:
    """One visitor's commits, one after another, with nothing else to do."""
    seen = Crowd()
    async with session(url, query(name, 0)) as visitor:
        await visitor.load(patience)
        for _ in range(edits):
            await edit(visitor, None, seen, patience)
    return visitor, seen


class Doors:
    """Tells when every visitor has come in or failed to, and when the editing may begin."""

    def __init__(self, visitors: int) -> None:
        """Wait for that many ``visitors``."""
        self._missing = visitors
        self._entry = asyncio.Semaphore(AT_ONCE)
        self.full = asyncio.Event()
        self.begin = asyncio.Event()

    async def enter(self, visitor: StreamSession, patience: float) -> None:
        """Load the page, when it is this visitor's turn."""
        async with self._entry:
            await visitor.load(patience)

    def entered(self) -> None:
        """One more has come in, or failed to."""
        self._missing -= 1
        if not self._missing:
            self.full.set()


async def visitor(
    url: str, name: str, seed: int, doors: Doors, seen: Crowd, times: "Times"
) -> None:
    """One visitor: loads the page, and edits every ``times.pause`` seconds."""
    inside = False
    try:
        async with session(url, query(name, seed)) as stream, wire(url) as connection:
            await doors.enter(stream, times.patience)
            drags, inside = Wire(connection), True
            doors.entered()
            await doors.begin.wait()
            until = time.perf_counter() + times.seconds
            await asyncio.sleep(random.random() * times.pause)
            while (start := time.perf_counter()) < until:
                await edit(stream, drags, seen, times.patience)
                await asyncio.sleep(max(0.0, start + times.pause - time.perf_counter()))
    except FAULTS as error:
        seen.failed(error)
    finally:
        if not inside:
            doors.entered()


@dataclass(frozen=True)
class Times:
    """Seconds: how long a crowd edits, how often each of it, and how long each waits at most."""

    seconds: float
    pause: float
    patience: float
