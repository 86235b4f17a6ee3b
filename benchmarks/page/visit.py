"""Headless Chromium, and a page in it that measures itself: probe.js goes with it."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.browser.driving.chromium import ARGS, executable

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
#: The app has taken the first picture over, and Plotly has drawn what was a sketch.
STANDS = "!document.querySelector('#opening, [data-sketch]')"
SIZE = {"width": 1440, "height": 1000}


@contextlib.asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=executable(), args=list(ARGS))
        yield chromium
        await chromium.close()


async def visit(context: BrowserContext, url: str, carrier: str | None = None) -> Page:
    """The page with its diagram on screen and, if told, its carrier known."""
    page = await context.new_page()
    await page.add_init_script(PROBE)
    if carrier == "fallback":
        await page.route_web_socket("**/live", lambda socket: socket.close())
    await page.goto(url)
    await page.wait_for_function("probe.diagram > 0", timeout=60_000)
    await page.wait_for_function(STANDS, timeout=60_000)
    if carrier is not None:
        await page.wait_for_function(
            "(carrier) => document.documentElement.dataset.wire === carrier", arg=carrier
        )
    await quiet(page)
    return page


async def quiet(page: Page) -> None:
    """Wait until neither Streamlit nor the wire has said anything for a while."""
    await page.wait_for_function(
        """() => { const now = performance.now(), seen = probe.stream + probe.trips.length;
             if (seen !== probe.seen) { probe.seen = seen; probe.since = now; }
             return now - probe.since > 400; }""",
        timeout=60_000,
    )
