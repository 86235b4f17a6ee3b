"""Numbers of rows by their names: scikit-learn's, the row's own, and a dash where there is none."""

import math

import numpy as np
import pytest
import sklearn.metrics as known
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.rows.measured import part_rows
from playground.analysis.rows.predictions import predictions
from playground.network import Layer, Network
from playground.notation import format_number
from playground.quantities import is_computed, quantity, shown
from playground.scene import Scene, replace_scene
from tests.analysis.rows.strategies import fitted_scenes
from tests.analysis.rows.test_predictions import scene_on

OF_CLASSES = ("right", "accuracy")
OF_NUMBERS = ("rmse", "mae", "r2")


@given(fitted_scenes(), st.sampled_from(["all", "train", "test"]))
def test_metrics_as_scikit_learn(scene: Scene, part: str) -> None:
    found, rows = predictions(scene), part_rows(scene.data, part)
    assert quantity(scene, f"rows/{part}") == len(rows)
    missing = OF_CLASSES if scene.data.task == "regression" else OF_NUMBERS
    assert {shown(scene, f"{word}/{part}") for word in missing} == {"–"}
    if not len(rows):
        assert shown(scene, f"loss/{part}") == "–"
        assert not is_computed(scene, f"loss/{part}")
        return
    assert quantity(scene, f"loss/{part}") == pytest.approx(found.loss[rows].mean())
    if scene.data.task == "regression":
        y, said = scene.data.y[rows], found.output[rows]
        assert quantity(scene, f"mae/{part}") == pytest.approx(known.mean_absolute_error(y, said))
        return
    truth, said = scene.data.target[rows], found.said[rows]
    assert quantity(scene, f"accuracy/{part}") == known.accuracy_score(truth, said)
    scores = known.recall_score(
        truth, said, labels=range(len(scene.data.labels)), average=None, zero_division=np.nan
    )
    for c, score in enumerate(scores):
        text = "–" if math.isnan(score) else format_number(score, 3)
        assert shown(scene, f"recall/{part}/{c}|3") == text
        assert quantity(scene, f"confusion/{part}/{c}/0") == sum((truth == c) & (said == 0))
    assert shown(scene, f"recall/{part}/9") == "–"


def test_worked_numbers_of_two_classes_and_their_row():
    network = Network([Layer([[2.0]], [-1.0], "step")])
    scene = scene_on([0.0, 0.25, 0.75, 1.0], [0.0, 1.0, 0.0, 1.0], network, test_share=0.0)
    worked = {
        "rows/all": 4,
        "right/all": 2,
        "accuracy/all": 0.5,
        "auc/all": 0.5,
        "rows/test": 0,
        "recall/all/1": 0.5,
        "precision/all/1": 0.5,
        "f1/all/1": 0.5,
        "confusion/all/0/1": 1,
        "confusion/all/1/1": 1,
    }
    assert {name: quantity(scene, name) for name in worked} == worked
    assert shown(scene, "accuracy/test") == "–"
    row = replace_scene(scene, row=1, x=[0.25])
    assert [quantity(row, name) for name in ("row", "target/0", "off-by/0")] == [2, 1, -1]
    assert quantity(row, "loss") == pytest.approx(36.04, abs=0.01)  # −ln 2⁻⁵²
    moved = replace_scene(row, x=[0.5])
    assert [shown(moved, name) for name in ("target/0", "off-by/0", "loss")] == ["–"] * 3


def test_a_regression_has_its_own():
    network = Network([Layer([[2.0]], [1.0], "linear")])
    scene = scene_on([0.0, 1.0, 2.0], [1.0, 3.0, 8.0], network, test_share=0.0)
    assert quantity(scene, "loss/all") == 3
    assert quantity(scene, "rmse/all") == pytest.approx(3**0.5)
    assert quantity(scene, "mae/all") == 1
    assert quantity(scene, "r2/all") == pytest.approx(1 - 9 / 26)
    assert [shown(scene, name) for name in ("auc/all", "accuracy/all", "f1/all/0")] == ["–"] * 3


def test_playing_the_pass_hides_the_loss_of_the_row_and_none_of_the_datas():
    network = Network.create([1, 2, 1], "tanh", "sigmoid", seed=1)
    scene = scene_on([0.0, 1.0], [0.0, 1.0], network, test_share=0.0)
    playing = replace_scene(scene, row=0, x=[0.0], step=0)
    assert [shown(playing, name) for name in ("loss", "off-by/0")] == ["?", "?"]
    assert shown(playing, "target/0") == shown(replace_scene(playing, step=None), "target/0") != "–"
    assert shown(playing, "loss/all") == shown(scene, "loss/all") != "–"


def test_how_many_rows_a_neuron_is_off_for():
    layers = [Layer([[1.0], [-1.0]], [0.0, -9.0], "relu"), Layer([[1.0, 1.0]], [0.0], "linear")]
    scene = scene_on([-2.0, -1.0, 1.0], [0.5, 1.0, 2.0], Network(layers))
    assert [quantity(scene, f"rows-in-state/0/{j}") for j in (0, 1)] == [2, 3]
    assert shown(scene, "rows-in-state/0/2") == "–"


@pytest.mark.parametrize("name", ["row", "loss", "target/0", "loss/all", "accuracy/test"])
def test_without_data_there_is_a_dash(name):
    assert shown(Scene(Network.create([1, 1])), name) == "–"


@pytest.mark.parametrize("name", ["loss/some", "accuracy", "recall/all", "confusion/all/0"])
def test_what_is_no_name_is_a_dash_too(name):
    assert shown(scene_on([0.0, 1.0], [0.0, 1.0], Network.create([1, 1])), name) == "–"
