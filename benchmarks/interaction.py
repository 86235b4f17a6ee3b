"""From pointer to paint in a real browser, beside a bare page with Streamlit's own widgets.

    python -m benchmarks.interaction [--quick]

Starts the server, drives headless Chromium through Playwright, and prints one table. What is
measured, always inside the page and by its own clock:

- *Pointer to paint*: from ``event.timeStamp`` of the pointer's move to the end of the first frame
  in which every panel shows the value that this move asked for. A native slider sends nothing
  before it is released, so there it is counted from the release.
- *Round trip*: from ``WebSocket.send`` to the answer's message event. *Server*: the messages that
  the page sent, given once more to ``playground.live.answer.respond`` in this process.
- *On screen*: from the start of the navigation to the frame in which the diagram stands.
- *Picture* and *session*: from an edit's event to the frame that shows it, and to the frame after
  the last message of the script run that put it into the address bar.

The pointer moves 125 times a second, like a plain mouse, and does not wait for the page.
"""

import asyncio
import os
import sys
from collections import defaultdict

from benchmarks.page.dragging import drag_rows
from benchmarks.page.loading import load, load_rows
from benchmarks.page.native import native_row
from benchmarks.page.networks import NETWORKS, link
from benchmarks.page.session import edit_rows, playback_row
from benchmarks.page.table import Table, machine
from benchmarks.page.visit import browser
from tests.browser.driving.server import ROOT, serving

GOALS = {
    "drag input, wire: pointer to paint, ms": ("p50 ≤ 20", "p50 ≤ 25", "p50 ≤ 60"),
    "drag weight, wire: pointer to paint, ms": ("p50 ≤ 20", "p50 ≤ 25", "p50 ≤ 60"),
}
GOAL = {
    "deflated": "≤ 30 kB",
    "native ÷ wire": "≥ 5",
    "playground, cold: transferred": "≤ 1.7",
    "playground, cold, loopback": "≤ 1.2",
    "playground, cold, 10 Mbit/s": "≤ 1.9",
    "playground, warm, loopback": "≤ 0.45",
    "through the session": "≤ 120",
    "playback: frames": "≥ 50",
}


def goal(measure: str) -> str:
    """The goal of a row, where there is one."""
    if measure in GOALS:
        return ", ".join(GOALS[measure])
    return next((text for part, text in GOAL.items() if part in measure), "")


def printed(table: Table) -> str:
    """The table as Markdown."""
    lines = [
        "| p50 / p95 where there are two | " + " | ".join(NETWORKS) + " | goal |",
        "| --- |" + " ---: |" * len(NETWORKS) + " --- |",
    ]
    for measure, row in table.items():
        cells = " | ".join(row.get(name, "") for name in NETWORKS)
        lines.append(f"| {measure} | {cells} | {goal(measure)} |")
    return "\n".join(lines)


async def measure(url: str, native: str, quick: bool) -> Table:
    """Everything, one thing after another."""
    table: Table = defaultdict(dict)
    few = 2 if quick else 5
    async with browser() as chromium:
        first = await load(chromium, link(url, [2, 4, 1]))
        await load(chromium, f"{native}/?sizes=2-4-1")
        for name in NETWORKS:
            ours = await drag_rows(chromium, url, name, table, few)
            theirs = await native_row(chromium, native, name, table, 3 * few)
            for label in ("input", "weight"):
                ratio = theirs[label] / ours[f"{label} wire"]
                table[f"drag {label}: native ÷ wire"][name] = f"{ratio:.1f}"
            await edit_rows(chromium, url, name, table, few)
        await playback_row(chromium, url, "2-8-8-8-2", table)
        table["playground, first visitor of a new server: diagram on screen, s"]["2-4-1"] = (
            f"{first['cold']:.2f}"
        )
        for name, sizes in NETWORKS.items():
            await load_rows(chromium, link(url, sizes), name, table, "playground", few)
            await load_rows(chromium, f"{native}/?sizes={name}", name, table, "native", few)
    return table


def main() -> None:
    """Print the table, as Markdown."""
    quick = "--quick" in sys.argv
    where = machine()
    with (
        serving() as ours,
        serving("benchmarks/page/native_app.py", PYTHONPATH=str(ROOT)) as native,
    ):
        table = asyncio.run(measure(ours.url, native.url, quick))
    print(f"{where} and {os.getloadavg()[0]:.1f} after\n\n{printed(table)}")


if __name__ == "__main__":
    main()
