"""The server's process as the system sees it: its processor time, its memory and its core."""

import asyncio
import contextlib
import os
from pathlib import Path

from benchmarks.page.table import centile
from tests.browser.driving.server import Process

SETTLING = 60  # seconds
AT_REST = 0.02  # of a second's processor time


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far (Linux; elsewhere nan)."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return float("nan")


def megabytes(pid: int) -> float:
    """Resident memory of a process in MB (Linux; elsewhere nan)."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return float("nan")


def pin(pid: int) -> bool:
    """Give a process one core and this one the others, where the system can; whether it could."""
    if not hasattr(os, "sched_setaffinity") or len(cores := sorted(os.sched_getaffinity(0))) < 2:
        return False
    for thread in Path(f"/proc/{pid}/task").iterdir():
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
