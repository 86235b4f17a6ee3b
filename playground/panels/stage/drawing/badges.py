"""Signs on the nodes that stand out: badges for their states, arcs where they are cut off."""

import math
from typing import Any

from playground.analysis.neuron_states import State
from playground.panels.kit.plot import PlotTrace
from playground.panels.stage.plan import Plan
from playground.panels.stage.values import Spot

Stroke = list[tuple[float | None, float | None]]

ARC_GAP = 3.5  # px from a disc to the arc that says it is cut off
ARC = math.radians(62)  # of the arc to both sides of where edges come in or go out


def markers(points: list[tuple[float, float]], marker: dict[str, Any]) -> PlotTrace:
    """Discs at these points."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "marker": {"opacity": 1, **marker},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


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
        at = (round(x + 0.76 * r, 1), round(y - 0.76 * r, 1))
        spots.append(at)
        strokes += _glyph(kind, *at, 3.2 if small else 4.6)
    line = {"color": plan.palette.text2, "width": 1.25}
    disc = {"size": 13 if small else 18, "color": plan.palette.card, "line": line}
    return [markers(spots, disc), _lines(strokes, plan.palette.text1, "solid")]


def cut_off_trace(plan: Plan, everything: list[Spot]) -> PlotTrace:
    """A dashed arc before a node that no input reaches, and one behind what reaches no output."""
    strokes: Stroke = []
    inward = -math.pi / 2 if plan.layout.phone else math.pi  # where edges come from
    for c, i, x, y, r in everything:
        node = plan.node(c, i)
        ways = ((plan.reach.unfed, inward), (plan.reach.unheard, inward + math.pi))
        for nodes, way in ways:
            if node in nodes:
                strokes += _arc(x, y, r + ARC_GAP, way)
    return _lines(strokes, plan.palette.text2, "3px,3px")


def _arc(x: float, y: float, radius: float, way: float) -> Stroke:
    angles = [way + ARC * (n / 8 - 1) for n in range(17)]
    points = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]
    return [*((round(px, 1), round(py, 1)) for px, py in points), (None, None)]


def _lines(strokes: Stroke, colour: str, dash: str) -> PlotTrace:
    line = {"color": colour, "width": 1.5, "simplify": False}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in strokes],
        "y": [y for _, y in strokes],
        "line": line if dash == "solid" else {**line, "dash": dash},
        "hoverinfo": "skip",
    }


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
