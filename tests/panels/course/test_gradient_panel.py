"""The gradient panel: what is left of the slope in each layer."""

import math

import numpy as np
import pytest

from playground.analysis.layers import vanishing
from playground.network import Layer, Network
from playground.panels.course import (
    gradient,
)
from tests.lessons.lesson_scenes import SCENES, VIEW, loops, number, scene_of


@pytest.mark.parametrize("name", ["2-3-2-1", "3-4-2 softmax", "one neuron", "regression", "off"])
@pytest.mark.parametrize("variant", vanishing.VARIANTS)
def test_gradients_equal_central_differences(name: str, variant: str) -> None:
    scene = SCENES[name]
    panel = gradient.render(scene, VIEW)
    network = vanishing.variant(scene.active_network, vanishing.VARIANTS[variant])
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
        assert number(panel, f"mean-derivative/{variant}/{output}/{k}") == pytest.approx(
            mean, rel=1e-4, abs=1e-8
        )


def test_the_largest_product_of_slopes_along_a_path() -> None:
    scene = SCENES["2-3-2-1"]
    panel = gradient.render(scene, VIEW)
    zs, _ = loops(scene.network, scene.x)
    best = 0.0
    for first in zs[0]:
        for second in zs[1]:
            path = (1 - math.tanh(first) ** 2) * (1 - math.tanh(second) ** 2)
            y = 1 / (1 + math.exp(-zs[2][0]))
            best = max(best, path * y * (1 - y))
    assert number(panel, "largest-path/now") == pytest.approx(best)
    assert number(panel, "largest-path/tanh") == pytest.approx(best)
    product = math.prod(number(panel, f"steepest-slope/now/{k}") for k in range(3))
    assert product == pytest.approx(best)


def test_deep_sigmoids_vanish() -> None:
    panel = gradient.render(scene_of([2, 8, 8, 8, 8, 8, 1]), VIEW)
    assert number(panel, "largest-path/sigmoid") <= 0.25**6
    assert number(panel, "largest-path/ReLU") == pytest.approx(
        number(panel, "steepest-slope/now/5"), rel=1.0
    )
