"""Learners in a classroom: each drags one second in five, commits it, and a third of them train.

Each has a session by Streamlit's own protocol and a wire, as a page has, and asks as a page does:
one message at a time, the next step of a drag no sooner than the last one is answered. Who trains
plays the epochs at the usual pace between two drags, and tells the session how far it has come.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.page.networks import NETWORKS, scene_of
from benchmarks.visits.draggers import Wire, wire
from benchmarks.visits.formats import USUAL, VIEW, Message
from benchmarks.visits.stream import Commit, StreamSession, UnansweredError, session
from benchmarks.visits.trainers import Trainer, moons_scene
from playground import document

NAME = "2-4-1"  # what those draw who do not train
PERIOD = 5.0  # seconds from one drag to the next
DRAG = 1.0  # seconds that each lasts
STEP = 1 / 30  # seconds between two of its steps, at the least
THIRD = 3  # one of so many trains
AT_ONCE = 8  # learners who open the page at the same time
FAULTS = (UnansweredError, OSError, EOFError)


@dataclass
class Seen:
    """What learners have seen: commits, waits of their drags and trainings in ms, and faults.

    ``training_drags`` are those of learners who train meanwhile: each step asks for that, too.
    ``movements`` are the longest waits from a movement to its picture, of those who do not train:
    one that was made just after a step was asked for is in the next one.

    Nothing counts before ``counts`` is true.
    """

    counts: bool = False
    commits: list[Commit] = field(default_factory=list)
    drags: list[float] = field(default_factory=list)
    training_drags: list[float] = field(default_factory=list)
    movements: list[float] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)

    def failed(self, error: BaseException) -> None:
        """Note why a learner's step failed."""
        self.failures[f"{type(error).__name__}: {error}"[:160]] += 1

    def took(self, waits: list[float], wait: float) -> None:
        """Note how long an answer took."""
        if self.counts:
            waits.append(wait)


def query(name: str, seed: int) -> str:
    """The parameters of the link of a scene that nobody else has."""
    return urlencode(document.link(scene_of(NETWORKS[name], seed)))


def training_query(seed: int) -> str:
    """The same of one that is trained."""
    return urlencode(document.link(moons_scene(seed, "train")))


class Learner:
    """One learner at the page."""

    def __init__(self, stream: StreamSession, drags: Wire, seen: Seen, patience: float) -> None:
        """Learn by a session and a wire; ``patience`` is the longest wait in seconds."""
        self._stream, self._wire, self._seen, self._patience = stream, drags, seen, patience

    async def begin(self) -> None:
        """See the page."""
        await self._wire.see(self._stream.hub, [], VIEW, self._patience)

    async def period(self, until: float) -> None:
        """Drag, commit that, and rest."""
        last = await self._drag(self._show, self._seen.drags, self._seen.movements)
        await self._wire.see(self._stream.hub, [], VIEW, self._patience, [last])
        await self._report([last])

    async def _show(self, step: Message) -> None:
        await self._wire.see(self._stream.hub, [step], VIEW, self._patience)

    async def _drag(
        self,
        show: Callable[[Message], Awaitable[object]],
        waits: list[float],
        movements: list[float],
    ) -> Message:
        """Drag for a second, and note how long each step, and each movement, waits; the last."""
        until, last = time.perf_counter() + DRAG, 0.0
        while (start := time.perf_counter()) < until:
            step = self._wire.step()
            await show(step)
            came = time.perf_counter()
            self._seen.took(waits, 1e3 * (came - start))
            if last:
                self._seen.took(movements, 1e3 * (came - last))
            last = start
            await asyncio.sleep(max(0.0, start + STEP - time.perf_counter()))
            await self._wire.rested()
        return step

    async def _report(self, gestures: list[Message]) -> None:
        commit = await self._stream.commit(gestures, self._patience)
        if self._seen.counts:
            self._seen.commits.append(commit)


class TrainingLearner(Learner):
    """One who trains meanwhile."""

    def __init__(self, stream: StreamSession, drags: Wire, seen: Seen, patience: float) -> None:
        """Train what the session shows."""
        super().__init__(stream, drags, seen, patience)
        self._trainer = Trainer(drags, stream.hub, USUAL)

    async def begin(self) -> None:
        """See the page with its training."""
        await self._trainer.begin(patience=self._patience)

    async def period(self, until: float) -> None:
        """Drag, commit that with what has been trained, and train on."""
        trainer = self._trainer
        last = await self._drag(trainer.drag, self._seen.training_drags, [])
        done = [*trainer.to_keep(), last]
        await trainer.begin(done, self._patience)
        await self._report(done)
        trainer.hub = self._stream.hub
        while (start := time.perf_counter()) < until:
            self._seen.took(self._seen.pictures, await trainer.go_on(self._patience))
            await asyncio.sleep(max(0.0, start + trainer.stay - time.perf_counter()))


class Doors:
    """Tells when every learner has come in or failed to, when to begin, and when to leave."""

    def __init__(self, learners: int) -> None:
        """Wait for that many ``learners``."""
        self._missing = learners
        self.entry = asyncio.Semaphore(AT_ONCE)
        self.full = asyncio.Event()
        self.begin = asyncio.Event()
        self.until = 0.0

    def entered(self) -> None:
        """One more has come in, or failed to."""
        self._missing -= 1
        if not self._missing:
            self.full.set()


async def learner(url: str, seed: int, doors: Doors, seen: Seen, patience: float) -> None:
    """One learner: opens the page, and drags and commits every ``PERIOD`` until all leave."""
    trains, inside = seed % THIRD == 0, False
    asked = training_query(seed) if trains else query(NAME, seed)
    try:
        async with session(url, asked) as stream, wire(url) as connection:
            async with doors.entry:
                await stream.load(patience)
                kind = TrainingLearner if trains else Learner
                who = kind(stream, Wire(connection), seen, patience)
                await who.begin()
            inside = True
            doors.entered()
            await doors.begin.wait()
            await asyncio.sleep(random.random() * PERIOD)
            while (start := time.perf_counter()) < doors.until:
                try:
                    await who.period(start + PERIOD)
                except UnansweredError as error:
                    seen.failed(error)
                await asyncio.sleep(max(0.0, start + PERIOD - time.perf_counter()))
    except FAULTS as error:
        seen.failed(error)
    finally:
        if not inside:
            doors.entered()


async def alone(url: str, name: str, edits: int, patience: float) -> Seen:
    """One visitor's commits, one after another, with nothing else to do."""
    seen = Seen(counts=True)
    async with session(url, query(name, 0)) as visitor:
        await visitor.load(patience)
        values = (round(random.uniform(-3, 3), 2) for _ in range(edits))
        for value in values:
            try:
                done = [{"target": "input/0", "value": value}]
                seen.commits.append(await visitor.commit(done, patience))
            except FAULTS as error:
                seen.failed(error)
    return seen
