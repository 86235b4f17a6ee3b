"""Edits of data: the network is made to fit, and a row goes to the inputs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import document
from playground.data import Column, Table
from playground.data.written import written
from playground.gesture import Gesture, perform
from playground.network import Network, NetworkError
from playground.scene import AddInput, RemoveData, Scene, SetInput, SetRow, UseData, apply
from tests import strategies
from tests.strategies import DATASETS

PEOPLE = DATASETS[0]


def xor():
    corners = [Column("x1", "number", [0, 0, 1, 1]), Column("x2", "number", [0, 1, 0, 1])]
    table = Table("XOR", [*corners, Column("class", "number", [0, 1, 1, 0])])
    return table.dataset(["x1", "x2"], "class", scaling="none", test_share=0.0)


def network(*sizes, output="sigmoid"):
    return Network.create(sizes, hidden="tanh", output=output, init="glorot_uniform", seed=1)


def test_what_fits_stays_and_the_first_row_is_at_the_inputs():
    before = Scene(network(2, 3, 1), x=[5, 6])
    after = apply(before, UseData(written(xor())))
    assert after.network.layers == before.network.layers
    assert after.network.input_names == ("x1", "x2")
    assert (after.fitting, after.row, after.x.tolist()) == (xor(), 0, [0, 0])
    assert after.is_at_row


@given(strategies.free_scenes(), st.sampled_from(DATASETS))
def test_the_network_is_made_to_fit_and_keeps_what_it_can(scene, data):
    after = apply(scene, UseData(written(data)))
    assert after.fitting == data
    assert after.network.sizes[1:-1] == scene.network.sizes[1:-1]
    assert after.network.input_names == data.input_names
    assert after.network.output_names == data.output_names
    first, old = after.network.layers[0].weights, scene.network.layers[0].weights
    rows, columns = min(len(first), len(old)), min(first.shape[1], old.shape[1])
    assert np.array_equal(first[:rows, :columns], old[:rows, :columns])
    assert np.isfinite(first).all()


@pytest.mark.parametrize(
    ("data", "output", "expected"),
    [
        (DATASETS[0], "linear", "sigmoid"),
        (DATASETS[0], "step", "step"),
        (DATASETS[1], "sigmoid", "softmax"),
        (DATASETS[2], "softmax", "linear"),
        (DATASETS[2], "relu", "relu"),
    ],
)
def test_an_output_that_cannot_tell_what_is_asked_gets_the_usual_activation(data, output, expected):
    scene = apply(Scene(network(2, 3, 2, output=output)), UseData(written(data)))
    assert scene.network.layers[-1].activation == expected


def test_rows_are_stepped_through_and_end_at_the_ends():
    scene = apply(Scene(network(2, 2, 1)), UseData(written(xor())))
    for verb, value, row in [
        ("row-back", None, 0),
        ("row-forward", None, 1),
        ("row", "4", 3),
        ("row-forward", None, 3),
        ("row/2", None, 2),
        ("row", 1, 0),
        ("row-forward/round", 6, 2),
    ]:
        scene = perform(scene, Gesture(edit=verb, value=value))
        assert scene.row == row
        assert scene.x.tolist() == xor().x[row].tolist()


def test_an_input_that_is_moved_leaves_the_row_and_the_row_brings_it_back():
    scene = apply(Scene(network(2, 2, 1)), UseData(written(xor())))
    moved = apply(apply(scene, SetRow(2)), SetInput(1, 0.3))
    assert (moved.row, moved.is_at_row) == (2, False)
    assert apply(moved, SetRow(2)).x.tolist() == [1, 0]


def test_data_that_does_not_fit_any_more_stays_for_when_it_does():
    scene = apply(Scene(network(2, 2, 1)), UseData(written(xor())))
    wider = apply(scene, AddInput())
    assert wider.data == xor()
    assert wider.fitting is None
    assert not wider.is_at_row
    with pytest.raises(NetworkError, match="the data has 2 inputs and 1 outputs, this network 3"):
        apply(wider, SetRow(1))


def test_without_data_there_is_no_row():
    scene = apply(Scene(network(2, 2, 1)), UseData(written(xor())))
    without = apply(scene, RemoveData())
    assert (without.data, without.row) == (None, None)
    assert np.array_equal(without.x, scene.x)
    with pytest.raises(NetworkError, match="row: there is no data"):
        perform(without, Gesture(edit="row-forward"))
    with pytest.raises(NetworkError, match="row: there are 0, there is no number 3"):
        Scene(network(2, 2, 1), row=2)


def test_what_is_locked_is_not_made_to_fit():
    fixed = Scene(network(3, 2, 1), locked=["topology"])
    with pytest.raises(NetworkError, match="it has 2 inputs and 1 outputs"):
        apply(fixed, UseData(written(xor())))
    linear = Scene(network(2, 2, 1, output="linear"), locked=["activations"])
    with pytest.raises(NetworkError, match="its outputs need sigmoid"):
        apply(linear, UseData(written(xor())))


def test_a_link_names_the_row_instead_of_its_values():
    scene = apply(apply(Scene(network(2, 2, 1)), UseData(written(xor()))), SetRow(2))
    link = document.link(scene)
    assert link["row"] == "2"
    assert "x" not in link
    assert document.scene_from_link(link) == scene
    moved = apply(scene, SetInput(0, 0.5))
    assert document.link(moved)["x"] == "0.5,0"
    assert document.scene_from_link(document.link(moved)) == moved
