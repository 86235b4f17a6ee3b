"""The network diagram as a Plotly figure in plain dicts; one unit is one CSS pixel.

Edges share a trace per colour and width, because a trace costs more than a line. What is selected
has traces of its own, so that its widths are exact.
"""

from typing import Any

from playground.panels.panel import Figure
from playground.panels.stage_labels import label_traces
from playground.panels.stage_look import CROWDED_PAIR, DENSE_PAIR, MANY_SOURCES, Edge, Look
from playground.panels.stage_nodes import node_traces
from playground.panels.theme import FONT, mix

Trace = dict[str, Any]

WIDTH_LEVELS = 8  # steps between the thinnest and the thickest dimmed edge
LIVE_TRACES = 16  # live edges up to which each has a trace of its own


def edge_width(weight: float) -> float:
    """1.25 to 6 px, by |w| alone; from |w| = 2 on it grows no more."""
    return 1.25 + 4.75 * min(abs(weight), 2.0) / 2


def stage_figure(look: Look) -> Figure:
    """All traces from back to front, and the layout."""
    return {
        "data": [
            *_edge_traces(look),
            *_bead_traces(look),
            *node_traces(look),
            *label_traces(look),
        ],
        "layout": _layout(look.layout.width, look.layout.height),
    }


def _layout(width: int, height: int) -> dict[str, Any]:
    hidden = {"visible": False, "fixedrange": True, "autorange": False}
    return {
        "width": width,
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": {**hidden, "range": [0, width]},
        "yaxis": {**hidden, "range": [height, 0]},
        "showlegend": False,
        "hovermode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT},
    }


def _style(look: Look, edge: Edge) -> tuple[str, float, str]:
    """(colour, width, dash) of an edge; equal styles share a trace."""
    k, j, i = edge
    weight = float(look.scene.network.layers[k].weights[j, i])
    palette = look.palette
    live = look.is_live(k, j, i)
    if look.scene.is_off("weight", k, j, i) or _source_is_off(look, edge):
        return (palette.text3 if live else palette.control), 1.25, "2px,4px"
    stroke = palette.stroke(weight)
    if live:
        width = edge_width(weight) * (0.7 if look.incoming(k) > MANY_SOURCES else 1.0)
        if look.incoming(k) > LIVE_TRACES:
            width = round(width * 2) / 2
        gap = max(5.0, 1.7 * width)
    else:
        level = round(min(abs(weight), 2.0) / 2 * WIDTH_LEVELS) / WIDTH_LEVELS * 2
        dense = look.count(k) > DENSE_PAIR
        width = edge_width(level) * (0.5 if dense else 0.8)
        share = 1.0 if look.focus is None and not dense else 0.45 if look.focus is None else 0.30
        if look.focus is not None and dense:
            share = 0.16
        stroke = mix(stroke, palette.card, share)
        gap = max(4.0, 1.5 * width)
    dash = "solid" if weight >= 0 else f"{max(7.0, 2.4 * width):.1f}px,{gap:.1f}px"
    return stroke, round(width, 2), dash


def _source_is_off(look: Look, edge: Edge) -> bool:
    k, j, i = edge
    scene = look.scene
    source_off = scene.is_off("neuron", k - 1, i) if k else scene.is_off("input", i)
    return source_off or scene.is_off("neuron", k, j)


def _edge_traces(look: Look) -> list[Trace]:
    """One trace a style: dimmed edges first, live ones over them."""
    dimmed: dict[tuple[str, float, str], list[Edge]] = {}
    live: dict[tuple[str, float, str, Edge | None], list[Edge]] = {}
    for k in range(len(look.columns) - 1):
        for edge in look.edges(k):
            style = _style(look, edge)
            if look.is_live(*edge):
                own = edge if look.incoming(k) <= LIVE_TRACES else None
                live.setdefault((*style, own), []).append(edge)
            else:
                dimmed.setdefault(style, []).append(edge)
    traces = [_lines(look, *style, dimmed[style]) for style in sorted(dimmed)]
    return traces + [_lines(look, *style[:3], edges) for style, edges in live.items()]


def _lines(look: Look, colour: str, width: float, dash: str, edges: list[Edge]) -> Trace:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for k, j, i in edges:
        x0, y0 = look.columns[k].place(i)
        x1, y1 = look.columns[k + 1].place(j)
        xs += (x0, x1, None)
        ys += (y0, y1, None)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": colour, "width": width, "dash": dash, "simplify": False},
        "hoverinfo": "skip",
    }


def _bead_traces(look: Look) -> list[Trace]:
    """The handles of the weights: rings, filled with the card's colour."""
    dim: list[tuple[float, float, str]] = []
    live: list[tuple[float, float, str]] = []
    size = 12
    for k in range(len(look.columns) - 1):
        t = look.bead_at(k)
        hidden = look.count(k) > CROWDED_PAIR
        for edge in look.edges(k):
            weight = float(look.scene.network.layers[k].weights[edge[1], edge[2]])
            stroke = look.palette.stroke(weight)
            if look.is_live(*edge):
                size = 8 if look.incoming(k) > MANY_SOURCES else 12
                live.append((*look.along(edge, t), stroke))
            elif not hidden:
                share = 1.0 if look.focus is None else 0.55
                dim.append((*look.along(edge, t), mix(stroke, look.palette.card, share)))
    return [
        _rings(look, dim, 7, 1.25),
        _rings(look, live, size, 2.25 if size > 8 else 1.75),
    ]


def _rings(look: Look, beads: list[tuple[float, float, str]], size: int, width: float) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [bead[0] for bead in beads],
        "y": [bead[1] for bead in beads],
        "marker": {
            "size": size,
            "color": look.palette.card,
            "opacity": 1,
            "line": {"color": [bead[2] for bead in beads], "width": width},
        },
        "hoverinfo": "skip",
    }
