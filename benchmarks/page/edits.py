"""One edit at a time: from its event to the second animation frame after the page shows it.

Each function returns milliseconds, one of them for each turn; the first turns warm up and are left
out. ``Edit`` holds what came of one.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playwright.async_api import Page

WARM = 2
PAUSE_S = 0.2
PATIENCE = 20.0
STILL_MS = 700  # without any change: then the page has come to rest


@dataclass
class Edits:
    """Milliseconds until the picture stands, and until nothing changes any more."""

    shown: list[float] = field(default_factory=list)
    still: list[float] = field(default_factory=list)


async def edit(
    page: Page,
    kind: str,
    state: str,
    act: Callable[[], Awaitable[object]],
    wanted: str = "undefined",
) -> float:
    """Do ``act``, whose event is of ``kind``, and wait until ``state``, in JavaScript, tells it."""
    await page.evaluate(f"void (probe.pending = probe.edit('{kind}', () => {state}, {wanted}))")
    await act()
    return float(await asyncio.wait_for(page.evaluate("probe.pending"), PATIENCE))


async def still(page: Page) -> float:
    """Milliseconds from the last edit's event to the last change of anything on the page."""
    last = -1.0
    while (now := float(await page.evaluate("probe.lastChange"))) != last:
        last = now
        await asyncio.sleep(STILL_MS / 1e3)
    return last


async def repeated(
    page: Page, turns: int, one: Callable[[int], Awaitable[float]], *, at_rest: bool = False
) -> Edits:
    """The edits of all turns, after a few that warm up."""
    found = Edits()
    for turn in range(turns + WARM):
        shown = await one(turn)
        rest = max(shown, await still(page)) if at_rest else 0.0
        if turn >= WARM:
            found.shown.append(shown)
            found.still.append(rest)
        await asyncio.sleep(PAUSE_S)
    return found
