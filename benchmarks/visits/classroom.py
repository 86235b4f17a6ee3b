"""A classroom of learners and a few real browsers for a while: what all of them have waited."""

import asyncio
import contextlib
import time
from dataclasses import dataclass

from benchmarks.page.table import centile
from benchmarks.visits.browsers import Browsers
from benchmarks.visits.learners import PERIOD, Doors, Seen, learner
from benchmarks.visits.process import cpu_seconds, megabytes
from tests.browser.driving.server import Process

PATIENCE = 60.0
LOOK = 0.01  # seconds between two looks at how late this process is


@dataclass(frozen=True)
class Lesson:
    """What was seen: by the learners, and of the server and of this process, the clients'.

    ``server`` and ``clients`` are shares of a core, ``late`` is by how many ms this process comes
    late to what it waits for (p95), ``memory`` the server's in MB.
    """

    learners: int
    opened: float
    seen: Seen
    lags: list[float]
    server: float
    clients: float
    late: float
    memory: float


async def _lateness(found: list[float]) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(LOOK)
        found.append(1e3 * (time.perf_counter() - start - LOOK))


async def lesson(server: Process, learners: int, seconds: float, browsers: Browsers) -> Lesson:
    """So many learners, after a first period that does not count."""
    url, doors, seen, late = server.server.url, Doors(learners), Seen(), list[float]()
    start = time.perf_counter()
    going = [
        asyncio.create_task(learner(url, seed, doors, seen, PATIENCE)) for seed in range(learners)
    ]
    await doors.full.wait()
    opened = time.perf_counter() - start
    doors.until = time.perf_counter() + PERIOD + seconds
    doors.begin.set()
    await asyncio.sleep(PERIOD)
    seen.counts = True
    watch = asyncio.create_task(_lateness(late))
    start, cpu, own = time.perf_counter(), cpu_seconds(server.pid), time.process_time()
    lags = await browsers.drag(doors.until)
    await asyncio.sleep(max(0.0, doors.until - time.perf_counter()))
    lasted = time.perf_counter() - start
    shares = (cpu_seconds(server.pid) - cpu) / lasted, (time.process_time() - own) / lasted
    memory = megabytes(server.pid)
    watch.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watch
    await asyncio.gather(*going)
    return Lesson(learners, opened, seen, lags, *shares, centile(late, 0.95), memory)
