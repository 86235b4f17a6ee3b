"""Edits that go through the session, and the frames of the playback."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser

from benchmarks.page.networks import NETWORKS, link
from benchmarks.page.table import Table, pair
from benchmarks.page.visit import SIZE, quiet, visit

PLAYBACK_S = 8.0


async def edit_rows(chromium: Browser, url: str, name: str, table: Table, turns: int) -> None:
    """Add a neuron, change an activation, undo."""
    page = await visit(await chromium.new_context(viewport=SIZE), link(url, NETWORKS[name]), "live")
    count = "document.querySelectorAll('.st-key-stage [data-target^=\"neuron/0/\"]').length"
    chosen = "document.querySelector('.st-key-stage [data-edit=\"activation/0\"]').value"
    button = page.locator(".st-key-stage [data-edit='add-neuron/0']")
    picker = page.locator(".st-key-stage [data-edit='activation/0']")
    times: dict[str, list[tuple[float, float]]] = {}
    n = NETWORKS[name][1]

    async def timed(label: str, act: Callable[[], Any], test: str) -> None:
        seen = asyncio.create_task(page.evaluate(f"probe.shows(() => {test})"))
        await asyncio.sleep(0.05)
        await act()
        picture = await asyncio.wait_for(seen, 20)
        await quiet(page)
        last, stream = await page.evaluate("[probe.last, probe.stream]")
        # The frame after the last message; the probe was quiet, so count one frame for it.
        times.setdefault(label, []).append(
            (picture - last, max(stream - last + 17, picture - last))
        )

    async def undo() -> None:
        await page.keyboard.press("Control+z")

    for _ in range(turns + 1):
        if await button.is_enabled():
            await timed("add a neuron", button.click, f"{count} === {n + 1}")
            await timed("undo", undo, f"{count} === {n}")
        await timed(
            "change an activation", lambda: picker.select_option("relu"), f"{chosen} === 'relu'"
        )
        await timed("undo", undo, f"{chosen} === 'tanh'")
    for label, found in times.items():
        pictures, sessions = zip(*found[1:], strict=True)
        table[f"{label}: picture, ms"][name] = pair(list(pictures))
        table[f"{label}: through the session, ms"][name] = pair(list(sessions))
    await page.context.close()


async def playback_row(chromium: Browser, url: str, name: str, table: Table) -> None:
    """Frames a second while the forward pass is played, by the page and by the compositor."""
    page = await visit(await chromium.new_context(viewport=SIZE), link(url, NETWORKS[name]), "live")
    await page.locator("[data-edit=play]").click()
    await page.wait_for_timeout(500)
    category = "disabled-by-default-devtools.timeline.frame"
    await chromium.start_tracing(page=page, categories=[category])
    gaps = await page.evaluate(
        """(ms) => new Promise((done) => {
             const gaps = []; let last = performance.now(); const end = last + ms;
             requestAnimationFrame(function frame() {
               const now = performance.now(); gaps.push(now - last); last = now;
               if (now < end) requestAnimationFrame(frame); else done(gaps);
             }); })""",
        1e3 * PLAYBACK_S,
    )
    trace = json.loads(await chromium.stop_tracing())
    drawn = sum(event["name"] == "DrawFrame" for event in trace["traceEvents"])
    table["playback: frames/s, by the page / painted"][name] = (
        f"{len(gaps) / sum(gaps) * 1e3:.0f} / {drawn / sum(gaps) * 1e3:.0f}"
    )
    table["playback: longest gap between frames, ms"][name] = f"{max(gaps):.0f}"
    await page.context.close()
