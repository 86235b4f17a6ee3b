"""What the inspector's curve says of its operating point, each label with the number it has to be.

A curve whose z is beyond any axis, or no number, is drawn without a point and without labels.
"""

import math
import re

import numpy as np

from playground.analysis.input_space.windows import DRAWABLE
from playground.panels.inspector import inspector
from playground.panels.panel import View
from playground.scene import Scene, Select, apply, replace_scene
from tests.panels.numbers.printed_texts import is_text_of
from tests.panels.numbers.stage_texts import known, plain

_LABEL = re.compile(r"(z|a|slope f′\(z\)) = (.+)")
_NAMES = {"z": "z", "a": "a", "slope f′(z)": "slope"}


@np.errstate(all="ignore")
def misread_curves(scene: Scene) -> tuple[list[str], int]:
    """What the labels of the neurons' curves say that is not so, and how many labels there are."""
    wrong, count = [], 0
    scene = replace_scene(scene, sight="curve")
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            found = _wrong(apply(scene, Select(f"neuron/{k}/{j}")), f"{k}/{j}")
            wrong += found[0]
            count += found[1]
    return wrong, count


def _wrong(scene: Scene, neuron: str) -> tuple[list[str], int]:
    figure = inspector.render(scene, View()).figures["curve"]
    found = [_LABEL.fullmatch(plain(text)) for text in figure["data"][4]["text"]]
    texts = {_NAMES[match[1]]: match[2] for match in found if match is not None}
    assert len(texts) == len(found), figure["data"][4]["text"]
    z = known(scene, f"z/{neuron}")
    wrong = []
    for word in _NAMES.values():
        value, text = known(scene, f"{word}/{neuron}"), texts.get(word, "")
        if z is None or math.isnan(z) or abs(z) > DRAWABLE:
            value = None
        if not is_text_of(value, text):
            wrong.append(f"{word}/{neuron}: {text!r} is not {value}")
    return wrong, len(texts)
