"""What turns one drawing of a panel into another: it travels while something is dragged."""

from typing import Any

from playground.panels.panel import Figure, Panel


def panel_changes(panel: Panel, base: Panel) -> dict[str, Any]:
    """What turns ``base`` into ``panel``; the whole of it if the frame is another."""
    if panel.frame != base.frame or panel.parts.keys() != base.parts.keys():
        return panel.as_data()
    changes: dict[str, Any] = {}
    if parts := {n: str(p) for n, p in panel.parts.items() if p != base.parts[n]}:
        changes["parts"] = parts
    figures = {
        name: figure_changes(figure, base.figures[name]) for name, figure in panel.figures.items()
    }
    if figures := {name: change for name, change in figures.items() if change}:
        changes["figures"] = figures
    return changes


def figure_changes(figure: Figure, base: Figure) -> Figure:
    """Changed traces by index, and the layout if it changed; everything if traces came or went."""
    if len(figure["data"]) != len(base["data"]):
        return figure
    changes: Figure = {}
    traces = {
        str(index): trace
        for index, (trace, old) in enumerate(zip(figure["data"], base["data"], strict=True))
        if trace != old
    }
    if traces:
        changes["traces"] = traces
    if figure["layout"] != base["layout"]:
        changes["layout"] = figure["layout"]
    return changes
