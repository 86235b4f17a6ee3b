"""A row's way back: worked numbers, the four states, and gradients against central differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.analysis.learning import backward, gradient_check
from playground.data import load_set
from playground.network import Layer, Network
from playground.quantities import is_computed, quantity
from playground.scene import (
    Scene,
    SetMode,
    SetStep,
    Switch,
    apply,
    back_index,
    n_training_steps,
    replace_scene,
)
from playground.training import loss_and_gradients
from tests.analysis.rows.strategies import fitted_scenes

NETWORK = Network(
    [
        Layer([[0.4, -1.0], [1.23, -0.3], [-1.7, -1.2]], [-0.256, -0.03, -0.57], "tanh"),
        Layer([[-0.79, 1.19, -0.26], [1.06, -0.68, 0.76]], [-0.04, 0.1], "relu"),
        Layer([[1.0, -0.8]], [-0.85], "sigmoid"),
    ]
)
ROW = 6


def train(scene: Scene, phase: str | None = None, k: int = 0, j: int = 0) -> Scene:
    """The scene in training, played as far as a phase of the way back; all of it without one."""
    scene = apply(scene, SetMode("train"))
    last = n_training_steps(scene.network) - 1
    return apply(scene, SetStep(last if phase is None else back_index(scene.network, phase, k, j)))


def at_row() -> Scene:
    return Scene(NETWORK, data=load_set("body-size"), row=ROW)


def test_the_worked_numbers() -> None:
    scene = train(at_row())
    assert backward.loss(scene) == pytest.approx(0.46, abs=0.005)
    assert backward.delta(scene, 2, 0) == pytest.approx(-0.37, abs=0.005)  # ŷ − y
    assert backward.delta(scene, 1, 0) == pytest.approx(-0.37, abs=0.005)
    assert backward.delta(scene, 1, 1) == 0.0  # off here: nothing flows back
    assert backward.pull(scene, 0, 1) == pytest.approx(-0.44, abs=0.005)
    assert backward.pull_of(scene, 1, 0, 1) == pytest.approx(1.19 * -0.37, abs=0.005)
    assert backward.delta(scene, 0, 1) == pytest.approx(-0.25, abs=0.005)
    assert backward.gradient(scene, 0, 1, 0) == pytest.approx(-0.20, abs=0.005)
    assert backward.gradient(scene, 0, 1, 1) == pytest.approx(-0.15, abs=0.005)
    assert backward.gradient(scene, 2, 0, 1) == 0.0


def test_all_of_it_is_what_training_uses() -> None:
    scene = train(at_row())
    data = scene.fitting
    assert data is not None
    value, found = loss_and_gradients(
        scene.network, data.x[ROW], data.y[ROW], loss="binary-cross-entropy"
    )
    assert backward.loss(scene) == pytest.approx(value, rel=1e-14)
    for k, layer in enumerate(scene.network.layers):
        assert backward.deltas(scene, k) == pytest.approx(found.pre_activations[k].tolist())
        for j in range(layer.n_out):
            row = backward.gradients(scene, k)[j]
            assert row == pytest.approx(found.weights[k][j].tolist())
            assert row == [backward.gradient(scene, k, j, i) for i in range(layer.n_in)]


def test_what_has_not_been_played_is_blank() -> None:
    before = train(at_row(), "delta", 2, 0)
    names = ("loss", "delta/2/0"), ("gradient/2/0/0", "delta/1/0", "pull-of/2/0/0")
    assert all(is_computed(before, name) for name in names[0])
    assert not any(is_computed(before, name) for name in names[1])
    at_loss = train(at_row(), "loss")
    assert is_computed(at_loss, "loss")
    assert not is_computed(at_loss, "delta/2/0")
    forward_only = replace_scene(at_loss, step=at_loss.step - 1)
    assert not is_computed(forward_only, "loss")
    assert backward.gradients(forward_only, 0) == [None, None, None]
    by_batch = replace_scene(at_loss, step=None)
    assert is_computed(by_batch, "loss")
    assert backward.delta(by_batch, 2, 0) is None


def test_without_a_row_nothing_goes_back() -> None:
    scene = train(Scene(NETWORK, [0.8, 0.6]))
    assert backward.way_back(scene) is None
    assert not backward.goes_back(scene)
    moved = replace_scene(train(at_row()), x=np.array([0.1, 0.2]))
    assert backward.delta(moved, 2, 0) is None
    assert backward.now(moved) is None


def test_nothing_flows_through_what_is_switched_off() -> None:
    scene = apply(apply(at_row(), Switch("neuron/0/1", off=True)), Switch("weight/2/0/0", off=True))
    scene = train(scene)
    assert backward.gradient(scene, 2, 0, 0) == 0.0
    assert backward.delta(scene, 0, 1) == 0.0
    assert backward.gradients(scene, 0)[1] == [0.0, 0.0]
    assert backward.gradient(scene, 1, 0, 1) == 0.0
    assert gradient_check.of_weight(scene, 2, 0, 0) is None


def test_the_kinks_of_a_rectifier_are_not_judged() -> None:
    network = Network([Layer([[1.0, 0.0]], [-1.0], "relu"), Layer([[1.0]], [0.0], "linear")])
    data = load_set("plane", n=20, seed=1)
    x = data.x[0]
    layer = Layer([[1.0, 0.0]], [-float(x[0])], "relu")  # z = 0 at this row
    scene = train(Scene(Network([layer, network.layers[1]]), data=data, row=0))
    found = gradient_check.of_bias(scene, 0, 0)
    assert found is not None
    assert found.broken


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(fitted_scenes(), st.data())
def test_gradients_are_central_differences(scene: Scene, data: st.DataObject) -> None:
    assert scene.data is not None
    row = data.draw(st.integers(0, scene.data.n_rows - 1))
    scene = train(replace_scene(scene, row=row, x=scene.data.x[row]))
    for k, layer in enumerate(scene.network.layers):
        j = data.draw(st.integers(0, layer.n_out - 1))
        i = data.draw(st.integers(0, layer.n_in - 1))
        checks = [gradient_check.of_bias(scene, k, j)]
        if not scene.is_off("neuron", k, j):
            checks.append(gradient_check.of_weight(scene, k, j, i))
        checks.append(gradient_check.of_alpha(scene, k))
        for check in checks:
            assert check is None or check.broken or check.agrees, (k, j, i, check)


def test_a_wrong_gradient_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = train(at_row())
    real = backward.gradient
    monkeypatch.setattr(backward, "gradient", lambda *args: (real(*args) or 0.0) * 1.001)
    found = gradient_check.of_weight(scene, 0, 1, 0)
    assert found is not None
    assert not found.agrees
    assert found.off_by == pytest.approx(1e-3, rel=0.01)


def test_quantities_have_the_names_of_the_grammar() -> None:
    scene = train(at_row())
    assert quantity(scene, "delta/0/1") == backward.delta(scene, 0, 1)
    assert quantity(scene, "gradient/0/1/0") == backward.gradient(scene, 0, 1, 0)
