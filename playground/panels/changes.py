"""What turns one drawing of a panel into another, and its inverse: it travels in place of panels.

A change is plain data: ``parts`` and ``figures`` by name, each with what differs from the base.

- A part's text is split at its quotes, so that an attribute is a piece of its own: ``[count, index,
  piece, …]`` names the pieces that changed and how many there are; the whole text comes where there
  are not as many.
- A figure's ``traces`` by index have the keys that changed, and of an object (marker, line) those
  within it; one of another type, or with another such object, comes whole. ``images`` by index have
  the keys that changed, and ``layout`` those of the rest of it. ``data`` and the whole ``layout``
  come where traces, images or keys came or went.
"""

from itertools import compress
from operator import ne
from typing import Any

from markupsafe import Markup

from playground.panels.panel import Figure, Panel

Change = dict[str, Any]


def panel_changes(panel: Panel, base: Panel) -> Change | None:
    """What turns ``base`` into ``panel``; ``None`` if the frame is another."""
    if panel.frame != base.frame or panel.parts.keys() != base.parts.keys():
        return None
    if panel.figures.keys() != base.figures.keys():
        return None
    changes: Change = {}
    if parts := {
        name: _text_changes(str(part), str(base.parts[name]))
        for name, part in panel.parts.items()
        if part != base.parts[name]
    }:
        changes["parts"] = parts
    figures = {n: _figure_changes(figure, base.figures[n]) for n, figure in panel.figures.items()}
    if figures := {name: change for name, change in figures.items() if change}:
        changes["figures"] = figures
    return changes


def changed(base: Panel, changes: Change) -> Panel:
    """The panel that ``panel_changes`` was told of, from its base: what the browser does."""
    parts = {
        **base.parts,
        **{
            name: Markup(_changed_text(str(base.parts[name]), change))  # noqa: S704 - as it came
            for name, change in changes.get("parts", {}).items()
        },
    }
    figures = {
        **base.figures,
        **{
            name: _changed_figure(base.figures[name], change)
            for name, change in changes.get("figures", {}).items()
        },
    }
    return Panel(base.frame, parts, figures)


def _text_changes(text: str, base: str) -> str | list[int | str]:
    pieces, old = text.split('"'), base.split('"')
    if len(pieces) != len(old):
        return text
    changes: list[int | str] = [len(old)]
    for index in compress(range(len(old)), map(ne, pieces, old)):
        changes += (index, pieces[index])
    return changes


def _changed_text(base: str, change: str | list[Any]) -> str:
    if isinstance(change, str):
        return change
    pieces = base.split('"')
    for index, piece in zip(change[1::2], change[2::2], strict=True):
        pieces[index] = piece
    return '"'.join(pieces)


def _figure_changes(figure: Figure, base: Figure) -> Figure:
    if len(figure["data"]) != len(base["data"]):
        return figure
    layout, old_layout = figure["layout"], base["layout"]
    if not _alike(layout, old_layout):
        return figure
    changes: Figure = {}
    if traces := {
        str(index): _trace_changes(trace, old)
        for index, (trace, old) in enumerate(zip(figure["data"], base["data"], strict=True))
        if trace != old
    }:
        changes["traces"] = traces
    if images := {
        str(index): {key: value for key, value in image.items() if value != old[key]}
        for index, (image, old) in enumerate(
            zip(layout.get("images", ()), old_layout.get("images", ()), strict=True)
        )
        if image != old
    }:
        changes["images"] = images
    if rest := {
        key: value for key, value in layout.items() if key != "images" and value != old_layout[key]
    }:
        changes["layout"] = rest
    return changes


def _alike(layout: dict[str, Any], base: dict[str, Any]) -> bool:
    """Whether two layouts have the same keys, and their images, too."""
    images, old = layout.get("images", ()), base.get("images", ())
    return (
        layout.keys() == base.keys()
        and len(images) == len(old)
        and all(image.keys() == other.keys() for image, other in zip(images, old, strict=True))
    )


def _changed_figure(base: Figure, change: Figure) -> Figure:
    if "data" in change:
        return change
    traces = change.get("traces", {})
    data = [_changed_trace(old, traces.get(str(at), {})) for at, old in enumerate(base["data"])]
    layout = {**base["layout"], **change.get("layout", {})}
    if images := change.get("images"):
        layout["images"] = [
            {**old, **images.get(str(at), {})} for at, old in enumerate(layout["images"])
        ]
    return {"data": data, "layout": layout}


def _trace_changes(trace: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    if trace.keys() != base.keys() or trace["type"] != base["type"]:
        return trace
    changes = {}
    for key, value in trace.items():
        old = base[key]
        if value == old:
            continue
        if not isinstance(value, dict):
            changes[key] = value
        elif isinstance(old, dict) and value.keys() == old.keys():
            changes[key] = {name: item for name, item in value.items() if item != old[name]}
        else:
            return trace  # an object in a change is one within which something changed
    return changes


def _changed_trace(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    if "type" in change:
        return change
    within = {
        key: {**base[key], **value}
        for key, value in change.items()
        if isinstance(value, dict) and isinstance(base[key], dict)
    }
    return {**base, **change, **within}
