"""Signals over rows are, row by row, what is said of one input; softmax included."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.activations import ACTIVATIONS
from playground.analysis.layers.vanishing import Variant
from playground.analysis.rows.predictions import predictions
from playground.analysis.rows.signals import (
    layer_derivatives,
    own_slopes_of_rows,
    path_products,
    signals,
)
from playground.engine import forward
from playground.network import Layer, Network
from playground.scene import Scene, Target, replace_scene
from tests.analysis.rows.strategies import fitted_scenes
from tests.analysis.rows.test_predictions import scene_on


def own_of(network, trace):
    return [own_slopes_of_rows(network, trace, k) for k in range(len(network.layers))]


@given(fitted_scenes(), st.data())
def test_each_row_is_what_vanishing_says_of_it(scene: Scene, draw: st.DataObject) -> None:
    output = draw.draw(st.integers(0, scene.network.n_outputs - 1))
    trace = predictions(scene).trace
    own = own_of(scene.active_network, trace)
    paths = path_products(scene, own)
    derivatives = layer_derivatives(scene.active_network, trace, output)
    for row, x in enumerate(scene.data.x):
        one = Variant.of(replace_scene(scene, data=None, x=x), "now")
        assert paths[0, row] == pytest.approx(one.largest_product, abs=1e-9)
        assert paths[-1, row] == pytest.approx(one.steepest_slopes[-1], abs=1e-9)
        assert derivatives[:, row] == pytest.approx(np.array(one.layer_means(output)), abs=1e-9)


@given(fitted_scenes())
def test_quantiles_are_of_the_sizes_of_what_is_on(scene: Scene) -> None:
    trace = predictions(scene).trace
    for k, found in enumerate(signals(scene)):
        width = scene.network.layers[k].n_out
        on = [j for j in range(width) if Target("neuron", (k, j)) not in scene.off]
        if not on:
            assert np.isnan([*found.z, *found.a]).all()
            assert (found.path == 0).all()
            continue
        z = sorted(abs(trace.pre_activations[k][row, j]) for row in range(len(trace.x)) for j in on)
        a = sorted(abs(trace.activations[k][row, j]) for row in range(len(trace.x)) for j in on)
        assert (found.z[0], found.z[-1]) == (z[0], z[-1])
        assert (found.a[0], found.a[-1]) == (a[0], a[-1])
        assert found.z[2] == pytest.approx(np.median(z))
        assert found.a[1] == pytest.approx(np.quantile(a, 0.25))


def test_sigmoids_let_a_quarter_through_at_the_most():
    network = Network([Layer([[2.0]], [0.0], "sigmoid"), Layer([[4.0]], [-2.0], "sigmoid")])
    scene = scene_on([0.0, 0.0, 0.0], [0.5, 1.5, 2.5], network)
    first, last = signals(scene)
    assert first.path.tolist() == [0.0625] * 5  # σ′(0)² at each row
    assert last.path.tolist() == [0.25] * 5
    assert first.derivative.tolist() == [0.25] * 5  # 0.25 · 4 · 0.25
    assert (first.z[2], first.a[2], last.z[2], last.a[2]) == (0, 0.5, 0, 0.5)
    assert signals(Scene(network)) is None


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.whole_layer])
def test_a_function_of_the_whole_layer_goes_back_by_its_jacobian(name):
    network = Network([Layer(np.eye(3), np.zeros(3), name)])
    x = np.random.default_rng(0).normal(size=(7, 3))
    trace = forward(network, x)
    jacobian = ACTIVATIONS[name].derivative(x, 0.0)
    own = own_of(network, trace)
    for output in range(3):
        known = np.abs(jacobian[:, output]).mean(axis=1)
        assert layer_derivatives(network, trace, output)[0] == pytest.approx(known)
    diagonal = np.diagonal(jacobian, axis1=1, axis2=2)
    assert path_products(Scene(network), own)[0] == pytest.approx(np.abs(diagonal).max(axis=1))
