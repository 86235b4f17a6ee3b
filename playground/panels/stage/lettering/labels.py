"""The words on the diagram: names, biases, and the products.

Labels are drawn as their boxes, all of a colour as one filled trace, and the texts over them.
Names come from visitors: they are escaped, because Plotly reads a little markup.
"""

import math
from dataclasses import dataclass, replace

from playground.cache import cached
from playground.graph import ROOMY
from playground.panels.kit import plot
from playground.panels.kit.plot import PlotTrace
from playground.panels.stage.fitting import fitted, text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.kept_values import kept_labels
from playground.panels.stage.lettering.node_names import Name, name_texts, names_of_nodes
from playground.panels.stage.lettering.product_labels import Label
from playground.panels.stage.lettering.products import Products, products
from playground.panels.stage.plan import Plan
from playground.panels.stage.strips import Strip, strips
from playground.panels.stage.values import nodes, shown
from playground.scene import reached


@dataclass(frozen=True)
class Lettering:
    """All words on a diagram; the products find their places between the other labels."""

    names: list[Name]
    tags: list[Label]
    kept: list[Label]
    strips: list[Strip]
    products: Products

    @property
    def fixed(self) -> tuple[Box, ...]:
        """Where names, tags, the kept network's values and strips stand."""
        labels = (*self.tags, *self.kept, *self.notes)
        found: list[Name | Label | Strip] = [*self.names, *labels, *self.strips]
        return tuple(each.box for each in found)

    @property
    def notes(self) -> list[Label]:
        """What is said under the strips."""
        return [strip.note for strip in self.strips if strip.note is not None]

    @property
    def boxes(self) -> list[Box]:
        """Where all of them stand."""
        return [*self.fixed, *(label.box for label in self.products.labels)]


def lettering(plan: Plan) -> Lettering:
    """Names, biases, what the kept network gives, products."""
    names = names_of_nodes(plan)
    side_tag = [] if plan.goes_back else _side_tag(plan)
    kept = kept_labels(plan, names, side_tag)
    tags = [] if plan.goes_back else [*bias_labels(plan), *side_tag]  # δ stands in their place
    written = Lettering(names, tags, kept, strips(plan), Products("none"))
    return replace(written, products=products(plan, written.fixed))


def label_traces(plan: Plan, written: Lettering) -> list[PlotTrace]:
    """Names, then boxes with their texts: first what the kept network and the rows say."""
    labels = [*written.tags, *written.products.labels]
    small = [*written.kept, *written.notes]
    kept = [*_boxes(small), _texts(small)] if small else []
    return [name_texts(plan, written.names), *kept, *_boxes(labels), _texts(labels)]


def _boxes(labels: list[Label]) -> list[PlotTrace]:
    """One filled trace for each pair of colours."""
    groups: dict[tuple[str, str], list[Label]] = {}
    for label in labels:
        groups.setdefault((label.fill, label.line), []).append(label)
    traces = []
    for (fill, stroke), group in groups.items():
        x: list[float | None] = []
        y: list[float | None] = []
        for label in group:
            across, down = _outline(label.x, label.y, label.width, label.height, label.corner)
            x += across
            y += down
        traces.append(plot.line(x, y, stroke, 1.1, fill="toself", fillcolour=fill, simplify=False))
    return traces


_Outline = tuple[tuple[float | None, ...], tuple[float | None, ...]]
_QUARTER = [(math.cos(a * math.pi / 8), math.sin(a * math.pi / 8)) for a in range(5)]


@cached(512, spoken=False)
def _outline(x: float, y: float, width: float, height: float, corner: float) -> _Outline:
    """The x and the y of a box's outline, and a gap; in a drag most boxes stay where they are."""
    across, down = zip(*rounded(x, y, width / 2, height / 2, corner), strict=True)
    return (*across, None), (*down, None)


def rounded(
    x: float, y: float, half_width: float, half_height: float, corner: float
) -> list[tuple[float, float]]:
    """A rectangle around a centre with round corners, closed."""
    r = min(corner, half_height)
    w, h = half_width - r, half_height - r
    points = []
    for sx, sy, turned in ((1, 1, False), (-1, 1, True), (-1, -1, False), (1, -1, True)):
        arc = [(sx * (w + r * c), sy * (h + r * s)) for c, s in _QUARTER]
        points += arc[::-1] if turned else arc
    points.append(points[0])
    return [(round(x + dx, 1), round(y + dy, 1)) for dx, dy in points]


def _texts(labels: list[Label]) -> PlotTrace:
    return plot.labels(
        [label.x for label in labels],
        [label.y for label in labels],
        [label.text for label in labels],
        [label.colour for label in labels],
        size=[label.size for label in labels],
    )


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
