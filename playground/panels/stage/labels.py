"""The words on the diagram: names, biases, and the products of ``stage_products``.

Labels are drawn as their boxes, all of a colour as one filled trace, and the texts over them.
Names come from visitors: they are escaped, because Plotly reads a little markup.
"""

import math
import re
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import escape

from playground.graph import ROOMY
from playground.notation import subscript
from playground.panels.stage.boxes import Box, text_width
from playground.panels.stage.nodes import fitted, nodes, shown
from playground.panels.stage.plan import Plan, gap
from playground.panels.stage.products import Label, Products, products
from playground.scene import reached

Trace = dict[str, Any]

TWO_LINES = 40  # px from node to node, at which a name beside one may take two lines


@dataclass(frozen=True)
class Name:
    """The name of a node: where Plotly puts the text, and its edges."""

    x: float
    y: float
    text: str
    place: str
    colour: str
    box: Box


def shortened(text: str, room: float, size: float) -> str:
    """``text``, cut with "…" to fit in ``room`` pixels."""
    if text_width(text, size) <= room:
        return text
    while len(text) > 1 and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, size: float, lines: int) -> list[str]:
    """``text`` on one line if it fits there, else on up to so many, each cut to fit."""
    words = text.split(" ")
    if lines == 1 or len(words) == 1 or text_width(text, size) <= room:
        return [shortened(text, room, size)]
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    best = min(ways, key=lambda way: max(text_width(line, size) for line in way))
    return [shortened(line, room, size) for line in best]


@dataclass(frozen=True)
class Lettering:
    """All words on a diagram; the products find their places between the other labels."""

    names: list[Name]
    tags: list[Label]
    products: Products

    @property
    def fixed(self) -> tuple[Box, ...]:
        """Where names and tags stand."""
        return (*(name.box for name in self.names), *(tag.box for tag in self.tags))

    @property
    def boxes(self) -> list[Box]:
        """Where all of them stand."""
        return [*self.fixed, *(label.box for label in self.products.labels)]


def lettering(plan: Plan) -> Lettering:
    """Names, biases, products."""
    written = Lettering(_names(plan), [*bias_labels(plan), *_side_tag(plan)], Products("none"))
    return replace(written, products=products(plan, written.fixed))


def label_traces(plan: Plan, written: Lettering) -> list[Trace]:
    """Names, then boxes with their texts."""
    labels = [*written.tags, *written.products.labels]
    return [_name_texts(plan, written.names), *_boxes(labels), _texts(labels)]


def _boxes(labels: list[Label]) -> list[Trace]:
    """One filled trace for each pair of colours."""
    groups: dict[tuple[str, str], list[Label]] = {}
    for label in labels:
        groups.setdefault((label.fill, label.line), []).append(label)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [p for label in group for p in (*(x for x, _ in _outline(label)), None)],
            "y": [p for label in group for p in (*(y for _, y in _outline(label)), None)],
            "fill": "toself",
            "fillcolor": fill,
            "line": {"color": line, "width": 1.1, "simplify": False},
            "hoverinfo": "skip",
        }
        for (fill, line), group in groups.items()
    ]


_QUARTER = [(math.cos(a * math.pi / 8), math.sin(a * math.pi / 8)) for a in range(5)]


def _outline(label: Label) -> list[tuple[float, float]]:
    """A rectangle with round corners, closed."""
    r = min(label.corner, label.height / 2)
    w, h = label.width / 2 - r, label.height / 2 - r
    points = []
    for sx, sy, turned in ((1, 1, False), (-1, 1, True), (-1, -1, False), (1, -1, True)):
        arc = [(sx * (w + r * c), sy * (h + r * s)) for c, s in _QUARTER]
        points += arc[::-1] if turned else arc
    points.append(points[0])
    return [(round(label.x + x, 1), round(label.y + y, 1)) for x, y in points]


def _texts(labels: list[Label]) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [label.x for label in labels],
        "y": [label.y for label in labels],
        "text": [label.text for label in labels],
        "textposition": "middle center",
        "textfont": {
            "size": [label.size for label in labels],
            "color": [label.colour for label in labels],
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def symbol(plan: Plan, column: int, index: int) -> str:
    """x₁, a₂, ŷ: with a number where there are several."""
    n = plan.scene.network.sizes[column]
    number = subscript(index + 1) if n > 1 else ""
    if column == 0:
        return f"<i>x</i>{number}"
    meaning = shown(plan, column, index)[1]
    last = column == len(plan.columns) - 1
    letter = {"z": "<i>z</i>", "Σ": "Σ"}.get(meaning, "<i>ŷ</i>" if last else "<i>a</i>")
    return letter + number


def _name(plan: Plan, column: int, index: int, room: float, beside: bool) -> str:
    """A node's name and symbol; the name alone, on two lines if it must, where it is ``beside``."""
    network = plan.scene.network
    names = network.input_names if column == 0 else network.output_names
    own = column in (0, len(plan.columns) - 1)
    letter = "y" if column else "x"
    default = own and names[index] in (letter, f"{letter}{index + 1}")
    mark = symbol(plan, column, index)
    if not own or default:
        return mark
    lines = 2 if beside and plan.columns[column].pitch >= TWO_LINES else 1
    words = [f"<b>{escape(line)}</b>" for line in wrapped(names[index], room, 13.5, lines)]
    return "<br>".join(words) if beside else f"{words[0]}  {mark}"


def _names(plan: Plan) -> list[Name]:
    """The names that have room."""
    names = []
    for c, i, x, y, r in nodes(plan):
        column = plan.columns[c]
        selected = plan.is_selected(c, i)
        if plan.layout.phone:
            if c != 0 or column.pitch < 40:
                continue
            room, place, dy, dx = column.pitch - 26, "top center", -r - 5, 0.0
        elif column.pitch >= ROOMY or len(column.indices) == 1:
            edge = 2 * min(x, plan.layout.width - x) - 12
            room, place, dx = min(gap(plan.layout), edge) - 40, "top center", 0.0
            dy = -r - (9 if selected else 3)
        elif c == 0:
            room, place, dy, dx = column.xs[0] - r - 14, "middle left", 0.0, -r - 5
        elif c == len(plan.columns) - 1 and not selected:
            room = plan.layout.width - column.xs[0] - r - 14
            place, dy, dx = "middle right", 0.0, r + 5
        else:
            continue
        beside = place != "top center"
        text = _name(plan, c, i, room - 4 if beside else room, beside)
        colour = plan.palette.accent_text if selected else plan.palette.text1
        at = round(x + dx, 1), round(y + dy, 1)
        box = _box_of(text, place, at, _name_size(plan))
        names.append(Name(*at, f"<b>{text}</b>" if selected else text, place, colour, box))
    return names


def _name_size(plan: Plan) -> float:
    return 12 if plan.layout.phone else 13.5


def _box_of(text: str, place: str, at: tuple[float, float], size: float) -> Box:
    """The edges of a text that stands above a point, or at its left or right."""
    lines = [_MARKUP.sub("", line) for line in text.split("<br>")]
    width, height = max(text_width(line, size) for line in lines), 1.3 * size * len(lines)
    x, y = at
    if place == "top center":
        return x - width / 2, y - height, x + width / 2, y
    left = x - width if place == "middle left" else x
    return left, y - height / 2, left + width, y + height / 2


_MARKUP = re.compile(r"<[^>]*>")


def _name_texts(plan: Plan, names: list[Name]) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [name.x for name in names],
        "y": [name.y for name in names],
        "text": [name.text for name in names],
        "textposition": [name.place for name in names],
        "textfont": {"size": _name_size(plan), "color": [name.colour for name in names]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def bias_spot(plan: Plan, column: int, index: int) -> tuple[float, float, bool]:
    """Where a bias is shown or at least grabbed: centre, and whether its tag is drawn."""
    x, y = plan.columns[column].place(index)
    at = plan.columns[column]
    if plan.layout.phone:
        if len(at.indices) <= 3 and at.pitch - 2 * at.radius >= 38:
            return x + at.radius + 20, y, True
    elif at.pitch >= ROOMY or len(at.indices) == 1:
        return x, y + at.radius + (17 if plan.is_selected(column, index) else 15), True
    return x + 0.8 * at.radius, y + 0.8 * at.radius, False


def bias_labels(plan: Plan) -> list[Label]:
    """ "b 0.30" under each neuron, where there is room."""
    labels = []
    palette = plan.palette
    for c, j, _, _, _ in nodes(plan):
        if c == 0:
            continue
        x, y, drawn = bias_spot(plan, c, j)
        if not drawn:
            continue
        bias = float(plan.scene.network.layers[c - 1].biases[j])
        selected = plan.is_selected(c, j)
        joined = selected and plan.scene.step is not None and reached(plan.scene, c - 1, j, "bias")
        number, size = fitted(bias, plan.scene.decimals, 30 if plan.layout.phone else 50, 12)
        words = f"<i>b</i>  {number}" if not plan.layout.phone else number
        labels.append(
            Label(
                x,
                y,
                text_width(number, size) + (26 if not plan.layout.phone else 9),
                20 if not plan.layout.phone else 17,
                f"<b>{words}</b>" if joined else words,
                size if not plan.layout.phone else min(size, 11),
                palette.accent_soft if joined else palette.card,
                palette.accent if selected else palette.control,
                palette.accent_text if selected else palette.text2,
            )
        )
    return labels


def _side_tag(plan: Plan) -> list[Label]:
    """In a dense layer only the selected neuron tells its numbers, beside it."""
    at = [node for node in nodes(plan) if plan.is_selected(node[0], node[1]) and node[0]]
    if not at or plan.layout.phone:
        return []
    c, j, x, y, r = at[0]
    column = plan.columns[c]
    if column.pitch >= ROOMY or len(column.indices) == 1:
        return []
    value, meaning = shown(plan, c, j)
    decimals = plan.scene.decimals
    number = "" if value is None else fitted(value, decimals, 54, 12.5)[0]
    bias = fitted(float(plan.scene.network.layers[c - 1].biases[j]), decimals, 54, 12.5)[0]
    plain = f"{meaning} {number}  b {bias}"
    width = text_width(plain, 12.5) + 14
    edge = float(plan.layout.width)
    if c + 1 < len(plan.columns):
        edge = plan.columns[c + 1].xs[0] - plan.columns[c + 1].radius
    side = -1 if x + r + width + 14 > edge else 1
    if side < 0 and x - r - width - 14 < plan.columns[c - 1].xs[0] + plan.columns[c - 1].radius:
        return []
    text = f"<i>{meaning}</i> <b>{number}</b>  <i>b</i> {bias}"
    palette = plan.palette
    centre = x + side * (r + 11 + width / 2)
    return [Label(centre, y, width, 22, text, 12.5, palette.card, palette.accent, palette.text1)]
