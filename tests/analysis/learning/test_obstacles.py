"""Why a network cannot be trained, and what it will not learn: one sentence each."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from playground.analysis.learning.obstacles import caution, cautions, obstacles, why_not
from playground.data import load_set
from playground.limits import TrainingError
from playground.network import Layer, Network
from playground.scene import Scene, Target, frozen_in, recipe_of
from playground.training import Recipe, advance, start
from tests.analysis.learning.runs import trained

DATA = load_set("corners-xor")
BCE = Recipe("binary-cross-entropy", batch=2)
FITTING = Network.create([2, 3, 1], hidden="tanh", output="sigmoid", seed=1)


def zeros(hidden="tanh", output="sigmoid", bias=0.0):
    return Network(
        [Layer(np.zeros((3, 2)), np.zeros(3), hidden), Layer(np.zeros((1, 3)), [bias], output)]
    )


def off(*paths):
    return frozenset(Target(kind, tuple(path)) for kind, *path in paths)


def one_sentence(text):
    assert "\n" not in text
    assert len(text) < 200
    return text


def test_where_nothing_is_wrong_nothing_is_said():
    scene = Scene(FITTING, data=DATA)
    assert why_not(scene, BCE) == caution(scene, BCE) == ""
    assert why_not(scene, recipe_of(scene, DATA)) == ""


@pytest.mark.parametrize(
    ("scene", "recipe", "said"),
    [
        (Scene(FITTING), BCE, "There is no data"),
        (Scene(FITTING, data=load_set("iris")), BCE, "4 inputs and 3 outputs, this network has 2"),
        (Scene(FITTING, data=load_set("sine")), BCE, "1 input and 1 output"),
        (Scene(FITTING, data=DATA), Recipe("cross-entropy"), "needs a softmax output"),
        (
            Scene(Network.create([2, 1], output="linear"), data=DATA),
            BCE,
            "needs an output from 0 to 1",
        ),
        (
            Scene(Network.create([2, 1], output="sigmoid"), data=load_set("plane")),
            BCE,
            "needs numbers from 0 to 1, row",
        ),
        (
            Scene(Network.create([2, 3, 1], output="step"), data=DATA),
            Recipe("mse"),
            "The output's step function has slope 0 everywhere",
        ),
        (
            Scene(Network.create([2, 1000, 60, 1], output="sigmoid"), data=DATA),
            BCE,
            "at most 60,000 parameters",
        ),
    ],
)
def test_what_is_in_the_way_is_said(scene, recipe, said):
    assert said in one_sentence(why_not(scene, recipe))
    assert caution(scene, recipe) == ""


def test_several_obstacles_are_a_list_and_the_first_one_is_said():
    scene = Scene(Network.create([2, 1], output="step"), data=DATA)
    found = obstacles(scene, Recipe("cross-entropy"))
    assert len(found) == 2
    assert why_not(scene, Recipe("cross-entropy")) == found[0]


@pytest.mark.parametrize(
    ("scene", "recipe", "said"),
    [
        (
            Scene(Network.create([2, 3, 3, 1], hidden="step", output="sigmoid"), data=DATA),
            BCE,
            "Hidden layer 2 has the step function, whose slope is 0: the layers up to it stay",
        ),
        (
            Scene(Network.create([2, 3, 1], hidden="step", output="sigmoid"), data=DATA),
            BCE,
            "its own weights stay as they are",
        ),
        (
            Scene(FITTING, data=DATA, off=off(("input", 0), ("input", 1))),
            BCE,
            "No input reaches an output",
        ),
        (
            Scene(FITTING, data=DATA, off=off(*(("neuron", 0, j) for j in range(3)))),
            BCE,
            "No input reaches an output",
        ),
        (Scene(zeros(bias=0.1), data=DATA), BCE, "Every weight's gradient is 0"),
        (Scene(zeros(), data=DATA), BCE, "Every gradient is 0"),
        (Scene(zeros(output="relu", bias=-1.0), data=DATA), Recipe(), "Every gradient is 0"),
        (
            Scene(
                Network([Layer([[1.0, 0.5]], [0.1], "linear")]),
                data=load_set("corners-or"),
                off=off(("weight", 0, 0, 0)),
            ),
            replace(BCE, loss="mse", batch=100),
            "The batch is for 100 rows and there are 4",
        ),
    ],
)
def test_what_will_not_be_learned_is_said(scene, recipe, said):
    assert why_not(scene, recipe) == ""
    assert said in one_sentence(caution(scene, recipe))


def test_a_loss_of_0_leaves_nothing_to_learn():
    layers = [
        Layer([[1.0, 1.0], [1.0, 1.0]], [0.0, -1.0], "relu"),
        Layer([[1.0, -2.0]], [0.0], "linear"),
    ]
    scene = Scene(Network(layers), data=DATA)
    assert "already says what is wanted" in caution(scene, Recipe("mse"))


def test_a_gradient_that_only_later_rows_have_counts():
    """A part of the rows is asked first; the rest only where it has none."""
    network = Network([Layer([[1.0]], [-2.9], "relu"), Layer([[1.0]], [0.0], "linear")])
    data = load_set("sine", n=400)
    scene = Scene(network, data=data)
    assert (data.x[data.train] > 2.9).any()
    assert caution(scene, Recipe("mse")) == ""


@settings(max_examples=60, deadline=None)
@given(trained())
def test_what_can_be_trained_has_no_obstacle(example):
    network, data, recipe = example
    scene = Scene(network, data=data)
    assert why_not(scene, recipe) == ""
    run = start(network, replace(recipe, l1=0.0, l2=0.0))
    after = advance(run, data)
    nothing = any("Every gradient is 0" in each for each in cautions(scene, recipe))
    if nothing and after.fault is None and recipe.batch is None:
        assert np.array_equal(after.vector, run.vector)


def test_what_is_refused_by_an_obstacle_is_refused_by_the_run():
    scene = Scene(FITTING, data=DATA)
    assert why_not(scene, Recipe("cross-entropy"))
    with pytest.raises(TrainingError):
        start(FITTING, Recipe("cross-entropy"), frozen_in(scene))
