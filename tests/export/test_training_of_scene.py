"""The training of a scene as a script and as CSV: after edits, other recipes, and going back."""

import csv
import io

import numpy as np
import pytest

from playground.data import load_set
from playground.export.formats import TRAINED_NUMBERS, TRAINED_ROWS, TRAININGS
from playground.export.training.numpy_training import numpy_training
from playground.export.training.of_scene import (
    is_trained,
    losses_file,
    needs_rows,
    rows_file,
    stretch_of,
    weights_file,
)
from playground.limits import TrainingError
from playground.network import Network
from playground.scene import Scene, SetWeight, Target, apply
from playground.scene.training import SetRecipe, TrainTo
from playground.training.record import point_of
from playground.training.timeline import curve_of
from tests.export.training_runs import losses
from tests.export.training_runs import run as printed

DATA = load_set("blobs", n=24)  # in batches of 10, the last one of fewer


def scene(**more):
    network = Network.create([2, 3, 1], hidden="prelu", output="sigmoid", seed=1)
    return Scene(network, data=DATA, title="Two <blobs>", **more)


def after(state, *edits):
    for edit in edits:
        state = apply(state, edit)
    return state


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def agrees(state):
    """The script prints the page's losses at last; gives the stretch that it makes again."""
    stretch = stretch_of(state)
    found = printed(numpy_training(stretch))
    now = point_of(state.training.run, DATA)
    assert max(found) == stretch.last_update
    if state.training.step == stretch.last_update:
        np.testing.assert_allclose(found[now.step][0], now.train, rtol=1e-10)
    return stretch


def test_nothing_is_trained_at_first():
    assert not is_trained(scene())
    assert not is_trained(after(scene(), TrainTo(0)))
    for each in (*TRAININGS, TRAINED_ROWS, *TRAINED_NUMBERS):
        with pytest.raises(TrainingError, match="nothing has been trained"):
            each.write(scene())


def test_the_script_goes_as_far_as_the_page_stands():
    state = after(scene(), TrainTo(7))
    assert is_trained(state)
    assert agrees(state).updates == 7
    assert agrees(after(state, TrainTo(4))).updates == 4
    back = stretch_of(after(state, TrainTo(0)))
    assert back.updates == 7  # not none
    assert "Two <blobs>" in numpy_training(back)


def test_another_rate_on_the_way_is_a_part_of_the_script():
    state = after(scene(), TrainTo(5), SetRecipe("rate", "0.1"), TrainTo(8))
    state = after(state, SetRecipe("rate", "0.01"), TrainTo(12))
    stretch = agrees(state)
    assert (stretch.run.step, stretch.updates) == (0, 12)
    assert stretch.rates == ((5, 0.1), (8, 0.01))
    assert len(agrees(after(state, TrainTo(8))).rates) == 1


@pytest.mark.parametrize(
    "edit",
    [
        SetRecipe("optimiser", "momentum"),
        SetRecipe("batch", "7"),
        SetRecipe("l2", "0.1"),
        SetRecipe("loss", "mse"),
        SetWeight(0, 1, 0, 2.5),
    ],
)
def test_what_was_changed_begins_another_stretch(edit):
    state = after(scene(), TrainTo(5), edit, TrainTo(9))
    stretch = agrees(state)
    assert (stretch.run.step, stretch.updates, stretch.rates) == (5, 4, ())
    assert "goes on from update 5" in numpy_training(stretch)


def test_an_edit_after_it_is_no_part_of_it():
    state = after(scene(), TrainTo(5))
    edited = after(state, SetWeight(0, 1, 0, 2.5), SetRecipe("rate", "0.5"))
    assert numpy_training(stretch_of(edited)) == numpy_training(stretch_of(state))


def test_what_is_switched_off_stays_as_it_is():
    off = [Target("weight", (0, 0, 1)), Target("neuron", (0, 2))]
    state = after(scene(off=off), TrainTo(6))
    stretch = agrees(state)
    assert "frozen" in numpy_training(stretch)
    assert printed(numpy_training(stretch)).keys() == losses(stretch).keys()


def test_other_data_are_another_training():
    state = after(scene(), TrainTo(5))
    assert not is_trained(Scene(state.network, data=load_set("moons"), training=state.training))
    assert not is_trained(Scene(state.network, training=state.training))


def test_the_losses_are_those_of_the_curve():
    state = after(scene(), TrainTo(5), SetRecipe("rate", "0.1"), TrainTo(150), TrainTo(3))
    curve, lines = curve_of(state.training, DATA), table(losses_file(state))
    assert [int(line["update"]) for line in lines] == curve.steps.tolist()
    assert [float(line["loss train"]) for line in lines] == curve.train.tolist()
    assert [float(line["right test"]) for line in lines] == curve.right_test.tolist()
    assert [float(line["epoch"]) for line in lines] == curve.epochs.tolist()
    assert lines[-1]["update"] == "150" or int(lines[-1]["update"]) > 130


def test_what_there_is_none_of_is_empty():
    data = load_set("plane", n=20)
    network = Network.create([2, 2, 1], seed=1)
    line = table(losses_file(after(Scene(network, data=data), TrainTo(2))))[-1]
    assert line["right train"] == ""
    assert float(line["loss test"]) >= 0


def test_the_weights_have_the_names_of_the_page():
    state = after(scene(), TrainTo(20))
    lines = table(weights_file(state))
    last = [line for line in lines if line["update"] == "20"]
    assert len(last) == state.network.n_parameters
    assert {line["update"] for line in lines} >= {"0", "20"}
    found = {(line["number"], line["layer"], line["neuron"], line["source"]): line for line in last}
    first, second = state.network.layers
    assert (
        float(found["weight", "hidden 1", "neuron 2", state.network.input_names[1]]["value"])
        == (first.weights[1, 1])
    )
    assert (
        float(found["weight", "output", state.network.output_names[0], "neuron 3"]["value"])
        == (second.weights[0, 2])
    )
    assert float(found["bias", "hidden 1", "neuron 3", ""]["value"]) == first.biases[2]
    assert float(found["alpha", "hidden 1", "", ""]["value"]) == first.alpha


def test_names_that_a_spreadsheet_would_run_are_made_harmless():
    network = Network.create([2, 1], output="sigmoid", seed=1, input_names=["=1+1", "@x"])
    state = after(Scene(network, data=DATA), TrainTo(2))
    assert "'=1+1" in weights_file(state)
    assert ",=1+1" not in weights_file(state)


def test_a_large_networks_file_of_weights_has_few_updates():
    data = load_set("blobs", n=24)
    network = Network.create([2, 200, 200, 1], output="sigmoid", seed=1)
    state = after(Scene(network, data=data), TrainTo(40))
    steps = {line.split(",", 1)[0] for line in weights_file(state).splitlines()[1:]}
    assert {"0", "40"} <= steps
    assert len(steps) < 6


def test_rows_beside_the_script_are_all_rows_of_the_data():
    data = load_set("iris")
    network = Network.create([4, 3], output="softmax", seed=1)
    state = after(Scene(network, data=data), TrainTo(2))
    assert not needs_rows(state)
    lines = table(rows_file(state))
    assert len(lines) == data.n_rows
    assert [line["split"] for line in lines].count("test") == len(data.test)
    inputs = [[float(line[name]) for name in data.input_names] for line in lines]
    assert np.array_equal(inputs, data.x)
    many = load_set("digits")
    assert needs_rows(Scene(Network.create([64, 10], output="softmax"), data=many))
