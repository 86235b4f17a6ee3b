"""The diagram of a worksheet, as SVG: sign is told by dashes."""

import htpy as h
from markupsafe import Markup

from playground.export.worksheet.sheet import WIDTH, Sheet
from playground.graph import ROOMY, Column, Layout, layout
from playground.language import _, called
from playground.notation import output_name, subscript

MOST_LABELS = 12  # weights between two layers up to which each is written on its line

ABOVE, BELOW = 22, 26  # room for a name and for a bias


def diagram(sheet: Sheet, width: int = WIDTH, cropped: bool = False) -> h.Element:
    """The network as it is drawn on the page, its numbers given, blank or answered.

    What is ``cropped`` is no higher than it need be.
    """
    plan = layout(sheet.scene.network.sizes, width, False)
    lines: list[Markup] = []
    nodes: list[Markup] = []
    taken: list[tuple[float, float]] = []
    for c, column in enumerate(plan.columns):
        nodes += _column(sheet, column, c)
        if column.pitch >= ROOMY or cropped:
            taken += zip(column.xs, column.ys, strict=True)
    labels: list[Markup] = []
    for k in range(len(sheet.scene.network.layers)):
        lines += _lines(sheet, plan.columns, k)
        if is_labelled(plan.columns, k) and not sheet.bare:
            labels += _labels(sheet, plan.columns, k, taken)
    top, height = _extent(plan) if cropped else (0, plan.height)
    size = f"0 {top} {plan.width} {height}"
    return h.svg(viewBox=size, role="img", aria_label=called(sheet.scene.title) or _("network"))[
        lines, nodes, labels
    ]


def _extent(plan: Layout) -> tuple[int, int]:
    """The top of what is drawn, with names above and biases below it, and how high it is."""
    tops = [min(column.ys) - column.radius for column in plan.columns]
    bottoms = [max(column.ys) + column.radius for column in plan.columns]
    top = max(int(min(tops)) - ABOVE, 0)
    return top, min(int(max(bottoms)) + BELOW, plan.height) - top


def _shown(column: Column) -> list[int]:
    return [index for index in column.indices if index is not None]


def _pairs(columns: tuple[Column, ...], k: int) -> list[tuple[int, int]]:
    """(neuron, source) of the drawn edges into layer k."""
    return [(j, i) for j in _shown(columns[k + 1]) for i in _shown(columns[k])]


def is_labelled(columns: tuple[Column, ...], k: int) -> bool:
    """Whether the weights into layer k stand on their lines; else they stand in a table."""
    return len(_pairs(columns, k)) <= MOST_LABELS and columns[k + 1].pitch >= ROOMY


def _lines(sheet: Sheet, columns: tuple[Column, ...], k: int) -> list[Markup]:
    weights = sheet.scene.network.layers[k].weights
    hidden = "weights" in sheet.blanks and not sheet.key  # a dash would tell the sign
    lines = []
    for j, i in _pairs(columns, k):
        (x0, y0), (x1, y1) = columns[k].place(i), columns[k + 1].place(j)
        dash = "5 4" if weights[j, i] < 0 and not hidden else None
        dash = "1 4" if sheet.scene.is_cut(k, j, i) else dash
        lines.append(_svg("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke_dasharray=dash))
    return lines


def _labels(
    sheet: Sheet, columns: tuple[Column, ...], k: int, taken: list[tuple[float, float]]
) -> list[Markup]:
    """The weights into layer k, each where its line is furthest from what stands there already."""
    labels = []
    for j, i in _pairs(columns, k):
        if sheet.scene.is_cut(k, j, i):
            continue
        (x0, y0), (x1, y1) = columns[k].place(i), columns[k + 1].place(j)
        spots = [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in _ALONG]
        x, y = max(spots, key=lambda spot: min((_gap(spot, other) for other in taken), default=0))
        taken.append((x, y))
        labels.append(_box(x, y, *sheet.number("weights", _weight(sheet, k, j, i))))
    return labels


_ALONG = [0.22 + 0.02 * step for step in range(29)]


def _gap(spot: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two labels are apart, in label sizes."""
    return max(abs(spot[0] - other[0]) / 50, abs(spot[1] - other[1]) / 20)


def _weight(sheet: Sheet, k: int, j: int, i: int) -> float:
    return float(sheet.scene.network.layers[k].weights[j, i])


def _column(sheet: Sheet, column: Column, c: int) -> list[Markup]:
    scene = sheet.scene
    items: list[Markup] = []
    for index, x, y in zip(column.indices, column.xs, column.ys, strict=True):
        if index is None:
            items.append(_text(x, y, "⋮", "given"))
            continue
        if c == 0:
            text, css = sheet.number("inputs", float(scene.x[index]))
            name = called(scene.network.input_names[index])
        else:
            text, css = sheet.number("a", float(scene.trace.activations[c - 1][index]))
            last = c == len(scene.network.layers)
            name = output_name(scene.network, index) if last else f"a{subscript(index + 1)}"
        if scene.is_off("neuron", c - 1, index) if c else scene.is_off("input", index):
            text, css = _("off"), "given"
        items.append(_svg("circle", cx=x, cy=y, r=column.radius))
        if column.radius >= 14 and not sheet.bare:
            items.append(_text(x, y, text, css))
        if column.pitch >= ROOMY:
            items.append(_text(x, y - column.radius - 11, name, "name"))
            if c and not sheet.bare:
                bias, css = sheet.number("biases", float(scene.network.layers[c - 1].biases[index]))
                items.append(_box(x, y + column.radius + 12, f"b {bias}".strip(), css, 58))
    return items


def _svg(tag: str, text: str | None = None, **attributes: object) -> Markup:
    """An SVG element; htpy knows HTML's only."""
    pairs = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), _attribute(value))
        for name, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(tag, pairs, text or "")


def _attribute(value: object) -> object:
    return f"{value:.1f}" if isinstance(value, float) else value


def _text(x: float, y: float, text: str, css: str) -> Markup:
    return _svg("text", text, x=x, y=y + 0.5, class_=css)


def _box(x: float, y: float, text: str, css: str, width: float = 46) -> Markup:
    width = max(width, 7.5 * len(text))
    box = _svg("rect", x=x - width / 2, y=y - 9, width=width, height=18, rx=4)
    return box + _text(x, y, text, css)
