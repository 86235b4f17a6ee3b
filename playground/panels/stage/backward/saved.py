"""The labels of the way back in Plotly's terms, for saved pictures: the page has them as markup."""

import re
from collections.abc import Iterable
from html import escape, unescape

from playground.panels.kit import plot
from playground.panels.kit.numbers import gradient_state, gradient_text
from playground.panels.kit.plot import PlotTrace
from playground.panels.stage.backward.loss_box import ARROW
from playground.panels.stage.backward.tags import Tag
from playground.panels.stage.backward.way import Way
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.plan import Plan

_TIP = 8.0
_HATCH = 6.0  # px from one stroke of a hatch to the next
_GAP = (None, None)
_MARKUP = re.compile(r"<[^>]*>")

Outline = list[tuple[float | None, float | None]]
Text = tuple[float, float, str]


def saved_traces(plan: Plan, way: Way) -> list[PlotTrace]:
    """Outlines with their fills, hatches, and texts; nothing where nothing goes back."""
    if not way.tags and not way.changes:
        return []
    tags = [*way.tags, *way.now.results]
    boxes = [f.box for f in way.now.factors] + [change.box for change in way.changes]
    return [*_tags(plan, tags), *_boxes(plan, way, boxes), *_texts(plan, way, tags)]


def _tags(plan: Plan, tags: list[Tag]) -> Iterable[PlotTrace]:
    palette = plan.palette
    looks = {
        "plus": (palette.gradient_soft, palette.gradient_line, "solid"),
        "minus": (palette.gradient_soft, palette.gradient_line, "solid"),
        "zero": (palette.card, palette.gradient_line, "solid"),
        "not-yet": (palette.card, palette.text3, "3px,3px"),
    }
    for state, (fill, stroke, dash) in looks.items():
        mine = [tag for tag in tags if gradient_state(tag.value) == state]
        outlines = plot.coordinates(point for tag in mine for point in _outline(tag))
        yield plot.line(*outlines, stroke, 1.4, dash, "toself", fill, simplify=False)
        if state == "minus":
            strokes = plot.coordinates(point for tag in mine for point in _hatch(tag.box))
            yield plot.line(*strokes, palette.gradient_hatch, 2.4, simplify=False)


def _outline(tag: Tag) -> Outline:
    left, top, right, bottom = tag.box
    tip = left + min(_TIP, tag.width / 2)
    corners = [(tip, top), (right, top), (right, bottom), (tip, bottom), (left, tag.y), (tip, top)]
    return [*corners, _GAP]


def _hatch(box: Box) -> Outline:
    """Strokes at 45° within what is right of the tip."""
    left, top, right, bottom = box[0] + _TIP, box[1] + 1, box[2] - 1, box[3] - 1
    strokes: Outline = []
    at = left - (bottom - top) + _HATCH
    while at < right:
        low = max(at, left)
        high = min(at + bottom - top, right)
        strokes += [(low, bottom - (low - at)), (high, bottom - (high - at)), _GAP]
        at += _HATCH
    return strokes


def _boxes(plan: Plan, way: Way, boxes: list[Box]) -> list[PlotTrace]:
    palette = plan.palette
    found = [(boxes, palette.card, palette.gradient_line)]
    if way.loss.box is not None:
        found.append(([_under_arrow(way.loss.box)], palette.sunk, palette.text2))
    traces = []
    for each, fill, stroke in found:
        corners: Outline = []
        for left, top, right, bottom in each:
            corners += [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
            corners.append(_GAP)
        at = plot.coordinates(corners)
        traces.append(plot.line(*at, stroke, 1.3, fill="toself", fillcolour=fill, simplify=False))
    return traces


def _under_arrow(box: Box) -> Box:
    """The loss's box without the arrow that leads out of it."""
    return box[0], box[1] + ARROW, box[2], box[3]


def _texts(plan: Plan, way: Way, tags: list[Tag]) -> list[PlotTrace]:
    palette = plan.palette
    of_tags = [(tag.x + _TIP / 2, tag.y, _told(tag)) for tag in tags if not tag.is_flag]
    others: list[Text] = [(f.x, f.y, _plain(f.markup())) for f in way.now.factors]
    others += [(change.x, change.y, _plain(change.markup())) for change in way.changes]
    if way.loss.box is not None:
        left, top, right, bottom = _under_arrow(way.loss.box)
        lines = str(way.loss.markup).replace("</p>", "<br>")
        told = "<br>".join(filter(None, map(_plain, lines.split("<br>"))))
        others.append(((left + right) / 2, (top + bottom) / 2, told))
    return [
        plot.labels(*plot.coordinates(texts), [text for *_, text in texts], colour, size=12)
        for texts, colour in ((of_tags, palette.gradient_text), (others, palette.text1))
    ]


def _plain(markup: str) -> str:
    """The text of a label, in which Plotly reads a little markup again: that is escaped."""
    return escape(unescape(_MARKUP.sub("", markup)))


def _told(tag: Tag) -> str:
    number = "…" if tag.value is None else gradient_text(tag.value, tag.decimals)
    return f"<i>δ</i> {number}" if tag.letter else f"<b>{number}</b>"
