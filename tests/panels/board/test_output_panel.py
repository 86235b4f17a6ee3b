"""The output panel: classes, probabilities, and values that are no numbers."""

import re

import numpy as np
import pytest

from playground.analysis.rows.predictions import predictions
from playground.data import Column, Table, load_set
from playground.lessons.load import scene_of
from playground.network import Network
from playground.panels.board import output
from playground.panels.inspector import inspector
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.scene import Scene, SetThreshold, Target, apply, replace_scene
from tests.panels.panel_markup import read
from tests.panels.panel_scenes import LIGHT, SCENES


@pytest.mark.parametrize("theme", THEMES)
def test_infinite_and_undefined_values_are_said(theme: str) -> None:
    view = View(theme=theme)
    assert "∞" in "".join(read(output.render(SCENES["overflowing"], view)).texts)
    undefined = replace_scene(SCENES["not a number"], selected=Target("neuron", (1, 1)))
    assert "not a number" in "".join(read(inspector.render(undefined, view)).texts)
    assert "not a number" in "".join(read(output.render(undefined, view)).texts)


def test_an_output_in_0_to_1_is_a_class_by_its_threshold() -> None:
    texts = read(output.render(SCENES["obesity"], LIGHT)).texts
    assert {"0.8582", "≥ 0.5000", "Obese"} <= set(texts)
    strict = apply(SCENES["obesity"], SetThreshold(0.9))
    assert {"0.8582", "< 0.9000", "not Obese"} <= set(read(output.render(strict, LIGHT)).texts)
    assert "class 1" in read(output.render(SCENES["mock"], LIGHT)).texts


def test_both_classes_are_called_as_the_rows_call_them() -> None:
    healthy = Column("ill", "category", ["no", "yes"] * 4)
    data = Table("", [Column("a", "number", np.arange(8.0)), healthy]).dataset(["a"], "ill")
    scene = Scene(Network.create([1, 1], output="sigmoid", seed=1, output_names=["yes"]), data=data)
    said = [
        set(read(output.render(apply(scene, SetThreshold(cut)), LIGHT)).texts) & {"no", "not yes"}
        for cut in (0.01, 0.99)
    ]
    assert said == [set(), {"no"}]
    named = replace_scene(scene, network=Network.create([1, 1], output="sigmoid", seed=1))
    assert "no" not in read(output.render(named, LIGHT)).texts


def test_softmax_marks_the_most_probable_and_shows_the_sum() -> None:
    panel = output.render(SCENES["softmax"], LIGHT)
    best = int(SCENES["softmax"].trace.output.argmax())
    assert [n for n, part in panel.parts.items() if "most probable" in part] == [f"output-{best}"]
    assert "1.00" in panel.parts["sum"]


@pytest.mark.parametrize("activation", ["tanh", "softsign", "linear", "relu", "selu"])
def test_an_output_that_data_ask_a_class_of_is_one_by_the_threshold(activation: str) -> None:
    data = load_set("moons")
    bare = Scene(Network.create([2, 3, 1], "tanh", activation, seed=1), [0.5, -0.3])
    assert "threshold" not in output.render(bare, LIGHT).parts
    scene = replace_scene(bare, data=data, row=4)
    panel = output.render(scene, LIGHT)
    texts = read(panel).texts
    said = predictions(scene).said[4]
    assert ("≥ 0.50" in texts) == (said == 1)
    assert f"class {said}" in texts
    assert ("left:50.00%;right:0.00%" in panel.parts["threshold"]) == (
        activation in ("tanh", "softsign")
    )


@pytest.mark.parametrize(("wanted", "read_as"), [("class", "P(price)"), ("number", "price")])
def test_a_number_that_is_asked_for_is_no_probability(wanted: str, read_as: str) -> None:
    layers = [{"weights": [[1.0]], "biases": [0.0], "activation": "sigmoid"}]
    rows = {"columns": ["rooms", "price"], "rows": [[0, 0], [1, 1]], "target_as": wanted}
    scene = scene_of({"layers": layers, "output_names": ["price"], "data": rows, "row": 0})
    panel = output.render(scene, LIGHT)
    header = re.search("<header.*?</header>", panel.html, re.DOTALL)
    assert header is not None
    assert ("P</" in header[0] or ">P<" in header[0]) == (read_as == "P(price)")
    assert ("threshold" in panel.parts) == (wanted == "class")
