"""What is told of a training: its states are its own, and nothing is told of another network."""

import numpy as np
import pytest

from playground import presets
from playground.analysis.learning.story import refused, story_of
from playground.data import load_set
from playground.network import Network
from playground.scene import (
    AddNeuron,
    Scene,
    SetActivation,
    SetWeight,
    TrainTo,
    UseData,
    apply,
    replace_scene,
)
from playground.scene.recipes import recipe_of
from playground.training import advance, start
from playground.training.parameters import vector_of
from playground.training.timeline import curve_of

SCENE = apply(presets.load("body-size"), UseData("body-size"))


def test_before_a_training_there_is_one_state():
    story = story_of(SCENE)
    assert not story.is_trained
    assert len(story.states) == 1
    assert (story.path[0] == vector_of(SCENE.network)).all()
    assert len(story.curve.steps) == 1
    assert story.first_epoch is None


@pytest.mark.parametrize("steps", [1, 5, 40, 700])
def test_states_are_those_of_the_run(steps):
    scene = apply(SCENE, TrainTo(steps))
    story = story_of(scene)
    run = start(SCENE.network, recipe_of(SCENE, SCENE.fitting))
    for state, epoch in zip(story.states, story.epochs, strict=True):
        run = advance(run, SCENE.fitting, state.step - run.step)
        assert state == run
        assert int(epoch) == run.epoch
    assert [story.states[0].step, story.states[-1].step] == [0, steps]
    assert len(story.states) <= 65
    assert story.states[story.here] == story.run
    known = curve_of(scene.training, SCENE.fitting)
    for name, array in vars(story.curve).items():
        np.testing.assert_array_equal(array, vars(known)[name])


def test_going_back_keeps_the_way_there():
    scene = apply(apply(SCENE, TrainTo(40)), TrainTo(11))
    story = story_of(scene)
    assert story.run.step == 11
    assert story.states[-1].step == 40
    assert story.states[story.here].step == 11
    assert (story.run.vector == vector_of(scene.network)).all()


def test_a_dragged_weight_is_the_present_state():
    scene = apply(apply(SCENE, TrainTo(40)), SetWeight(0, 0, 0, 2.5))
    story = story_of(scene)
    assert (story.run.vector == vector_of(scene.network)).all()
    assert story.states[-1].step == 40
    assert story.curve.steps[-1] == 40
    assert story.path.shape[1] == scene.network.n_parameters


def test_of_another_form_nothing_is_told():
    scene = apply(apply(SCENE, TrainTo(40)), AddNeuron(0))
    story = story_of(scene)
    assert [run.step for run in story.states] == [40]
    again = story_of(apply(scene, TrainTo(50)))
    assert again.states[0].step == 40
    assert again.path.shape[1] == scene.network.n_parameters
    assert again.curve.steps[0] == 0


def test_after_one_epoch():
    story = story_of(apply(SCENE, TrainTo(40)))
    assert story.first_epoch.epoch == 1
    assert story.first_epoch.gradients.shape == (len(SCENE.network.layers),)


def test_why_nothing_can_be_trained():
    assert story_of(Scene(Network.create([2, 1]))) is None
    assert refused(Scene(Network.create([2, 1]))) == ""
    odd = Scene(Network.create([5, 1]), data=load_set("moons", n=20))
    assert story_of(odd) is None
    large = Scene(Network.create([2, 300, 300, 1], output="sigmoid"), data=load_set("moons", n=20))
    assert story_of(large) is None
    assert "parameters" in refused(large)
    assert refused(SCENE) == ""


def test_an_activation_is_part_of_the_form():
    scene = apply(apply(SCENE, TrainTo(20)), SetActivation(0, "relu"))
    assert len(story_of(scene).states) == 1
    assert story_of(replace_scene(SCENE, decimals=3)) is not None
