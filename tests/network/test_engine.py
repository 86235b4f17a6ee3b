"""The forward pass against plain loops and worked numbers."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.activations import ACTIVATIONS
from playground.engine import forward, gradients, slopes
from playground.network import Layer, Network, NetworkError
from tests import strategies
from tests.network.activation_formulas import FORMULAS


def loops(network, x):
    """(z, a) of each layer, by nothing but loops and sums of Python floats."""
    a, steps = [float(value) for value in x], []
    for layer in network.layers:
        z = []
        for j in range(layer.n_out):
            total = 0.0
            for i in range(layer.n_in):
                total += float(layer.weights[j, i]) * a[i]
            z.append(total + float(layer.biases[j]))
        if layer.activation == "softmax":
            exponentials = [math.exp(each - max(z)) for each in z]
            a = [each / sum(exponentials) for each in exponentials]
        else:
            a = [FORMULAS[layer.activation](each, layer.alpha) for each in z]
        steps.append((z, a))
    return steps


def check_against_loops(network, x):
    trace = forward(network, x)
    for k, (z, a) in enumerate(loops(network, x)):
        np.testing.assert_allclose(trace.pre_activations[k], z, rtol=1e-12, atol=1e-12)
        if network.layers[k].activation != "step":  # which turns rounding into a jump
            np.testing.assert_allclose(trace.activations[k], a, rtol=1e-12, atol=1e-12)


stepless = strategies.tame_networks.filter(
    lambda network: all(layer.activation != "step" for layer in network.layers[:-1])
)


@given(stepless, st.data())
def test_forward_is_what_plain_loops_compute(network, data):
    check_against_loops(network, data.draw(strategies.inputs(network, strategies.tame_numbers)))


@given(stepless, st.data())
def test_a_batch_is_its_single_inputs(network, data):
    row = strategies.inputs(network, strategies.tame_numbers)
    batch = np.array(data.draw(st.lists(row, min_size=1, max_size=5)))
    together = forward(network, batch)
    assert together.x.shape == batch.shape
    for n, x in enumerate(batch):
        alone = forward(network, x)
        for k, layer in enumerate(network.layers):
            assert together.pre_activations[k].shape == (len(batch), layer.n_out)
            assert alone.activations[k].shape == (layer.n_out,)
            np.testing.assert_allclose(
                together.pre_activations[k][n], alone.pre_activations[k], rtol=1e-12, atol=1e-12
            )
            if layer.activation != "step":
                np.testing.assert_allclose(
                    together.activations[k][n], alone.activations[k], rtol=1e-12, atol=1e-12
                )


def test_the_obesity_neuron():
    trace = presets.load("obesity").trace
    assert trace.pre_activations[0][0] == pytest.approx(0.2 * 4 + 0.00001 * 80 + 1, rel=1e-15)
    assert round(float(trace.pre_activations[0][0]), 10) == 1.8008
    assert float(trace.output[0]) == pytest.approx(1 / (1 + math.exp(-1.8008)), rel=1e-14)
    assert round(float(trace.output[0]), 2) == 0.86


def test_without_a_hidden_layer_the_output_is_the_weighted_sum():
    scene = presets.load("salary")
    weights = scene.network.layers[0].weights[0]
    expected = sum(w * x for w, x in zip(weights.tolist(), scene.x.tolist(), strict=True))
    assert float(scene.trace.output[0]) == pytest.approx(expected, rel=1e-15)


def test_a_broken_activation_is_noticed(monkeypatch):
    cosine = replace(ACTIVATIONS["sigmoid"], function=lambda z, alpha: np.cos(z))
    network = Network([Layer([[0.5]], [0.25], "sigmoid")])
    check_against_loops(network, np.array([1.0]))
    monkeypatch.setitem(ACTIVATIONS, "sigmoid", cosine)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        check_against_loops(network, np.array([1.0]))


def test_a_broken_sum_is_noticed(monkeypatch):
    network = Network([Layer([[0.5, 2.0]], [0.25], "linear")])
    monkeypatch.setattr("playground.engine._pre_activation", lambda layer, a: layer.weights @ a)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        check_against_loops(network, np.array([1.0, -1.0]))


def test_linear_layers_collapse_into_one():
    network = Network.create([3, 5, 4, 2], hidden="linear", seed=3)
    (w1, w2, w3) = (layer.weights for layer in network.layers)
    x = np.array([0.3, -2.0, 1.1])
    np.testing.assert_allclose(forward(network, x).output, (w3 @ w2 @ w1) @ x, rtol=1e-12)


def test_the_trace_is_the_whole_pass_and_x_is_as_given():
    network = Network.create([2, 3, 1], seed=1)
    x = [1, 2]
    trace = forward(network, x)
    assert trace.x.dtype == np.float64
    assert trace.sources(0) is trace.x
    assert trace.sources(1) is trace.activations[0]
    assert trace.output is trace.activations[-1]
    assert len(trace.pre_activations) == len(trace.activations) == 2


def test_arrays_of_a_trace_are_its_own():
    network = Network.create([2, 2, 2], hidden="linear", output="linear")
    x = np.array([[1.0, 2.0]])
    trace = forward(network, x)
    arrays = [*trace.pre_activations, *trace.activations]
    for n, one in enumerate(arrays):
        others = [x, network.layers[0].biases, *arrays[n + 1 :]]
        assert not any(np.shares_memory(one, other) for other in others)


@pytest.mark.parametrize("x", [[1.0], [[1.0], [2.0]], 1.0, np.zeros((1, 1, 2)), []])
def test_an_input_of_another_shape_is_refused(x):
    with pytest.raises(NetworkError, match="input: expected 2 values"):
        forward(Network.create([2, 1]), x)


def test_an_empty_batch_gives_an_empty_trace():
    assert forward(Network.create([2, 3, 2], output="softmax"), np.zeros((0, 2))).output.shape == (
        0,
        2,
    )


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_overflow_ends_as_inf_or_nan_without_a_word(activation):
    network = Network(
        [Layer([[1e300, 1e300], [-1e300, 1e300]], [1e300, 0.0], "linear")] * 2
        + [Layer([[1.0, 1.0], [1.0, -1.0]], [0.0, 0.0], activation)]
    )
    for x in ([1e300, 1e300], [[1e300, -1e300]]):  # a warning would be an error, see pyproject
        trace = forward(network, x)
        assert not np.isfinite(trace.pre_activations[-1]).any()
        slopes(network, trace, 2)
    gradients(network, forward(network, [1e300, 1e300]))
