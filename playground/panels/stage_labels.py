"""The words on the diagram: names, biases, and the products that enter the selected neuron.

A label is a box, drawn with all boxes of its colour as one filled trace, and a text over it.
Names come from visitors: they are escaped, because Plotly reads a little markup.
"""

import math
import re
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from playground.graph import ROOMY
from playground.notation import format_number, subscript
from playground.panels.stage_clear import Box
from playground.panels.stage_look import Edge, Look
from playground.panels.stage_nodes import DIGIT, fitted, nodes, shown
from playground.panels.theme import ink
from playground.scene import PHASES, reached, step_at

Trace = dict[str, Any]

LABELLED = 8  # sources up to which a label says x · w
LISTED = 16  # sources up to which every product is written; above, the largest of them
PILLS_AT = 0.77
CORNER = 4


@dataclass(frozen=True)
class Label:
    """A box with a text: centre, size, colours."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float
    fill: str
    line: str
    colour: str
    corner: float = CORNER

    @property
    def box(self) -> Box:
        """Its edges."""
        w, h = self.width / 2, self.height / 2
        return self.x - w, self.y - h, self.x + w, self.y + h


@dataclass(frozen=True)
class Name:
    """The name of a node: where Plotly puts the text, and its edges."""

    x: float
    y: float
    text: str
    place: str
    colour: str
    box: Box


def text_width(text: str, size: float) -> float:
    """About how wide a text is set, in pixels."""
    narrow = sum(character in " .,:;'|·ilj()[]−-" for character in text)
    return (len(text) - 0.45 * narrow) * DIGIT * size


def shortened(text: str, room: float, size: float) -> str:
    """``text``, cut with "…" to fit in ``room`` pixels."""
    if text_width(text, size) <= room:
        return text
    while len(text) > 1 and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


@dataclass(frozen=True)
class Lettering:
    """All words on a diagram."""

    names: list[Name]
    labels: list[Label]

    @property
    def boxes(self) -> list[Box]:
        """Where they stand."""
        return [name.box for name in self.names] + [label.box for label in self.labels]


def lettering(look: Look) -> Lettering:
    """Names, biases, products."""
    return Lettering(_names(look), [*bias_labels(look), *product_labels(look), *_side_tag(look)])


def label_traces(look: Look, written: Lettering) -> list[Trace]:
    """Names, then boxes with their texts."""
    return [
        _name_texts(look, written.names),
        *_boxes(written.labels),
        _texts(written.labels),
    ]


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


def symbol(look: Look, column: int, index: int) -> str:
    """x₁, a₂, ŷ: with a number where there are several."""
    n = look.scene.network.sizes[column]
    number = subscript(index + 1) if n > 1 else ""
    if column == 0:
        return f"<i>x</i>{number}"
    meaning = shown(look, column, index)[1]
    last = column == len(look.columns) - 1
    letter = {"z": "<i>z</i>", "Σ": "Σ"}.get(meaning, "<i>ŷ</i>" if last else "<i>a</i>")
    return letter + number


def _name(look: Look, column: int, index: int, room: float) -> str:
    network = look.scene.network
    names = network.input_names if column == 0 else network.output_names
    own = column in (0, len(look.columns) - 1)
    letter = "y" if column else "x"
    default = own and names[index] in (letter, f"{letter}{index + 1}")
    mark = symbol(look, column, index)
    if not own or default:
        return mark
    words = escape(shortened(names[index], room, 13.5))
    return f"<b>{words}</b>  {mark}"


def _names(look: Look) -> list[Name]:
    """The names that have room."""
    names = []
    for c, i, x, y, r in nodes(look):
        column = look.columns[c]
        selected = look.is_selected(c, i)
        if look.layout.phone:
            if c != 0 or column.pitch < 40:
                continue
            room, place, dy, dx = column.pitch - 26, "top center", -r - 5, 0.0
        elif column.pitch >= ROOMY or len(column.indices) == 1:
            edge = 2 * min(x, look.layout.width - x) - 12
            room, place, dx = min(_gap(look), edge) - 40, "top center", 0.0
            dy = -r - (9 if selected else 3)
        elif c == 0:
            room, place, dy, dx = column.xs[0] - r - 14, "middle left", 0.0, -r - 5
        elif c == len(look.columns) - 1 and not selected:
            room = look.layout.width - column.xs[0] - r - 14
            place, dy, dx = "middle right", 0.0, r + 5
        else:
            continue
        text = _name(look, c, i, room if place == "top center" else room - 4)
        if place != "top center" and "<b>" in text:
            text = text.split("  ")[0]
        colour = look.palette.accent_text if selected else look.palette.text1
        at = round(x + dx, 1), round(y + dy, 1)
        box = _box_of(text, place, at, _name_size(look))
        names.append(Name(*at, f"<b>{text}</b>" if selected else text, place, colour, box))
    return names


def _name_size(look: Look) -> float:
    return 12 if look.layout.phone else 13.5


def _box_of(text: str, place: str, at: tuple[float, float], size: float) -> Box:
    """The edges of a text that stands above a point, or at its left or right."""
    width = text_width(_MARKUP.sub("", text), size)
    x, y = at
    if place == "top center":
        return x - width / 2, y - 1.3 * size, x + width / 2, y
    left = x - width if place == "middle left" else x
    return left, y - 0.65 * size, left + width, y + 0.65 * size


_MARKUP = re.compile(r"<[^>]*>")


def _name_texts(look: Look, names: list[Name]) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [name.x for name in names],
        "y": [name.y for name in names],
        "text": [name.text for name in names],
        "textposition": [name.place for name in names],
        "textfont": {"size": _name_size(look), "color": [name.colour for name in names]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _gap(look: Look) -> float:
    """From one column to the next."""
    return look.columns[1].xs[0] - look.columns[0].xs[0]


def bias_spot(look: Look, column: int, index: int) -> tuple[float, float, bool]:
    """Where a bias is shown or at least grabbed: centre, and whether its tag is drawn."""
    x, y = look.columns[column].place(index)
    at = look.columns[column]
    if look.layout.phone:
        return x + at.radius + 20, y, len(at.indices) <= 3 and at.pitch - 2 * at.radius >= 38
    if at.pitch >= ROOMY or len(at.indices) == 1:
        return x, y + at.radius + (17 if look.is_selected(column, index) else 15), True
    return x + 0.8 * at.radius, y + 0.8 * at.radius, False


def bias_labels(look: Look) -> list[Label]:
    """ "b 0.30" under each neuron, where there is room."""
    labels = []
    palette = look.palette
    for c, j, _, _, _ in nodes(look):
        if c == 0:
            continue
        x, y, drawn = bias_spot(look, c, j)
        if not drawn:
            continue
        bias = float(look.scene.network.layers[c - 1].biases[j])
        selected = look.is_selected(c, j)
        joined = selected and look.scene.step is not None and reached(look.scene, c - 1, j, "bias")
        number, size = fitted(bias, look.scene.decimals, 50, 12)
        words = f"<i>b</i>  {number}" if not look.layout.phone else number
        labels.append(
            Label(
                x,
                y,
                text_width(number, size) + (26 if not look.layout.phone else 9),
                20 if not look.layout.phone else 17,
                f"<b>{words}</b>" if joined else words,
                size if not look.layout.phone else min(size, 11),
                palette.accent_soft if joined else palette.card,
                palette.accent if selected else palette.control,
                palette.accent_text if selected else palette.text2,
            )
        )
    return labels


def _side_tag(look: Look) -> list[Label]:
    """In a dense layer only the selected neuron tells its numbers, beside it."""
    at = [node for node in nodes(look) if look.is_selected(node[0], node[1]) and node[0]]
    if not at or look.layout.phone:
        return []
    c, j, x, y, r = at[0]
    column = look.columns[c]
    if column.pitch >= ROOMY or len(column.indices) == 1:
        return []
    value, meaning = shown(look, c, j)
    decimals = look.scene.decimals
    number = "" if value is None else fitted(value, decimals, 54, 12.5)[0]
    bias = fitted(float(look.scene.network.layers[c - 1].biases[j]), decimals, 54, 12.5)[0]
    plain = f"{meaning} {number}  b {bias}"
    width = text_width(plain, 12.5) + 14
    edge = float(look.layout.width)
    if c + 1 < len(look.columns):
        edge = look.columns[c + 1].xs[0] - look.columns[c + 1].radius
    side = -1 if x + r + width + 14 > edge else 1
    if side < 0 and x - r - width - 14 < look.columns[c - 1].xs[0] + look.columns[c - 1].radius:
        return []
    text = f"<i>{meaning}</i> <b>{number}</b>  <i>b</i> {bias}"
    palette = look.palette
    centre = x + side * (r + 11 + width / 2)
    return [Label(centre, y, width, 22, text, 12.5, palette.card, palette.accent, palette.text1)]


def _sources(look: Look) -> list[Edge]:
    """The edges whose products are written: the selected neuron's, or the selected weight."""
    focus = look.focus
    if focus is None:
        return []
    if focus.kind == "weight":
        return [(focus.path[0], focus.path[1], focus.path[2])]
    if focus.kind != "neuron":
        return []
    k, j = focus.path
    drawn = [i for i in look.columns[k].indices if i is not None]
    if len(drawn) > LISTED:
        drawn = sorted(sorted(drawn, key=lambda i: -abs(product(look, (k, j, i))))[:LISTED])
    return [(k, j, i) for i in drawn]


def product(look: Look, edge: Edge) -> float:
    """x · w as it enters the neuron: 0 through an edge that is off."""
    k, j, i = edge
    weight = look.scene.active_network.layers[k].weights[j, i]
    return float(look.scene.trace.sources(k)[i]) * float(weight)


def product_labels(look: Look) -> list[Label]:
    """ "0.80 · 1.40" on each incoming edge, and its product as a pill near the neuron."""
    edges = _sources(look)
    if not edges:
        return []
    k, j, _ = edges[0]
    if look.scene.step is not None and not reached(look.scene, k, j, "multiply"):
        return []
    bare = [_bare_product(look, edge) for edge in edges]
    if len(edges) > LABELLED:
        return bare if _clear(look, k, bare) else []
    factors = [_factors(look, edge) for edge in edges]
    if travelling(look):
        return factors if _clear(look, k, factors) else []
    pills = [pill(look, edge, pill_at(look, edge)) for edge in edges]
    for labels in (factors + pills, factors, pills, bare):
        if _clear(look, k, labels):
            return labels
    return []


def _clear(look: Look, k: int, labels: list[Label]) -> bool:
    """Whether labels between layer k and its sources touch neither each other nor a disc."""
    boxes = [
        (x - column.radius, y - column.radius, x + column.radius, y + column.radius)
        for column in look.columns[k : k + 2]
        for x, y in zip(column.xs, column.ys, strict=True)
    ]
    for label in labels:
        if any(_touch(label.box, other) for other in boxes):
            return False
        boxes.append(label.box)
    return True


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1


def travelling(look: Look) -> bool:
    """Whether the products of the step that is played are on their way, over the diagram."""
    scene = look.scene
    if scene.step is None or look.view.calm or look.view.stride != "operation":
        return False
    at = step_at(scene.network, scene.step)
    return at is not None and at[2] == PHASES[0]


def pill_at(look: Look, edge: Edge) -> float:
    """How far along its edge a product's pill comes to rest."""
    return 0.72 if look.layout.phone else PILLS_AT


def _label_at(look: Look, k: int) -> float:
    height = 24
    return min(max(1 - height / look.columns[k].pitch, 0.20), 0.30)


def _factors(look: Look, edge: Edge) -> Label:
    k, j, i = edge
    decimals = look.scene.decimals
    x = format_number(float(look.scene.trace.sources(k)[i]), decimals)
    weight = float(look.scene.network.layers[k].weights[j, i])
    w = format_number(weight, decimals)
    if weight < 0:
        w = f"({w})"
    if len(x) + len(w) > 22:
        x = fitted(float(look.scene.trace.sources(k)[i]), 2, 54, 13)[0]
        w = fitted(weight, 2, 54, 13)[0]
    size = (14.0 if look.columns[k].pitch >= 60 else 12.5) if not look.layout.phone else 11.5
    palette = look.palette
    text = f'{x} · <b><span style="color:{palette.number(weight)}">{w}</span></b>'
    at = _label_at(look, k)
    px, py = look.along(edge, at)
    height = 25 if size >= 14 else 21
    width = text_width(f"{x} · {w}", size) + 14
    if look.layout.phone:
        px = min(max(px, width / 2 + 96), look.layout.width - width / 2 - 3)
    else:  # a long number moves on, out of its source's disc
        px = max(px, look.columns[k].xs[0] + look.columns[k].radius + 4 + width / 2)
    line = palette.stroke(weight) if weight else palette.control
    if look.scene.is_off("weight", k, j, i):
        text, line = f"<s>{text}</s>", palette.control
    return Label(px, py, width, height, text, size, palette.card, line, palette.text1)


def pill(look: Look, edge: Edge, at: float) -> Label:
    """A product, filled with the colour of its sign."""
    value = product(look, edge)
    palette = look.palette
    number, size = fitted(value, look.scene.decimals, 60, 12.5)
    number = f"+{number}" if value > 0 else number
    fill = palette.fill_zero
    if value > 0:
        fill = palette.fill_positive
    elif value < 0:
        fill = palette.fill_negative
    x, y = look.along(edge, at)
    if look.layout.phone:
        size = 11
    return Label(
        x, y, text_width(number, size) + 14, 22 if size > 11 else 18,
        f"<b>{number}</b>", size, fill, palette.card, ink(fill), corner=11,
    )  # fmt: skip


def _bare_product(look: Look, edge: Edge) -> Label:
    value = product(look, edge)
    number = fitted(value, look.scene.decimals, 56, 11.5)[0]
    number = f"+{number}" if value > 0 else number
    x, y = look.along(edge, 0.25)
    palette = look.palette
    return Label(
        x, y, text_width(number, 11.5) + 6, 13, f"<b>{number}</b>", 11.5,
        palette.card, palette.card, palette.number(value), corner=2,
    )  # fmt: skip
