"""Loss and gradients against plain loops, central differences, and numbers by hand."""

import math

import numpy as np
import pytest

from playground.activations import ACTIVATIONS
from playground.engine import backward, forward
from playground.limits import TrainingError
from playground.network import Layer, Network, NetworkError
from playground.training import LOSSES, loss_and_gradients
from playground.training.parameters import network_with, vector_of
from tests.training import plain

HIDDEN = [name for name, row in ACTIVATIONS.items() if not row.output_only]
OUTPUTS = {
    "cross-entropy": ("softmax",),
    "binary-cross-entropy": ("sigmoid", "hard_sigmoid"),
}


def case(rng, loss):
    """A network of random form and numbers, rows for it, and targets that the loss can ask for."""
    sizes = [int(n) for n in rng.integers(1, 5, size=rng.integers(2, 5))]
    output = str(rng.choice(OUTPUTS.get(loss, list(ACTIVATIONS))))
    names = [str(rng.choice(HIDDEN)) for _ in sizes[2:]] + [output]
    layers = [
        Layer(
            rng.normal(size=(n_out, n_in)),
            rng.normal(size=n_out),
            name,
            None if ACTIVATIONS[name].alpha is None else float(rng.uniform(0.05, 0.9)),
        )
        for n_in, n_out, name in zip(sizes, sizes[1:], names, strict=False)
    ]
    network = Network(layers)
    n = int(rng.integers(1, 6))
    x = rng.normal(size=(n, sizes[0]))
    if loss == "cross-entropy":
        y = np.eye(sizes[-1])[rng.integers(sizes[-1], size=n)]
    elif loss == "binary-cross-entropy":
        y = rng.integers(2, size=(n, sizes[-1])).astype(float)
    else:
        y = rng.normal(size=(n, sizes[-1]))
    return network, x, y


def in_one_vector(network, found):
    parts = []
    for k in range(len(network.layers)):
        parts += [found.weights[k].ravel(), found.biases[k]]
        if found.alphas[k] is not None:
            parts.append([found.alphas[k]])
    return np.concatenate(parts)


def test_a_thousand_networks_agree_with_plain_loops():
    rng = np.random.default_rng(0)
    losses = list(LOSSES)
    checked = 0
    while checked < 1_000:
        loss = losses[checked % len(losses)]
        network, x, y = case(rng, loss)
        a = forward(network, x).output
        if "cross-entropy" in loss and (a.min() < 1e-12 or (loss[0] == "b" and a.max() == 1.0)):
            continue  # the textbook's own division by ŷ leaves float64 there
        value, found = loss_and_gradients(network, x, y, loss)
        total, weights, biases, alphas, deltas = plain.loss_and_gradients(network, x, y, loss)
        assert value == pytest.approx(total, rel=1e-9, abs=1e-12)
        for k in range(len(network.layers)):
            np.testing.assert_allclose(found.weights[k], weights[k], rtol=1e-7, atol=1e-10)
            np.testing.assert_allclose(found.biases[k], biases[k], rtol=1e-7, atol=1e-10)
            np.testing.assert_allclose(found.pre_activations[k], deltas[k], rtol=1e-7, atol=1e-10)
            learns = ACTIVATIONS[network.layers[k].activation].learns_alpha
            assert (found.alphas[k] is None) is not learns
            if learns:
                assert found.alphas[k] == pytest.approx(alphas[k], rel=1e-7, abs=1e-10)
        checked += 1


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", HIDDEN)
def test_gradients_are_central_differences(loss, activation):
    rng, h = np.random.default_rng(7), 1e-6
    for output in OUTPUTS.get(loss, ("linear", "tanh", "prelu", "sigmoid", "softmax")):
        layers = [
            Layer(rng.normal(size=(n_out, n_in)), rng.normal(size=n_out), name)
            for n_in, n_out, name in ((3, 4, activation), (4, 3, activation), (3, 2, output))
        ]
        network, x = Network(layers), rng.normal(size=(5, 3))
        y = np.eye(2)[rng.integers(2, size=5)]
        _, found = loss_and_gradients(network, x, y, loss, l1=0.01, l2=0.1)
        vector = vector_of(network)
        differences = []
        for i in range(len(vector)):
            ends = []
            for sign in (1, -1):
                moved = vector.copy()
                moved[i] += sign * h
                other = network_with(network, moved)
                ends.append(loss_and_gradients(other, x, y, loss, l1=0.01, l2=0.1)[0])
            differences.append((ends[0] - ends[1]) / (2 * h))
        gradient = in_one_vector(network, found)
        np.testing.assert_allclose(gradient, differences, rtol=1e-5, atol=1e-7)


def test_two_neurons_by_hand():
    """x = 2 → tanh(0.5·2) → σ(a − 1), wanted 1: δ₂ = ŷ − 1, δ₁ = w₂ δ₂ (1 − a²)."""
    network = Network([Layer([[0.5]], [0.0], "tanh"), Layer([[1.0]], [-1.0], "sigmoid")])
    value, found = loss_and_gradients(network, [[2.0]], [[1.0]], "binary-cross-entropy")
    a = math.tanh(1.0)
    probability = 1 / (1 + math.exp(1 - a))
    assert value == pytest.approx(-math.log(probability))
    assert found.pre_activations[1][0, 0] == pytest.approx(probability - 1)
    assert found.weights[1][0, 0] == pytest.approx((probability - 1) * a)
    first = (probability - 1) * (1 - a * a)
    assert found.pre_activations[0][0, 0] == pytest.approx(first)
    assert found.weights[0][0, 0] == pytest.approx(2 * first)
    assert found.biases[0][0] == pytest.approx(first)


@pytest.mark.parametrize("z", [1e4, -1e4, 700.0, -40.0])
def test_what_is_very_sure_still_has_a_loss_and_a_gradient(z):
    one = Network([Layer([[z]], [0.0], "sigmoid")])
    for wanted in (0.0, 1.0):
        value, found = loss_and_gradients(one, [[1.0]], [[wanted]], "binary-cross-entropy")
        assert value == pytest.approx(max(z, 0.0) - z * wanted, abs=1e-15)
        assert found.biases[0][0] == pytest.approx((z > 0) - wanted, abs=1e-15)
    two = Network([Layer([[z], [0.0]], [0.0, 0.0], "softmax")])
    value, found = loss_and_gradients(two, [[1.0]], [[0.0, 1.0]], "cross-entropy")
    assert value == pytest.approx(max(z, 0.0), abs=1e-15)
    np.testing.assert_allclose(found.biases[0], [float(z > 0), -float(z > 0)], atol=1e-15)


def test_a_row_is_a_batch_of_one():
    network = Network.create([2, 3, 2], hidden="tanh", seed=4)
    value, found = loss_and_gradients(network, [0.3, -0.2], [1.0, 0.0])
    of_batch, batch = loss_and_gradients(network, [[0.3, -0.2]], [[1.0, 0.0]])
    assert value == of_batch
    for k in range(2):
        np.testing.assert_array_equal(found.weights[k], batch.weights[k])
        np.testing.assert_array_equal(found.pre_activations[k], batch.pre_activations[k][0])
    np.testing.assert_array_equal(found.x, batch.x[0])


def test_the_gradient_of_a_batch_is_the_mean_of_its_rows():
    rng = np.random.default_rng(3)
    network = Network.create([3, 4, 2], hidden="relu", seed=4)
    x, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    _, found = loss_and_gradients(network, x, y)
    rows = [loss_and_gradients(network, a, b)[1] for a, b in zip(x, y, strict=True)]
    for k in range(2):
        mean = np.mean([row.weights[k] for row in rows], axis=0)
        np.testing.assert_allclose(found.weights[k], mean, atol=1e-15)
        np.testing.assert_allclose(
            found.pre_activations[k], [row.pre_activations[k] / 6 for row in rows], atol=1e-15
        )


@pytest.mark.parametrize(
    ("output", "loss", "y", "said"),
    [
        ("tanh", "binary-cross-entropy", [[1.0]], "needs an output from 0 to 1"),
        ("sigmoid", "cross-entropy", [[1.0]], "needs a softmax output, got sigmoid"),
        ("sigmoid", "binary-cross-entropy", [[2.0]], "row 1 has 2"),
        ("softmax", "cross-entropy", [[0.5]], "sum to 1, row 1 has 0.5"),
        ("linear", "mse", [[1.0, 2.0]], "expected the output's shape"),
        ("linear", "squares", [[1.0]], "expected one of mse"),
        ("sigmoid", "binary-cross-entropy", [[math.nan]], "numbers from 0 to 1"),
    ],
)
def test_what_does_not_fit_gets_one_sentence(output, loss, y, said):
    network = Network.create([2, 1], output=output)
    with pytest.raises(TrainingError, match=said):
        loss_and_gradients(network, [[0.0, 0.0]], y, loss)


def test_slopes_of_another_shape_are_refused():
    network = Network.create([2, 1])
    with pytest.raises(NetworkError, match="slopes"):
        backward(network, forward(network, [[0.0, 0.0]]), [1.0])
