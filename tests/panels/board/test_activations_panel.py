"""The activations panel: every function at the same z."""

import math
import re

import numpy as np
import pytest

from playground.activations import ACTIVATIONS
from playground.gesture import Gesture, perform
from playground.network import Layer, Network
from playground.panels.board import activations
from playground.scene import (
    Scene,
)
from tests.lessons.lesson_scenes import EXTREMES, SCENES, VIEW, focus, loops, number, values


@pytest.mark.parametrize("name", [name for name in SCENES | EXTREMES if name != "playing"])
def test_activations_have_the_same_z(name: str) -> None:
    scene = (SCENES | EXTREMES)[name]
    k, j = focus(scene)
    panel = activations.render(scene, VIEW)
    z = float(scene.trace.pre_activations[k][j])
    assert number(panel, f"z/{k}/{j}") == pytest.approx(z, nan_ok=True)
    layer = scene.network.layers[k]
    for f, entry in ACTIVATIONS.items():
        alpha = (layer.alpha if f == layer.activation else entry.alpha) or 0.0
        if f == "softmax":
            continue
        with np.errstate(all="ignore"):
            wanted = float(entry.function(np.array([z]), alpha)[0])
            slope = float(entry.derivative(np.array([z]), alpha)[0])
        assert number(panel, f"f/{f}/{k}/{j}") == pytest.approx(wanted, nan_ok=True)
        assert number(panel, f"f-slope/{f}/{k}/{j}") == pytest.approx(slope, nan_ok=True)


def test_softmax_is_compared_on_the_output_layer_only() -> None:
    scene = SCENES["3-4-2 softmax"]
    panel = activations.render(scene, VIEW)
    z = loops(scene.network, scene.x)[0][1]
    p = math.exp(z[1]) / (math.exp(z[0]) + math.exp(z[1]))
    assert number(panel, "f/softmax/1/1") == pytest.approx(p)
    assert number(panel, "f-slope/softmax/1/1") == pytest.approx(p * (1 - p))
    hidden = activations.render(SCENES["2-3-2-1"], VIEW)
    assert not any(name.startswith("f/softmax") for name in values(hidden))
    assert "disabled" in str(hidden.parts["tile-softmax"])


def test_a_tile_gives_the_layer_its_function() -> None:
    scene = SCENES["2-3-2-1"]
    tile = str(activations.render(scene, VIEW).parts["tile-relu"])
    edit = re.search(r'data-edit="([^"]+)" value="([^"]+)"', tile)
    changed = perform(scene, Gesture(edit=edit[1], value=edit[2]))
    assert changed.network.layers[0].activation == "relu"
    assert 'aria-pressed="true"' in str(activations.render(changed, VIEW).parts["tile-relu"])
    assert "disabled" in str(activations.render(SCENES["locked"], VIEW).parts["tile-relu"])


def test_flags_say_off_here_and_saturated() -> None:
    network = Network([Layer([[1.0]], [-5.0], "linear")])
    parts = activations.render(Scene(network, [0.0]), VIEW).parts
    assert "off here" in parts["tile-relu"]
    assert "off here" not in parts["tile-leaky_relu"]
    assert "saturated" in parts["tile-sigmoid"]
    assert "saturated" not in parts["tile-softplus"]
