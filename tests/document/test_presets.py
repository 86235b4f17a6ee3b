"""The example networks compute what the course says they do."""

import itertools
import math

import numpy as np
import pytest

from playground import document, presets
from playground.analysis.rows.hidden_places import few_rows, hidden_rows
from playground.analysis.rows.measured import measured
from playground.data import load_set
from playground.engine import forward
from playground.network import NetworkError
from playground.notation import format_number
from playground.scene import SetActivation, SetWeights, apply

CORNERS = list(itertools.product([0.0, 1.0], repeat=2))
COURSE = {"obesity", "salary", "first-mlp", "and", "or", "nand", "xor", "nonlinear"}


def test_the_course_s_presets_are_there_and_nothing_else_is():
    assert set(presets.NAMES) == COURSE | {"body-size", "digit", "blank"}
    files = {path.stem for path in presets.FOLDER.glob("*.json")}
    assert files == set(presets.NAMES)


@pytest.mark.parametrize("name", presets.NAMES)
def test_each_is_a_scene_as_our_own_hand_writes_it(name):
    scene = presets.load(name)
    text = (presets.FOLDER / f"{name}.json").read_text("utf-8")
    assert document.scene_to_json(scene) == text
    assert scene.title == presets.title(name)
    assert scene.note
    assert scene.selected is not None
    assert scene.selected.kind == "neuron"
    assert scene.network.drawable or scene.data.picture  # its pixels are too many for lines
    assert scene is presets.load(name)
    assert set(document.link(scene, scene)) == set()


@pytest.mark.parametrize("name", ["body-size", "salary", "first-mlp", "blank"])
def test_the_page_that_opens_first_has_no_rows_to_read(name):
    assert presets.load(name).data is None


def test_titles_are_different():
    assert len({presets.title(name) for name in presets.NAMES}) == len(presets.NAMES)


@pytest.mark.parametrize("name", presets.NAMES)
def test_no_input_is_called_weight(name):
    names = presets.load(name).network.input_names
    assert not any("weight" in each.casefold() for each in names)


@pytest.mark.parametrize(
    "name", ["", "Obesity", "../presets/and", "and.json", "\x07" * 99, None, 7]
)
def test_an_unknown_name_is_refused(name):
    with pytest.raises(NetworkError, match="preset: expected one of body-size, obesity") as caught:
        presets.load(name)
    assert str(caught.value).isprintable()


def test_obesity_in_the_course_s_numbers():
    scene = presets.load("obesity")
    assert scene.network.layers[0].weights.tolist() == [[0.2, 0.00001]]
    assert scene.network.layers[0].biases.tolist() == [1.0]
    assert scene.x.tolist() == [4.0, 80.0]
    z, a = float(scene.trace.pre_activations[0][0]), float(scene.trace.output[0])
    assert format_number(z, 4) == "1.8008"
    assert format_number(a, 2) == "0.86"
    assert a == pytest.approx(1 / (1 + math.exp(-1.8008)), rel=1e-12)
    assert a >= scene.threshold == 0.5
    for said in ("1.8008", "0.86", "0.808", "1.808", "0.71", "slips"):
        assert said in scene.note
    assert format_number(0.00001, scene.decimals) != format_number(0, scene.decimals)


def test_obesity_flips_with_another_weight():
    scene = presets.load("obesity")
    flipped = apply(scene, SetWeights(0, [[-0.7, 0.00001]]))
    assert flipped.trace.output[0] < scene.threshold < scene.trace.output[0]


def test_luck_gets_ten_of_the_24_people_right():
    """At any height and mass z is at least its bias of 1: everybody is called obese."""
    scene = presets.load("obesity")
    data = scene.fitting
    assert (scene.row, data.n_rows, data.plan.scaling) == (None, 24, "none")
    assert data.raw(0) == {"height (ft)": 5.71, "mass (kg)": 79.0, "class": 0.0}
    assert tuple(data.raw(0))[:2] == scene.network.input_names
    found = measured(scene)
    assert found.confusion.counts.tolist() == [[0, 14], [0, 10]]
    assert "10 are" in scene.note
    assert "24 people" in scene.note


def test_salary_is_the_weighted_sum():
    scene = presets.load("salary")
    (layer,) = scene.network.layers
    assert (layer.activation, layer.biases.tolist(), layer.n_in) == ("linear", [0.0], 4)
    total = sum(w * x for w, x in zip(layer.weights[0].tolist(), scene.x.tolist(), strict=True))
    assert float(scene.trace.output[0]) == pytest.approx(total, rel=1e-15)
    assert "linear regression" in scene.note
    assert not scene.network.is_mlp


def test_first_mlp_gives_probabilities():
    scene = presets.load("first-mlp")
    assert scene.network.sizes == (3, 4, 2)
    assert [layer.activation for layer in scene.network.layers] == ["tanh", "softmax"]
    assert scene.trace.output.sum() == pytest.approx(1, rel=1e-15)
    assert 0.6 < scene.trace.output.max() < 0.95
    numbers = np.concatenate([layer.weights.ravel() for layer in scene.network.layers])
    assert (numbers == numbers.round(2)).all()
    assert len(set(numbers.tolist())) == len(numbers)


@pytest.mark.parametrize(
    ("name", "sizes", "table"),
    [
        ("and", (2, 1), [0, 0, 0, 1]),
        ("or", (2, 1), [0, 1, 1, 1]),
        ("nand", (2, 1), [1, 1, 1, 0]),
        ("xor", (2, 2, 1), [0, 1, 1, 0]),
    ],
)
def test_gates_are_right_on_all_four_corners(name, sizes, table):
    scene = presets.load(name)
    assert scene.network.sizes == sizes
    assert [float(forward(scene.network, x).output[0]) for x in CORNERS] == table
    assert forward(scene.network, CORNERS).output[:, 0].tolist() == table
    assert scene.data == load_set(f"corners-{name}")
    assert scene.is_at_row
    assert measured(scene).confusion.n_right == 4


def test_xor_is_made_of_or_nand_and_and():
    hidden, output = presets.load("xor").network.layers
    units = [presets.load(name).network.layers[0] for name in ("or", "nand", "and")]
    assert hidden.weights.tolist() == [unit.weights[0].tolist() for unit in units[:2]]
    assert hidden.biases.tolist() == [unit.biases[0] for unit in units[:2]]
    assert output == units[2]


def test_the_hidden_layer_of_xor_leaves_its_rows_to_a_line():
    """(0, 0) and (1, 1) land apart, both others on (1, 1), that a₁ + a₂ = 1.5 cuts off."""
    scene = presets.load("xor")
    data = scene.fitting
    places = hidden_rows(scene, data, 0, few_rows(data))
    assert places.tolist() == [[0, 1], [1, 1], [1, 1], [1, 0]]
    assert (places.sum(axis=1) > 1.5).tolist() == (data.target == 1).tolist()


def test_nonlinear_bends_and_its_linear_twin_does_not():
    scene = presets.load("nonlinear")
    assert scene.network.sizes == (1, 8, 1)
    x = np.linspace(-3, 3, 61)[:, None]

    def distance_from_a_line(scene):
        y = forward(scene.network, x).output[:, 0]
        return np.abs(y - np.polyval(np.polyfit(x[:, 0], y, 1), x[:, 0])).max()

    y = forward(scene.network, x).output[:, 0]
    assert np.abs(y - np.sin(x[:, 0])).max() < 0.06
    assert distance_from_a_line(scene) > 0.5
    assert distance_from_a_line(apply(scene, SetActivation(0, "linear"))) < 1e-9
    assert distance_from_a_line(apply(scene, SetActivation(0, "relu"))) > 0.5
    assert format_number(measured(scene).regression.mean_rmse, 2) == "0.10"  # as much as the noise


def test_body_size_is_the_picture():
    scene = presets.load("body-size")
    assert scene.network.sizes == (2, 3, 2, 1)
    assert [layer.activation for layer in scene.network.layers] == ["tanh", "relu", "sigmoid"]
    assert scene.network.input_names == ("height", "mass")
    shown = [[format_number(a) for a in layer.tolist()] for layer in scene.trace.activations]
    assert shown == [["−0.49", "0.71", "−0.99"], ["1.96", "0.00"], ["0.78"]]
    assert format_number(scene.trace.pre_activations[0][1]) == "0.88"
    assert str(scene.selected) == "neuron/0/1"
    signs = [np.sign(layer.weights).tolist() for layer in scene.network.layers]
    assert signs[1:] == [[[-1, 1, -1], [1, -1, 1]], [[1, -1]]]
