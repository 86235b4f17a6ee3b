"""Gradients and slopes against central differences and worked numbers."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.activations import ACTIVATIONS
from playground.engine import forward, gradients, slopes
from playground.network import Layer, Network, NetworkError
from tests import strategies

SMOOTH = [
    name for name, row in ACTIVATIONS.items() if not (row.jumps or row.rectifier or row.whole_layer)
]
WHOLE_LAYER = [name for name, row in ACTIVATIONS.items() if row.whole_layer]


@st.composite
def smooth_cases(draw):
    output = st.sampled_from(SMOOTH + WHOLE_LAYER)
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    last = len(sizes) - 2
    made = [
        draw(
            strategies.layers(
                n_in,
                n_out,
                output if k == last else st.sampled_from(SMOOTH),
                strategies.tame_numbers,
            )
        )
        for k, (n_in, n_out) in enumerate(itertools.pairwise(sizes))
    ]
    network = Network(made)
    x = draw(strategies.inputs(network, strategies.tame_numbers))
    return network, x, draw(st.integers(0, sizes[-1] - 1))


def far_from_kinks(network, trace):
    kinks = {"leaky_relu": (0,), "prelu": (0,), "elu": (0,), "selu": (0,), "hard_sigmoid": (3, -3)}
    return all(
        np.abs(z - kink).min() > 1e-3
        for layer, z in zip(network.layers, trace.pre_activations, strict=True)
        for kink in kinks.get(layer.activation, ())
    )


def nudged(network, k, field, index, h):
    """The network with one number of layer k moved by h."""
    layers = list(network.layers)
    numbers = {"weights": layers[k].weights.copy(), "biases": layers[k].biases.copy()}
    numbers[field][index] += h
    layers[k] = Layer(**numbers, activation=layers[k].activation, alpha=layers[k].alpha)
    return Network(layers)


@given(smooth_cases())
def test_gradients_are_central_differences(case):
    network, x, output = case
    trace = forward(network, x)
    assume(far_from_kinks(network, trace))
    found, h = gradients(network, trace, output), 1e-6

    def difference(plus, minus):
        return float(plus.output[output] - minus.output[output]) / (2 * h)

    def close(slope, expected):
        assert slope == pytest.approx(expected, rel=1e-4, abs=1e-6)

    for i in range(len(x)):
        e = h * np.eye(len(x))[i]
        close(found.x[i], difference(forward(network, x + e), forward(network, x - e)))
    for k in range(len(network.layers)):
        for field, numbers in (("weights", found.weights[k]), ("biases", found.biases[k])):
            for index in np.ndindex(numbers.shape):
                plus, minus = (nudged(network, k, field, index, s * h) for s in (1, -1))
                close(numbers[index], difference(forward(plus, x), forward(minus, x)))


def test_gradients_by_hand():
    network = Network([Layer([[2.0]], [0.0], "tanh"), Layer([[3.0]], [0.5], "linear")])
    trace = forward(network, [0.25])
    found = gradients(network, trace)
    slope = 1 - math.tanh(0.5) ** 2
    assert found.weights[1][0, 0] == pytest.approx(math.tanh(0.5))
    assert found.biases[1][0] == 1.0
    assert found.activations[0][0] == 3.0
    assert found.biases[0][0] == pytest.approx(3 * slope)
    assert found.weights[0][0, 0] == pytest.approx(3 * slope * 0.25)
    assert found.x[0] == pytest.approx(3 * slope * 2)
    assert slopes(network, trace, 0)[0] == pytest.approx(slope)


def test_slopes_of_softmax_are_its_jacobian_s_diagonal():
    network = Network([Layer(np.eye(2), [0.0, 0.0], "softmax")])
    trace = forward(network, [1.0, 0.0])
    np.testing.assert_allclose(slopes(network, trace, 0), trace.output * (1 - trace.output))


def test_gradients_are_of_one_input_and_an_output_that_is_there():
    network = Network.create([2, 1])
    with pytest.raises(NetworkError, match="a single input, got a batch"):
        gradients(network, forward(network, np.zeros((3, 2))))
    with pytest.raises(NetworkError, match="there is no output 2"):
        gradients(network, forward(network, [0.0, 0.0]), 1)
