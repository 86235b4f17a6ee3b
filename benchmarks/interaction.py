"""What a visitor feels, in a real browser: TensorFlow Playground's page and ours in one run.

    python -m benchmarks.interaction [--quick] [--peer FOLDER] [--carriers]

Starts the server, drives headless Chromium through Playwright, and prints one table of medians.
``FOLDER`` holds TensorFlow Playground, built as docs/how-to/compare-with-tensorflow-playground.md
tells; without it, its column is dashes. What is measured, always inside the page and by its own
clock:

- *Edits*: from ``event.timeStamp`` to the second animation frame after the page shows the edit, one
  at a time. In ours every panel that shows the value must have followed. *At rest*: until nothing
  on the page changes any more.
- *Diagram on screen*: from the start of the navigation to the second frame after it stands.
- *125 Hz drag*: the pointer moves like a plain mouse and does not wait for the page; from a move's
  event to the second frame after every panel shows the value that it asked for.
- *Playback*: milliseconds between frames while the dot of a product travels.

``--carriers`` prints a second table: our drags by wire and by session, beside a bare page with
Streamlit's own widgets.
"""

import argparse
import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, Page

from benchmarks.page import carriers, dragging, ours, peer, with_data
from benchmarks.page.beside import DEEP, DRAGS, SMALL, Found, Values, load_name, printed
from benchmarks.page.edits import Edits
from benchmarks.page.loading import load
from benchmarks.page.networks import INPUT, NETWORKS, WEIGHT, link
from benchmarks.page.peer_server import serving_folder
from benchmarks.page.playback import travelling
from benchmarks.page.table import machine
from benchmarks.page.visit import SIZE, browser, visit
from tests.browser.driving.server import serving

LAYERS = {SMALL: [4, 2], DEEP: [8] * 6}
Measured = Callable[[Page, int], Awaitable[Edits]]


@contextlib.asynccontextmanager
async def _closing(page: Awaitable[Page]) -> AsyncIterator[Page]:
    opened = await page
    try:
        yield opened
    finally:
        await opened.context.close()


async def _edit(values: Values, name: str, page: Awaitable[Page], by: Measured, turns: int) -> None:
    async with _closing(page) as opened:
        found = await by(opened, turns)
    values[f"{name}, ms"] = found.shown
    if any(found.still):
        values[f"{name}, at rest, ms"] = found.still


async def edits(found: Found, chromium: Browser, url: str, theirs: str | None, turns: int) -> None:
    """The rows of single edits."""
    for name, hidden in LAYERS.items():
        await our_edits(found, chromium, url, name, turns)
        if theirs is None:
            continue
        for what, by in (
            ("a weight typed", peer.typed_weight),
            ("another activation", peer.other_activation),
            ("a neuron more", peer.added_neuron),
        ):
            row = f"{name}: {what}"
            page = peer.visit(chromium, theirs, _with_room(hidden, what))
            await found.attempt(f"their {row}", _edit(found.theirs, row, page, by, turns))


def _with_room(hidden: list[int], what: str) -> list[int]:
    """The hidden layers; its columns hold at most eight, so one that grows begins with seven."""
    return [min(hidden[0], 7), *hidden[1:]] if what == "a neuron more" else hidden


async def our_edits(found: Found, chromium: Browser, url: str, name: str, turns: int) -> None:
    """The rows of single edits of ours, for one network."""
    sizes = [2, *LAYERS[name], 1]

    async def a_drag(page: Page, target: str, turns: int) -> Edits:
        return await ours.dragged(page, target, turns)

    measures: dict[str, Measured] = {
        "a weight typed": ours.typed_weight,
        "a weight dragged": lambda page, turns: a_drag(page, WEIGHT, turns),
        "an input": lambda page, turns: a_drag(page, INPUT, turns),
        "another activation": ours.other_activation,
        "a neuron more": ours.added_neuron,
    }
    for what, by in measures.items():
        row = f"{name}: {what}"
        page = ours.visit(chromium, url, sizes)
        await found.attempt(f"our {row}", _edit(found.ours, row, page, by, turns))


async def with_rows(found: Found, chromium: Browser, url: str, turns: int) -> None:
    """The rows of a network with data, everything that follows it open."""
    for what, by in with_data.MEASURES.items():
        row = f"{with_data.NAME}: {what}"
        page = with_data.visit(chromium, url)
        await found.attempt(row, _edit(found.ours, row, page, by, turns))


async def loads(found: Found, chromium: Browser, url: str, theirs: str | None, turns: int) -> None:
    """The rows of loads, of both pages in turns."""
    pages = {"ours": (link(url, [2, *LAYERS[SMALL], 1]), found.ours)}
    if theirs is not None:
        pages["their"] = (peer.address(theirs, LAYERS[SMALL]), found.theirs)
    for slow, where in ((False, "loopback"), (True, "10 Mbit/s, 40 ms")):
        for _ in range(turns):
            for whose, (address, values) in pages.items():
                work = _load(values, chromium, address, slow, where)
                await found.attempt(f"{whose} load, {where}", work)


async def _load(values: Values, chromium: Browser, address: str, slow: bool, where: str) -> None:
    run = await load(chromium, address, slow=slow)
    for kind in ("cold", "warm"):
        values.setdefault(load_name(kind, where), []).append(run[kind])
    if slow:
        before = run["cold bytes before"] / 1e6
        values.setdefault("cold: come before the diagram stood, MB", []).append(before)
    else:
        values.setdefault("cold: transferred, MB", []).append(run["cold bytes"] / 1e6)
        values.setdefault("cold: cumulative layout shift", []).append(run["cold shift"])


async def drags(found: Found, chromium: Browser, url: str, turns: int) -> None:
    """The rows of drags at 125 Hz."""
    for name in DRAGS:
        for what, target in (("an input", INPUT), ("a weight", WEIGHT)):
            row = f"125 Hz drag of {what}, {name}"
            await found.attempt(row, _drag(found.ours, row, chromium, url, name, target, turns))


async def _drag(
    values: Values, row: str, chromium: Browser, url: str, name: str, target: str, turns: int
) -> None:
    context = await chromium.new_context(viewport=SIZE, bypass_csp=True)
    async with _closing(visit(context, link(url, NETWORKS[name]), "live")) as page:
        run = await dragging.dragged(page, target, turns)
    values[f"{row}: pointer to paint, ms"] = run["lags"]
    values[f"{row}: updates/s"] = [run["rate"]]


async def playback(found: Found, chromium: Browser, url: str) -> None:
    """The rows of the playback."""

    async def watched() -> None:
        gaps = await travelling(chromium, url, NETWORKS["2-8-8-8-2"])
        found.ours["playback, 2-8-8-8-2: longest frame while a product travels, ms"] = [max(gaps)]
        found.ours["playback, 2-8-8-8-2: frame while a product travels, ms"] = gaps

    await found.attempt("playback", watched())


async def measure(found: Found, url: str, theirs: str | None, quick: bool) -> None:
    """Everything, one thing after another."""
    async with browser() as chromium:
        await load(chromium, link(url, [2, 4, 1]))  # the first visitor of a new server
        await edits(found, chromium, url, theirs, 5 if quick else 15)
        await loads(found, chromium, url, theirs, 2 if quick else 5)
        await with_rows(found, chromium, url, 5 if quick else 15)
        await drags(found, chromium, url, 1 if quick else 3)
        await playback(found, chromium, url)


def main() -> None:
    """Print the table, as Markdown."""
    told = argparse.ArgumentParser(description="What a visitor feels, beside a peer.")
    told.add_argument("--quick", action="store_true", help="fewer turns")
    told.add_argument("--peer", type=Path, help="a folder with TensorFlow Playground, built")
    told.add_argument("--carriers", action="store_true", help="our drags by each carrier, too")
    given = told.parse_args()
    if given.peer and not (given.peer / "index.html").is_file():
        told.error(f"--peer {given.peer}: there is no index.html")
    where, found = machine(), Found()
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(serving()).url
        theirs = stack.enter_context(serving_folder(given.peer)) if given.peer else None
        try:
            asyncio.run(measure(found, url, theirs, given.quick))
        finally:  # what was measured until a fault, or an interrupt from the keyboard
            print(f"{where} and {os.getloadavg()[0]:.1f} after\n\n{printed(found)}", flush=True)
        if given.carriers:
            print(f"\n{asyncio.run(carriers.measure(url, given.quick))}")


if __name__ == "__main__":
    main()
