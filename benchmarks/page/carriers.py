"""Our drags by each carrier, beside a bare page with Streamlit's own slider and chart."""

from collections import defaultdict

from playwright.async_api import Error

from benchmarks.page.dragging import drag_rows
from benchmarks.page.native import native_row
from benchmarks.page.networks import NETWORKS
from benchmarks.page.playback import playback_row
from benchmarks.page.table import Table
from benchmarks.page.visit import browser
from tests.browser.driving.server import ROOT, serving

FAULTS = (Error, TimeoutError, AssertionError, ValueError, KeyError)


def printed(table: Table, failures: list[str]) -> str:
    """The table as Markdown, and what failed."""
    lines = [
        "| p50 / p95 where there are two | " + " | ".join(NETWORKS) + " |",
        "| --- |" + " ---: |" * len(NETWORKS),
    ]
    for measure, row in table.items():
        cells = " | ".join(row.get(name, "") for name in NETWORKS)
        lines.append(f"| {measure} | {cells} |")
    return "\n".join([*lines, "", *(f"FAILED {failure}" for failure in failures)])


async def measure(url: str, quick: bool) -> str:
    """The table, with what could be measured."""
    table: Table = defaultdict(dict)
    failures: list[str] = []
    few = 2 if quick else 5
    with serving("benchmarks/page/native_app.py", PYTHONPATH=str(ROOT)) as native:
        async with browser() as chromium:
            for name in NETWORKS:
                for what, work in (
                    ("drags", drag_rows(chromium, url, name, table, few)),
                    ("native", native_row(chromium, native.url, name, table, 3 * few)),
                    ("playback", playback_row(chromium, url, name, table)),
                ):
                    try:
                        await work
                    except FAULTS as error:
                        failures.append(f"{what}, {name}: {str(error).splitlines()[0][:200]}")
    return printed(table, failures)
