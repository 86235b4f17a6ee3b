"""Streamlit's own slider and chart beside ours: from the release to the paint."""

import asyncio
import statistics

from playwright.async_api import Browser

from benchmarks.page.table import Table, pair
from benchmarks.page.visit import PROBE, SIZE, quiet


async def native_row(
    chromium: Browser, url: str, name: str, table: Table, turns: int
) -> dict[str, float]:
    """Release a native slider, ``turns`` times; returns the medians."""
    page = await chromium.new_page(viewport=SIZE)
    await page.add_init_script(PROBE)
    await page.goto(f"{url}/?sizes={name}")
    await page.wait_for_function("probe.diagram > 0", timeout=60_000)
    await quiet(page)
    medians = {}
    for number, label in enumerate(("input", "weight")):
        thumb = page.get_by_role("slider").nth(number)
        lags, during = [], 0
        for turn in range(turns + 2):
            box = await thumb.bounding_box()
            assert box is not None
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            way = -1 if float(await thumb.input_value()) > 0 else 1
            await page.mouse.move(x, y)
            await page.mouse.down()
            before = await page.evaluate("probe.stream")
            for step in range(1, 13):
                await page.mouse.move(x + way * step * 4, y)
            during += await page.evaluate("probe.stream") != before
            value = float(await thumb.input_value())
            text = f"{value:.2f}"
            painted = asyncio.create_task(page.evaluate("(text) => probe.until(text)", text))
            await asyncio.sleep(0.1)
            await page.mouse.up()
            done = await asyncio.wait_for(painted, 20)
            released = await page.evaluate("probe.ups.at(-1)")
            if turn > 1:
                lags.append(done - released)
            await quiet(page)
        table[f"drag {label}, native: release to paint, ms"][name] = pair(lags)
        table[f"drag {label}, native: drags that sent something"][name] = str(during)
        medians[label] = statistics.median(lags)
    await page.close()
    return medians
