"""One visitor who drags while others train: how long the drag waits, and how fast they get on.

    python -m benchmarks.trainers [--quick] [--trainers 30]

Starts the server on one core of its own (Linux). A client of ``/live`` drags an input of 2-8-8-1
with 500 rows, 30 times a second, first alone and then while others train networks of their own, as
fast as it goes: each asks for its next picture when one has come. Goal: with 30 of them 95 of 100
steps of the drag are answered within 100 ms.
"""

import argparse
import asyncio
import os
import time

from benchmarks.page.table import centile, machine
from benchmarks.visits.draggers import Wire, dragger, wire
from benchmarks.visits.process import cpu_seconds, pin, settled, three
from benchmarks.visits.trainers import NAME, Trainer, moons
from tests.browser.driving.server import Process, running

MOST = 30
STEP_S = 1 / 30  # of the drag
GOAL = 100.0  # ms


async def trainer(
    url: str, seed: int, ready: asyncio.Barrier, seconds: float
) -> tuple[int, list[float]]:
    """One visitor who trains, after all have begun: epochs, and the wait for each picture."""
    async with wire(url) as connection:
        visitor, waits = Trainer(Wire(connection), moons(seed, "train")), []
        await visitor.begin()
        await ready.wait()
        first, until = visitor.epoch, time.perf_counter() + seconds
        while time.perf_counter() < until:
            waits.append(await visitor.go_on())
        return visitor.epoch - first, waits


async def row(server: Process, users: int, seconds: float) -> str:
    """The drag while so many others train."""
    url, ready = server.server.url, asyncio.Barrier(users + 2)
    training = [trainer(url, 100 + seed, ready, seconds) for seed in range(users)]
    hub = moons(1, "forward")
    going = asyncio.gather(dragger(url, hub, ready, STEP_S, seconds), asyncio.gather(*training))
    await ready.wait()
    before, start = cpu_seconds(server.pid), time.perf_counter()
    drags, found = await going
    lasted = time.perf_counter() - start
    used = 100 * (cpu_seconds(server.pid) - before) / lasted
    pictures = [wait for _, waits in found for wait in waits]
    epochs = sum(epochs for epochs, _ in found) / lasted
    trained = f"{epochs:,.0f} | {len(pictures) / lasted:.0f}" if users else "– | –"
    reached = "yes" if centile(drags, 0.95) <= GOAL else "no"
    return (
        f"| {users} | {len(drags)} | {three(drags)} | {reached} | {trained} "
        f"| {three(pictures)} | {used:.0f} % |"
    )


async def measure(server: Process, users: int, seconds: float) -> None:
    """All rows, printed as they come."""
    await row(server, 1, 1.0)  # what is made once is made
    await settled(server)
    print(
        f"| {NAME}: who train | steps of the drag | p50 / p95 / p99, ms | ≤ {GOAL:.0f} "
        "| epochs/s of all | pictures/s of all | a picture, p50 / p95 / p99, ms | server |"
    )
    print("| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for number in sorted({0, 1, users}):
        print(await row(server, number, seconds), flush=True)


def main() -> None:
    """Print the table, as Markdown."""
    told = argparse.ArgumentParser(description="One visitor who drags while others train.")
    told.add_argument("--quick", action="store_true", help="shorter")
    told.add_argument("--trainers", type=int, default=MOST, help=f"how many, at most {MOST}")
    given = told.parse_args()
    print(f"{machine()}\n")
    with running() as server:
        alone = "a core of its own" if pin(server.pid) else "any core"
        asyncio.run(measure(server, min(MOST, given.trainers), 4.0 if given.quick else 10.0))
    print(f"\nthe server on {alone}; load {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
