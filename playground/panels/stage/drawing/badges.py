"""Signs on the nodes that stand out: badges for their states, arcs where they are cut off."""

import math

from playground.analysis.neurons.neuron_states import State
from playground.panels.kit import plot
from playground.panels.kit.plot import PlotTrace
from playground.panels.stage.plan import Plan
from playground.panels.stage.values import Spot

Stroke = list[tuple[float | None, float | None]]

STROKE = 1.5  # px, the width of a sign's lines
ARC_GAP = 3.5  # px from a disc to the arc that says it is cut off
ARC = math.radians(62)  # of the arc to both sides of where edges come in or go out


def badge_traces(plan: Plan, everything: list[Spot]) -> list[PlotTrace]:
    """Discs with the glyphs of the neurons' states."""
    spots: list[tuple[float, float]] = []
    strokes: Stroke = []
    small = False
    for c, i, x, y, r in everything:
        kind = plan.states[c - 1][i] if c else None
        if kind is None or r < 11:
            continue
        small = small or r < 20
        out = 0.9 if plan.is_map(c, i) else 0.76  # of the way: a square's corner is farther away
        at = (round(x + out * r, 1), round(y - out * r, 1))
        spots.append(at)
        strokes += _glyph(kind, *at, 3.2 if small else 4.6)
    palette, size = plan.palette, 13 if small else 18
    discs = plot.coordinates(spots)
    return [
        plot.points(*discs, palette.card, palette.text2, size, rim_width=1.25),
        plot.line(*plot.coordinates(strokes), palette.text1, STROKE, simplify=False),
    ]


def cut_off_trace(plan: Plan, everything: list[Spot]) -> PlotTrace:
    """A dashed arc before a node that no input reaches, and one behind what reaches no output."""
    strokes: Stroke = []
    inward = -math.pi / 2 if plan.layout.phone else math.pi  # where edges come from
    for c, i, x, y, r in everything:
        node = plan.node(c, i)
        ways = ((plan.reach.unfed, inward), (plan.reach.unheard, inward + math.pi))
        for nodes, way in ways:
            if node in nodes:
                side = _side if plan.is_map(c, i) else _arc
                strokes += side(x, y, r + ARC_GAP, way)
    arcs = plot.coordinates(strokes)
    return plot.line(*arcs, plan.palette.text2, STROKE, "3px,3px", simplify=False)


def _arc(x: float, y: float, radius: float, way: float) -> Stroke:
    angles = [way + ARC * (n / 8 - 1) for n in range(17)]
    points = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]
    return [*((round(px, 1), round(py, 1)) for px, py in points), (None, None)]


def _side(x: float, y: float, half: float, way: float) -> Stroke:
    """A line beside a square, where an arc would cross it."""
    dx, dy = math.cos(way), math.sin(way)
    ends = [(x + half * dx + s * half * dy, y + half * dy - s * half * dx) for s in (0.8, -0.8)]
    return [*((round(px, 1), round(py, 1)) for px, py in ends), (None, None)]


def _glyph(kind: State, x: float, y: float, size: float) -> Stroke:
    """A slashed circle for off here, a flattening curve for saturated: told apart by shape."""
    if kind == "off-here":
        circle = [(math.cos(a * math.pi / 8), math.sin(a * math.pi / 8)) for a in range(17)]
        line: list[tuple[float, float]] = [(-0.7, 0.7), (0.7, -0.7)]
        points = [[(px * 0.85, py * 0.85) for px, py in circle], line]
    else:
        points = [[(-1.0, 0.75), (-0.4, 0.65), (-0.1, 0.3), (0.1, -0.3), (0.4, -0.65), (1, -0.75)]]
    strokes: Stroke = []
    for stroke in points:
        strokes += [(round(x + px * size, 1), round(y + py * size, 1)) for px, py in stroke]
        strokes.append((None, None))
    return strokes
