"""What reaches each layer, number by number; and the words for too little and too much."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.learning.gradient_flow import (
    Flow,
    dead_shares,
    first_to_last,
    flow_of,
    verdict,
)
from playground.data import load_set
from playground.network import Layer, Network
from playground.training import Recipe, advance, start
from tests.analysis.learning.runs import trained
from tests.strategies import hidden_activations
from tests.training import plain


@given(trained(hidden_activations, st.none() | st.integers(1, 4)), st.integers(0, 3))
def test_sizes_as_in_plain_loops(case, steps):
    network, data, recipe = case
    run = advance(start(network, recipe), data, steps)
    found = flow_of(run, data)
    now, after = run.network, advance(run, data).network
    for k, layer in enumerate(now.layers):
        count, size, moved = layer.weights.size, 0.0, 0.0
        for j in range(layer.n_out):
            for i in range(layer.n_in):
                size += abs(layer.weights[j, i]) / count
                moved += abs(after.layers[k].weights[j, i] - layer.weights[j, i]) / count
        assert found.weights[k] == pytest.approx(size)
        assert found.updates[k] == pytest.approx(moved, rel=1e-6, abs=1e-15)
        if size:
            assert found.ratios[k] == pytest.approx(found.updates[k] / found.weights[k])


def test_gradients_as_in_plain_loops():
    data = load_set("moons", n=30, seed=1)
    network = Network.create([2, 3, 2, 1], hidden="tanh", output="sigmoid", seed=5)
    found = flow_of(start(network, Recipe("binary-cross-entropy", batch=4)), data)
    x, y = data.x[data.train], data.y[data.train]
    _, weights, *_ = plain.loss_and_gradients(network, x, y, "binary-cross-entropy")
    for k, each in enumerate(weights):
        sizes = [abs(value) for row in each for value in row]
        assert found.gradients[k] == pytest.approx(sum(sizes) / len(sizes))


def test_of_a_large_network_some_rows_are_enough():
    data = load_set("moons", n=2000)
    large = start(Network.create([2, 200, 200, 1], output="sigmoid"), Recipe("mse"))
    found = flow_of(large, data)
    assert np.isfinite(found.gradients).all()
    assert np.isnan(found.updates).all()  # it takes too long
    assert np.isnan(found.ratios).all()


def test_dead_is_off_for_every_row():
    layer = Layer([[1.0], [1.0], [-1.0]], [-5.0, 0.0, 0.0], "relu")
    network = Network([layer, Layer([[1.0, 1.0, 1.0]], [0.0], "sigmoid")])
    x = np.array([[1.0], [2.0], [0.5]])
    shares = dead_shares(network, x)
    assert shares[0] == pytest.approx(2 / 3)  # −5 keeps one off, and −x the other
    assert math.isnan(shares[1])  # a sigmoid cannot be
    assert dead_shares(network, np.vstack([x, [[-1.0]]]))[0] == pytest.approx(1 / 3)


def _flow(first, last):
    nothing = np.full(2, np.nan)
    return Flow(0, 0, np.array([first, last]), nothing, nothing, nothing)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (1.0, 1.0, ""),
        (0.0099, 1.0, "vanishing"),
        (0.0101, 1.0, ""),
        (101.0, 1.0, "exploding"),
        (99.0, 1.0, ""),
        (0.0, 1.0, "vanishing"),
        (1.0, 0.0, ""),
        (math.inf, 1.0, ""),
    ],
)
def test_words(first, last, said):
    assert verdict(_flow(first, last)) == said
    if last and math.isfinite(first):
        assert first_to_last(_flow(first, last)) == first / last
    else:
        assert first_to_last(_flow(first, last)) is None


def test_one_layer_has_nothing_to_be_compared_with():
    data = load_set("moons", n=20, seed=1)
    network = Network.create([2, 1], output="sigmoid", seed=0)
    assert verdict(flow_of(start(network, Recipe("binary-cross-entropy")), data)) == ""


def test_many_sigmoid_layers_vanish():
    data = load_set("moons", n=40, seed=1)
    network = Network.create([2, *[4] * 8, 1], hidden="sigmoid", output="sigmoid", seed=0)
    assert verdict(flow_of(start(network, Recipe("binary-cross-entropy")), data)) == "vanishing"
