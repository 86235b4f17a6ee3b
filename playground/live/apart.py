"""Answers that are computed apart from the event loop, by workers, in turns that are fair.

A worker is a process: a thread would take half of the interpreter from whoever asks for little.
Each connection waits for one answer at a time; whoever has used least lately goes first.
"""

import asyncio
import atexit
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

import msgspec

from playground.answers.cost import is_training
from playground.cache import SHARE
from playground.limits import MAX_ANSWER_SECONDS
from playground.live.budget import Share
from playground.live.turns import MOST_REST, Turns
from playground.live.worker import Done, Task, read, write
from playground.operations import recorder
from playground.training.told import hear

WORKERS = max(1, min(3, (os.cpu_count() or 1) - 1))  # processes: a core stays for the event loop
PART = 4  # a worker may remember one part of so many of what the server may
_ROOT = Path(__file__).parents[2]
_decoder = msgspec.msgpack.Decoder(Done)


class EndedError(Exception):
    """A worker ended over its task: it took too long, or more memory than there is."""


class Worker(Protocol):
    """Answers one task at a time."""

    def begin(self) -> None:
        """Be ready for the first task. Raises OSError where it cannot be."""

    def answer(self, task: Task) -> Done:
        """The answer; blocks until it is there. Raises EndedError, or OSError if none starts."""


class Process:
    """A worker process; started when it is first asked, and again whenever it has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.end)

    def begin(self) -> None:
        """Start it, unless it runs: whoever asks first need not wait so long. Raises OSError."""
        if self._process is None or self._process.poll() is not None:
            self.end("itself")
            self._process = _started()
            recorder.worker_began(self._process.pid)

    def answer(self, task: Task) -> Done:
        """The answer; blocks until it is there. Raises EndedError if the process ends over it."""
        self.begin()
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            raise EndedError
        try:
            write(self._process.stdin, msgspec.msgpack.encode(task))
            done = _decoder.decode(read(self._process.stdout))
        except (OSError, EOFError) as error:
            self.end("task")
            raise EndedError from error
        recorder.worker_told(self._process.pid, done.cached, done.rejections)
        if done.is_last:
            self.end("grown")
        if done.told:
            hear(done.told)
        return done

    def end(self, why: recorder.End | None = None) -> None:
        """End it; the next task starts another. It is counted by ``why``, if not ``None``."""
        process, self._process = self._process, None
        if process is None:
            return
        recorder.worker_ended(process.pid, why)
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was not written is lost with it
                    stream.close()


def _started() -> subprocess.Popen[bytes]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "playground.live.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), SHARE: str(PART)},
    )


@dataclass(eq=False)
class _Place:
    """Somebody who waits for a worker."""

    share: Share
    turn: asyncio.Future[Worker]
    home: Worker | None  # the only one that will do: it has trained what is to be trained further


class Apart:
    """Workers, and the queue before them; belongs to the event loop that first asks."""

    def __init__(
        self, workers: Sequence[Worker], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._free = list(workers)
        self._threads = ThreadPoolExecutor(len(workers), "apart")
        self._clock = clock
        self.turns = Turns()  # of what is answered on the event loop itself
        self._waiting: list[_Place] = []
        self._homes: WeakKeyDictionary[Share, Worker] = WeakKeyDictionary()
        for worker in workers:
            self._threads.submit(worker.begin)  # its first task says why if it cannot

    async def answered(self, text: str, share: Share, waited: float = 0.0) -> Done:
        """The answer, when it is this one's turn; the message has ``waited`` so long before.

        As long as it has waited in all, its sender is told to rest. What it has taken is charged
        even if nobody waits for it any more. Raises EndedError, or OSError where there is no
        worker.
        """
        came, loop = self._clock(), asyncio.get_running_loop()
        work: recorder.Work = "training" if is_training(text) else "large"
        with recorder.training_waits() if work == "training" else nullcontext():
            worker = await self._turn(share, self._homes.get(share) if is_training(text) else None)
        if work == "training":
            self._homes[share] = worker
        rest = min(MOST_REST, waited + self._clock() - came)
        computing = self._threads.submit(worker.answer, Task(text, rest))

        def computed(done: Future[Done]) -> None:
            with suppress(RuntimeError):  # the loop has ended, and nobody waits
                loop.call_soon_threadsafe(self._took, worker, share, done)

        computing.add_done_callback(computed)
        with recorder.training_runs() if work == "training" else nullcontext():
            done = await asyncio.wrap_future(computing)
        recorder.took(work, done.seconds)
        return done

    def _took(self, worker: Worker, share: Share, done: Future[Done]) -> None:
        """A worker is free again: charge what it was used for."""
        if not done.cancelled():  # before a thread has taken it
            seconds = MAX_ANSWER_SECONDS if done.exception() else done.result().seconds
            share.computed(seconds, self._clock(), apart=True)
        self._free.append(worker)
        self._pass_on()

    async def _turn(self, share: Share, home: Worker | None) -> Worker:
        place = _Place(share, asyncio.get_running_loop().create_future(), home)
        self._waiting.append(place)
        self._pass_on()
        try:
            return await place.turn
        except asyncio.CancelledError:
            if place in self._waiting:
                self._waiting.remove(place)
            elif place.turn.done() and not place.turn.cancelled():
                self._free.append(place.turn.result())
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """Give what is free to those who have used least; of two, to who waits longer."""
        now = self._clock()
        for place in sorted(self._waiting, key=lambda place: place.share.standing(now)):
            worker = self._free_for(place)
            if worker is None:
                continue
            self._waiting.remove(place)
            if not place.turn.cancelled():
                self._free.remove(worker)
                place.turn.set_result(worker)

    def _free_for(self, place: _Place) -> Worker | None:
        if place.home is not None:
            return place.home if place.home in self._free else None
        return self._free[-1] if self._free else None
