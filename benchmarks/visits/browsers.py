"""A few real browsers among the visitors: how long from the pointer to the paint, for them."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

from playwright.async_api import CDPSession, Error, Page

from benchmarks.page.dragging import drag, latencies
from benchmarks.page.networks import INPUT, NETWORKS, link
from benchmarks.page.visit import SIZE, browser, visit

PERIOD = 5.0
FAULTS = (Error, TimeoutError, AssertionError)


class Browsers:
    """Some pages that are open, and why one of them did not do what it should."""

    def __init__(self, pages: list[tuple[Page, CDPSession]]) -> None:
        """Drag on these ``pages``."""
        self._pages = pages
        self.failures: list[str] = []

    async def drag(self, until: float) -> list[float]:
        """Drag an input on each page, one second in five: milliseconds from pointer to paint."""
        found = [self._drag(number, until) for number in range(len(self._pages))]
        return [lag for each in await asyncio.gather(*found) for lag in each]

    async def _drag(self, number: int, until: float) -> list[float]:
        (page, cdp), lags, way = self._pages[number], list[float](), 1
        await asyncio.sleep(number * PERIOD / len(self._pages))
        while (start := time.perf_counter()) < until:
            try:
                lags += latencies(await drag(page, cdp, INPUT, way))
            except FAULTS as error:
                self.failures.append(str(error).splitlines()[0][:160])
            way = -way
            await asyncio.sleep(max(0.0, start + PERIOD - time.perf_counter()))
        return lags


@contextlib.asynccontextmanager
async def opened(url: str, how_many: int) -> AsyncIterator[Browsers]:
    """So many pages of the smallest network, each as a visitor of its own."""
    async with browser() as chromium:
        pages = []
        for _ in range(how_many):
            context = await chromium.new_context(viewport=SIZE, bypass_csp=True)
            page = await visit(context, link(url, NETWORKS["2-4-1"]), "live")
            pages.append((page, await context.new_cdp_session(page)))
        yield Browsers(pages)
