"""Many visitors at once: how long each of them waits.

    python -m benchmarks.load [--quick]

Starts the server and plays visitors who drag an input:

- *on the wire*: WebSocket clients of ``/live`` that send one interaction a second, each at its own
  moment; and, as bursts, visitors who drag all the time (30 messages a second each);
- *through the session*: browser tabs, each with a Streamlit session, that commit one step of an
  arrow key a second. Time runs from the key to the frame that shows its value in the inspector
  and to the end of the script run.

Median, p95 and the share of a core that the server used.
"""

import asyncio
import contextlib
import json
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import websockets
from playwright.async_api import Page

from benchmarks.page.networks import NETWORKS, link, scene_of
from benchmarks.page.table import centile, machine
from benchmarks.page.visit import browser, quiet, visit
from playground import document
from playground.answers.known import digest
from tests.browser.driving.server import running

SECONDS = 20.0
PANELS = ["stage", "inputs", "output", "neuron", "matrices"]
VIEW = {"widths": {"stage": 1024, "inputs": 320, "output": 344, "neuron": 344, "matrices": 688}}


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far (Linux; elsewhere nan)."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return float("nan")


async def visitor(url: str, name: str, pause: float, until: float, waits: list[float]) -> None:
    """One client of the wire: an interaction every ``pause`` seconds, and its waits in ms."""
    scene = scene_of(NETWORKS[name])
    token = document.scene_to_token(scene)
    message: dict[str, Any] = {"scene": digest(token), "panels": PANELS, "view": VIEW}
    address = url.replace("http", "ws") + "/live"
    async with websockets.connect(address, origin=url, max_size=None) as connection:
        await connection.send(json.dumps({"id": 0, "token": token, **message}))
        await connection.recv()
        await asyncio.sleep(random.random() * pause)
        number = 0
        while time.perf_counter() < until:
            number += 1
            gesture = {"target": "input/0", "value": round(random.uniform(-3, 3), 2)}
            start = time.perf_counter()
            await connection.send(json.dumps({"id": number, "gestures": [gesture], **message}))
            answer = await connection.recv()
            waits.append(1e3 * (time.perf_counter() - start))
            assert "panels" in answer[:200], answer[:200]
            await asyncio.sleep(max(0.0, start + pause - time.perf_counter()))


async def on_the_wire(
    url: str, pid: int, name: str, users: int, pause: float, seconds: float
) -> str:
    """One row: ``users`` visitors for some seconds."""
    waits: list[float] = []
    until = time.perf_counter() + seconds
    before, start = cpu_seconds(pid), time.perf_counter()
    await asyncio.gather(*(visitor(url, name, pause, until, waits) for _ in range(users)))
    share = (cpu_seconds(pid) - before) / (time.perf_counter() - start)
    label = "one a second" if pause == 1 else f"{1 / pause:.0f} a second"
    return _row(f"wire, {name}", users, label, waits, share)


async def _tab(page: Page, until: float, waits: list[float]) -> None:
    await asyncio.sleep(random.random())
    await page.evaluate(
        """(target) => { document.querySelector(`.st-key-stage [data-target="${target}"]`).focus();
             probe.watch(target); }""",
        "input/0",
    )
    turn = 0
    while time.perf_counter() < until:
        start = time.perf_counter()
        turn += 1
        seen = await page.evaluate("probe.paints.length")
        await page.keyboard.press("+" if turn % 4 < 2 else "-")
        await page.wait_for_function(
            "(seen) => probe.paints.length > seen", arg=seen, timeout=30_000
        )
        await asyncio.sleep(max(0.0, start + 0.8 - time.perf_counter()))
        last, painted, stream = await page.evaluate(
            "[probe.last, probe.paints.at(-1)[1], probe.stream]"
        )
        waits.append(max(painted, stream) - last)
        await asyncio.sleep(max(0.0, start + 1.0 - time.perf_counter()))


async def through_the_session(url: str, pid: int, tabs: int, seconds: float) -> str:
    """One row: ``tabs`` browser tabs, each a session of its own."""
    waits: list[float] = []
    async with browser() as chromium:
        pages = []
        for _ in range(tabs):
            context = await chromium.new_context(viewport={"width": 1280, "height": 900})
            pages.append(await visit(context, link(url, NETWORKS["2-4-1"]), "live"))
        for page in pages:
            await quiet(page)
        until = time.perf_counter() + seconds
        before, start = cpu_seconds(pid), time.perf_counter()
        await asyncio.gather(*(_tab(page, until, waits) for page in pages))
        share = (cpu_seconds(pid) - before) / (time.perf_counter() - start)
    return _row("session, 2-4-1 (browser tabs)", tabs, "one a second", waits, share)


def _row(what: str, users: int, rate: str, waits: list[float], share: float) -> str:
    return (
        f"| {what} | {users} | {rate} | {len(waits)} | {statistics.median(waits):.1f} "
        f"| {centile(waits, 0.95):.1f} | {100 * share:.0f} % |"
    )


async def measure(url: str, pid: int, quick: bool) -> None:
    """All rows, printed as they come."""
    seconds = 5.0 if quick else SECONDS
    for name, users, pause in (
        ("2-4-1", 40, 1.0),
        ("2-8-8-8-2", 40, 1.0),
        ("2-8-8-8-2", 100, 1.0),
        ("16-16-16-16-16-16-16-16", 40, 1.0),
        ("2-8-8-8-2", 4, 1 / 30),
    ):
        print(await on_the_wire(url, pid, name, users, pause, seconds), flush=True)
    for tabs in (1, 4):
        print(await through_the_session(url, pid, tabs, seconds), flush=True)


def main() -> None:
    """Print the table, as Markdown."""
    with running() as ours:
        print(f"{machine()}\n")
        print("| visitors | users | each | answers | p50, ms | p95, ms | server, of a core |")
        print("| --- | ---: | --- | ---: | ---: | ---: | ---: |")
        asyncio.run(measure(ours.server.url, ours.pid, "--quick" in sys.argv))


if __name__ == "__main__":
    main()
