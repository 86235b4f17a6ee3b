"""The threshold panel: θ = −b."""

import math

import pytest

from playground.panels.course import (
    threshold,
)
from tests.lessons.lesson_scenes import SCENES, VIEW, focus, loops, number


@pytest.mark.parametrize("name", ["2-3-2-1", "1-8-1", "xor", "one neuron", "3-4-2 softmax"])
def test_theta_is_minus_b(name: str) -> None:
    scene = SCENES[name]
    k, j = focus(scene)
    panel = threshold.render(scene, VIEW)
    bias = float(scene.network.layers[k].biases[j])
    z = loops(scene.network, scene.x)[0][k][j]
    assert number(panel, f"theta/{k}/{j}") == -bias
    assert number(panel, f"weighted-sum/{k}/{j}") == pytest.approx(z - bias)
    assert number(panel, f"z/{k}/{j}") == pytest.approx(z)
    assert ("Σ<i>wx</i> ≥ θ" in panel.html) == (z >= 0)
    assert f'data-target="bias/{k}/{j}"' in str(panel.parts["bias"])
    theta = panel.figures["threshold"]["data"][2]
    assert theta["x"] == [-bias, -bias]


def test_the_curve_moves_by_minus_b() -> None:
    scene = SCENES["2-3-2-1"]
    data = threshold.render(scene, VIEW).figures["threshold"]["data"]
    bias = float(scene.network.layers[0].biases[1])
    for x, y in zip(data[1]["x"], data[1]["y"], strict=True):
        assert y == pytest.approx(math.tanh(x + bias), abs=1e-3)
