"""Numbers within sentences: in labels that are read out, in remarks, beside scales.

They carry no value of their own, so each is found by the words around it. Expected is what
``quantities`` has, and nothing before the pass has come to it.
"""

import html
import re
from collections.abc import Iterator

import numpy as np

from playground.activations import ACTIVATIONS
from playground.notation import output_name
from playground.panels import PANELS
from playground.panels.inspector import inspector
from playground.panels.page.announcement import MOST_TOLD, announcement
from playground.panels.panel import View
from playground.quantities import quantity
from playground.scene import Scene
from tests.panels.numbers.printed_texts import is_text_of
from tests.panels.numbers.stage_texts import UNKNOWN, Told, known, plain

LIGHT = View()
_IS = "(?:equals|is about)"
_SLIDER = re.compile(
    '<i>([^<]*)</i><i>[^<]*</i><i>([^<]*)</i></span><input type="range" min="([^"]*)" max="([^"]*)"'
)
_PER_CENT = re.compile(r"(\d+) of (\d+) [^(<]*\((\S+) %\)")


def heard(text: str) -> str:
    """A number as it is read out, written again; a blank for what is not computed."""
    return "" if text == UNKNOWN else text.replace("minus ", "−").replace("infinity", "∞")


def of_neuron(scene: Scene, k: int, j: int) -> Iterator[Told]:
    """The lines of a neuron's equation as they are read out, and how flat its slope is."""
    parts = inspector.render(scene, LIGHT).parts
    lines = str(parts["equation"]).split('<div class="line')[2:]
    labels = [re.search('aria-label="([^"]*)"', line)[1] for line in lines]
    yield from _factors(scene, labels[0], lines[0])
    yield (
        "z is heard",
        heard(re.fullmatch(f"z {_IS} (.*)", labels[1])[1]),
        known(scene, f"z/{k}/{j}"),
    )
    a = re.fullmatch(f"a equals f of z, f is .*?, {_IS} (.*)", labels[2])[1]
    yield "a is heard", heard(a), known(scene, f"a/{k}/{j}")
    for slope in re.findall(r"slope (\S+) &lt; ", parts["flags"]):
        yield "flat", slope, abs(quantity(scene, f"slope/{k}/{j}"))


def _factors(scene: Scene, label: str, line: str) -> Iterator[Told]:
    """w · x of each source and the bias: as many, and in the same order, as are printed."""
    names = re.findall(r'data-target="([^"]*)" data-value', line)
    said = [part for part in label.removeprefix("equals ").split(" plus ") if " more" not in part]
    texts = [text for part in said for text in part.split(" times ")]
    for name, text in zip(names, texts, strict=True):
        unknown = re.fullmatch(r"x\d+", text)
        yield f"{name} is heard", "" if unknown else heard(text), known(scene, name)


def of_edges(scene: Scene, kind: str, path: tuple[int, ...]) -> Iterator[Told]:
    """What a weight carries, or what an input gives to each neuron, as it is read out."""
    if kind == "weight":
        sentence, names = "w times x", ["/".join(map(str, path))]
    else:
        sentence = 'what it gives to [^"]*'
        names = [f"0/{j}/{path[0]}" for j in range(scene.network.layers[0].n_out)]
    markup = inspector.render(scene, LIGHT).html
    texts = re.findall(f'aria-label="{sentence} {_IS} ([^"]*)"', markup)
    assert texts
    for name, text in zip(names, texts, strict=False):  # of many receivers the first
        yield f"product/{name} is heard", heard(text), known(scene, f"product/{name}")


def of_layer(scene: Scene) -> Iterator[Told]:
    """The share of neurons in a state."""
    for count, n_on, share in _PER_CENT.findall(inspector.render(scene, LIGHT).html):
        yield "share", share, 100 * int(count) / int(n_on)


def of_board(scene: Scene) -> Iterator[Told]:
    """The output's sum and threshold, a neuron's θ, the boundary of a surface, every α."""
    last = len(scene.network.layers) - 1
    output = PANELS["output"](scene, LIGHT).html
    for text in re.findall(f'aria-label="the sum {_IS} ([^"]*)"', output):
        yield "sum is heard", heard(text), known(scene, f"sum/{last}")
    for text in re.findall('class="label">threshold ([^<]*)<', output):
        yield "threshold", text, scene.threshold
    for text in re.findall('class="relation">(?:≥|&lt;) ([^<]*)<', output):
        yield "compared threshold", text, scene.threshold
    theta = r'data-target="bias/(\d+)/(\d+)"[^>]*aria-label="bias b, threshold ([^",]*)'
    for k, j, text in re.findall(theta, PANELS["threshold"](scene, LIGHT).html):
        yield "θ is heard", text, quantity(scene, f"theta/{k}/{j}")
    cut = str(PANELS["surface"](scene, LIGHT).parts.get("cut", ""))
    if boundary := re.search(r" = ([\d.]+)</p>", cut):
        row = ACTIVATIONS[scene.network.layers[last].activation]
        decides = row.range == (0.0, 1.0) and not row.whole_layer
        yield "boundary", boundary[1], scene.threshold if decides else 0.0
    for name, part in PANELS["activations"](scene, LIGHT).parts.items():
        if alpha := re.search("α = ([^<]*)", part):
            yield "α", alpha[1], _alpha(scene, name.removeprefix("tile-"), part)


def _alpha(scene: Scene, activation: str, tile: str) -> float | None:
    """The layer's α of the function that it has, and else the usual one."""
    k = int(re.search(r"choose-activation/(\d+)", tile)[1])
    layer = scene.network.layers[k]
    return layer.alpha if layer.activation == activation else ACTIVATIONS[activation].alpha


def of_probabilities(scene: Scene) -> Iterator[Told]:
    """The temperature and the threshold in the figure."""
    figure = PANELS["probabilities"](scene, LIGHT).figures["probabilities"]
    ticks = [plain(text) for text in figure["layout"]["xaxis"]["ticktext"]]
    yield "T", ticks[-1].removeprefix("T = "), scene.temperature
    for trace in figure["data"]:
        if trace.get("mode") == "text":
            yield "threshold in the figure", trace["text"][0].strip(), scene.threshold


def of_scales(scene: Scene) -> Iterator[Told]:
    """The ends of every slider's scale, a surface's ticks, how far values leave the stage's."""
    for name in ("inputs", "neuron"):
        for low, high, *ends in _SLIDER.findall(PANELS[name](scene, LIGHT).html):
            yield "slider's end", low, float(ends[0])
            yield "slider's end", high, float(ends[1])
    surface = PANELS["surface"](scene, LIGHT).figures.get("surface", {"layout": {}})
    for axis in ("xaxis", "yaxis"):
        ticks = surface["layout"].get(axis, {})
        pairs = zip(ticks.get("ticktext", ()), ticks.get("tickvals", ()), strict=True)
        yield from (("tick", text, value) for text, value in pairs)
    legend = html.unescape(PANELS["stage"](scene, LIGHT).parts["legend"])
    beyond = re.search(r"\(here up to ([^)]*)\)", legend)
    if not any(map(np.isnan, values := _coloured(scene))):
        if "of-gradients" in legend:
            return  # while a row goes back the legend tells of gradients
        assert (beyond is not None) == (max(values) > 1)
        yield "legend", beyond[1] if beyond else "", max(values) if beyond else None


def _coloured(scene: Scene) -> list[float]:
    """The sizes of the inputs and of all activations that are computed."""
    found = [
        known(scene, f"a/{k}/{j}")
        for k, layer in enumerate(scene.network.layers)
        for j in range(layer.n_out)
    ]
    return [abs(value) for value in (*scene.x.tolist(), *found) if value is not None]


def announced(scene: Scene) -> Iterator[Told]:
    """What a screen reader is told after an edit; nothing while a pass is being played."""
    rest = announcement(scene)
    names = [output_name(scene.network, j) for j in range(scene.network.n_outputs)]
    if scene.step is not None:
        assert rest == ""
        return
    values = scene.trace.output.tolist()
    if len(names) > MOST_TOLD:
        largest = int(np.argmax(values))
        names, values = [names[largest]], [values[largest]]
        rest = rest.removeprefix("Largest output: ")
    rest = ", " + rest.removeprefix("Output: ")
    for name, value in zip(names, values, strict=True):
        assert rest.startswith(f", {name} = "), rest
        text = re.match("[^,]*", rest.removeprefix(f", {name} = "))[0]
        yield "announced", text, value
        rest = rest.removeprefix(f", {name} = {text}")
    assert rest == ""


def told(scene: Scene) -> Iterator[Told]:
    """All numbers in sentences, of what is selected and of all panels."""
    selected = scene.selected
    if selected is not None and selected.kind == "neuron":
        yield from of_neuron(scene, *selected.path)
    elif selected is not None and selected.kind in ("weight", "input"):
        yield from of_edges(scene, selected.kind, selected.path)
    elif selected is not None and selected.kind == "layer":
        yield from of_layer(scene)
    for part in (of_board, of_probabilities, of_scales, announced):
        yield from part(scene)


@np.errstate(all="ignore")
def misread_sentences(scene: Scene) -> tuple[list[str], int]:
    """What a sentence says that is not so, and how many numbers there are in sentences."""
    found = list(told(scene))
    wrong = [
        f"{where}: {text!r} is not {value}"
        for where, text, value in found
        if not is_text_of(value, text)
    ]
    return wrong, len(found)
