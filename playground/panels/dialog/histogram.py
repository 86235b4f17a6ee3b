"""How the values of a column lie, as a small picture: bars, those of the classes on each other."""

import htpy as h
import numpy as np
from numpy.typing import NDArray

from playground.analysis.columns import Spread
from playground.panels.dialog import svg

WIDTH, HEIGHT = 116.0, 30.0
_GAP = 2.0
_MOST_KINDS = 4  # bars of texts: more of them are no picture
Counts = NDArray[np.int64]


def upright(lies: Spread) -> str:
    """The counts of numbers, from the lowest value on the left to the highest."""
    bins = lies.counts.shape[1]
    step = WIDTH / bins
    unit = HEIGHT / max(int(lies.counts.sum(axis=0).max()), 1)
    below = np.zeros(bins, dtype=np.int64)
    drawn: list[h.Node] = []
    for of_class, counts in enumerate(lies.counts):
        boxes = [
            (at * step, HEIGHT - float(base + count) * unit, step - _GAP, float(count) * unit)
            for at, (base, count) in enumerate(zip(below, counts, strict=True))
        ]
        bars = svg.bars(boxes, _css(lies.counts, of_class))
        drawn.append(_of_class(bars, of_class, len(lies.counts)))
        below = below + counts
    return svg.address(WIDTH, HEIGHT, *drawn)


def lying(kinds: dict[str, Counts]) -> str:
    """The counts of texts, the most frequent on top."""
    shown = list(kinds.values())[:_MOST_KINDS]
    unit = WIDTH / max(int(sum(counts)) for counts in (*shown, np.ones(1)))
    step = HEIGHT / max(len(shown), 2)
    drawn: list[h.Node] = []
    for at, counts in enumerate(shown):
        left = 0.0
        for of_class, count in enumerate(counts.tolist()):
            box = (left, at * step, count * unit, step - _GAP)
            drawn.append(_of_class(svg.bars([box], _css(counts, of_class)), of_class, len(counts)))
            left += count * unit
    return svg.address(WIDTH, HEIGHT, *drawn)


def of_classes(counts: tuple[int, ...]) -> str:
    """How many rows are of each class, in the order of the classes."""
    alone = np.diag(counts)
    return lying({str(at): alone[at] for at in range(len(counts))})


def _css(counts: Counts, of_class: int) -> str:
    return "bar yes" if len(counts) == 2 and of_class == 1 else "bar"


def _of_class(bars: h.Element, of_class: int, count: int) -> h.Element:
    """More than two classes are shades of ink, which begin again after the fourth."""
    if count <= 2:
        return bars
    return h.g(opacity=f"{1 - 0.22 * (of_class % 4):.2f}")[bars]
