"""The symmetry panel: twins, and the gradients that they receive."""

import numpy as np
import pytest

from playground.network import Layer, Network
from playground.panels.course import (
    symmetry,
)
from playground.scene import (
    Scene,
    Target,
)
from tests.lessons.lesson_scenes import SCENES, VIEW, loops, number


def symmetric(outgoing: list[float]) -> Scene:
    hidden = Layer([[0.5, -0.3], [0.5, -0.3], [0.2, 0.9]], [0.1, 0.1, 0.0], "tanh")
    network = Network([hidden, Layer([outgoing], [0.0], "sigmoid")])
    return Scene(network, [0.8, 0.6], Target("layer", (0,)))


def test_equal_neurons_with_equal_gradients_stay_equal() -> None:
    panel = symmetry.render(symmetric([1.0, 1.0, 0.5]), VIEW)
    verdict = str(panel.parts["verdict"])
    assert "neurons 1, 2 compute the same and receive the same gradient" in verdict
    assert number(panel, "a/0/0") == number(panel, "a/0/1")
    for one, other in (("weight/0/0/0", "weight/0/1/0"), ("bias/0/0", "bias/0/1")):
        assert number(panel, f"derivative/0/{one}") == number(panel, f"derivative/0/{other}")


def test_unequal_gradients_part_equal_neurons() -> None:
    panel = symmetry.render(symmetric([1.0, -1.0, 0.5]), VIEW)
    assert "receive different gradients" in str(panel.parts["verdict"])


def test_different_neurons_are_no_group() -> None:
    assert "3 different neurons" in symmetry.render(SCENES["2-3-2-1"], VIEW).html


def test_shown_gradients_equal_central_differences() -> None:
    scene = symmetric([1.0, 0.7, 0.5])
    panel = symmetry.render(scene, VIEW)
    layer = scene.network.layers[0]
    for j in range(3):
        for i in range(2):
            ends = []
            for h in (1e-6, -1e-6):
                weights = np.array(layer.weights)
                weights[j, i] += h
                moved = Network([Layer(weights, layer.biases, "tanh"), scene.network.layers[1]])
                ends.append(loops(moved, scene.x)[1][-1][0])
            assert number(panel, f"derivative/0/weight/0/{j}/{i}") == pytest.approx(
                (ends[0] - ends[1]) / 2e-6, rel=1e-5
            )
