"""The convolution panel: kernels, what is off the pattern, pooling."""

import re

import numpy as np
import pytest

from playground.analysis.layers.convolution import band_of, pooled
from playground.network import Layer, Network
from playground.panels.course import (
    convolution,
)
from playground.scene import (
    Scene,
)
from tests.lessons.lesson_scenes import VIEW, number


def convolution_layer(n_in: int, kernel: list[float], bias: float = 0.1) -> Layer:
    n_out = n_in - len(kernel) + 1
    weights = [
        [kernel[i - j] if 0 <= i - j < len(kernel) else 0.0 for i in range(n_in)]
        for j in range(n_out)
    ]
    return Layer(weights, [bias] * n_out, "linear")


def test_a_convolution_is_recognised_with_its_kernel() -> None:
    kernel = [1.0, -2.0, 0.5]
    scene = Scene(Network([convolution_layer(8, kernel)]), np.linspace(-1, 1, 8))
    panel = convolution.render(scene, VIEW)
    assert "✓" in panel.html
    assert [number(panel, f"kernel/0/{n}") for n in range(3)] == kernel
    assert number(panel, "zeros/0") == 6 * 5
    x = scene.x.tolist()
    signal = [sum(kernel[n] * x[j + n] for n in range(3)) + 0.1 for j in range(6)]
    for j, value in enumerate(signal):
        assert number(panel, f"a/0/{j}") == pytest.approx(value)
    for m in range(3):
        wanted = max(signal[2 * m], signal[2 * m + 1])
        assert number(panel, f"pooled/0/{m}") == pytest.approx(wanted)


def test_padding_is_a_convolution_too() -> None:
    weights = np.diag([2.0] * 5) + np.diag([1.0] * 4, 1) + np.diag([3.0] * 4, -1)
    band = band_of(Layer(weights, np.zeros(5)))
    assert band.is_convolution
    assert band.kernel == (3.0, 2.0, 1.0)


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [((1, 2), 0.7, "1 off the pattern"), ((0, 7), 0.4, "1 off the pattern"),
     ((3, 0), 1.0, "1 off the pattern")],
)  # fmt: skip
def test_one_odd_weight_is_pointed_out(place, value, reason) -> None:
    layer = convolution_layer(8, [1.0, -2.0, 0.5])
    weights = np.array(layer.weights)
    weights[place] = value
    scene = Scene(Network([Layer(weights, layer.biases, "linear")]))
    panel = convolution.render(scene, VIEW)
    assert reason in str(panel.parts["verdict"])
    odd = re.findall(
        r'class="cell[^"]*is-odd[^"]*" data-quantity="running-weight/0/(\d)/(\d)"', panel.html
    )
    assert odd == [(str(place[0]), str(place[1]))]


def test_dense_layers_and_different_biases_are_no_convolution() -> None:
    layer = convolution_layer(8, [1.0, -2.0, 0.5])
    uneven = Layer(layer.weights, np.arange(6.0), "linear")
    assert not band_of(uneven).is_convolution
    assert not band_of(Layer(np.ones((4, 4)), np.zeros(4))).is_convolution
    assert not band_of(Layer(np.zeros((4, 4)), np.zeros(4))).is_convolution
    assert not band_of(Layer([[0.0, 1.0, 0.0]], [0.0])).is_convolution
    dense = Network.create([6, 5]).layers[0]
    assert not band_of(dense).is_convolution


def test_pooling_leaves_an_odd_last_value_out() -> None:
    assert pooled(np.array([1.0, 3.0, 2.0, -1.0, 9.0])).tolist() == [3.0, 2.0]
    assert pooled(np.array([1.0])).tolist() == []
