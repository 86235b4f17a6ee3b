"""What a visitor reads and hears on the stage, each text with the number that it has to be.

Expected is what ``quantities`` has by the name, and nothing before the pass has come to it. Names
of nodes are written here from the network, so that a number beside another's name is found, too.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from playground.analysis.learning.backward import goes_back
from playground.engine import forward
from playground.notation import format_number, output_name
from playground.panels.kit.plot import PlotTrace
from playground.panels.panel import View
from playground.panels.stage import stage
from playground.panels.stage.lettering.labels import bias_spot, lettering
from playground.panels.stage.lettering.product_labels import Label
from playground.panels.stage.lettering.products import LISTED, travelling
from playground.panels.stage.plan import Edge, Plan, plan_of
from playground.quantities import is_computed, quantity
from playground.scene import Scene
from tests.panels.numbers.printed_texts import is_text_of
from tests.panels.stage.overlay import handles

#: Where a text stands, the text, and the number; ``None`` is one that is to be blank.
Told = tuple[str, str, float | None]
UNKNOWN = "not computed yet"
_MARKUP = re.compile(r"<[^>]*>")
_LETTERS = {"neuron": "a", "z": "z", "weighted-sum": "Σ"}


def known(scene: Scene, name: str) -> float | None:
    """The number of that name, as far as the pass has been played."""
    return quantity(scene, name) if is_computed(scene, name) else None


def plain(text: str) -> str:
    """A text of a figure without its markup."""
    return html.unescape(_MARKUP.sub("", text))


def shown_in(scene: Scene, column: int, index: int) -> tuple[str, float | None]:
    """The letter and the number of a node: of a neuron the latest that has been computed."""
    if column == 0:
        return "x", quantity(scene, f"input/{index}")
    for word, letter in _LETTERS.items():
        if (value := known(scene, f"{word}/{column - 1}/{index}")) is not None:
            return letter, value
    return "a", None


def called(scene: Scene, column: int, index: int) -> str:
    """What a node is called where it is read out."""
    network = scene.network
    if column == 0:
        return network.input_names[index]
    if column == len(network.layers):
        return f"output {output_name(network, index)}"
    return f"hidden {column} neuron {index + 1}"


def drawn(plan: Plan) -> Iterator[tuple[int, int]]:
    for c, column in enumerate(plan.columns):
        yield from ((c, index) for index in column.indices if index is not None)


def texts_at(trace: PlotTrace) -> dict[tuple[float, float], str]:
    return dict(zip(zip(trace["x"], trace["y"], strict=True), trace["text"], strict=True))


def nodes(plan: Plan, traces: list[PlotTrace]) -> Iterator[Told]:
    """The numbers in the discs, found by their places; a small disc has no room for one."""
    written = {at: text for trace in traces for at, text in texts_at(trace).items()}
    for c, i in drawn(plan):
        column = plan.columns[c]
        if plan.is_map(c, i):
            continue
        if column.radius < (11 if plan.view.phone else 14):
            continue
        text = plain(written[column.place(i)])
        off = plan.scene.is_off("neuron", c - 1, i) if c else plan.scene.is_off("input", i)
        assert (text == "off") == off
        yield f"node {c}/{i}", "" if off else text, None if off else shown_in(plan.scene, c, i)[1]


def squares(plan: Plan, traces: list[PlotTrace]) -> Iterator[Told]:
    """The numbers beside the names of the nodes that show what they see."""
    off = {at for trace in traces for at, text in texts_at(trace).items() if plain(text) == "off"}
    for c, i in drawn(plan):
        if plan.is_map(c, i):
            kind, path = ("neuron", (c - 1, i)) if c else ("input", (i,))
            assert (plan.columns[c].place(i) in off) == plan.scene.is_off(kind, *path)
    for name in lettering(plan).names:
        if not plan.is_map(*name.node) or plan.switched_off(*name.node):
            continue
        value = shown_in(plan.scene, *name.node)[1]
        numbers = re.findall(r"(?:  |<br>)<span[^>]*><b>(.*?)</b></span>", name.text)
        assert len(numbers) == (value is not None)
        yield f"square {name.node}", *(numbers or [""]), value


def tags(plan: Plan, texts: list[str]) -> Iterator[Told]:
    """The biases at their neurons, and in a dense layer the numbers beside the selected one."""
    if plan.goes_back:
        assert not texts  # δ stands where biases stood, and its tags are markup
        return
    spots = [(c, j) for c, j in drawn(plan) if c and bias_spot(plan, c, j)[2]]
    for (c, j), text in zip(spots, texts[: len(spots)], strict=True):
        bias = quantity(plan.scene, f"bias/{c - 1}/{j}")
        yield f"bias {c - 1}/{j}", text.removeprefix("b").strip(), bias
    for text in texts[len(spots) :]:
        assert plan.focus is not None
        k, j = plan.focus.path
        letter, value = shown_in(plan.scene, k + 1, j)
        beside = re.fullmatch(rf"{letter} (.*)  b (.*)", text)
        assert beside is not None, text
        yield "beside", beside[1], value
        yield "beside", beside[2], quantity(plan.scene, f"bias/{k}/{j}")


def written_edges(plan: Plan) -> list[Edge]:
    """The edges whose products are written, in their order."""
    focus = plan.focus
    if plan.goes_back or focus is None or focus.kind not in ("neuron", "weight"):
        return []
    k, j, *source = focus.path
    sources = source or [i for i in plan.columns[k].indices if i is not None]
    size = {i: abs(quantity(plan.scene, f"product/{k}/{j}/{i}")) for i in sources}
    largest = sorted(sources, key=lambda i: -size[i])[:LISTED]
    return [(k, j, i) for i in sorted(largest)]


def products(plan: Plan, form: str, texts: list[str]) -> Iterator[Told]:
    """Factors and products: apart, in one label, or the product alone."""
    scene, edges = plan.scene, written_edges(plan)
    on_their_way = bool(edges) and travelling(plan) == edges[0][:2]
    if form in ("apart", "joined") and on_their_way:
        kinds = ["factors"]
    else:
        kinds = {"apart": ["factors", "product"], "none": []}.get(form, [form])
        kinds = [] if form == "product" and on_their_way else kinds
    labels = [(kind, edge) for kind in kinds for edge in edges]
    for (kind, (k, j, i)), text in zip(labels, texts, strict=True):
        product = known(scene, f"product/{k}/{j}/{i}")
        assert product is not None, "a product is written too early"
        where = f"{kind} {k}/{j}/{i}"
        factors = re.fullmatch(r"(\S.*?) · \(?(.+?)\)?(?: [=≈] (.*))?", text)
        if kind == "product":
            yield where, text, product
            continue
        assert factors is not None, text
        assert (factors[3] is None) == (kind == "factors")
        yield where, factors[1], quantity(scene, f"neuron/{k - 1}/{i}" if k else f"input/{i}")
        yield where, factors[2], quantity(scene, f"weight/{k}/{j}/{i}")
        if factors[3] is not None:
            yield where, factors[3], product


def travellers(plan: Plan, flow: str) -> Iterator[Told]:
    """The products that move."""
    step = plan.scene.step
    for source, text in re.findall(rf'data-key="flow-{step}-(\d+)".*?<b>(.*?)</b>', flow):
        at = travelling(plan)
        assert at is not None
        yield f"traveller {source}", text, known(plan.scene, f"product/{at[0]}/{at[1]}/{source}")


def kept(plan: Plan) -> Iterator[Told]:
    """What the kept network gives where that reads otherwise; a phone has little room for it."""
    labels = lettering(plan).kept
    least = 11 if plan.view.phone else 14
    named = {name.node for name in lettering(plan).names}  # beside them are the squares' numbers
    comparable = [
        (c, i)
        for c, i in drawn(plan)
        if plan.columns[c].radius >= least and kept_number(plan.scene, c, i) is not None
        if not plan.is_map(c, i) or (c, i) in named or plan.is_selected(c, i)
    ]
    if plan.view.phone:
        comparable = [at for at in comparable if any(_is_below(plan, at, each) for each in labels)]
    assert len(comparable) == len(labels)
    for (c, i), label in zip(comparable, labels, strict=True):
        value = kept_number(plan.scene, c, i)
        yield f"kept {c - 1}/{i}", plain(label.text).removeprefix("kept "), value


def said_of_kept(scene: Scene, column: int, index: int, text: str) -> Told:
    """What is read out of the kept network after a neuron's own number."""
    found = re.search(r", kept ([^,\n]+)", text)
    return text, found[1] if found else "", kept_number(scene, column, index)


def _is_below(plan: Plan, at: tuple[int, int], label: Label) -> bool:
    column = plan.columns[at[0]]
    x, y = column.place(at[1])
    return abs(label.x - x) < column.pitch / 2 and 0 < label.y - y - column.radius < 12


def kept_number(scene: Scene, column: int, index: int) -> float | None:
    """What the kept network gives in a neuron's place, computed by now and read otherwise."""
    ghost, sizes, k = scene.ghost, scene.network.sizes, column - 1
    computed = column and is_computed(scene, f"a/{k}/{index}")
    if ghost is None or not computed or ghost.n_inputs != sizes[0]:
        return None
    if column == len(sizes) - 1:
        values = forward(ghost, scene.x).output
    elif len(ghost.sizes) == len(sizes) and ghost.sizes[column] == sizes[column]:
        values = forward(ghost, scene.x).activations[k]
    else:
        return None
    if index >= len(values):
        return None
    was, now = (float(values[index]), quantity(scene, f"a/{k}/{index}"))
    same = format_number(was, scene.decimals) == format_number(now, scene.decimals)
    return None if same else was


def figure_texts(plan: Plan, panel: Any) -> Iterator[Told]:
    """All numbers of the drawing."""
    traces = [trace for trace in panel.figures["stage"]["data"] if trace["mode"] == "text"]
    yield from nodes(plan, traces)
    yield from squares(plan, traces)
    written, labels = lettering(plan), [plain(text) for text in traces[-1]["text"]]
    yield from tags(plan, labels[: len(written.tags)])
    yield from products(plan, written.products.form, labels[len(written.tags) :])
    yield from travellers(plan, panel.parts["flow"])
    yield from kept(plan)


def as_list(scene: Scene, markup: str) -> Iterator[Told]:
    """The list for those who do not see the diagram: every neuron that is computed, by its name."""
    items = [html.unescape(item) for item in re.findall(r"<li>(.*?)</li>", markup, re.DOTALL)]
    nodes = [(0, i) for i in range(scene.network.n_inputs)]
    if len(items) > len(nodes) + len(scene.network.layers) or scene.network.n_parameters <= 2_000:
        layers = enumerate(scene.network.layers)
        nodes += [(k + 1, j) for k, layer in layers for j in range(layer.n_out)]
        nodes = [(c, i) for c, i in nodes if not c or is_computed(scene, f"a/{c - 1}/{i}")]
    else:
        assert not goes_back(scene)
        items = items[: len(nodes)]  # of a large network its layers follow
    yield from as_list_back(scene, items[len(nodes) :])
    for (c, i), item in zip(nodes, items[: len(nodes)], strict=True):
        name = called(scene, c, i) if c else f"input {called(scene, c, i)}"
        assert item.startswith(f"{name}: "), (item, name)
        told = item.removeprefix(f"{name}: ").split(", ")
        if not c:
            yield item, told[0], quantity(scene, f"input/{i}")
            continue
        assert told[0].startswith("z = "), item
        assert told[1].startswith("a = "), item
        yield item, told[0].removeprefix("z = "), known(scene, f"z/{c - 1}/{i}")
        yield item, told[1].removeprefix("a = "), known(scene, f"a/{c - 1}/{i}")
        yield said_of_kept(scene, c, i, item)


def as_list_back(scene: Scene, items: list[str]) -> Iterator[Told]:
    """The loss, and of each neuron from the output back δ and the gradients that are known."""
    neurons = [
        (k, j)
        for k in reversed(range(len(scene.network.layers)))
        for j in range(scene.network.layers[k].n_out)
        if is_computed(scene, f"delta/{k}/{j}")
    ]
    if not goes_back(scene):
        assert items == []
        return
    yield items[0], items[0].removeprefix("loss of the row: "), quantity(scene, "loss")
    for (k, j), item in zip(neurons, items[1:], strict=True):
        told = re.fullmatch(
            rf"{re.escape(called(scene, k + 1, j))}: δ = (.*?)(?:, gradients (.*))?", item
        )
        assert told is not None, item
        yield item, told[1], quantity(scene, f"delta/{k}/{j}")
        known = is_computed(scene, f"gradient/{k}/{j}/0")
        assert known == (told[2] is not None)
        for i, text in enumerate(told[2].split(", ") if known else []):
            yield item, text, quantity(scene, f"gradient/{k}/{j}/{i}")


def spoken(scene: Scene, view: View) -> Iterator[Told]:
    """Tooltips, and what a screen reader says of everything that can be grabbed."""
    for target, own in handles(scene, view).items():
        kind, *path = target.split("/")
        k, *at = map(int, path)
        yield from (_neuron if kind == "neuron" else _slider)(scene, target, own, k, at)


def _neuron(
    scene: Scene, target: str, own: dict[str, str], k: int, at: list[int]
) -> Iterator[Told]:
    letter, value = shown_in(scene, k + 1, at[0])
    label = own["aria-label"].removeprefix(f"{called(scene, k + 1, at[0])}: {letter} = ")
    symbol = "ŷ" if letter == "a" and k == len(scene.network.layers) - 1 else letter
    tip = own["data-tip"].partition("\n")[0].removeprefix(f"{symbol} = ")
    for text in (label, tip):
        number = text.partition(",")[0]
        yield target, "" if number == UNKNOWN else number, value
        yield said_of_kept(scene, k + 1, at[0], text)


def _slider(
    scene: Scene, target: str, own: dict[str, str], k: int, at: list[int]
) -> Iterator[Told]:
    value, kind = quantity(scene, target), target.partition("/")[0]
    symbol = {"weight": "w", "bias": "b"}.get(kind) or called(scene, 0, k)
    label = {
        "input": lambda: f"input {called(scene, 0, k)}",
        "bias": lambda: f"bias of {called(scene, k + 1, at[0])}",
        "weight": lambda: f"weight from {called(scene, k, at[1])} to {called(scene, k + 1, at[0])}",
    }[kind]()
    assert own["aria-label"].startswith(label), own["aria-label"]
    assert abs(float(own["aria-valuenow"]) - value) <= 1e-12 * max(1.0, abs(value))
    yield target, own["aria-valuetext"], value
    yield target, own["data-tip"].removeprefix(f"{symbol} = ").partition(" · ")[0], value


@np.errstate(all="ignore")
def misread(scene: Scene, view: View) -> tuple[list[str], int]:
    """What the stage says that is not so, and how many numbers it says."""
    plan, panel = plan_of(scene, view), stage.render(scene, view)
    told = [
        *figure_texts(plan, panel),
        *as_list(scene, panel.parts["list"]),
        *spoken(scene, view),
    ]
    wrong = [
        f"{where}: {text!r} is not {value}"
        for where, text, value in told
        if not is_text_of(value, text)
    ]
    return wrong, len(told)
