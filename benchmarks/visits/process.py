"""The server as the system sees it: its processor time, its memory and its core.

The server is its process and those that it has started.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from benchmarks.page.table import centile
from tests.browser.driving.server import Process

SETTLING = 60  # seconds
AT_REST = 0.02  # of a second's processor time


def family(pid: int) -> list[int]:
    """A process and all that came of it, by their ids (Linux; elsewhere it alone)."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError):
            parents[int(status.parent.name)] = int(status.read_text().rsplit(")", 1)[1].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _of_all(pid: int, look: Callable[[int], float]) -> float:
    total, seen = 0.0, False
    for one in family(pid):
        with contextlib.suppress(OSError):
            total, seen = total + look(one), True
    return total if seen else float("nan")


def cpu_seconds(pid: int) -> float:
    """User and system time so far, of processes that have ended too (Linux; elsewhere nan)."""

    def look(one: int) -> float:
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    return _of_all(pid, look)


def megabytes(pid: int) -> float:
    """Memory in MB; what processes share is divided among them (Linux; elsewhere nan)."""

    def look(one: int) -> float:
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

    return _of_all(pid, look)


def pin(pid: int) -> bool:
    """Give the server one core and this process the others, where it can be; whether it could."""
    if not hasattr(os, "sched_setaffinity") or len(cores := sorted(os.sched_getaffinity(0))) < 2:
        return False
    for one in family(pid):
        for thread in Path(f"/proc/{one}/task").iterdir():
            os.sched_setaffinity(int(thread.name), cores[:1])
    os.sched_setaffinity(0, cores[1:])
    return True


async def settled(server: Process) -> None:
    """Wait until the server, newly started, has made what it makes beforehand."""
    for _ in range(SETTLING):
        before = cpu_seconds(server.pid)
        await asyncio.sleep(1)
        if cpu_seconds(server.pid) - before <= AT_REST:
            return
    print(f"\nThe server was still busy with itself after {SETTLING} s.\n")


def three(values: list[float]) -> str:
    """``p50 / p95 / p99``, or a dash."""
    if not values:
        return "–"
    return " / ".join(f"{centile(values, share):,.1f}" for share in (0.5, 0.95, 0.99))
