"""Networks are values that cannot be built wrong."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.activations import ACTIVATIONS
from playground.initialisers import INITIALISERS, initial_weights
from playground.limits import (
    MAX_LAYERS,
    MAX_NAME,
    MAX_NEURONS,
    MAX_NOTE,
    check_name,
    check_text,
    quoted,
)
from playground.network import Layer, Network, NetworkError
from tests import strategies


def layer(n_out=2, n_in=3, activation="relu", alpha=None):
    return Layer(np.ones((n_out, n_in)), np.zeros(n_out), activation, alpha)


def test_a_layer_keeps_read_only_float64_copies():
    weights = np.array([[1, 2], [3, 4], [5, 6]])
    made = Layer(weights, [0, 0, 1])
    weights[0, 0] = 99
    assert made.weights.dtype == made.biases.dtype == np.float64
    assert made.weights.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert (made.n_out, made.n_in) == (3, 2)
    with pytest.raises(ValueError, match="read-only"):
        made.weights[0, 0] = 1.0
    with pytest.raises(FrozenInstanceError):
        made.activation = "tanh"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1.0, 2.0], [0.0]), "weights: expected a matrix, got 1 dimensions"),
        (([[1.0], [2.0, 3.0]], [0.0, 0.0]), "weights: expected rows of one length"),
        (([["a"]], [0.0]), "weights: expected numbers"),
        (([[True]], [0.0]), "weights: expected numbers"),
        (([[None]], [0.0]), "weights: expected numbers"),
        (([[10**400]], [0.0]), "weights: expected numbers"),
        (([[10**400, 0.5]], [0.0]), "weights: expected numbers"),
        (([[np.nan]], [0.0]), "weights: expected finite numbers"),
        (([[1.0]], [np.inf]), "biases: expected finite numbers"),
        (([[]], [0.0]), "weights: expected at least one number"),
        (([[1.0]], [[0.0]]), "biases: expected a list of numbers, got 2 dimensions"),
        (([[1.0]], [0.0, 1.0]), "biases: expected 1, one for each row of weights, got 2"),
        (([[1.0]], [0.0], "swoosh\x07"), r"activation: expected one of .*, got 'swoosh\\x07'"),
        (([[1.0]], [0.0], None), "activation: expected one of"),
        (([[1.0]], [0.0], "relu", 0.1), "alpha: relu has no such parameter, got '0.1'"),
        (([[1.0]], [0.0], "elu", np.inf), "alpha: expected a finite number"),
        (([[1.0]], [0.0], "elu", True), "alpha: expected a number"),
        (([[1.0]], [0.0], "elu", "1"), "alpha: expected a number"),
    ],
)
def test_a_layer_cannot_be_built_wrong(arguments, message):
    with pytest.raises(NetworkError, match=message):
        Layer(*arguments)


def test_alpha_defaults_to_the_table_s():
    for name, entry in ACTIVATIONS.items():
        assert layer(activation=name).alpha == entry.alpha
    assert layer(activation="leaky_relu", alpha=0.2).alpha == 0.2


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([], "layers: expected 1 to 16, got 0"),
        ([layer(1, 1)] * (MAX_LAYERS + 1), "layers: expected 1 to 16, got 17"),
        ([layer(2, 3), layer(2, 3)], "layer 2: expected weights from 2 neurons, .* got 3"),
        ([layer(2, 3, "softmax"), layer(1, 2)], "layer 1: softmax works on the output layer only"),
        ([layer(MAX_NEURONS + 1, 1)], "layer 1: expected 1 to 1024 neurons, got '1025'"),
        ([layer(1, MAX_NEURONS + 1)], "inputs: expected 1 to 1024 neurons, got '1025'"),
        ([layer(500, 500)], "parameters: expected at most 250000, got 250500"),
    ],
)
def test_layers_must_fit(layers, message):
    with pytest.raises(NetworkError, match=message):
        Network(layers)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ([2], "layers: expected 1 to 16, got 0"),
        ([2] * 1001, "layers: expected 1 to 16, got 1000"),
        ([2, 0, 1], "layer 1: expected 1 to 1024 neurons"),
        ([-1, 1], "inputs: expected 1 to 1024 neurons"),
        ([2, 2.5], "layer 1: expected a whole number of neurons, got '2.5'"),
        ([2, True], "layer 1: expected a whole number"),
        ([1024] * 17, "parameters: expected at most 250000"),
    ],
)
def test_sizes_are_checked_before_anything_is_made(sizes, message):
    with pytest.raises(NetworkError, match=message):
        Network.create(sizes)


def test_create_makes_what_it_says():
    network = Network.create([2, 4, 1], hidden="tanh", output="sigmoid", seed=0)
    assert network.sizes == (2, 4, 1)
    assert [each.activation for each in network.layers] == ["tanh", "sigmoid"]
    assert network.n_parameters == 2 * 4 + 4 + 4 + 1
    assert network.input_names == ("x1", "x2")
    assert network.output_names == ("y",)
    assert all((each.biases == 0).all() for each in network.layers)
    assert network == Network.create([2, 4, 1], hidden="tanh", output="sigmoid", seed=0)
    assert network != Network.create([2, 4, 1], hidden="tanh", output="sigmoid", seed=1)
    with pytest.raises(NetworkError, match="initialiser: expected one of"):
        Network.create([2, 1], init="magic")


def test_only_a_hidden_layer_makes_it_a_multilayer_perceptron():
    assert not Network.create([2, 1]).is_mlp
    assert Network.create([2, 1, 1]).is_mlp
    assert Network.create([16] * 10).drawable
    assert not Network.create([16] * 11).drawable
    assert not Network.create([17, 1]).drawable


def test_the_learned_slope_of_prelu_counts_as_a_parameter():
    assert Network.create([2, 3, 1], hidden="prelu").n_parameters == 2 * 3 + 3 + 1 + 3 + 1


@pytest.mark.parametrize("init", INITIALISERS)
def test_initialisers_have_the_spread_of_their_papers(init):
    n_out, n_in = 200, 300
    weights = initial_weights(init, n_out, n_in, np.random.default_rng(0))
    variance = {
        "zeros": 0.0,
        "ones": 0.0,
        "uniform": 1 / 3,
        "normal": 1.0,
        "glorot_uniform": 2 / (n_in + n_out),
        "glorot_normal": 2 / (n_in + n_out),
        "he_uniform": 2 / n_in,
        "he_normal": 2 / n_in,
    }[init]
    assert weights.shape == (n_out, n_in)
    assert weights.var() == pytest.approx(variance, rel=0.03)
    assert weights.mean() == pytest.approx(1.0 if init == "ones" else 0.0, abs=0.01)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (7, "expected a text, got int"),
        ("", "got an empty one"),
        (" \u2003 ", "got an empty one"),
        ("x" * 10_000, "expected at most 40 characters, got 10000"),
        ("<b>x</b>", "expected a plain name"),
        ("a\nb", r"got U\+000A"),
        ("a\u202eb", r"got U\+202E"),
        ("a\u200fb", r"got U\+200F"),
        ("\ud800", r"got U\+D800"),
        ("\u2028", r"got U\+2028"),
        ("\ue000", r"got U\+E000"),
        ("\ufb2c" * 40, "expected at most 40 characters, got 120"),
    ],
)
def test_names_that_are_refused(name, message):
    with pytest.raises(NetworkError, match=rf"^here: .*{message}"):
        check_name(name, "here")


def test_names_come_in_normal_form():
    assert check_name("  Körpergröße\u00a0(m) ", "here") == "Körpergröße\u00a0(m)"
    assert check_name("e\u0301", "here") == "é"
    assert check_name("身長 🙂", "here") == "身長 🙂"


def test_notes_may_have_lines():
    assert check_text("one\ntwo", "note", MAX_NOTE, lines=True) == "one\ntwo"
    with pytest.raises(NetworkError, match=r"got U\+000A"):
        check_text("one\ntwo", "title", 60)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["a"], "input names: expected 2, got 1"),
        ("ab", "input names: expected 2, got 2"),
        (["a", "a"], "input names: expected different names, got 'a' twice"),
        (["é", "e\u0301"], "got 'é' twice"),
        (["a", "b>"], "input 2's name: expected a plain name"),
    ],
)
def test_names_of_inputs_are_checked(names, message):
    with pytest.raises(NetworkError, match=message):
        Network([layer(1, 2)], input_names=names)


@given(strategies.names)
def test_a_checked_name_passes_again_unchanged(name):
    assert len(name) <= MAX_NAME
    assert check_name(name, "here") == name


@given(st.text())
def test_quoting_makes_any_text_short_and_printable(text):
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 41 * 10 + 2


@given(strategies.networks(), st.data())
def test_equality_is_by_value_and_one_number_breaks_it(network, data):
    copy = Network(
        [Layer(each.weights, each.biases, each.activation, each.alpha) for each in network.layers],
        network.input_names,
        network.output_names,
    )
    assert copy == network
    assert hash(copy) == hash(network)
    assert copy.fingerprint == network.fingerprint

    k = data.draw(st.integers(0, len(network.layers) - 1))
    layers = list(network.layers)
    weights = layers[k].weights.copy()
    weights[-1, -1] = 0.25 if weights[-1, -1] != 0.25 else 0.75
    layers[k] = Layer(weights, layers[k].biases, layers[k].activation, layers[k].alpha)
    other = Network(layers, network.input_names, network.output_names)
    assert other != network
    assert other.fingerprint != network.fingerprint


def test_the_two_zeros_are_one_number():
    positive = Layer([[0.0]], [0.0], "elu", 0.0)
    negative = Layer([[-0.0]], [-0.0], "elu", -0.0)
    assert positive == negative
    assert hash(positive) == hash(negative)
    assert Network([positive]).fingerprint == Network([negative]).fingerprint


def test_names_are_part_of_the_value():
    one, other = Network([layer(1, 2)]), Network([layer(1, 2)], ["a", "b"])
    assert one != other
    assert one.fingerprint != other.fingerprint
