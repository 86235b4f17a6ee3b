"""What a saved picture says besides its figure, each line with the number that it has to be.

These texts stand in the layout's ``meta``: a line ``name = number`` above the surface, and in the
activations' tiles a and the slope under each function's name.
"""

import re
from collections.abc import Iterator

import numpy as np

from playground.activations import ACTIVATIONS
from playground.analysis.focus import focused_neuron, focused_output
from playground.notation import output_name
from playground.panels.board import activations, surface
from playground.panels.panel import View
from playground.scene import Scene
from tests.panels.numbers.printed_texts import is_text_of
from tests.panels.numbers.stage_texts import known, plain

Told = tuple[str, str, float | None]  # what is told, its text, and the number that it has to be
_TILE = re.compile(r"a = (.*?)   f′ = (.*)")
_ELSEWHERE = "output layer only"


@np.errstate(all="ignore")
def misread_captions(scene: Scene) -> tuple[list[str], int]:
    """What captions say that is not so, and how many numbers they tell."""
    told = [*_of_the_surface(scene), *_of_the_tiles(scene)]
    wrong = [
        f"{name}: {text!r} is not {value}"
        for name, text, value in told
        if not is_text_of(value, text)
    ]
    return wrong, len(told)


def _of_the_surface(scene: Scene) -> Iterator[Told]:
    network = scene.network
    if network.n_inputs == 1:
        return  # its point and its curves are all in the figure
    layout = surface.render(scene, View()).figures["surface"]["layout"]
    (annotation,) = layout["meta"]["annotations"]
    lines = [plain(line).rpartition(" = ") for line in annotation["text"].split("<br>")]
    names = list(network.input_names)
    count = min(len(names), 6)
    facts, of_output = lines[:count], lines[count]
    for name, _, text in facts:
        yield name, text, known(scene, f"input/{names.index(name)}")
    j = focused_output(scene)
    assert of_output[0] == output_name(network, j)
    yield of_output[0], of_output[2], known(scene, f"a/{len(network.layers) - 1}/{j}")


def _of_the_tiles(scene: Scene) -> Iterator[Told]:
    k, j = focused_neuron(scene)
    names = {entry.label: name for name, entry in ACTIVATIONS.items()}
    for figure in activations.render(scene, View()).figures.values():
        (trace,) = figure["layout"]["meta"]["traces"]
        texts = [plain(text) for text in trace["text"]]
        for label, numbers in zip(texts[::3], texts[1::3], strict=True):
            if numbers == _ELSEWHERE:
                assert ACTIVATIONS[names[label]].output_only
                continue
            found = _TILE.fullmatch(numbers)
            assert found, numbers
            yield f"f of {label}", found[1], known(scene, f"f/{names[label]}/{k}/{j}")
            yield f"f′ of {label}", found[2], known(scene, f"f-slope/{names[label]}/{k}/{j}")
