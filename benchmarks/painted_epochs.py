"""How fast training is seen in a real browser, beside TensorFlow Playground in the same run.

    python -m benchmarks.painted_epochs [--quick] [--peer FOLDER]

Starts the server and drives headless Chromium. Both pages train the same network, 2-4-2-1 tanh, on
250 of 500 rows, in batches of 10, by plain descent with a rate of 0.03, and both draw what every
neuron sees. At each frame of the browser the page's own number of epochs is read; a change is a
picture. ``FOLDER`` is as in benchmarks/interaction.py. Two rows draw nothing for the screen: the
peer's step in a loop (it still works out its maps and markup), and our engine's updates alone.
"""

import argparse
import asyncio
import contextlib
import os
from pathlib import Path

from benchmarks.learning import epochs_a_second
from benchmarks.page.beside import THEIRS
from benchmarks.page.painted import Seen, ours, theirs, uncapped
from benchmarks.page.peer_server import serving_folder
from benchmarks.page.table import machine
from benchmarks.page.visit import browser
from tests.browser.driving.server import serving

SPEEDS = {"1": "ours, 1×", "all": "ours, fastest"}


def _row(name: str, seen: Seen) -> str:
    return f"| {name} | {seen.epochs:,.0f} | {seen.pictures:.0f} | {seen.frames:.0f} |"


async def measure(url: str, peer_url: str | None, seconds: float) -> None:
    """All rows, printed as they come."""
    print("| 2-4-2-1, 250 rows in batches of 10 | epochs/s | pictures/s | frames/s |")
    print("| --- | ---: | ---: | ---: |")
    async with browser() as chromium:
        await ours(chromium, url, "all", 1.0)  # the first visitor of a new server
        if peer_url is not None:
            print(_row(f"{THEIRS}, playing", await theirs(chromium, peer_url, seconds)), flush=True)
        for speed, name in SPEEDS.items():
            print(_row(f"{name}, playing", await ours(chromium, url, speed, seconds)), flush=True)
        if peer_url is not None:
            steps = await uncapped(chromium, peer_url, seconds)
            print(f"| {THEIRS}, its step in a loop | {steps:,.0f} | – | – |", flush=True)
    print(f"| ours, updates alone | {epochs_a_second():,.0f} | – | – |", flush=True)


def main() -> None:
    """Print the table, as Markdown."""
    told = argparse.ArgumentParser(description="How fast training is seen, beside a peer.")
    told.add_argument("--quick", action="store_true", help="shorter")
    told.add_argument("--peer", type=Path, help="a folder with TensorFlow Playground, built")
    given = told.parse_args()
    if given.peer and not (given.peer / "index.html").is_file():
        told.error(f"--peer {given.peer}: there is no index.html")
    print(f"{machine()}\n")
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(serving()).url
        peer_url = stack.enter_context(serving_folder(given.peer)) if given.peer else None
        asyncio.run(measure(url, peer_url, 2.0 if given.quick else 5.0))
    print(f"\nload {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
