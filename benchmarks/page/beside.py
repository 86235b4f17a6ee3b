"""The rows that stand beside TensorFlow Playground: what they are called, and their goals.

A row that cannot be measured says why, and the others are measured all the same.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field

from playwright.async_api import Error

from benchmarks.page.with_data import NAME as WITH_ROWS

MOST_S = 180.0  # for one measure
FAULTS = (Error, TimeoutError, AssertionError, ValueError, KeyError, TypeError)
THEIRS, OURS = "TensorFlow Playground", "ours"
DIGITS = {"ms": 1, "s": 2, "/s": 0, "MB": 2, "": 3}


@dataclass(frozen=True)
class Row:
    """One measure: its ``name`` ends with its unit. ``share`` is of the peer's row named ``of``.

    Where there is no peer to compare with, ``most`` or ``least`` is the goal, or a ``share`` of
    our row ``own``.
    """

    name: str
    share: float | None = None
    of: str = ""
    own: str = ""
    most: float | None = None
    least: float | None = None

    def limit(self, theirs: "Values", ours: "Values") -> tuple[str, float | None]:
        """The goal in words, and in the row's unit where it is known."""
        if self.share is not None:
            other = ours.get(self.own, []) if self.own else theirs.get(self.of or self.name, [])
            found, named = median(other), self.own or self.of
            words = f"≤ {self.share:.1f} ×" + (f" {named}" if named else "")
            return words, None if found is None else self.share * found
        bound = self.most if self.most is not None else self.least
        if bound is None:
            return "", None
        return f"{'≤' if self.most is not None else '≥'} {bound:g}", bound


Values = dict[str, list[float]]
SMALL, DEEP = "2-4-2-1", "2-8×6-1"
DRAGS = {"2-4-1": 23.0, "2-8-8-8-2": 39.5, "16-16-16-16-16-16-16-16": 64.5}


def typed(network: str) -> str:
    """The row that the peer's edit of a weight stands in."""
    return f"{network}: a weight typed, ms"


def _edits(network: str, share: float) -> list[Row]:
    of = typed(network)
    return [
        Row(of, share),
        *(Row(f"{network}: {what}, ms", share, of) for what in ("a weight dragged", "an input")),
        Row(f"{network}: another activation, ms", 1.0),
        Row(f"{network}: another activation, at rest, ms"),
        Row(f"{network}: a neuron more, ms", 1.0),
        Row(f"{network}: a neuron more, at rest, ms"),
    ]


def load_name(kind: str, where: str) -> str:
    """The row of a load: ``kind`` is cold or warm."""
    return f"{kind}, {where}: diagram on screen, s"


ROWS = [
    *_edits(SMALL, 1.0),
    *_edits(DEEP, 0.5),
    *(
        Row(load_name(kind, where), 1.5)
        for where in ("loopback", "10 Mbit/s, 40 ms")
        for kind in ("cold", "warm")
    ),
    Row("cold: transferred, MB", most=1.5),
    Row("cold: come before the diagram stood, MB", most=0.6),
    Row("cold: cumulative layout shift", most=0.02),
    *(
        Row(f"125 Hz drag of {what}, {network}: pointer to paint, ms", most=most)
        for network, most in DRAGS.items()
        for what in ("an input", "a weight")
    ),
    *(
        Row(f"125 Hz drag of {what}, 16-16-16-16-16-16-16-16: updates/s", least=30)
        for what in ("an input", "a weight")
    ),
    Row(f"{WITH_ROWS}: a weight dragged, ms", most=60),
    Row(f"{WITH_ROWS}: an input, ms"),
    Row(f"{WITH_ROWS}: an input by its key, ms"),
    Row(f"{WITH_ROWS}: a row stepped, ms", 1.0, own=f"{WITH_ROWS}: an input by its key, ms"),
    Row("playback, 2-8-8-8-2: longest frame while a product travels, ms", most=34),
    Row("playback, 2-8-8-8-2: frame while a product travels, ms"),
]


def median(values: list[float]) -> float | None:
    """The median, or None of nothing."""
    return statistics.median(values) if values else None


@dataclass
class Found:
    """What was measured of both pages, by a row's name, and what could not be, with its reason."""

    theirs: Values = field(default_factory=dict)
    ours: Values = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    async def attempt(self, what: str, work: Awaitable[None]) -> None:
        """Measure; a fault is told under the table, and the next thing is measured."""
        try:
            await asyncio.wait_for(work, MOST_S)
        except FAULTS as error:
            reason = str(error).strip().split("\n")[0][:200]
            self.failures.append(f"{what}: {type(error).__name__}: {reason}")
        print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def _number(row: Row, value: float | None) -> str:
    if value is None:
        return "–"
    name = row.name
    unit = "/s" if name.endswith("/s") else name.rsplit(", ", 1)[-1]
    return f"{value:.{DIGITS.get(unit, 3)}f}"


def printed(found: Found) -> str:
    """The table as Markdown, and what failed."""
    lines = [
        f"| median | {THEIRS} | {OURS} | goal | reached |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    for row in ROWS:
        theirs, ours = median(found.theirs.get(row.name, [])), median(found.ours.get(row.name, []))
        words, limit = row.limit(found.theirs, found.ours)
        reached = "" if limit is None else f"limit {_number(row, limit)}: "
        if limit is not None and ours is not None:
            kept = ours >= limit if row.least is not None else ours <= limit
            reached += "yes" if kept else "no"
        elif limit is not None:
            reached += "not measured"
        lines.append(
            f"| {row.name} | {_number(row, theirs)} | {_number(row, ours)} | {words} | {reached} |"
        )
    failures = "".join(f"\nFAILED {failure}" for failure in found.failures)
    return "\n".join(lines) + "\n" + failures
