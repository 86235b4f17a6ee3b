"""The loss around a training, and which two parameters are looked at."""

import numpy as np
import pytest

from playground import presets
from playground.analysis.learning.loss_plane import loss_at, some_rows
from playground.analysis.learning.story import story_of
from playground.analysis.learning.terrain import plane_through, terrain_of, usual_pair
from playground.scene import SetWeight, Target, TrainTo, UseData, apply
from playground.training import loss_and_gradients

SCENE = apply(presets.load("body-size"), UseData("body-size"))
TRAINED = apply(SCENE, TrainTo(120))
NEURON = Target("neuron", (0, 1))


def _terrain(scene, chosen=NEURON, main=False):
    story = story_of(scene)
    pair = None if main else usual_pair(story, chosen)
    return terrain_of(story, plane_through(story, pair))


@pytest.mark.parametrize("main", [False, True])
def test_the_loss_where_the_network_is_is_its_own(main):
    found, story = _terrain(TRAINED, main=main), story_of(TRAINED)
    x, y = some_rows(story.data.x[story.data.train], story.data.y[story.data.train])
    known = loss_and_gradients(TRAINED.network, x, y, story.recipe.loss)[0]
    assert loss_at(found.plane, x, y, story.recipe, *found.here) == pytest.approx(known, rel=1e-12)
    side = len(found.values)
    (low, high), (bottom, top) = found.ends
    column = int((found.here[0] - low) / (high - low) * side)
    row = int((found.here[1] - bottom) / (top - bottom) * side)
    middle = (
        low + (column + 0.5) / side * (high - low),
        bottom + (row + 0.5) / side * (top - bottom),
    )
    wanted = loss_at(found.plane, x, y, story.recipe, *middle)
    assert found.values[row, column] == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize("main", [False, True])
def test_path_and_present_network_lie_within(main):
    found = _terrain(TRAINED, main=main)
    for n, (low, high) in enumerate(found.ends):
        assert (found.path[:, n] > low).all()
        assert (found.path[:, n] < high).all()
        assert low < found.here[n] < high
    assert found.path[-1] == pytest.approx(found.here)


def test_a_step_downhill_lowers_the_loss():
    found, story = _terrain(TRAINED), story_of(TRAINED)
    x, y = some_rows(story.data.x[story.data.train], story.data.y[story.data.train])
    there = found.here + 1e-4 * found.downhill
    before, after = (
        loss_at(found.plane, x, y, story.recipe, *place) for place in (found.here, there)
    )
    assert after < before


def test_a_third_weight_changes_the_terrain_and_the_two_do_not():
    one = usual_pair(story_of(TRAINED), NEURON)[0]
    moved = apply(
        TRAINED, SetWeight(*one.path, float(TRAINED.network.layers[0].weights[1, 0]) + 0.1)
    )
    assert one.kind == "weight"
    assert (_terrain(moved).values == _terrain(TRAINED).values).all()
    third = apply(TRAINED, SetWeight(1, 0, 0, 3.0))
    assert np.abs(_terrain(third).values - _terrain(TRAINED).values).max() > 0.01


def test_which_two_are_looked_at():
    story = story_of(TRAINED)
    across, up = usual_pair(story, NEURON)
    assert across.path[:2] == up.path[:2] == (0, 1)
    weight, bias = Target("weight", (1, 0, 2)), Target("bias", (1, 0))
    assert usual_pair(story, weight)[0] == weight
    assert usual_pair(story, bias)[0] == bias
    k, j = usual_pair(story, None)[0].path[:2]
    moved = np.ptp(story.path, axis=0)
    assert moved.max() >= 0
    assert j < TRAINED.network.layers[k].n_out
    assert usual_pair(story_of(SCENE), None)[0].path[0] == len(SCENE.network.layers) - 1


def test_before_a_training_there_are_no_main_directions():
    assert plane_through(story_of(SCENE), None) is None
    assert len(_terrain(SCENE).path) == 1
