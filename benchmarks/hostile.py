"""Ordinary visitors beside a hostile one: how much longer they wait.

    python -m benchmarks.hostile [--rounds 3] [--seconds 6] [--only training]

Starts the server and ten visitors who drag on 2-8-8-8-2, two steps a second each. In turns they are
alone and beside one client that sends as fast as it is answered, of each kind in
``benchmarks.visits.hostiles``; it comes from the same address as they do. Both turns of a kind are
compared, so that other work on the machine counts in both alike. Goal: a ratio of p95 of at most
1.2.
"""

import argparse
import asyncio
import multiprocessing
import os
import time
from multiprocessing.synchronize import Event

from benchmarks.load import settled
from benchmarks.page.table import centile, machine, pair
from benchmarks.visits.draggers import Wire, scene_names, wire
from benchmarks.visits.hostiles import KINDS, attack
from tests.browser.driving.server import Process, running

VISITORS, PAUSE = 10, 0.5
NAME = "2-8-8-8-2"
BEGINNING = 4.0  # seconds until a hostile client has made its messages
CALM = 1.0  # seconds after a turn that count in none

Waits = dict[bool, list[float]]


class Turn:
    """Whose turn it is: of the visitors alone (False), with the other (True), or of none."""

    now: bool | None = None


async def visitor(url: str, seed: int, turn: Turn, waits: Waits) -> None:
    """Drag for ever; a wait counts in the turn in which it began, with the rest before it."""
    hub = scene_names(NAME, seed)
    async with wire(url) as connection:
        dragging = Wire(connection)
        await asyncio.sleep(PAUSE * seed / VISITORS)
        while True:
            start, now = time.perf_counter(), turn.now
            await dragging.drag(hub)
            if now is not None:
                waits[now].append(1e3 * (time.perf_counter() - start))
            await asyncio.sleep(max(0.0, start + PAUSE - time.perf_counter()))


async def row(server: Process, kind: str, rounds: int, seconds: float) -> str:
    """One kind of hostile client."""
    context, turn = multiprocessing.get_context("spawn"), Turn()
    waits: Waits = {False: [], True: []}
    on: Event = context.Event()
    hostile = context.Process(target=attack, args=(kind, server.server.url, on), daemon=True)
    hostile.start()
    visits = [
        asyncio.create_task(visitor(server.server.url, seed, turn, waits))
        for seed in range(VISITORS)
    ]
    await asyncio.sleep(BEGINNING)
    try:
        for _ in range(rounds):
            for turn.now in (False, True):
                (on.set if turn.now else on.clear)()
                await asyncio.sleep(seconds)
            on.clear()
            turn.now = None
            await asyncio.sleep(CALM)
    finally:
        hostile.terminate()
        for visit in visits:
            visit.cancel()
        found = await asyncio.gather(*visits, return_exceptions=True)
    fell = [each for each in found if not isinstance(each, asyncio.CancelledError)]
    alone, beside = waits[False], waits[True]
    ratio = centile(beside, 0.95) / centile(alone, 0.95)
    middle = centile(beside, 0.5) / centile(alone, 0.5)
    counts = f"{len(alone)} / {len(beside)}"
    cells = [kind, counts, pair(alone), pair(beside), f"{middle:.2f}", f"{ratio:.2f}"]
    return f"| {' | '.join(cells)} |" + "".join(f"\nFAILED: {each}" for each in fell)


async def measure(server: Process, kinds: list[str], rounds: int, seconds: float) -> None:
    """All rows, printed as they come."""
    await settled(server)
    print("| beside | answers | alone, p50 / p95, ms | beside it | ratio of p50 | of p95 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in kinds:
        print(await row(server, kind, rounds, seconds), flush=True)


def main() -> None:
    """Print the table, as Markdown."""
    told = argparse.ArgumentParser(description="Ordinary visitors beside a hostile one.")
    told.add_argument("--rounds", type=int, default=3, help="turns of each, alone and beside")
    told.add_argument("--seconds", type=float, default=6.0, help="of a turn")
    told.add_argument("--only", default="", help="kinds whose name holds this")
    given = told.parse_args()
    kinds = [kind for kind in KINDS if given.only in kind]
    print(f"{machine()}\n")
    with running() as server:
        asyncio.run(measure(server, kinds, given.rounds, given.seconds))
    print(f"\nload {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
