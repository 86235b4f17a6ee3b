"""A layer's space as a plane: scikit-learn's components, and grids as they go through the layer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.decomposition import PCA

from playground import presets
from playground.analysis.input_space.projection import (
    bent_grid,
    lead_over,
    of_neurons,
    principal_components,
    straight_lead,
    trace_over,
)
from playground.engine import forward
from playground.network import Layer, Network
from playground.scene import Scene, Target
from tests.strategies import networks, scenes, tame_numbers

tame_scenes = networks(tame_numbers).flatmap(lambda network: scenes(network, tame_numbers))
activations = hnp.arrays(
    np.float64, st.tuples(st.integers(2, 9), st.integers(2, 5)), elements=st.integers(-9, 9)
)


@given(activations)
def test_components_as_scikit_learn(values):
    found = principal_components(values)
    known = PCA(n_components=2, svd_solver="full").fit(values) if np.ptp(values, 0).any() else None
    if known is None:
        assert found.shares.tolist() == [0, 0]
        assert (found.places(values) == 0).all()
        return
    assert found.shares == pytest.approx(known.explained_variance_ratio_, abs=1e-12)
    sizes = known.singular_values_
    for n, (mine, theirs) in enumerate(zip(found.directions, known.components_, strict=True)):
        others = np.linalg.svd(values - values.mean(axis=0), compute_uv=False)
        if min(abs(np.delete(others, n) - sizes[n])) > 1e-6 and sizes[n] > 1e-6:  # it is unique
            steepest = np.sort(np.abs(theirs))
            if steepest[-1] - steepest[-2] > 1e-9:  # and so is its sign
                assert mine == pytest.approx(theirs, abs=1e-6)


@given(activations)
def test_components_do_not_turn_round_and_lose_nothing_of_two_dimensions(values):
    found = principal_components(values)
    largest = np.abs(found.directions).argmax(axis=1)
    assert (found.directions[[0, 1], largest] >= 0).all()
    assert (principal_components(values.copy()).directions == found.directions).all()
    flat = values[:, :2]
    axes = principal_components(flat)
    assert axes.activations(axes.places(flat)) == pytest.approx(flat, abs=1e-9)


def test_components_of_little():
    assert principal_components(np.zeros((0, 3))) is None
    assert principal_components(np.array([[1.0, np.inf]])) is None
    one = principal_components(np.array([[1.0, 2.0, 3.0]]))
    assert one.places(np.array([1.0, 2.0, 3.0])).tolist() == [0, 0]
    line = principal_components(np.array([[1.0], [3.0]]))
    assert line.places(np.array([[1.0], [3.0]])).tolist() == [[-1, 0], [1, 0]]
    assert line.shares.tolist() == [1, 0]
    huge = principal_components(np.array([[1e300, 0.0], [-1e300, 0.0]]))
    assert huge.shares.tolist() == [1, 0]


def test_two_neurons_are_a_plane_and_one_alone_a_line():
    values = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    assert of_neurons(3, 2, 0).places(values).tolist() == [[3, 1], [6, 4]]
    assert of_neurons(3, 1, 1).places(values).tolist() == [[2, 0], [5, 0]]


@given(tame_scenes.filter(lambda scene: scene.network.n_inputs > 1), st.data())
def test_a_bent_grid_is_the_layer_of_each_point(scene, data):
    k = data.draw(st.integers(0, len(scene.network.layers) - 1))
    free = tuple(data.draw(st.permutations(range(scene.network.n_inputs)))[:2])
    found = bent_grid(scene, k, free, ((-1.0, 1.0), (0.0, 4.0)), lines=3, count=5)
    for line, level in enumerate([0.0, 2.0, 4.0]):
        for at, value in enumerate([-1.0, -0.5, 0.0, 0.5, 1.0]):
            x = scene.x.copy()
            x[list(free)] = value, level
            a = forward(scene.active_network, x).activations[k]
            assert found[0, line, at] == pytest.approx(a)
    for line, level in enumerate([-1.0, 0.0, 1.0]):
        for at, value in enumerate([0.0, 1.0, 2.0, 3.0, 4.0]):
            x = scene.x.copy()
            x[list(free)] = level, value
            a = forward(scene.active_network, x).activations[k]
            assert found[1, line, at] == pytest.approx(a)


def test_xor_is_straight_in_the_space_before_its_output():
    scene = presets.load("xor")
    assert scene.network.layers[0].n_out == 2
    side = 9
    lead = lead_over(scene, 0, of_neurons(2, 0, 1), ((0, 2), (0, 2)), side, 0).reshape(side, side)
    assert np.abs(np.diff(lead, 2, axis=0)).max() < 1e-12
    assert np.abs(np.diff(lead, 2, axis=1)).max() < 1e-12


def test_a_plane_of_any_layer_of_two_and_through_its_components():
    network = Network.create([2, 3, 2, 1], "tanh", "sigmoid", seed=1)
    scene = Scene(network, off=[Target("neuron", (0, 1))])
    rows = np.random.default_rng(0).normal(size=(20, 2))
    hidden = forward(scene.active_network, rows).activations[1]
    axes = principal_components(hidden)
    lead = lead_over(scene, 1, axes, ((-1, 1), (-2, 2)), 5, 0)
    places = np.array([[(c - 2) * 0.4, (r - 2) * 0.8] for r in range(5) for c in range(5)])
    last = scene.active_network.layers[2]
    z = axes.activations(places) @ last.weights[0] + last.biases[0]
    assert lead == pytest.approx(z)
    assert trace_over(scene, 0, of_neurons(3, 0, 1), ((0, 1), (0, 1)), 5) is None
    assert np.isnan(lead_over(scene, 0, of_neurons(3, 0, 1), ((0, 1), (0, 1)), 5, 0)).all()


@pytest.mark.parametrize("output", ["sigmoid", "step", "hard_sigmoid", "linear"])
def test_the_lead_changes_its_sign_where_the_class_changes(output):
    network = Network([Layer([[1.0]], [0.0], output)])
    scene = Scene(network, threshold=0.6)
    trace = forward(network, np.linspace(-3, 3, 50)[:, None])
    over = straight_lead(scene, trace, 0) >= 0
    assert (over == (trace.output[:, 0] >= 0.6)).all()
