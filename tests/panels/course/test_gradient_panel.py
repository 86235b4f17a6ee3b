"""The gradient panel: what is left of the slope in each layer."""

import itertools
import math

import numpy as np
import pytest

from playground.activations import ACTIVATIONS
from playground.analysis.layers.vanishing import VARIANTS, with_hidden
from playground.engine import forward
from playground.network import Layer, Network
from playground.panels.course import gradient
from playground.scene import Scene, Target
from tests.lessons.lesson_scenes import SCENES, VIEW, loops, number, scene_of


@pytest.mark.parametrize("name", ["2-3-2-1", "3-4-2 softmax", "one neuron", "regression", "off"])
@pytest.mark.parametrize("changed", VARIANTS)
def test_gradients_equal_central_differences(name: str, changed: str) -> None:
    scene = SCENES[name]
    panel = gradient.render(scene, VIEW)
    network = with_hidden(scene.active_network, VARIANTS[changed])
    output = scene.selected.path[1] if name == "3-4-2 softmax" else 0
    for k, layer in enumerate(network.layers):
        sizes = []
        for j in range(layer.n_out):  # a step of the bias is a step of z
            ends = []
            for h in (1e-6, -1e-6):
                biases = np.array(layer.biases)
                biases[j] += h
                layers = list(network.layers)
                layers[k] = Layer(layer.weights, biases, layer.activation, layer.alpha)
                ends.append(loops(Network(layers), scene.x)[1][-1][output])
            sizes.append(abs(ends[0] - ends[1]) / 2e-6)
        mean = sum(sizes) / len(sizes)
        assert number(panel, f"mean-derivative/{changed}/{output}/{k}") == pytest.approx(
            mean, rel=1e-4, abs=1e-8
        )


@pytest.mark.parametrize("name", ["2-3-2-1", "3-4-2 softmax", "one neuron", "regression", "off"])
def test_the_largest_product_of_slopes_along_a_path(name: str) -> None:
    """Every path is tried, neuron by neuron; it leads only through those that are on."""
    scene = SCENES[name]
    panel = gradient.render(scene, VIEW)
    zs, _ = loops(scene.active_network, scene.x)
    slopes = [
        [slope_of(layer, z, j) for j in range(layer.n_out) if not scene.is_off("neuron", k, j)]
        for k, (layer, z) in enumerate(zip(scene.network.layers, zs, strict=True))
    ]
    best = max(math.prod(path) for path in itertools.product(*slopes))
    assert number(panel, "largest-path/now") == pytest.approx(best)
    product = math.prod(number(panel, f"steepest-slope/now/{k}") for k in range(len(zs)))
    assert product == pytest.approx(best)


def slope_of(layer: Layer, z: list[float], j: int) -> float:
    """|f′| of neuron j by its own z, as a central difference."""
    ends = []
    for h in (1e-6, -1e-6):
        moved = np.array(z)
        moved[j] += h
        ends.append(ACTIVATIONS[layer.activation].function(moved, layer.alpha or 0.0)[j])
    return float(abs(ends[0] - ends[1]) / 2e-6)


def test_a_variant_whose_function_the_network_has_changes_nothing() -> None:
    panel = gradient.render(SCENES["2-3-2-1"], VIEW)
    assert number(panel, "largest-path/tanh") == number(panel, "largest-path/now")


def test_what_is_switched_off_is_on_no_path() -> None:
    """The neuron that is off has the steepest slope of its layer; then its whole layer is off."""
    network = Network([Layer([[3.0], [0.0]], [0.0, 0.0], "tanh"), Layer([[1.0, 1.0]], [0.0])])
    steepest, flat = Target("neuron", (0, 1)), Target("neuron", (0, 0))
    for off, expected in (
        ([], 1.0),
        ([steepest], 1 - math.tanh(3.0) ** 2),
        ([steepest, flat], 0.0),
    ):
        panel = gradient.render(Scene(network, [1.0], off=off), VIEW)
        assert number(panel, "steepest-slope/now/0") == pytest.approx(expected)


def test_deep_sigmoids_vanish() -> None:
    scene = scene_of([2, 8, 8, 8, 8, 8, 1])
    panel = gradient.render(scene, VIEW)
    assert number(panel, "largest-path/sigmoid") <= 0.25**6
    y = float(forward(with_hidden(scene.network, "relu"), scene.x).output[0])
    # every hidden layer has a ReLU that is on, whose slope is 1: the output's alone is left
    assert number(panel, "largest-path/ReLU") == pytest.approx(y * (1 - y))


def test_every_variant_has_room_on_the_axis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VARIANTS, "ELU", "elu")
    figure = gradient.render(SCENES["2-3-2-1"], VIEW).figures["gradient"]
    bars = [x for trace in figure["data"] if trace["type"] == "bar" for x in trace["x"]]
    assert len(bars) == 5 * 3
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < min(bars)
    assert max(bars) < high
