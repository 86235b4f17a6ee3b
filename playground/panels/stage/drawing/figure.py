"""The network diagram as a Plotly figure in plain dicts; one unit is one CSS pixel.

Edges share a trace per colour and width, because a trace costs more than a line. What is selected
has traces of its own, so that its widths are exact.
"""

from typing import Any

from playground.activations import ACTIVATIONS
from playground.cache import cached
from playground.limits import MAX_DRAWN_BYTES
from playground.panels.kit import plot, saving
from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.theme import FONT, THEMES, mix
from playground.panels.panel import Figure
from playground.panels.stage.backward.saved import saved_traces
from playground.panels.stage.backward.way import Way
from playground.panels.stage.drawing.maps import seen
from playground.panels.stage.drawing.nodes import node_traces
from playground.panels.stage.lettering.labels import Lettering, label_traces
from playground.panels.stage.plan import CROWDED_PAIR, DENSE_PAIR, MANY_SOURCES, Edge, Plan
from playground.panels.stage.spoken import column_name
from playground.panels.stage.squares import CORNER, clipped
from playground.panels.stage.strips import strip_traces
from playground.panels.stage.values import nodes

Style = tuple[str, float, str]  # colour, width, dash
Bead = tuple[float, float, str]  # x, y, stroke
Points = tuple[list[float | None], list[float | None]]

WIDTH_LEVELS = 8  # steps between the thinnest and the thickest dimmed edge
CAPTION_ROOM = 56  # px above the diagram of a saved picture
_STYLE_BYTES, _POINT_BYTES, _BEAD_BYTES = 400, 50, 180  # in memory, of lists and numbers
LIVE_TRACES = 16  # live edges up to which each has a trace of its own


def edge_width(weight: float) -> float:
    """1.25 to 6 px, by |w| alone; from |w| = 2 on it grows no more."""
    return 1.25 + 4.75 * min(abs(weight), 2.0) / 2


def stage_figure(plan: Plan, written: Lettering, way: Way) -> Figure:
    """All traces from back to front, and the layout."""
    squares = [spot for spot in nodes(plan) if plan.is_map(*spot[:2])]
    shown = seen(plan, squares)
    return {
        "data": [
            *_edge_traces(plan),
            *way.traces,
            *_bead_traces(plan),
            *shown.traces,
            *strip_traces(plan, written.strips),
            *node_traces(plan),
            *label_traces(plan, written),
        ],
        "layout": {
            **plot.pixel_layout(plan.layout.width, plan.layout.height, plan.palette),
            "images": shown.pictures,
            "meta": _captions(plan, saved_traces(plan, way)),
        },
    }


def _captions(plan: Plan, traces: list[PlotTrace]) -> dict[str, Any]:
    """What a saved picture says of its layers, whose headers are no part of the figure; ``traces``
    are what else is shown over it.

    Annotations of Plotly's, and the room in pixels that they need above the diagram.
    """
    layers = plan.scene.network.layers
    captions = []
    for c, column in enumerate(plan.columns):
        lines = [f"<b>{column_name(plan.scene.network, c)}</b>"]
        if c:
            lines.append(ACTIVATIONS[layers[c - 1].activation].called)
        place = (
            {"x": 10, "y": column.ys[0], "xanchor": "left", "yanchor": "middle", "align": "left"}
            if plan.layout.phone
            else {"x": column.xs[0], "y": 0, "xanchor": "center", "yanchor": "bottom", "yshift": 2}
        )
        font = {"family": FONT, "size": 15, "color": plan.palette.text1}
        captions.append({**place, "text": "<br>".join(lines), "showarrow": False, "font": font})
    room = 0 if plan.layout.phone else CAPTION_ROOM
    return saving.besides(captions, traces, room, CORNER)


def _live(plan: Plan, edge: Edge, weight: float) -> Style:
    """(colour, width, dash) of an edge that is selected."""
    if _carries_nothing(plan, edge):
        return plan.palette.text3, 1.25, "2px,4px"
    width = edge_width(weight) * (0.7 if plan.incoming(edge[0]) > MANY_SOURCES else 1.0)
    if plan.incoming(edge[0]) > LIVE_TRACES:
        width = round(width * 2) / 2
    return _styled(plan.palette.stroke(weight), width, max(5.0, 1.7 * width), weight < 0)


@cached(256)
def _dimmed(theme: str, level: int, negative: bool, dense: bool, receding: bool) -> Style:
    """An edge that is not selected, receding where another thing is."""
    palette = THEMES[theme]
    width = edge_width(level / WIDTH_LEVELS * 2) * (0.5 if dense else 0.8)
    share = (0.16 if receding else 0.45) if dense else (0.30 if receding else 1.0)
    stroke = mix(palette.stroke(-1.0 if negative else 1.0), palette.card, share)
    return _styled(stroke, width, max(4.0, 1.5 * width), negative)


def _styled(stroke: str, width: float, gap: float, negative: bool) -> Style:
    dash = f"{max(7.0, 2.4 * width):.1f}px,{gap:.1f}px" if negative else "solid"
    return stroke, round(width, 2), dash


def _carries_nothing(plan: Plan, edge: Edge) -> bool:
    """Whether nothing passes an edge: it, its source or its neuron is switched off."""
    scene = plan.scene
    return bool(scene.off) and (scene.is_cut(*edge) or scene.is_off("neuron", *edge[:2]))


def _edge_traces(plan: Plan) -> list[PlotTrace]:
    """One trace a style: dimmed edges first, live ones over them."""
    dimmed: dict[Style, Points] = {}
    live: dict[tuple[Style, Edge | None], Points] = {}
    for k in range(len(plan.columns) - 1):
        here = _pair(plan, k)
        for style, (xs, ys) in here[0].items():
            points = dimmed.setdefault(style, ([], []))
            points[0].extend(xs)
            points[1].extend(ys)
        live |= here[1]
    styled = [(style, dimmed[style]) for style in sorted(dimmed)]
    styled += [(style, points) for (style, _), points in live.items()]
    return [
        plot.line(x, y, colour, width, dash, simplify=False)
        for (colour, width, dash), (x, y) in styled
    ]


Pair = tuple[dict[Style, Points], dict[tuple[Style, Edge | None], Points]]


def _of_pair(plan: Plan, k: int) -> tuple[object, ...]:
    """All that the lines and handles of one layer pair are drawn from."""
    return plan.key, k, plan.scene.network.layers[k].weights.tobytes()


def _pair_bytes(pair: Pair) -> int:
    points = [xs for part in pair for xs, _ in part.values()]
    return _STYLE_BYTES * (2 + len(points)) + _POINT_BYTES * sum(map(len, points))


@cached(MAX_DRAWN_BYTES, key=_of_pair, weigh=_pair_bytes)
def _pair(plan: Plan, k: int) -> Pair:
    """The lines of one layer pair, dimmed and live, by style; a live edge may have its own."""
    dimmed: dict[Style, Points] = {}
    live: dict[tuple[Style, Edge | None], Points] = {}
    own = plan.incoming(k) <= LIVE_TRACES
    dense, receding = plan.count(k) > DENSE_PAIR, plan.focus is not None
    levels = range(WIDTH_LEVELS + 1)
    styles = [
        [_dimmed(plan.view.theme, level, negative, dense, receding) for level in levels]
        for negative in (False, True)
    ]
    cut = (plan.palette.control, 1.25, "2px,4px")
    sources = [(i, *plan.columns[k].place(i)) for i in plan.columns[k].indices if i is not None]
    weights = plan.scene.network.layers[k].weights.tolist()
    for j in plan.columns[k + 1].indices:
        if j is None:
            continue
        x1, y1 = plan.columns[k + 1].place(j)
        for i, x0, y0 in sources:
            weight, edge = weights[j][i], (k, j, i)
            if plan.is_live(k, j, i):
                key = (_live(plan, edge, weight), edge if own else None)
                points = live.setdefault(key, ([], []))
            else:
                level = round(min(abs(weight), 2.0) / 2 * WIDTH_LEVELS)
                style = cut if _carries_nothing(plan, edge) else styles[weight < 0][level]
                points = dimmed.setdefault(style, ([], []))
            start, end = (x0, y0), (x1, y1)
            if plan.shows_maps:
                start, end = clipped(start, end, plan.leaving(k, i), plan.border(k + 1, j))
            points[0].extend((start[0], end[0], None))
            points[1].extend((start[1], end[1], None))
    return dimmed, live


def _bead_traces(plan: Plan) -> list[PlotTrace]:
    """The handles of the weights: rings, filled with the card's colour."""
    dim: list[Bead] = []
    live: list[Bead] = []
    many = False
    for k in range(len(plan.columns) - 1):
        dim_here, live_here = _beads(plan, k)
        dim += dim_here
        live += live_here
        many = many or (bool(live_here) and plan.incoming(k) > MANY_SOURCES)
    return [
        _rings(plan, dim, 7, 1.25),
        _rings(plan, live, 8 if many else 12, 1.75 if many else 2.25),
    ]


def _beads_bytes(beads: tuple[list[Bead], list[Bead]]) -> int:
    return 2 * _STYLE_BYTES + _BEAD_BYTES * sum(map(len, beads))


@cached(MAX_DRAWN_BYTES, key=_of_pair, weigh=_beads_bytes)
def _beads(plan: Plan, k: int) -> tuple[list[Bead], list[Bead]]:
    """The dimmed and the live handles of one layer pair."""
    dim: list[Bead] = []
    live: list[Bead] = []
    t, hidden = plan.bead_at(k), plan.count(k) > CROWDED_PAIR
    weights = plan.scene.network.layers[k].weights
    for edge in plan.edges(k):
        is_live = plan.is_live(*edge)
        if hidden and not is_live:
            continue
        stroke = plan.palette.stroke(float(weights[edge[1], edge[2]]))
        if is_live:
            live.append((*plan.along(edge, t), stroke))
        else:
            share = 1.0 if plan.focus is None else 0.55
            dim.append((*plan.along(edge, t), mix(stroke, plan.palette.card, share)))
    return dim, live


def _rings(plan: Plan, beads: list[Bead], size: int, width: float) -> PlotTrace:
    strokes = [stroke for *_, stroke in beads]
    return plot.points(*plot.coordinates(beads), plan.palette.card, strokes, size, rim_width=width)
