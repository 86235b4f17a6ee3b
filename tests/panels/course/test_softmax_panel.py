"""The softmax panel: z, its power, and its share of the whole."""

import math

import pytest

from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Scene, SetStep, apply
from tests.lessons.lesson_scenes import number, values

NETWORK = Network(
    [Layer([[0.5], [-0.5], [0.25]], [0.0, 0.41, 0.92], "softmax")],
    output_names=("cat", "dog", "bird"),
)
SCENE = Scene(NETWORK, [0.0])


def test_each_power_is_divided_by_their_sum() -> None:
    panel = PANELS["softmax"](SCENE, View())
    powers = [math.exp(z) for z in (0.0, 0.41, 0.92)]
    for c, power in enumerate(powers):
        assert number(panel, f"exponential/{c}") == pytest.approx(power)
        assert number(panel, f"probability/1/{c}") == pytest.approx(power / sum(powers))
    assert number(panel, "exponential-sum") == pytest.approx(sum(powers))
    assert number(panel, "probability-sum/1") == pytest.approx(1.0)
    assert "flex-grow:0.5002" in panel.parts["whole"]  # e^0.92 of 1 + e^0.41 + e^0.92


def test_what_has_not_been_played_is_blank() -> None:
    panel = PANELS["softmax"](apply(SCENE, SetStep(0)), View())
    assert values(panel)["probability/1/0"] == ""
    assert "flex-grow" not in panel.parts["whole"]


@pytest.mark.parametrize("sizes", [[2, 1], [1, 14], [2, 3, 2]])
def test_any_network_has_one(sizes: list[int]) -> None:
    output = "sigmoid" if sizes[-1] == 1 else "softmax"
    network = Network.create(sizes, hidden="tanh", output=output)
    panel = PANELS["softmax"](Scene(network, [1.0] * sizes[0]), View())
    assert number(panel, "probability-sum/1") == pytest.approx(1.0)


def test_an_overflow_breaks_nothing() -> None:
    network = Network([Layer([[1.0], [0.0]], [900.0, 0.0], "softmax")])
    assert "∞" in PANELS["softmax"](Scene(network, [900.0]), View()).html
