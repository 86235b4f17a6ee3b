"""Neurons and inputs as Plotly traces: discs, rings, values, and what stands out about them."""

import math
from functools import partial

from playground.cache import once
from playground.language import _
from playground.panels.kit import plot
from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.theme import ink, mix, value_colour
from playground.panels.stage.drawing.badges import badge_traces, cut_off_trace
from playground.panels.stage.fitting import fitted, text_width
from playground.panels.stage.plan import Plan
from playground.panels.stage.values import Spot, nodes, shown, shows_value

BLANK = "\u00a0"  # Plotly drops an empty text for good: a later number would not appear


@once
def fill(plan: Plan, column: int, index: int) -> str:
    """A node's colour: its value's, mixed with the card where it recedes."""
    value, meaning = shown(plan, column, index)
    if plan.switched_off(column, index) or meaning in ("z", "Σ") or value is None:
        return plan.palette.card
    colour = value_colour(value, plan.palette)
    return colour if plan.is_bright(column, index) else mix(colour, plan.palette.card, 0.62)


def _outline(plan: Plan, column: int, index: int) -> str:
    value, meaning = shown(plan, column, index)
    palette = plan.palette
    if plan.switched_off(column, index) or value is None or meaning in ("z", "Σ"):
        return palette.text3 if plan.switched_off(column, index) else palette.control
    if math.isnan(value) or abs(value) < 0.05:
        line = mix(palette.text3, palette.card, 0.6)
    else:
        line = mix(palette.stroke(value), palette.fill_zero, min(1.0, 0.35 + abs(value)))
    return line if plan.is_bright(column, index) else mix(line, palette.card, 0.62)


def node_traces(plan: Plan) -> list[PlotTrace]:
    """Ring, discs, values, "⋮", signs: from back to front."""
    everything = nodes(plan)
    discs = [spot for spot in everything if not plan.is_map(*spot[:2])]
    return [
        _ring(plan, discs),
        _discs(plan, discs),
        _values(plan, discs),
        _ellipses(plan),
        cut_off_trace(plan, everything),
        *badge_traces(plan, everything),
    ]


def _ring(plan: Plan, everything: list[Spot]) -> PlotTrace:
    """A violet ring with a gap in the card's colour, and a soft halo."""
    palette = plan.palette
    at = [(x, y, r) for c, i, x, y, r in everything if plan.is_selected(c, i)]
    gap = 4.5 if not at or at[0][2] > 12 else 3.0
    return plot.points(
        *plot.coordinates(point for point in at for _ in range(2)),
        [colour for _ in at for colour in (palette.accent_soft, palette.card)],
        [colour for _ in at for colour in (palette.accent_soft, palette.accent)],
        [size for _, _, r in at for size in (2 * (r + gap + 5.5), 2 * (r + gap) - 1)],
        rim_width=[width for _ in at for width in (0, 3 if gap > 4 else 2)],
    )


def _discs(plan: Plan, everything: list[Spot]) -> PlotTrace:
    return plot.points(
        *plot.coordinates(spot[2:] for spot in everything),
        [fill(plan, c, i) for c, i, *_ in everything],
        [_outline(plan, c, i) for c, i, *_ in everything],
        [round(2 * r - 1, 1) for *_, r in everything],
        rim_width=1.5,
    )


def _text_size(radius: float) -> float:
    return 15.0 if radius >= 24 else 13.0 if radius >= 19 else 11.5


def _values(plan: Plan, everything: list[Spot]) -> PlotTrace:
    texts, sizes, colours, points = [], [], [], []
    for c, i, x, y, r in filter(partial(shows_value, plan), everything):
        value = shown(plan, c, i)[0]
        if value is None or plan.switched_off(c, i):
            text, size = BLANK, 12.0
            if plan.switched_off(c, i):
                text = _("off")
                size = min(12.0, 12.0 * (2 * r - 5) / text_width(f"{text} ", 12.0))
            colour = plan.palette.text3
        else:
            text, size = fitted(value, plan.scene.decimals, 2 * r - 5, _text_size(r))
            colour = ink(fill(plan, c, i))
        points.append((x, y))
        texts.append(f"<b>{text}</b>")
        sizes.append(round(size, 1))
        colours.append(colour)
    return plot.labels(*plot.coordinates(points), texts, colours, size=sizes)


def _ellipses(plan: Plan) -> PlotTrace:
    """ "⋮" where neurons are left out."""
    at = [
        (x, y)
        for column in plan.columns
        for index, x, y in zip(column.indices, column.xs, column.ys, strict=True)
        if index is None
    ]
    texts = ["⋯" if plan.layout.phone else "⋮"] * len(at)
    return plot.labels(*plot.coordinates(at), texts, plan.palette.text2, size=18)
