"""Predictions of all rows are those of single forward passes, cut and compared by plain loops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.input_space.classes import classes
from playground.analysis.rows import predictions as module
from playground.analysis.rows.measured import measured, part_rows, roc
from playground.analysis.rows.predictions import loss_at_input, off_by, predictions, wanted
from playground.cache import forget
from playground.data import Column, Table
from playground.engine import forward
from playground.network import Network
from playground.scene import Scene, SetBias, apply, replace_scene
from playground.training.losses import usual_loss
from tests.analysis.rows.strategies import fitted_scenes


def one_loss(name, activation, y, z, a):
    """The loss of one row by plain numbers, tame as they are here."""
    match name:
        case "mse":
            return sum((said - wanted) ** 2 for said, wanted in zip(a, y, strict=True)) / len(y)
        case "cross-entropy":
            return math.log(sum(math.exp(each) for each in z)) - z[y.tolist().index(1.0)]
        case "binary-cross-entropy":
            if activation == "sigmoid":  # 1 − a has lost its digits where a is near 1
                return math.log1p(math.exp(-z[0] if y[0] == 1.0 else z[0]))
            p = a[0] if y[0] == 1.0 else 1 - a[0]
            return -math.log(max(p, 2.0**-52))
    raise KeyError(name)


@given(fitted_scenes())
def test_each_row_is_a_forward_pass_of_its_own(scene: Scene) -> None:
    found, data = predictions(scene), scene.data
    assert found.loss_name == usual_loss(data.task, scene.network.layers[-1].activation)
    for row in range(data.n_rows):
        trace = forward(scene.active_network, data.x[row])
        assert found.output[row] == pytest.approx(trace.output, abs=1e-9)
        for batch, one in zip(found.trace.activations, trace.activations, strict=True):
            assert batch[row] == pytest.approx(one, abs=1e-9)
        z = found.trace.pre_activations[-1][row]
        activation = scene.network.layers[-1].activation
        known = one_loss(found.loss_name, activation, data.y[row], z, found.output[row])
        assert found.loss[row] == pytest.approx(known, abs=1e-9)
        assert found.error[row].tolist() == (found.output[row] - data.y[row]).tolist()


@given(fitted_scenes())
def test_classes_are_said_by_the_threshold_or_the_largest_output(scene: Scene) -> None:
    found, data = predictions(scene), scene.data
    if data.task == "regression":
        assert found.said is None
        assert found.wrong is None
        return
    for row, output in enumerate(found.output.tolist()):
        said = int(output[0] >= scene.threshold) if len(output) == 1 else output.index(max(output))
        assert found.said[row] == said
        assert found.wrong[row] == (data.labels[said] != data.raw(row)["out"])
    if data.task == "binary":
        assert (found.said == classes(scene, data.x)).all()


@given(fitted_scenes(), st.sampled_from(["all", "train", "test"]))
def test_a_part_is_measured_by_counting_its_rows(scene: Scene, part: str) -> None:
    found, data = predictions(scene), scene.data
    rows = part_rows(data, part).tolist()
    told = measured(scene, part)
    assert told.n_rows == len(rows)
    if not rows:
        assert (told.loss, measured(scene, "all").loss is None) == (None, False)
        return
    assert told.loss == pytest.approx(sum(found.loss[row] for row in rows) / len(rows))
    if data.task == "regression":
        squares = sum(found.error[row, 0] ** 2 for row in rows) / len(rows)
        assert told.regression.mean_rmse == pytest.approx(squares**0.5)
        assert told.confusion is None
    else:
        right = sum(not found.wrong[row] for row in rows)
        assert told.confusion.n_right == right
        assert told.confusion.accuracy == right / len(rows)
        assert told.regression is None


def test_parts_are_disjoint_and_together_all():
    data = scene_on(np.arange(8.0), 8 * [0.0]).data
    parts = np.concatenate([part_rows(data, "train"), part_rows(data, "test")])
    assert sorted(parts.tolist()) == part_rows(data, "all").tolist()
    with pytest.raises(KeyError):
        part_rows(data, "tests")


def scene_on(x, y, network=None, **plan):
    table = Table("t", [Column("x", "number", x), Column("y", "number", y)])
    data = table.dataset(["x"], "y", **plan)
    return Scene(network or Network.create([1, 2, data.n_outputs]), data=data)


def test_one_pass_is_kept_for_all_who_ask_and_the_threshold_moves_without_it():
    forget()
    scene = scene_on([0.0, 1.0], [0.0, 1.0], Network.create([1, 2, 1], "tanh", "sigmoid"))
    first = predictions(scene)
    assert predictions(replace_scene(scene)).trace is first.trace
    moved = predictions(replace_scene(scene, threshold=1.0))
    assert moved.trace is first.trace
    assert moved.said.tolist() == [0, 0]
    assert predictions(apply(scene, SetBias(0, 0, 1.0))).trace is not first.trace
    assert measured(replace_scene(scene, threshold=1.0)).confusion.recall[1] == 0
    assert measured(replace_scene(scene, threshold=0.0)).confusion.recall[1] == 1


def test_of_data_that_do_not_fit_nothing_is_said():
    scene = scene_on([0.0, 1.0], [0.0, 1.0], Network.create([2, 2, 1]))
    assert predictions(scene) is None
    assert (measured(scene), roc(scene), measured(Scene(scene.network))) == (None, None, None)


def test_a_network_too_large_to_keep_says_the_same(monkeypatch):
    scene = scene_on(np.linspace(-1, 1, 9), np.linspace(0, 3, 9), test_share=0.0)
    whole = predictions(scene)
    monkeypatch.setattr(module, "_MOST_BYTES", 100)
    monkeypatch.setattr(module, "_SLICE", 8)
    forget()
    sliced = predictions(scene)
    assert sliced.trace is None
    assert sliced.output == pytest.approx(whole.output)
    assert sliced.loss == pytest.approx(whole.loss)
    forget()


def test_the_roc_curve_is_of_the_outputs_of_the_part():
    x, y = [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0], [0.0, 1.0, 0.0, 1.0, 0.0, 1.0]
    network = Network.create([1, 1], output="sigmoid", seed=1)
    scene = scene_on(x, y, network, test_share=0.0)
    pairs = [(p, q) for p, a in zip(x, y, strict=True) for q, b in zip(x, y, strict=True) if a > b]
    sign = np.sign(network.layers[0].weights[0, 0])
    better = sum(sign * p > sign * q for p, q in pairs)
    assert roc(scene).area == pytest.approx(better / len(pairs))
    assert roc(scene, "test") is None
    assert roc(scene_on(x, x, network)) is None


@given(fitted_scenes(), st.data())
def test_the_loss_at_x_is_the_rows_until_x_is_moved(scene: Scene, draw: st.DataObject) -> None:
    assert loss_at_input(scene) is None
    row = draw.draw(st.integers(0, scene.data.n_rows - 1))
    there = replace_scene(scene, row=row, x=scene.data.x[row])
    found = predictions(scene)
    assert loss_at_input(there) == pytest.approx(found.loss[row], abs=1e-9)
    assert wanted(there, 0) == scene.data.y[row, 0]
    assert off_by(there, 0) == there.trace.output[0] - scene.data.y[row, 0]
    moved = replace_scene(there, x=there.x + 1)
    assert (loss_at_input(moved), wanted(moved, 0), off_by(moved, 0)) == (None, None, None)
