"""What each neuron sees: a picture of its activation over two inputs, or its curve over one.

Pictures lie below all lines, and edges end where they begin. What lies over them is drawn as
traces: the frames, the line where a is 0 (of an output that decides, the threshold), the input.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.activations import Array
from playground.analysis.input_space import maps
from playground.analysis.input_space.surfaces import ends_of
from playground.cache import cached
from playground.language import _
from playground.panels.kit import plot
from playground.panels.kit.contours import zero_lines
from playground.panels.kit.image import BLANK, png, shades
from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.sight import pixels_of, weight_shades
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.theme import mix
from playground.panels.stage.lettering.labels import rounded
from playground.panels.stage.plan import Plan
from playground.panels.stage.squares import CORNER, LARGE, SMALL
from playground.panels.stage.values import Spot, shown

Path = tuple[list[float | None], list[float | None]]

COARSENESS = 3  # a line is drawn over squares that are as many times as large as the picture's
ON_A_CURVE = 41  # points
DIMMED = 0.62  # how much of its colour a neuron keeps that recedes


@dataclass(frozen=True)
class Seen:
    """What the drawn neurons see, by their column and index: those that have been computed."""

    pictures: list[dict[str, Any]]
    traces: list[PlotTrace]


def seen(plan: Plan, spots: list[Spot]) -> Seen:
    """What is drawn of these neurons and inputs."""
    if not spots:
        return Seen([], [])
    if plan.scene.network.n_inputs == 1:
        pictures: list[dict[str, Any]] = []
        lines, places = _curves(plan, spots)
    else:
        pictures, lines, places = _maps(plan, spots)
    return Seen(
        pictures,
        [
            _zeros(plan, spots),
            *_frames(plan, spots),
            *_lines(plan, lines),
            _dots(plan, places),
            _off(plan, spots),
        ],
    )


Lines = list[tuple[bool, Path]]  # whether it keeps its full colour, and where it goes
Places = list[tuple[float, float, float]]  # x, y, half the side of the square


def _maps(plan: Plan, spots: list[Spot]) -> tuple[list[dict[str, Any]], Lines, Places]:
    scene = plan.scene
    free = swept_inputs(scene, plan.view)
    ends = ends_of(scene, free[0]), ends_of(scene, free[1])
    fine = {_fineness(half) for *_, half in spots}
    by_fineness = {finest: _Painted(maps.maps(scene, free, ends, finest)) for finest in fine}
    at = [_share(float(scene.x[i]), *pair) for i, pair in zip(free, ends, strict=True)]
    pictures, lines, places = [], [], []
    for c, i, x, y, half in spots:
        painted, size = by_fineness[_fineness(half)], pixels_of(scene, (c, i))
        bright, done = plan.is_bright(c, i), _is_computed(plan, c, i)
        across, up = (x - half, x + half), (y + half, y - half)
        colours = painted.shades[c][i] if size is None else weight_shades(scene, i, size)
        picture = plot.image(png(colours if done else BLANK, plan.palette), across, up)
        pictures.append({**picture, "opacity": 0 if not done else 1 if bright else DIMMED})
        if not done or size is not None:
            continue
        if c:
            level = _coarse(maps.level(scene, painted.maps, c - 1, i))
            lines.append((bright, zero_lines(level, across, up)))
        if max(map(abs, at)) <= 1:
            places.append((x + half * at[0], y - half * at[1], half))
    return pictures, lines, places


class _Painted:
    """Maps, and the shades of all their values by column."""

    def __init__(self, found: maps.Maps) -> None:
        self.maps = found
        self.shades = [shades(values, 1.0) for values in (found.inputs, *found.layers)]


def _fineness(half: float) -> int:
    """How many squares of the plane a picture's side has: one a pixel."""
    return int(LARGE if 2 * half > SMALL else SMALL)


def _share(value: float, low: float, high: float) -> float:
    """Where a value stands between two ends: from −1 to 1."""
    return (2 * value - low - high) / (high - low)


def _coarse(values: Array) -> Array:
    """The middle of each block of squares, if they can be put together."""
    if len(values) % COARSENESS:
        return values
    return values[COARSENESS // 2 :: COARSENESS, COARSENESS // 2 :: COARSENESS]


def _curves(plan: Plan, spots: list[Spot]) -> tuple[Lines, Places]:
    x = float(plan.scene.x[0])
    ends = ends_of(plan.scene, 0)
    found = maps.curves(plan.scene, 0, ends, ON_A_CURVE)
    at, shares = _share(x, *ends), np.linspace(-1, 1, ON_A_CURVE).tolist()
    lines, places = [], []
    for c, i, left, top, half in spots:
        value, _ = shown(plan, c, i)
        if value is None or not _is_computed(plan, c, i):
            continue
        values = found.layers[c - 1][i] if c else found.x
        low, high = plot.span(values, -1.15, 1.15)
        scale = 0.92 * half / max(-low, high)  # zero is in the middle of every square
        up = [None if v is None else round(top - scale * v, 1) for v in plot.finite(values)]
        across = [
            None if v is None else round(left + half * share, 1)
            for share, v in zip(shares, up, strict=True)
        ]
        lines.append((plan.is_bright(c, i), (across, up)))
        if abs(at) <= 1 and math.isfinite(value):
            places.append((left + half * at, top - scale * value, half))
    return lines, places


def _is_computed(plan: Plan, column: int, index: int) -> bool:
    """Whether a node has the value that its picture is of, and lets it through."""
    value, meaning = shown(plan, column, index)
    return value is not None and meaning in ("x", "a") and not plan.switched_off(column, index)


@cached(256, key=lambda plan, spots: plan.key)
def _frames(plan: Plan, spots: list[Spot]) -> list[PlotTrace]:
    """Outlines, and around the selected one a halo and a ring."""
    palette, traces = plan.palette, []
    framed = [(x, y, half) for *_, x, y, half in spots]
    ringed = [(x, y, half) for c, i, x, y, half in spots if plan.is_selected(c, i)]
    for places, air, colour, width in (
        (ringed, 7.5, palette.accent_soft, 6.0),
        (ringed, 4.5, palette.accent, 3.0),
        (framed, 0.0, mix(palette.text3, palette.card, 0.75), 1.5),
    ):
        points = [
            point
            for x, y, half in places
            for point in (*rounded(x, y, half + air, half + air, 2 * CORNER * half + air), _GAP)
        ]
        traces.append(plot.line(*plot.coordinates(points), colour, width, simplify=False))
    return traces


_GAP = (None, None)  # between the outlines of one trace


def _zeros(plan: Plan, spots: list[Spot]) -> PlotTrace:
    """Where a curve is 0: the line in the middle of its square."""
    ends = [
        end
        for _, _, x, y, half in (spots if plan.scene.network.n_inputs == 1 else [])
        for end in ((round(x - half, 1), y), (round(x + half, 1), y), _GAP)
    ]
    return plot.line(*plot.coordinates(ends), plan.palette.control, 1.0, simplify=False)


def _lines(plan: Plan, lines: Lines) -> Iterator[PlotTrace]:
    """Those of full colour, and those that recede."""
    ink = plan.palette.text1
    for bright, colour in ((True, ink), (False, mix(ink, plan.palette.card, DIMMED))):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for keeps, (x, y) in lines:
            if keeps == bright and x:
                xs += [*x, None]
                ys += [*y, None]
        yield plot.line(xs, ys, colour, 1.5, simplify=False)


def _dots(plan: Plan, places: Places) -> PlotTrace:
    """The input that is shown."""
    sizes = [9.0 if 2 * half > SMALL else 7.0 for *_, half in places]
    at = plot.coordinates((round(x, 1), round(y, 1)) for x, y, _ in places)
    return plot.points(*at, plan.palette.accent, plan.palette.card, sizes, rim_width=1.5)


def _off(plan: Plan, spots: list[Spot]) -> PlotTrace:
    at = [(x, y) for c, i, x, y, half in spots if plan.switched_off(c, i)]
    return plot.labels(
        *plot.coordinates(at), [f"<b>{_('off')}</b>"] * len(at), plan.palette.text3, size=12
    )
