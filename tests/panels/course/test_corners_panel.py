"""The panel of XOR's corners, and the line that parts them."""

import math

import numpy as np
import pytest

from playground.analysis.input_space.classes import CORNERS
from playground.network import Layer, Network
from playground.panels.course import corners
from playground.scene import (
    Scene,
)
from tests.lessons.lesson_scenes import SCENES, VIEW, loops, number, scene_of
from tests.panels.pictures import zero_points


def test_xor_is_bent_outside_and_straight_inside() -> None:
    scene = SCENES["xor"]
    panel = corners.render(scene, VIEW)
    assert number(panel, "corners-right/0") == 4
    for n, corner in enumerate(CORNERS):
        _, a = loops(scene.network, corner)
        assert [number(panel, f"corner/{n}/a/0/{i}") for i in (0, 1)] == a[0]
        assert number(panel, f"corner/{n}/output/0") == a[1][0]
    cut = panel.figures["hidden"]["data"][0]
    points = zero_points(cut)
    assert points
    for x, y in points:  # a₁ − a₂ − 0.5 = 0
        assert x - y == pytest.approx(0.5, abs=1e-3)
    assert cut["x"].count(None) == 0
    assert panel.figures["inputs"]["data"][0]["x"].count(None) == 1


def test_the_separating_line_follows_the_threshold() -> None:
    scene = Scene(scene_of([2, 2, 1], seed=4).network, [0, 0], threshold=0.6)
    w, b = scene.network.layers[1].weights[0], float(scene.network.layers[1].biases[0])
    cut = corners.render(scene, VIEW).figures["hidden"]["data"][0]
    points = zero_points(cut)
    assert points
    for x, y in points:
        assert w[0] * x + w[1] * y + b == pytest.approx(math.log(0.6 / 0.4), abs=0.01)


@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_at_the_ends_of_a_sigmoid_nothing_separates(threshold: float) -> None:
    scene = Scene(scene_of([2, 2, 1], seed=4).network, [0, 0], threshold=threshold)
    assert corners.render(scene, VIEW).figures["hidden"]["data"][0]["x"] == []


def test_one_unit_gets_at_most_three_corners_right() -> None:
    rng = np.random.default_rng(0)
    best = 0
    for _ in range(200):
        network = Network([Layer(rng.normal(size=(1, 2)), rng.normal(size=1), "step")])
        best = max(best, int(number(corners.render(Scene(network), VIEW), "corners-right/0")))
    assert best == 3


def test_the_corners_say_what_it_cannot_show() -> None:
    assert "two" in corners.render(SCENES["1-8-1"], VIEW).html
    assert "hidden" not in corners.render(SCENES["one neuron"], VIEW).figures
