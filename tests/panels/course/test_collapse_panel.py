"""The collapse panel: the one layer, and what keeps a network from being one."""

import numpy as np
import pytest

from playground.activations import ACTIVATIONS
from playground.analysis.layers import collapse as collapsing
from playground.cache import forget
from playground.network import Layer, Network
from playground.panels.course import (
    collapse,
)
from playground.scene import (
    Scene,
)
from tests.lessons.lesson_scenes import SCENES, VIEW, loops, number


@pytest.mark.parametrize("name", ["linear", "one neuron", "regression"])
def test_collapse_is_exact(name: str) -> None:
    scene = SCENES[name]
    panel = collapse.render(scene, VIEW)
    assert "✓" in panel.html
    n_in, n_out = scene.network.n_inputs, scene.network.n_outputs
    weights = [[number(panel, f"chain-weight/{j}/{i}") for i in range(n_in)] for j in range(n_out)]
    biases = [number(panel, f"chain-bias/{j}") for j in range(n_out)]
    f = ACTIVATIONS[scene.network.layers[-1].activation].function
    rng = np.random.default_rng(5)
    for x in rng.uniform(-9, 9, (20, n_in)).tolist():
        z = [
            sum(w * v for w, v in zip(row, x, strict=True)) + b
            for row, b in zip(weights, biases, strict=True)
        ]
        wanted = loops(scene.network, x)[1][-1]
        assert f(np.array(z), 0.0).tolist() == pytest.approx(wanted, abs=1e-12)
    assert number(panel, "collapse-difference") < 1e-12


@pytest.mark.parametrize("name", ["2-3-2-1", "1-8-1", "3-4-2 softmax"])
def test_collapse_names_what_bends_and_how_much(name: str) -> None:
    scene = SCENES[name]
    panel = collapse.render(scene, VIEW)
    assert "Hidden 1" in str(panel.parts["verdict"])
    assert "✓" not in panel.html
    for j, y in enumerate(loops(scene.network, scene.x)[1][-1]):
        assert number(panel, f"output/{j}") == pytest.approx(y)
    for j, y in enumerate(loops(scene.network, scene.x, bend=False)[1][-1]):
        assert number(panel, f"one-layer/{j}") == pytest.approx(y)
    x = np.random.default_rng(0).uniform(-1, 1, (128, scene.network.n_inputs)) * 3.0
    worst = max(
        abs(a - b)
        for row in x
        for a, b in zip(
            loops(scene.network, row)[1][-1],
            loops(scene.network, row, bend=False)[1][-1],
            strict=True,
        )
    )
    assert number(panel, "collapse-difference") == pytest.approx(worst)


def test_a_leak_of_one_is_linear() -> None:
    layers = [Layer([[2.0]], [1.0], "prelu", 1.0), Layer([[3.0]], [0.0], "linear")]
    assert "✓" in collapse.render(Scene(Network(layers), [0.5]), VIEW).html


def test_the_check_of_collapse_notices_a_wrong_product(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(network: Network):
        return np.ones((2, 2)), np.zeros(2)

    forget()
    monkeypatch.setattr(collapsing, "product", wrong)
    scene = SCENES["linear"]
    assert "✓" not in collapse.render(scene, VIEW).html
    forget()
