"""The targets of the weights: a handle on each edge, and the edge itself where there is room.

Their names are escaped before they enter; the rest is our own words and numbers.
"""

import math
import sys
from typing import NamedTuple

from markupsafe import Markup

from playground.cache import cached
from playground.language import _
from playground.limits import MAX_DRAWN_BYTES
from playground.notation import format_number
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import Box, Point, mask, tip_place
from playground.panels.stage.plan import CROWDED_PAIR, MANY_SOURCES, Edge, Plan
from playground.panels.stage.spoken import SWITCHED_OFF
from playground.panels.stage.targets.sliders import GRAB, slider_attributes, tip_text
from playground.panels.stage.targets.walk import Walk

TIP_SIZE = 12.5  # px, of a tooltip's type
SMALL_GRAB = 14  # px, where there are too many for that
_KEY_BYTES = 600  # of what a part is remembered by
MANY_EDGES = 64  # in a layer pair; above, a dimmed weight is reached by its neuron or by keys


class _Bead(NamedTuple):
    """A weight's target but for its value: where it is, and the markup between what changes."""

    source: int
    at: Point
    size: float
    start: str
    style: str
    label: str
    end: str
    line: "_Line | None"


class _Line(NamedTuple):
    """An edge to click but for its sign: its markup, and where it runs."""

    style: str
    start: Point
    end: Point
    length: float


def _weights_key(
    plan: Plan,
    walk: Walk,
    names: list[dict[int, str]],
    near: tuple[Box, ...],
    standing: bytes,
    k: int,
    j: int,
) -> tuple[object, ...]:
    """All that the part is drawn from; ``standing`` is ``near`` in a form that is hashed once."""
    return plan.key, k, j, plan.scene.network.layers[k].weights[j].tobytes(), standing


def _bytes(part: Markup) -> int:
    return _KEY_BYTES + sys.getsizeof(part)


@cached(MAX_DRAWN_BYTES, key=_weights_key, weigh=_bytes)
def weights_into(
    plan: Plan,
    walk: Walk,
    names: list[dict[int, str]],
    near: tuple[Box, ...],
    standing: bytes,
    k: int,
    j: int,
) -> Markup:
    """The part ``edges/k/j``: all weights into a neuron."""
    scene, decimals = plan.scene, plan.scene.decimals
    row = scene.network.layers[k].weights[j].tolist()
    locked = "weights" in scene.locked | scene.hidden
    pieces = [f'<div data-key="edges/{k}/{j}">', *_far(plan, walk, names, k, j)]
    for source, at, size, start, style, label, end, line in _beads(plan, walk, names, k, j):
        value = row[source]
        number = format_number(value, decimals)
        tip = tip_text("w", number, locked)
        below, gap = tip_place(at, size, text_width(tip, TIP_SIZE) + 16, near)
        edge = _line(line, value < 0, near) if line else ""
        pieces.append(
            f"{start}{' tip-below' if below else ''}{style}{gap}{label}{tip}"
            f'"{slider_attributes(value, number, locked)}{end}{edge}</div>'
        )
    pieces.append("</div>")
    return Markup("".join(pieces))  # noqa: S704 - see the top of the file


def _far(plan: Plan, walk: Walk, names: list[dict[int, str]], k: int, j: int) -> list[str]:
    """The targets that keys alone reach, written in one go: there are up to two thousand."""
    if plan.count(k) <= MANY_EDGES:
        return []
    scene, decimals, sources, to = plan.scene, plan.scene.decimals, names[k], names[k + 1][j]
    row = scene.network.layers[k].weights[j].tolist()
    locked = "weights" in scene.locked | scene.hidden
    symbol, hint = tip_text("w", "|", locked).split("|")
    numbers = {i: format_number(row[i], decimals) for i in walk.rows[k]}
    off = ["", _(SWITCHED_OFF)]
    return [
        f'<div class="grab bead far" data-target="weight/{k}/{j}/{i}" data-switch'
        f' style="left:{x:.1f}px;top:{y:.1f}px" aria-label="{_from_to(sources[i], to)}'
        f'{off[scene.is_off("weight", k, j, i)]}" data-tip="{symbol}{numbers[i]}{hint}"'
        f"{slider_attributes(row[i], numbers[i], locked)}{way}></div>"
        for i, (x, y), way in zip(
            walk.rows[k], plan.beads(k, j), walk.of_weights(k, j), strict=True
        )
        if not plan.is_live(k, j, i)
    ]


def _beads(plan: Plan, walk: Walk, names: list[dict[int, str]], k: int, j: int) -> list[_Bead]:
    """The targets of the weights into a neuron, which stay while the values change."""
    crowded, many = plan.count(k) > CROWDED_PAIR, plan.count(k) > MANY_EDGES
    few = plan.incoming(k) <= MANY_SOURCES
    beads: list[_Bead] = []
    if many and not any(plan.is_live(k, j, i) for i in walk.rows[k]):
        return beads
    spots, ways = plan.beads(k, j), walk.of_weights(k, j)
    for i, (x, y), way in zip(walk.rows[k], spots, ways, strict=True):
        live = plan.is_live(k, j, i)
        if many and not live:
            continue
        size = GRAB if (live and few) or not crowded else SMALL_GRAB
        small = " small" if size == SMALL_GRAB else ""
        off = _(SWITCHED_OFF) if plan.scene.is_off("weight", k, j, i) else ""
        beads.append(
            _Bead(
                i,
                (x, y),
                size,
                f'<div class="grab bead{small}{" live" if live else ""}',
                f'" data-target="weight/{k}/{j}/{i}" data-switch'
                f' style="left:{x:.1f}px;top:{y:.1f}px;--tip:',
                f'px" aria-label="{_from_to(names[k][i], names[k + 1][j])}{off}" data-tip="',
                f"{way}>",
                None if many else _line_of(plan, (k, j, i), (x, y), size),
            )
        )
    return beads


def _from_to(source: str, neuron: str) -> str:
    return _("weight from {source} to {neuron}", source=source, neuron=neuron)


def _line_of(plan: Plan, edge: Edge, at: Point, size: float) -> _Line | None:
    """Where an edge can be clicked: between its discs, unless they touch."""
    k, j, i = edge
    x, y = at
    x0, y0 = plan.columns[k].place(i)
    x1, y1 = plan.columns[k + 1].place(j)
    length = math.hypot(x1 - x0, y1 - y0)
    trim = plan.columns[k].radius + plan.columns[k + 1].radius + 4
    if length <= trim:
        return None
    angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
    share = (plan.columns[k].radius + 2) / length
    sx, sy = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
    end = sx + (x1 - x0) * (1 - trim / length), sy + (y1 - y0) * (1 - trim / length)
    style = (
        f"left:{sx - x + size / 2:.1f}px;top:{sy - y + size / 2:.1f}px;"
        f"width:{length - trim:.1f}px;transform:rotate({angle:.2f}deg);"
    )
    return _Line(style, (sx, sy), end, length - trim)


def _line(line: _Line, negative: bool, near: tuple[Box, ...]) -> str:
    """The edge as something to click, lit at full strength while it is pointed at."""
    sign = "negative" if negative else "positive"
    hidden = mask(line.start, line.end, line.length, near)
    return f'<i class="edge {sign}" style="{line.style}{hidden}"></i>'
