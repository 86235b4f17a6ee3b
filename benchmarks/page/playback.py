"""The frames of the playback."""

import json

from playwright.async_api import Browser, Page

from benchmarks.page.networks import NETWORKS, link
from benchmarks.page.table import Table
from benchmarks.page.visit import SIZE, visit

PLAYBACK_S = 8.0


async def playback_row(chromium: Browser, url: str, name: str, table: Table) -> None:
    """Frames a second while the forward pass is played, by the page and by the compositor."""
    page = await visit(
        await chromium.new_context(viewport=SIZE, bypass_csp=True),
        link(url, NETWORKS[name]),
        "live",
    )
    await page.locator("[data-edit=play]").click()
    await page.wait_for_timeout(500)
    category = "disabled-by-default-devtools.timeline.frame"
    await chromium.start_tracing(page=page, categories=[category])
    gaps = [gap for gap, _ in await frames(page)]
    trace = json.loads(await chromium.stop_tracing())
    drawn = sum(event["name"] == "DrawFrame" for event in trace["traceEvents"])
    table["playback: frames/s, by the page / painted"][name] = (
        f"{len(gaps) / sum(gaps) * 1e3:.0f} / {drawn / sum(gaps) * 1e3:.0f}"
    )
    table["playback: longest gap between frames, ms"][name] = f"{max(gaps):.0f}"
    await page.context.close()


async def travelling(chromium: Browser, url: str, sizes: list[int]) -> list[float]:
    """Milliseconds between the frames in which a product travels, while the pass is played."""
    page = await visit(
        await chromium.new_context(viewport=SIZE, bypass_csp=True), link(url, sizes), "live"
    )
    await page.locator("[data-edit=play]").click()
    found = [gap for gap, travels in await frames(page) if travels]
    await page.context.close()
    assert found, "nothing travelled while the pass was played"
    return found


async def frames(page: Page) -> list[tuple[float, bool]]:
    """Each frame's milliseconds since the one before, and whether a product travelled in both."""
    found: list[tuple[float, bool]] = await page.evaluate(
        """(ms) => new Promise((done) => {
             const gaps = []; let last = performance.now(), moved = false; const end = last + ms;
             const moves = () => document.getAnimations().some((animation) =>
               animation.animationName === "travel" && animation.playState === "running");
             requestAnimationFrame(function frame() {
               const now = performance.now(), moving = moves();
               gaps.push([now - last, moving && moved]); last = now; moved = moving;
               if (now < end) requestAnimationFrame(frame); else done(gaps);
             }); })""",
        1e3 * PLAYBACK_S,
    )
    return found
