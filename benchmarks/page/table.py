"""The table that a benchmark prints: medians, centiles, and the machine that they are from."""

import os
import subprocess
from importlib.metadata import version

from benchmarks.engine import processor
from tests.browser.driving.chromium import executable

Row = dict[str, str]
Table = dict[str, Row]


def centile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def pair(values: list[float]) -> str:
    """``p50 / p95``."""
    if not values:
        return "–"
    return f"{centile(values, 0.5):.1f} / {centile(values, 0.95):.1f}"


def machine() -> str:
    """Cores, processor, and the versions that matter."""
    chromium = subprocess.run(
        [executable(), "--version"], capture_output=True, text=True, check=False
    )
    return (
        f"{processor()}, "
        f"Streamlit {version('streamlit')}, {chromium.stdout.strip()}, "
        f"load {os.getloadavg()[0]:.1f} before"
    )
