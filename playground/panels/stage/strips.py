"""Beside a square: how the neuron's values lie over all rows of the data, and this one among them.

A strip has a bar for each part of the neuron's own range, the lowest at the bottom. Rows for which
a rectifier is off have an empty bar. Lengths are pixels.
"""

from dataclasses import dataclass

from playground.analysis.rows.distributions import BINS, Distribution
from playground.analysis.so_far import activation
from playground.language import _, grouped
from playground.panels.kit import plot
from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.theme import mix
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.product_labels import Label
from playground.panels.stage.plan import RING, Plan
from playground.panels.stage.squares import gap
from playground.panels.stage.values import nodes

LONGEST = 17.0  # the bar of the most rows
_AIR = 5.0  # between a square and its strip
_THICKNESS = 0.7  # of a part's height that its bar has
_NOTE, _NOTE_HEIGHT = 11.5, 16.0  # type size of what stands under a strip, and its height
_NEAR = 0.5  # of the way to the next layer, before its handles
_BESIDE_TAG = 34.0  # from a neuron's middle to what stands beside its bias

Points = list[tuple[float | None, float | None]]


@dataclass(frozen=True)
class Strip:
    """One neuron's strip: its place, its bars, and where this row lies."""

    left: float
    bottom: float
    height: float
    filled: tuple[float, ...]
    empty: tuple[float, ...]  # where the empty part of each bar ends
    tick: float
    note: Label | None

    @property
    def box(self) -> Box:
        """Its edges."""
        return self.left - 2, self.bottom - self.height, self.left + LONGEST + 2, self.bottom


def strips(plan: Plan) -> list[Strip]:
    """Those of all neurons that have one, as far as the pass has been played."""
    found = []
    for c, j, x, y, half in nodes(plan):
        if not plan.has_strip(c) or plan.switched_off(c, j):
            continue
        a = activation(plan.scene, c - 1, j)
        if a is None or plan.rows is None:
            continue
        left = x + half + _AIR + (RING if plan.is_selected(c, j) else 0)
        rows = plan.rows[c - 1]
        filled, empty = _bars(rows, j)
        tick = y + half - 2 * half * min(max(_share(rows, j, a), 0.0), 1.0)
        note = _note(plan, rows, j, x, y + half)
        found.append(Strip(left, y + half, 2 * half, filled, empty, round(tick, 1), note))
    return found


def _share(rows: Distribution, j: int, value: float) -> float:
    """How far a value is on the way from a neuron's lowest to its highest."""
    low, high = float(rows.low[j]), float(rows.high[j])
    return (value - low) / (high - low) if high > low else 0.0


def _bars(rows: Distribution, j: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How far each bar is filled, and where its empty part ends."""
    counts = rows.counts[j].tolist()
    off = [0] * BINS
    if rows.state == "off-here":  # a rectifier that is off gives 0
        part = min(int(max(_share(rows, j, 0.0), 0.0) * BINS), BINS - 1)
        off[part] = min(int(rows.n_in_state[j]), counts[part])
    scale = LONGEST / max(*counts, 1)
    parts = list(zip(counts, off, strict=True))
    filled = tuple(round((n - empty) * scale, 1) for n, empty in parts)
    return filled, tuple(round(n * scale, 1) if empty else 0.0 for n, empty in parts)


def _note(plan: Plan, rows: Distribution, j: int, x: float, bottom: float) -> Label | None:
    """ "off in 11 of 24 rows", if it is; in fewer words where the handles of weights are near."""
    n = int(rows.n_in_state[j])
    if rows.state != "off-here" or not n:
        return None
    count = {"n": grouped(n), "all": grouped(rows.n_rows)}
    words = _("off in {n} of {all} rows", **count), _("off in {n} of {all}", **count)
    if rows.is_dead(j):
        words = _("dead: off in all {n}", n=count["n"]), _("dead")
    room = _NEAR * gap(plan.layout) - _BESIDE_TAG
    text = words[0] if text_width(words[0], _NOTE) <= room else words[1]
    width = text_width(text, _NOTE) + 4
    y, left = bottom + 15, x + _BESIDE_TAG
    if left + width > plan.layout.width:  # below the bias
        y, left = bottom + 33, plan.layout.width - width
    card, ink = plan.palette.card, plan.palette.text2
    return Label(left + width / 2, y, width, _NOTE_HEIGHT, text, _NOTE, card, card, ink, corner=2)


def strip_traces(plan: Plan, found: list[Strip]) -> list[PlotTrace]:
    """Filled bars, empty ones, and this row."""
    palette = plan.palette
    bars: Points = []
    empty: Points = []
    ticks: Points = []
    for strip in found:
        part = strip.height / BINS
        for n, (length, end) in enumerate(zip(strip.filled, strip.empty, strict=True)):
            y0 = round(strip.bottom - (n + 0.5 - _THICKNESS / 2) * part, 1)
            y1 = round(strip.bottom - (n + 0.5 + _THICKNESS / 2) * part, 1)
            right = round(strip.left + length, 1)
            bars += [(strip.left, y0), (right, y0), (right, y1), (strip.left, y1)]
            if end:
                far = round(strip.left + end, 1)
                empty += [(right, y0), (far, y0), (far, y1), (right, y1), (right, y0), _GAP]
        bars.append(_GAP)
        ticks += [(strip.left - 3, strip.tick), (strip.left + LONGEST + 3, strip.tick), _GAP]
    ink = mix(palette.text3, palette.card, 0.6)
    at, gaps, rows = plot.coordinates(bars), plot.coordinates(empty), plot.coordinates(ticks)
    return [
        plot.line(*at, plot.CLEAR, 0.0, fill="toself", fillcolour=ink, simplify=False),
        plot.line(*gaps, palette.text3, 1.0, simplify=False),
        plot.line(*rows, palette.accent, 2.5, simplify=False),
    ]


_GAP = (None, None)  # between what belongs to one neuron and to the next
