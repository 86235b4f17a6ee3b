"""The loss over a plane of parameters, point by point against the engine and plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.analysis.learning.directions import (
    Plane,
    ends_along,
    index_of,
    most_moved,
    of_parameters,
    of_path,
    parameters_of,
)
from playground.analysis.learning.loss_plane import (
    MOST_ROWS,
    downhill,
    is_too_large,
    loss_at,
    loss_over,
    side_of,
    some_rows,
)
from playground.limits import TrainingError
from playground.network import Layer, Network, NetworkError
from playground.scene import Target
from playground.training import Recipe, loss_and_gradients
from playground.training.parameters import network_with, vector_of
from tests.analysis.learning.runs import trained
from tests.training import plain

ACROSS, UP = np.array([-1.5, 0.0, 0.25, 2.0]), np.array([-0.5, 0.75, 1.0])


def _every_parameter(network):
    for k, layer in enumerate(network.layers):
        for j in range(layer.n_out):
            yield from parameters_of(network, k, j)


def _close(found, wanted):
    """As near as float32 is to float64 where sums of some hundred numbers are taken."""
    np.testing.assert_allclose(found, wanted, rtol=2e-4, atol=2e-4)


@given(trained(), st.data())
@settings(max_examples=150)
def test_two_parameters_as_if_they_were_set(case, data):
    network, rows, recipe = case
    targets = data.draw(st.permutations(list(_every_parameter(network))))
    if len(targets) < 2:
        return
    plane = of_parameters(network, *targets[:2])
    found = loss_over(plane, rows.x, rows.y, recipe, ACROSS, UP)
    for r, t in enumerate(UP):
        for c, s in enumerate(ACROSS):
            changed = _with(_with(network, targets[0], s), targets[1], t)
            value = loss_and_gradients(changed, rows.x, rows.y, recipe.loss, recipe.l1, recipe.l2)[
                0
            ]
            assert loss_at(plane, rows.x, rows.y, recipe, s, t) == pytest.approx(value, rel=1e-12)
            _close(found[r, c], value)


def _with(network, target, value):
    k, j, *i = target.path
    layers = list(network.layers)
    weights, biases = layers[k].weights.copy(), layers[k].biases.copy()
    if i:
        weights[j, i[0]] = value
    else:
        biases[j] = value
    layers[k] = Layer(weights, biases, layers[k].activation, layers[k].alpha)
    return Network(layers, network.input_names, network.output_names)


def test_by_plain_loops():
    network = Network.create([2, 3, 1], hidden="tanh", output="sigmoid", seed=3)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(6, 2)), np.array([[0.0], [1], [1], [0], [1], [0]])
    recipe = Recipe("binary-cross-entropy")
    plane = of_parameters(network, Target("weight", (0, 1, 0)), Target("weight", (1, 0, 1)))
    found = loss_over(plane, x, y, recipe, ACROSS, UP)
    for r, t in enumerate(UP):
        for c, s in enumerate(ACROSS):
            changed = _with(
                _with(network, Target("weight", (0, 1, 0)), s), Target("weight", (1, 0, 1)), t
            )
            _close(found[r, c], plain.loss_and_gradients(changed, x, y, recipe.loss)[0])


@given(trained(), st.integers(0, 99))
def test_main_directions_change_every_parameter(case, seed):
    network, rows, recipe = case
    here = vector_of(network)
    path = here + np.random.default_rng(seed).normal(size=(4, len(here)))
    plane = of_path(network, path)
    found = loss_over(plane, rows.x, rows.y, recipe, ACROSS, UP)
    for r, t in enumerate(UP):
        for c, s in enumerate(ACROSS):
            there = network_with(network, here + s * plane.directions[0] + t * plane.directions[1])
            wanted = loss_and_gradients(there, rows.x, rows.y, recipe.loss, recipe.l1, recipe.l2)[0]
            np.testing.assert_allclose(found[r, c], wanted, rtol=1e-3, atol=1e-3)


@given(trained())
def test_downhill_is_the_way_that_the_loss_falls(case):
    network, rows, recipe = case
    targets = list(_every_parameter(network))[:2]
    plane = of_parameters(network, *targets)
    _, found = loss_and_gradients(network, rows.x, rows.y, recipe.loss, recipe.l1, recipe.l2)
    for target, fall in zip(targets, downhill(plane, rows.x, rows.y, recipe), strict=True):
        k, j, *i = target.path
        assert fall == -(found.weights[k][j, i[0]] if i else found.biases[k][j])


def test_where_the_path_lies():
    network = Network.create([2, 2, 1], output="sigmoid", seed=1)
    here = vector_of(network)
    steps = np.array([[3.0, 4.0], [1.0, 2.0], [0.0, 0.0]])
    path = np.tile(here, (3, 1))
    path[:, [0, 1]] += steps
    plane = of_parameters(network, Target("weight", (0, 0, 0)), Target("weight", (0, 0, 1)))
    np.testing.assert_allclose(plane.places(path), here[[0, 1]] + steps)
    main = of_path(network, path)
    np.testing.assert_allclose(main.places(here), 0.0)
    assert main.shares.sum() == pytest.approx(1.0)  # a path in two dimensions has no third one
    away = np.linalg.norm(main.places(path), axis=1)
    np.testing.assert_allclose(away, np.linalg.norm(steps, axis=1))
    assert of_path(network, np.tile(here, (3, 1))) is None
    assert of_path(network, path[:0]) is None


def test_which_parameters_moved_most():
    network = Network.create([3, 2, 1], output="sigmoid", seed=1)
    path = np.tile(vector_of(network), (3, 1))
    path[1, index_of(network, Target("weight", (0, 1, 2)))] += 5
    path[2, index_of(network, Target("bias", (0, 1)))] -= 7
    found = [str(target) for target in most_moved(network, path, 0, 1)]
    assert found == ["bias/0/1", "weight/0/1/2", "weight/0/1/0", "weight/0/1/1"]
    assert str(most_moved(network, path[:0], 0, 0)[0]) == "weight/0/0/0"


def test_every_parameter_has_its_place():
    network = Network.create([2, 3, 1], hidden="prelu", output="sigmoid", seed=1)
    vector = vector_of(network)
    for target in _every_parameter(network):
        k, j, *i = target.path
        layer = network.layers[k]
        value = layer.weights[j, i[0]] if i else layer.biases[j]
        assert vector[index_of(network, target)] == value


@pytest.mark.parametrize("target", ["neuron/0/0", "input/0", "weight/5/0/0", "bias/0/9"])
def test_no_plane_of_what_is_no_parameter(target):
    network = Network.create([2, 2, 1], output="sigmoid")
    with pytest.raises(NetworkError, match="plane"):
        of_parameters(network, Target.parse(target), Target("bias", (0, 0)))
    with pytest.raises(NetworkError, match="twice"):
        of_parameters(network, Target("bias", (0, 0)), Target("bias", (0, 0)))


def test_a_loss_that_does_not_fit_is_refused():
    network = Network.create([2, 2, 1], output="linear")
    plane = of_parameters(network, Target("bias", (0, 0)), Target("bias", (0, 1)))
    with pytest.raises(TrainingError):
        loss_over(plane, np.zeros((1, 2)), np.zeros((1, 1)), Recipe("cross-entropy"), ACROSS, UP)


def test_beyond_float32_there_is_no_number():
    network = Network([Layer([[1.0]], [0.0], "linear")])
    plane = of_parameters(network, Target("weight", (0, 0, 0)), Target("bias", (0, 0)))
    x, y = np.array([[1e30]]), np.array([[0.0]])
    assert not np.isfinite(loss_over(plane, x, y, Recipe(), ACROSS, UP)[0, 0])


def _plane_of(sizes):
    network = Network.create(sizes, output="sigmoid", seed=0)
    return of_parameters(network, Target("weight", (0, 0, 0)), Target("weight", (0, 0, 1)))


def test_a_side_has_as_many_points_as_can_be_had():
    assert side_of(_plane_of([2, 8, 8, 1]), 500) == 64
    assert 16 <= side_of(_plane_of([2, 64, 64, 1]), 500) < 64
    assert not is_too_large(_plane_of([2, 64, 64, 1]), 500)
    assert is_too_large(_plane_of([2, 300, 300, 300, 1]), 500)


def test_few_of_many_rows():
    x = np.arange(2000.0)[:, None]
    few, wanted = some_rows(x, 2 * x)
    assert len(few) == MOST_ROWS
    assert (few[[0, -1], 0] == [0, 1999]).all()
    assert (wanted == 2 * few).all()
    assert some_rows(x[:5], x[:5])[0] is not None
    assert len(some_rows(x[:5], x[:5])[0]) == 5


@given(st.lists(st.floats(-50, 50), max_size=6), st.floats(-50, 50))
def test_ends_hold_the_path_and_the_point(places, at):
    low, high = ends_along(np.array(places), at)
    assert low < min([*places, at])
    assert max([*places, at]) < high
    assert high - low >= 2.0


def test_a_plane_is_of_one_network():
    network = Network.create([1, 1], output="linear")
    plane = Plane(network, vector_of(network), np.eye(2))
    assert loss_at(plane, np.array([[1.0]]), np.array([[0.0]]), Recipe(), 0.0, 2.0) == (
        pytest.approx((network.layers[0].weights[0, 0] + 2.0) ** 2)
    )
