"""Many learners at once: who waits how long, what a commit costs, and what a session leaves behind.

    python -m benchmarks.load [--quick] [--learners 300] [--visits 3000] [--browsers 2]

Starts the server on one core of its own (Linux), on loopback, and prints:

- *draggers*: WebSocket clients of ``/live``, each with a scene of its own, who drag so that all of
  them together ask 20 times a second: what differs between the rows is only what the server must
  keep in mind.
- *alone*: one Streamlit session by Streamlit's own protocol whose edits are committed one after
  another: processor time and bytes of the session for each.
- *learners*: 10, 30, 100 and 300 of them, each with a session and a wire, who drag one second in
  five and commit that; a third of them train all the while. Two real browsers drag beside them.
- *visits*: sessions that are opened, used and closed again, and the server's memory after each 500.

Processor time is that of the server's process, user and system. What is never answered is counted,
and said with its reason. The last table holds the goals and whether each was reached.
"""

import argparse
import asyncio
import os
from dataclasses import dataclass, field

import uvloop

from benchmarks.page.table import centile, machine
from benchmarks.visits.browsers import Browsers, opened
from benchmarks.visits.classroom import Lesson, lesson
from benchmarks.visits.draggers import dragger, scene_names
from benchmarks.visits.learners import Seen, alone
from benchmarks.visits.process import cpu_seconds, megabytes, pin, settled, three
from benchmarks.visits.rounds import visits
from tests.browser.driving.server import Process, running

LEARNERS = (10, 30, 100, 300)
DRAGGERS = (1, 12, 13, 50, 300)
DRAWN = ("2-4-1", "2-8-8-8-2", "16-16-16-16-16-16-16-16")
ASKS_A_SECOND = 20
PATIENCE = 60.0
ROUND = 500  # visits, after which memory is looked at
MOST_LEARNERS, MOST_VISITS, MOST_BROWSERS = 300, 10_000, 4


@dataclass
class Goals:
    """What was wanted, what came, and whether that will do."""

    rows: list[str] = field(default_factory=list)

    def at_most(self, what: str, value: float, most: float, unit: str) -> None:
        """Note that ``value`` should be ``most`` or less."""
        reached = "yes" if value <= most else "no"
        self.rows.append(f"| {what} | {value:,.1f} {unit} | ≤ {most:,.0f} {unit} | {reached} |")

    def printed(self) -> str:
        """All of them as a table."""
        return "\n".join(
            ["| goal | came | wanted | reached |", "| --- | ---: | ---: | --- |", *self.rows]
        )


def said(seen: Seen) -> str:
    """What failed, a line each."""
    return "".join(f"\nFAILED {count} times: {why}" for why, count in seen.failures.items())


async def draggers_row(server: Process, name: str, users: int, seconds: float) -> str:
    """So many visitors who drag, ``ASKS_A_SECOND`` in all."""
    url, ready = server.server.url, asyncio.Barrier(users + 1)
    hubs = [scene_names(name, 1000 + seed) for seed in range(users)]
    pause = users / ASKS_A_SECOND
    going = [
        asyncio.create_task(dragger(url, hub, ready, pause, max(seconds, pause))) for hub in hubs
    ]
    await ready.wait()
    before = cpu_seconds(server.pid)
    found = await asyncio.gather(*going, return_exceptions=True)
    cost = cpu_seconds(server.pid) - before
    waits = [wait for each in found if isinstance(each, list) for wait in each]
    each = f"{1e3 * cost / len(waits):.1f}" if waits else "–"
    row = f"| {name} | {users} | {len(waits)} | {three(waits)} | {each} |"
    failed = Seen()
    for error in found:
        if isinstance(error, BaseException):
            failed.failed(error)
    return row + said(failed)


async def draggers(server: Process, seconds: float) -> None:
    """All rows of who drags, printed as they come."""
    print("| draggers of | how many | answers | p50 / p95 / p99, ms | server, ms an answer |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for number in DRAGGERS:
        print(await draggers_row(server, "2-8-8-8-2", number, seconds), flush=True)


async def alone_row(server: Process, name: str, edits: int, goals: Goals) -> str:
    """One visitor's edits: what each costs."""
    await alone(server.server.url, name, 3, PATIENCE)  # what is made once is made
    before = cpu_seconds(server.pid)
    loaded = await alone(server.server.url, name, 0, PATIENCE)
    load = cpu_seconds(server.pid) - before
    before = cpu_seconds(server.pid)
    seen = await alone(server.server.url, name, edits, PATIENCE)
    cost = 1e3 * (cpu_seconds(server.pid) - before - load) / max(1, len(seen.commits))
    size = centile([commit.bytes / 1e3 for commit in seen.commits] or [float("nan")], 0.5)
    waits = [commit.milliseconds for commit in seen.commits]
    goals.at_most(f"a commit of {name}, processor time", cost, 10, "ms")
    goals.at_most(f"a commit of {name}, bytes", size, 3, "kB")
    row = f"| {name} | {1e3 * load:.0f} | {len(waits)} | {cost:.1f} | {size:.1f} | {three(waits)} |"
    return row + said(seen) + said(loaded)


async def commits(server: Process, edits: int, goals: Goals) -> None:
    """All rows of who commits alone, printed as they come."""
    print("\n| alone | page, CPU ms | commits | CPU ms each | kB each | p50 / p95 / p99, ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name in DRAWN:
        print(await alone_row(server, name, edits, goals), flush=True)


def learners_row(found: Lesson, browsers: Browsers) -> str:
    """What a classroom has seen."""
    seen, wrong = found.seen, sum(found.seen.failures.values()) + len(browsers.failures)
    waits = [commit.milliseconds for commit in seen.commits]
    cells = (
        f"{found.learners}",
        f"{found.opened:.1f}",
        f"{len(seen.drags)}: {three(seen.drags)}",
        f"{len(seen.training_drags)}: {three(seen.training_drags)}",
        f"{three(seen.movements)}",
        f"{len(waits)}: {three(waits)}",
        f"{len(seen.pictures)}: {three(seen.pictures)}",
        f"{len(found.lags)}: {three(found.lags)}",
        f"{wrong}",
        f"{100 * found.server:.0f} %",
        f"{found.memory:.0f}",
        f"{100 * found.clients:.0f} %, {found.late:.0f}",
    )
    faults = "".join(f"\nFAILED in a browser: {why}" for why in browsers.failures)
    return f"| {' | '.join(cells)} |{said(seen)}{faults}"


def judge(found: Lesson, goals: Goals) -> None:
    """What is wanted of the larger classrooms."""
    wrong = sum(found.seen.failures.values())
    waits = [commit.milliseconds for commit in found.seen.commits] or [float("inf")]
    name = f"{found.learners} learners"
    if found.learners == 100:
        drags = centile(found.seen.drags or [float("inf")], 0.95)
        goals.at_most(f"{name}, the wire's p95", drags, 100, "ms")
        goals.at_most(f"{name}, p95 of a commit", centile(waits, 0.95), 300, "ms")
        goals.at_most(f"{name}, memory", found.memory, 250, "MB")
    if found.learners == 300:
        goals.at_most(f"{name}, p95 of a commit", centile(waits, 0.95), 1000, "ms")
        goals.at_most(f"{name}, errors", wrong, 0, "")


async def learners(server: Process, most: int, seconds: float, pages: int, goals: Goals) -> None:
    """All rows of learners, printed as they come."""
    print(
        "\n| learners | open, s | steps of drags: ms | of drags while one trains: ms "
        "| a movement is seen within: ms | commits: ms | pictures of trainings: ms "
        f"| {pages} browsers, pointer to paint: ms | errors | server, of a core | MB "
        "| clients, of a core, and late by, ms |"
    )
    print(f"|{' ---: |' * 12}")
    async with opened(server.server.url, pages) as browsers:
        for number in LEARNERS:
            if number <= most:
                found = await lesson(server, number, seconds, browsers)
                print(learners_row(found, browsers), flush=True)
                judge(found, goals)
                browsers.failures.clear()


async def rounds(server: Process, most: int, goals: Goals) -> None:
    """Sessions that come and go, and what they leave behind."""
    print("\n| visits, opened and closed | memory, MB |\n| ---: | ---: |", flush=True)
    seen, found = Seen(), list[float]()
    for first in range(0, most, ROUND):
        numbers = range(first, min(most, first + ROUND))
        await visits(server.server.url, numbers, seen, PATIENCE)
        found.append(megabytes(server.pid))
        print(f"| {numbers.stop:,} | {found[-1]:.0f} |", flush=True)
    print(said(seen))
    goals.at_most(f"{most:,} visits, growth after the first {ROUND}", found[-1] - found[0], 5, "MB")


async def measure(server: Process, given: argparse.Namespace) -> None:
    """All tables, printed as they come."""
    goals, quick = Goals(), given.quick
    await alone(server.server.url, DRAWN[0], 1, PATIENCE)
    await settled(server)
    print(f"The server at rest: {megabytes(server.pid):.0f} MB.\n", flush=True)
    await commits(server, 10 if quick else 100, goals)
    if given.learners:
        seconds = 5.0 if quick else 20.0
        await learners(server, given.learners, seconds, given.browsers, goals)
    if given.visits:
        await rounds(server, given.visits, goals)
    if not quick:
        print()
        await draggers(server, 5.0)
    print(f"\n{goals.printed()}")


def main() -> None:
    """Print the tables, as Markdown."""
    told = argparse.ArgumentParser(description="Many learners at once.")
    told.add_argument("--quick", action="store_true", help="shorter, with fewer of all")
    told.add_argument("--learners", type=int, help=f"at most so many, {MOST_LEARNERS} or less")
    told.add_argument("--visits", type=int, help=f"opened and closed, {MOST_VISITS} or fewer")
    told.add_argument("--browsers", type=int, default=2, help=f"{MOST_BROWSERS} or fewer")
    given = told.parse_args()
    usual = (100, ROUND) if given.quick else (MOST_LEARNERS, 3000)
    wanted = (given.learners, given.visits)
    learners_, visits_ = (u if w is None else w for w, u in zip(wanted, usual, strict=True))
    given.learners, given.visits = min(learners_, MOST_LEARNERS), min(visits_, MOST_VISITS)
    given.browsers = min(given.browsers, MOST_BROWSERS)
    print(f"{machine()}\n")
    with running() as server:
        alone_ = "a core of its own" if pin(server.pid) else "any core"
        uvloop.run(measure(server, given))
    print(f"\nthe server on {alone_}; load {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
