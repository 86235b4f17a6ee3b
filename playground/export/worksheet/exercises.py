"""The exercises of a worksheet and their answers: parameters, functions, sums to work out."""

import htpy as h

from playground.activations import ACTIVATIONS
from playground.export.worksheet.diagram import is_labelled
from playground.export.worksheet.one_line import OneLine
from playground.export.worksheet.sheet import WIDTH, Sheet
from playground.formulas import write
from playground.graph import layout
from playground.language import _, ngettext
from playground.notation import brief, read_printed
from playground.relation import Value, applied, exactly, plus, relation, shares, times
from playground.scene import Scene

MOST_NUMBERS = 144  # weights of a layer up to which they are listed
MOST_TERMS = 4  # incoming connections up to which a sum is written out
MOST_ROWS = 24  # neurons whose arithmetic fits one sheet


def tabled(scene: Scene) -> list[int]:
    """The layers whose weights and biases stand in a table: the diagram has no room for them."""
    columns = layout(scene.network.sizes, WIDTH, False).columns
    return [
        k
        for k, layer in enumerate(scene.network.layers)
        if not is_labelled(columns, k) and layer.weights.size <= MOST_NUMBERS
    ]


def worked(scene: Scene) -> list[tuple[int, int]]:
    """(layer, neuron) of all whose arithmetic is to do: of what is off there is none."""
    return [
        (k, j)
        for k, layer in enumerate(scene.network.layers)
        for j in range(layer.n_out)
        if not scene.is_off("neuron", k, j)
    ]


def matrices(sheet: Sheet) -> list[h.Element]:
    """Weights and biases of the layers that the diagram has no room for."""
    network = sheet.scene.network
    tables = []
    for k in tabled(sheet.scene):
        layer = network.layers[k]
        rows = [
            h.tr[
                [h.td[sheet.weight(k, j, i)] for i in range(layer.n_in)],
                h.td(".bias")[sheet.cell("biases", float(bias))],
            ]
            for j, bias in enumerate(layer.biases)
        ]
        caption = _("Weights into {name}, and in the last column the biases", name=sheet.layer(k))
        tables.append(h.table(".matrix")[h.caption[caption], h.tbody[rows]])
    return tables


def functions(sheet: Sheet) -> h.Element:
    """The formula of each activation that the network has."""
    items = []
    for layer in dict.fromkeys((one.activation, one.alpha) for one in sheet.scene.network.layers):
        name, alpha = layer
        row = ACTIVATIONS[name]
        text = f"{row.called}: f(z) = {write(row.formula, OneLine())}"
        items.append(h.li[text + (f", α = {brief(alpha)}" if alpha is not None else "")])
    return h.section[h.h2[_("Functions")], h.ul[items]]


def rows_of_arithmetic(sheet: Sheet) -> h.Element:
    """For each neuron the sum and the function's value to work out, as many as fit one sheet."""
    places = worked(sheet.scene)
    rows: list[h.Element] = [_row(sheet, k, j) for k, j in places[:MOST_ROWS]]
    if rest := len(places) - len(rows):
        rows.append(h.p[ngettext("and {count} more neuron", "and {count} more neurons", rest)])
    return h.section(class_="rows two" if len(rows) > 3 else "rows")[rows]


def _row(sheet: Sheet, k: int, j: int) -> h.Element:
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
    name = ACTIVATIONS[layer.activation].called
    return h.div(".row")[
        h.h3[sheet.neuron(k, j)],
        h.p["z = ", terms, sheet.cell("z", z)],
        h.p[f"a = {name}(z) {relation(_is_value(sheet, k, j))} ", sheet.cell("a", a)],
    ]


def _sum(sheet: Sheet, k: int, j: int) -> Value:
    """The weighted sum of a neuron from the numbers on the sheet."""
    layer, source = sheet.scene.active_network.layers[k], "inputs" if k == 0 else "a"
    products = [
        times([sheet.read("weights", float(layer.weights[j, i])), sheet.read(source, float(value))])
        for i, value in enumerate(sheet.scene.trace.sources(k))
        if not sheet.scene.is_cut(k, j, i)
    ]
    return plus([*products, sheet.read("biases", float(layer.biases[j]))])


def _is_value(sheet: Sheet, k: int, j: int) -> bool:
    """Whether a is f(z) of the numbers on the sheet."""
    layer, trace = sheet.scene.active_network.layers[k], sheet.scene.trace
    logits = [sheet.read("z", value) for value in trace.pre_activations[k].tolist()]
    a = sheet.read("a", float(trace.activations[k][j]))
    if ACTIVATIONS[layer.activation].whole_layer:
        return shares(layer.activation, logits, j, a)
    alpha = None if layer.alpha is None else read_printed(brief(layer.alpha))
    return applied(layer.activation, logits[j], a, alpha)
