"""Loading: cold and warm, on loopback and at 10 Mbit/s."""

import contextlib
import statistics

from playwright.async_api import Browser, CDPSession

from benchmarks.page.table import Table
from benchmarks.page.visit import PROBE, SIZE, quiet

SLOW = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10e6 / 8,
    "uploadThroughput": 10e6 / 8,
}


def received_by(cdp: CDPSession) -> list[float]:
    """Grows by the bytes of each response, headers and all, as they came over the network."""
    received: list[float] = []
    cdp.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    return received


async def load(chromium: Browser, url: str, *, slow: bool = False) -> dict[str, float]:
    """A cold load in a new context, then a warm one: seconds to the diagram, and bytes."""
    context = await chromium.new_context(viewport=SIZE, bypass_csp=True)
    found = {}
    for kind in ("cold", "warm"):
        page = await context.new_page()
        await page.add_init_script(PROBE)
        cdp = await context.new_cdp_session(page)
        received = received_by(cdp)
        await cdp.send("Network.enable")
        if slow:
            await cdp.send("Network.emulateNetworkConditions", SLOW)
        await page.goto(url, wait_until="commit")
        await page.wait_for_function("probe.diagram > 0", timeout=60_000)
        found[f"{kind} bytes before"] = sum(received)
        found[kind] = await page.evaluate("probe.diagram") / 1e3
        with contextlib.suppress(Exception):
            await quiet(page)
        await page.wait_for_timeout(500)
        found[f"{kind} bytes"] = sum(received)
        found[f"{kind} shift"] = await page.evaluate("probe.shift")
        await page.close()
    await context.close()
    return found


async def load_rows(
    chromium: Browser, url: str, name: str, table: Table, page: str, turns: int
) -> None:
    """Cold and warm, on loopback and at 10 Mbit/s; medians."""
    for slow, where in ((False, "loopback"), (True, "10 Mbit/s, 40 ms")):
        runs = [await load(chromium, url, slow=slow) for _ in range(turns)]
        for kind in ("cold", "warm"):
            times = [run[kind] for run in runs]
            table[f"{page}, {kind}, {where}: diagram on screen, s"][name] = (
                f"{statistics.median(times):.2f} (best {min(times):.2f})"
            )
            if not slow:
                size = statistics.median(run[f"{kind} bytes"] for run in runs)
                table[f"{page}, {kind}: transferred, MB"][name] = f"{size / 1e6:.2f}"
