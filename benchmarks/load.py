"""Many visitors at once, without a browser: what an edit costs the server, and who waits how long.

    python -m benchmarks.load [--quick] [--visitors 300]

Starts the server and prints three tables:

- *draggers*: WebSocket clients of ``/live``, each with a scene of its own, who drag so that all of
  them together ask 20 times a second: what differs between the rows is only what the server must
  keep in mind.
- *alone*: one Streamlit session by Streamlit's own protocol whose edits are committed one after
  another: processor time and bytes of the session for each.
- *crowd*: 300 such sessions, each with its wire: every 20 s each of them drags (10 steps) and
  commits. From the commit's message to the acknowledgement in the hub's data.

Processor time is that of the server's process, user and system. What is never answered is counted,
and said with its reason.
"""

import argparse
import asyncio
import contextlib
import os
import time
from pathlib import Path

from benchmarks.page.table import centile, machine
from benchmarks.visits.crowd import Crowd, Doors, Times, alone, visitor
from benchmarks.visits.draggers import dragger, scene_names
from tests.browser.driving.server import Process, running

MOST = 300
DRAGGERS = (1, 12, 13, 50, MOST)
ASKS_A_SECOND = 20
EDIT_EVERY = 20.0
PATIENCE = 90.0
SETTLING = 60  # seconds


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far (Linux; elsewhere nan)."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return float("nan")


def megabytes(pid: int) -> float:
    """Resident memory of a process in MB (Linux; elsewhere nan)."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return float("nan")


def three(values: list[float]) -> str:
    """``p50 / p95 / p99``, or a dash."""
    if not values:
        return "–"
    return " / ".join(f"{centile(values, share):,.1f}" for share in (0.5, 0.95, 0.99))


async def settled(server: Process) -> None:
    """Wait until the server, newly started, has made what it makes beforehand."""
    for _ in range(SETTLING):
        before = cpu_seconds(server.pid)
        await asyncio.sleep(1)
        if cpu_seconds(server.pid) - before <= 0.02:
            return
    print(f"\nThe server was still busy with itself after {SETTLING} s.\n")


async def draggers_row(server: Process, name: str, users: int, seconds: float) -> str:
    """So many visitors who drag, ``ASKS_A_SECOND`` in all."""
    url, ready = server.server.url, asyncio.Barrier(users + 1)
    hubs = [scene_names(name, 1000 + seed) for seed in range(users)]
    pause = users / ASKS_A_SECOND
    going = [
        asyncio.create_task(dragger(url, hub, ready, pause, max(seconds, 2 * pause)))
        for hub in hubs
    ]
    await ready.wait()
    before = cpu_seconds(server.pid)
    found = await asyncio.gather(*going, return_exceptions=True)
    cost = cpu_seconds(server.pid) - before
    waits = [wait for each in found if isinstance(each, list) for wait in each]
    each = f"{1e3 * cost / len(waits):.1f}" if waits else "–"
    row = f"| {name} | {users} | {len(waits)} | {three(waits)} | {each} |"
    failed = Crowd()
    for error in found:
        if isinstance(error, Exception):
            failed.failed(error)
    return row + said(failed)


async def alone_row(server: Process, name: str, edits: int) -> str:
    """One visitor's edits: what each costs."""
    await alone(server.server.url, name, 3, PATIENCE)  # what is made once is made
    before = cpu_seconds(server.pid)
    _, loaded = await alone(server.server.url, name, 0, PATIENCE)
    load = cpu_seconds(server.pid) - before
    before = cpu_seconds(server.pid)
    _, seen = await alone(server.server.url, name, edits, PATIENCE)
    cost = cpu_seconds(server.pid) - before - load
    each = f"{1e3 * cost / len(seen.commits):.1f}" if seen.commits else "–"
    sizes = [float(commit.bytes) for commit in seen.commits]
    size = f"{centile(sizes, 0.5) / 1e3:,.1f}" if sizes else "–"
    waits = [commit.milliseconds for commit in seen.commits]
    row = f"| {name} | {1e3 * load:.0f} | {len(seen.commits)} | {each} | {size} | {three(waits)} |"
    return row + said(seen) + said(loaded)


def said(seen: Crowd) -> str:
    """What failed, a line each."""
    return "".join(f"\nFAILED {count} times: {why}" for why, count in seen.failures.items())


async def crowd_rows(server: Process, name: str, users: int, times: Times) -> str:
    """A crowd that edits."""
    doors, seen, empty = Doors(users), Crowd(), megabytes(server.pid)
    opened = time.perf_counter()
    going = [
        asyncio.create_task(visitor(server.server.url, name, seed, doors, seen, times))
        for seed in range(users)
    ]
    await doors.full.wait()
    opened = time.perf_counter() - opened
    inside, memory = users - sum(seen.failures.values()), megabytes(server.pid) - empty
    before, start = cpu_seconds(server.pid), time.perf_counter()
    doors.begin.set()
    await asyncio.gather(*going)
    cost, lasted = cpu_seconds(server.pid) - before, time.perf_counter() - start
    waits = [commit.milliseconds for commit in seen.commits]
    rows = {
        f"visitors inside, of {users}": f"{inside}",
        "until all were inside, s": f"{opened:.0f}",
        "memory, MB a session": f"{memory / max(1, inside):.2f}",
        "commits acknowledged": f"{len(waits)}",
        "commits a second": f"{len(waits) / lasted:.1f}",
        "commit to acknowledgement, ms, p50 / p95 / p99": three(waits),
        "answers of the wire": f"{len(seen.waits)}",
        "ask to answer, ms, p50 / p95 / p99": three(seen.waits),
        "server, of a core": f"{100 * cost / lasted:.0f} %",
        "memory at the end, MB": f"{megabytes(server.pid):.0f}",
    }
    return "\n".join(f"| {what} | {value} |" for what, value in rows.items()) + said(seen)


async def measure(server: Process, users: int, quick: bool) -> None:
    """All rows, printed as they come."""
    await alone(server.server.url, "2-4-1", 1, PATIENCE)
    await settled(server)
    print("| draggers of | how many | answers | p50 / p95 / p99, ms | server, ms an answer |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for number in DRAGGERS:
        if number <= users:
            row = await draggers_row(server, "2-8-8-8-2", number, 5.0 if quick else 20.0)
            print(row, flush=True)
    print("\n| alone | page, CPU ms | commits | CPU ms each | kB each | p50 / p95 / p99, ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name in ("2-4-1", "2-8-8-8-2", "16-16-16-16-16-16-16-16"):
        print(await alone_row(server, name, 10 if quick else 40), flush=True)
    times = Times(20.0 if quick else 60.0, EDIT_EVERY, PATIENCE)
    print("\n| crowd, 2-4-1, an edit in 20 s each | |\n| --- | ---: |")
    print(await crowd_rows(server, "2-4-1", users, times), flush=True)


def main() -> None:
    """Print the tables, as Markdown."""
    told = argparse.ArgumentParser(description="Many visitors at once, without a browser.")
    told.add_argument("--quick", action="store_true", help="shorter, and a crowd of 30")
    told.add_argument("--visitors", type=int, default=None, help=f"the crowd, at most {MOST}")
    given = told.parse_args()
    users = min(MOST, given.visitors or (30 if given.quick else MOST))
    print(f"{machine()}\n")
    with running() as server:
        asyncio.run(measure(server, users, given.quick))
    print(f"\nload {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
