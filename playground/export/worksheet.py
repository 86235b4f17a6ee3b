"""A scene as a worksheet to print: the diagram, numbers given or left blank, an answer key.

``render`` makes one self-contained page of HTML with an SVG in it, for one sheet of A4 or Letter;
it is black on white, and sign is told by dashes. Lengths are CSS pixels.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import htpy as h
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.formulas import write
from playground.graph import Column, layout
from playground.network import NetworkError
from playground.notation import brief, format_number, read_printed, subscript
from playground.relation import Value, applied, exactly, plus, relation, shares, times
from playground.scene import Scene

#: What can be left blank, and what is unless one says otherwise.
BLANKABLE = ("inputs", "weights", "biases", "z", "a")
BLANKS = frozenset({"z", "a"})
WIDTH = 720
PAGE = 930  # the height of Letter between its margins
ROOMY = 84  # px between neurons from which name and bias fit beside each
MOST_LABELS = 12  # weights between two layers up to which each is written on its line
MOST_NUMBERS = 144  # weights of a layer up to which they are listed
MOST_TERMS = 4  # incoming connections up to which a sum is written out
MOST_ROWS = 24  # neurons whose arithmetic fits one sheet

WORDS = {
    "en": {
        "title": "Worksheet",
        "key": "Answer key",
        "name": "Name",
        "date": "Date",
        "task": "Compute what is missing, layer by layer: every weighted sum z, then a = f(z).",
        "functions": "Functions",
        "more": "and {count} more neurons",
        "hidden": "Hidden {k}, neuron {j}",
        "layer": "Hidden {k}",
        "weights": "Weights into {name}, and in the last column the biases",
        "output": "Output",
        "off": "off",
    },
    "es": {
        "title": "Hoja de ejercicios",
        "key": "Soluciones",
        "name": "Nombre",
        "date": "Fecha",
        "task": "Calcula lo que falta, capa por capa: cada suma ponderada z y luego a = f(z).",
        "functions": "Funciones",
        "more": "y {count} neuronas más",
        "hidden": "Oculta {k}, neurona {j}",
        "layer": "Oculta {k}",
        "weights": "Pesos hacia {name} y, en la última columna, los sesgos",
        "output": "Salida",
        "off": "apagada",
    },
}


def render(
    scene: Scene, blanks: Collection[str] = BLANKS, key: bool = False, language: str = "en"
) -> str:
    """The sheet as HTML; with ``key`` the blanks are filled in and stand out.

    Raises NetworkError for something that cannot be blank.
    """
    if unknown := sorted(set(blanks) - set(BLANKABLE)):
        raise NetworkError(f"worksheet: expected some of {', '.join(BLANKABLE)}, got {unknown[0]}")
    sheet = _Sheet(scene, frozenset(blanks), key, WORDS[language])
    heading = sheet.words["key" if key else "title"]
    title = scene.title or " → ".join(map(str, scene.network.sizes))
    page = h.html(lang=language)[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width"),
            h.title[f"{heading}: {title}"],
            h.style[_CSS],
        ],
        h.body(style=f"zoom:{_zoom(scene)}")[
            h.header[
                h.h1[h.small[heading], " ", title],
                None if key else _signature(sheet.words),
            ],
            h.p[sheet.words["task"]],
            _diagram(sheet),
            _matrices(sheet),
            _functions(sheet),
            _rows(sheet),
        ],
    ]
    return str(page)


@dataclass(frozen=True)
class _Sheet:
    scene: Scene
    blanks: frozenset[str]
    key: bool
    words: dict[str, str]

    def number(self, kind: str, value: float) -> tuple[str, str]:
        """The text of a number and its class: given, blank or answer."""
        text = format_number(value, self.scene.decimals)
        if kind not in self.blanks:
            return text, "given"
        return (text, "answer") if self.key else ("", "blank")

    def read(self, kind: str, value: float) -> Value:
        """What a reader takes the number for; nothing where it is left blank."""
        return read_printed(self.number(kind, value)[0])

    def cell(self, kind: str, value: float) -> h.Element:
        text, css = self.number(kind, value)
        return h.span(class_=css)[text or " "]

    def weight(self, k: int, j: int, i: int) -> h.Element:
        """A weight in a table; one through which nothing passes is told to be off."""
        if self.scene.is_cut(k, j, i):
            return h.span[self.words["off"]]
        return self.cell("weights", float(self.scene.network.layers[k].weights[j, i]))

    def factor(self, kind: str, value: float) -> h.Node:
        """A number within a sum: a negative one in brackets."""
        known = kind not in self.blanks or self.key
        brackets = ("(", ")") if known and value < 0 else ("", "")
        return h.fragment[brackets[0], self.cell(kind, value), brackets[1]]

    def neuron(self, k: int, j: int) -> str:
        network = self.scene.network
        if k == len(network.layers) - 1:
            return network.output_names[j]
        return self.words["hidden"].format(k=k + 1, j=j + 1)


def _signature(words: dict[str, str]) -> h.Element:
    return h.p(".signature")[f"{words['name']}: ", h.span, f" {words['date']}: ", h.span]


# ---- the diagram ----


def _diagram(sheet: _Sheet) -> h.Element:
    plan = layout(sheet.scene.network.sizes, WIDTH, False)
    lines: list[Markup] = []
    nodes: list[Markup] = []
    taken: list[tuple[float, float]] = []
    for c, column in enumerate(plan.columns):
        nodes += _column(sheet, column, c)
        taken += [(x, y) for x, y in _places(column) if column.pitch >= ROOMY]
    labels: list[Markup] = []
    for k in range(len(sheet.scene.network.layers)):
        lines += _lines(sheet, plan.columns, k)
        if _labelled(plan.columns, k):
            labels += _labels(sheet, plan.columns, k, taken)
    size = f"0 0 {plan.width} {plan.height}"
    return h.svg(viewBox=size, role="img", aria_label=sheet.scene.title or "network")[
        lines, nodes, labels
    ]


def _places(column: Column) -> list[tuple[float, float]]:
    xs = column.xs * (len(column.ys) // len(column.xs))
    return list(zip(xs, column.ys, strict=True))


def _shown(column: Column) -> list[int]:
    return [index for index in column.indices if index is not None]


def _pairs(columns: tuple[Column, ...], k: int) -> list[tuple[int, int]]:
    """(neuron, source) of the drawn edges into layer k."""
    return [(j, i) for j in _shown(columns[k + 1]) for i in _shown(columns[k])]


def _labelled(columns: tuple[Column, ...], k: int) -> bool:
    """Whether the weights into layer k stand on their lines; else they stand in a table."""
    return len(_pairs(columns, k)) <= MOST_LABELS and columns[k + 1].pitch >= ROOMY


def _lines(sheet: _Sheet, columns: tuple[Column, ...], k: int) -> list[Markup]:
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
    sheet: _Sheet, columns: tuple[Column, ...], k: int, taken: list[tuple[float, float]]
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


def _weight(sheet: _Sheet, k: int, j: int, i: int) -> float:
    return float(sheet.scene.network.layers[k].weights[j, i])


def _column(sheet: _Sheet, column: Column, c: int) -> list[Markup]:
    scene = sheet.scene
    items: list[Markup] = []
    for index, (x, y) in zip(column.indices, _places(column), strict=True):
        if index is None:
            items.append(_text(x, y, "⋮", "given"))
            continue
        if c == 0:
            text, css = sheet.number("inputs", float(scene.x[index]))
            name = scene.network.input_names[index]
        else:
            text, css = sheet.number("a", float(scene.trace.activations[c - 1][index]))
            last = c == len(scene.network.layers)
            name = scene.network.output_names[index] if last else f"a{subscript(index + 1)}"
        if scene.is_off("neuron", c - 1, index) if c else scene.is_off("input", index):
            text, css = sheet.words["off"], "given"
        items.append(_svg("circle", cx=x, cy=y, r=column.radius))
        if column.radius >= 14:
            items.append(_text(x, y, text, css))
        if column.pitch >= ROOMY:
            items.append(_text(x, y - column.radius - 11, name, "name"))
            if c:
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
    box = _svg("rect", x=x - width / 2, y=y - 9, width=width, height=18, rx=4)
    return box + _text(x, y, text, css)


# ---- the arithmetic ----


def _matrices(sheet: _Sheet) -> list[h.Element]:
    """Weights and biases of the layers that the diagram has no room for."""
    network = sheet.scene.network
    columns = layout(network.sizes, WIDTH, False).columns
    tables = []
    for k, layer in enumerate(network.layers):
        if _labelled(columns, k) or layer.weights.size > MOST_NUMBERS:
            continue
        last = k == len(network.layers) - 1
        name = sheet.words["output"] if last else sheet.words["layer"].format(k=k + 1)
        rows = [
            h.tr[
                [h.td[sheet.weight(k, j, i)] for i in range(layer.n_in)],
                h.td(".bias")[sheet.cell("biases", float(bias))],
            ]
            for j, bias in enumerate(layer.biases)
        ]
        caption = sheet.words["weights"].format(name=name)
        tables.append(h.table(".matrix")[h.caption[caption], h.tbody[rows]])
    return tables


_RAISED = str.maketrans("zijᵢⱼ−", "ᶻⁱʲⁱʲ⁻")
_LOWERED = str.maketrans("ij", "ᵢⱼ")


class _OneLine:
    """Writes a formula as one line of plain text: 1 / (1 + e⁻ᶻ)."""

    def text(self, text: str) -> str:
        return text

    def letter(self, letter: str) -> str:
        return letter

    def factor(self, letter: str) -> str:
        return letter

    def command(self, name: str, arguments: Sequence[str]) -> str:
        return _COMMANDS[name](*arguments)

    def joined(self, pieces: Sequence[str]) -> str:
        if len(pieces) == 1:
            return pieces[0]
        return "".join(f"({piece})" if " if " in piece else piece for piece in pieces)


def _fraction(numerator: str, denominator: str) -> str:
    over, under = (
        f"({part})" if " + " in part or " − " in part else part for part in (numerator, denominator)
    )
    return f"{over} / {under}"


_COMMANDS: dict[str, Callable[..., str]] = {
    "^": lambda power: power.translate(_RAISED),
    "_": lambda index: index.translate(_LOWERED),
    "\\frac": _fraction,
    "\\cases": lambda upper, when, lower, _: f"{upper} if {when}, else {lower}",
}


def _functions(sheet: _Sheet) -> h.Element:
    items = []
    for layer in dict.fromkeys((one.activation, one.alpha) for one in sheet.scene.network.layers):
        name, alpha = layer
        row = ACTIVATIONS[name]
        text = f"{row.label}: f(z) = {write(row.formula, _OneLine())}"
        items.append(h.li[text + (f", α = {brief(alpha)}" if alpha is not None else "")])
    return h.section[h.h2[sheet.words["functions"]], h.ul[items]]


def _rows(sheet: _Sheet) -> h.Element:
    network = sheet.scene.network
    places = [
        (k, j)
        for k, layer in enumerate(network.layers)
        for j in range(layer.n_out)
        if not sheet.scene.is_off("neuron", k, j)
    ]
    rows: list[h.Element] = [_row(sheet, k, j) for k, j in places[:MOST_ROWS]]
    if rest := len(places) - len(rows):
        rows.append(h.p[sheet.words["more"].format(count=rest)])
    return h.section(class_="rows two" if len(rows) > 3 else "rows")[rows]


def _row(sheet: _Sheet, k: int, j: int) -> h.Element:
    layer, trace = sheet.scene.active_network.layers[k], sheet.scene.trace
    z, a = float(trace.pre_activations[k][j]), float(trace.activations[k][j])
    source = "inputs" if k == 0 else "a"
    terms: list[h.Node] = []
    if layer.n_in <= MOST_TERMS:
        for i, value in enumerate(trace.sources(k)):
            if sheet.scene.is_cut(k, j, i):
                continue
            weight = sheet.factor("weights", float(layer.weights[j, i]))
            terms += [weight, " · ", sheet.factor(source, float(value)), " + "]
        terms += [sheet.factor("biases", float(layer.biases[j]))]
        terms += [f" {relation(exactly(_sum(sheet, k, j), sheet.read('z', z)))} "]
    name = ACTIVATIONS[layer.activation].label
    return h.div(".row")[
        h.h3[sheet.neuron(k, j)],
        h.p["z = ", terms, sheet.cell("z", z)],
        h.p[f"a = {name}(z) {relation(_is_value(sheet, k, j))} ", sheet.cell("a", a)],
    ]


def _sum(sheet: _Sheet, k: int, j: int) -> Value:
    """The weighted sum of a neuron from the numbers on the sheet."""
    layer, source = sheet.scene.active_network.layers[k], "inputs" if k == 0 else "a"
    products = [
        times([sheet.read("weights", float(layer.weights[j, i])), sheet.read(source, float(value))])
        for i, value in enumerate(sheet.scene.trace.sources(k))
        if not sheet.scene.is_cut(k, j, i)
    ]
    return plus([*products, sheet.read("biases", float(layer.biases[j]))])


def _is_value(sheet: _Sheet, k: int, j: int) -> bool:
    """Whether a is f(z) of the numbers on the sheet."""
    layer, trace = sheet.scene.active_network.layers[k], sheet.scene.trace
    logits = [sheet.read("z", value) for value in trace.pre_activations[k].tolist()]
    a = sheet.read("a", float(trace.activations[k][j]))
    if ACTIVATIONS[layer.activation].whole_layer:
        return shares(layer.activation, logits, j, a)
    alpha = None if layer.alpha is None else read_printed(brief(layer.alpha))
    return applied(layer.activation, logits[j], a, alpha)


def _zoom(scene: Scene) -> float:
    """How much smaller than 1 the sheet must be set to fit one page."""
    network = scene.network
    columns = layout(network.sizes, WIDTH, False).columns
    tables = [
        19 * layer.n_out + 26
        for k, layer in enumerate(network.layers)
        if not _labelled(columns, k) and layer.weights.size <= MOST_NUMBERS
    ]
    count = min(sum(network.sizes[1:]), MOST_ROWS)
    rows = -(-count // 2) if count > 3 else count
    wide = any(layer.n_in == MOST_TERMS for layer in network.layers)
    height = 600 + sum(tables) + (92 if wide else 76) * rows
    return round(min(1.0, PAGE / height), 2)


_CSS = Markup("""
@page { margin: 14mm; }
* { box-sizing: border-box; }
body { max-width: 760px; margin: 0 auto; padding: 16px; color: #000; background: #fff;
  font: 14px/1.4 "Source Sans 3", "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px; }
h1 { margin: 0; font-size: 20px; } h1 small { color: #444; font-weight: 400; }
h2 { margin: 8px 0 2px; font-size: 14px; } h3 { margin: 0; font-size: 13px; }
p { margin: 3px 0; }
ul { margin: 0; padding-left: 18px; }
.signature span { display: inline-block; width: 130px; border-bottom: 1px solid #000; }
svg { display: block; width: 100%; max-height: 105mm; margin: 6px 0; }
svg line { stroke: #000; stroke-width: 1.2; }
svg circle, svg rect { fill: #fff; stroke: #000; stroke-width: 1.2; }
svg rect { stroke-width: 0.7; }
svg text { font-size: 13px; text-anchor: middle; dominant-baseline: central; }
svg text.name { font-weight: 600; }
svg text.answer { font-weight: 700; }
.given, .answer, .blank { white-space: nowrap; }
span.answer { font-weight: 700; border-bottom: 2px solid #000; }
span.blank { display: inline-block; width: 58px; border-bottom: 1px solid #000; }
.rows { display: grid; gap: 8px 24px; margin-top: 8px; }
.rows.two { grid-template-columns: 1fr 1fr; }
.row { break-inside: avoid; }
.matrix { display: inline-table; margin: 4px 16px 4px 0; border-collapse: collapse;
  font-size: 12px; }
.matrix td { padding: 1px 6px; border: 1px solid #999; text-align: right; }
.matrix caption { white-space: nowrap; text-align: left; font-weight: 600; }
.matrix .bias { border-left: 2px solid #000; }
.matrix .blank { width: 34px; border: 0; }
""")
