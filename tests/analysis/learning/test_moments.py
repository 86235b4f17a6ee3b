"""Where the buttons of training lead: each step forward has its step back, down to an operation."""

import pytest

from playground import presets
from playground.analysis.learning.moments import (
    SIZES,
    WITHIN,
    Moment,
    Size,
    following,
    halts,
    moment_of,
    preceding,
    trainable,
)
from playground.data import load_set
from playground.gesture import Gesture, perform
from playground.network import Network
from playground.scene import Scene, SetRecipe, TrainTo, UseData, apply, n_training_steps

SCENE = apply(apply(presets.load("body-size"), UseData("moons,n=12")), SetRecipe("batch", "4"))


def led(scene: Scene, size: Size) -> Scene:
    found = trainable(scene)
    assert not isinstance(found, str)
    return perform(
        scene, Gesture(edit="train-step/forward", value=str(following(scene, *found, size)))
    )


def back(scene: Scene, size: Size) -> Scene | None:
    found = trainable(scene)
    assert not isinstance(found, str)
    to = preceding(scene, *found, size)
    return None if to is None else perform(scene, Gesture(edit="train-step/back", value=str(to)))


def moment(scene: Scene) -> Moment:
    found = trainable(scene)
    assert not isinstance(found, str)
    return moment_of(scene, *found)


@pytest.mark.parametrize("size", SIZES)
def test_a_walk_there_is_the_same_walk_back(size: Size) -> None:
    """Through three updates: of the batches of an epoch all but the last have four rows."""
    scene, walked = SCENE, [moment(SCENE)]
    while walked[-1] != Moment(3):
        scene = led(scene, size)
        walked.append(moment(scene))
    there = [str(each) for each in walked]
    assert len(set(there)) == len(there)
    returned = [walked[-1]]
    while (before := back(scene, size)) is not None:
        scene = before
        returned.append(moment(scene))
    assert [str(each) for each in returned] == there[::-1]
    assert scene.network == SCENE.network


def test_an_operation_goes_through_each_row_and_ends_with_the_update() -> None:
    scene, seen = SCENE, []
    while (now := moment(scene)).update == 0:
        seen.append(now)
        scene = led(scene, "operation")
    each = n_training_steps(SCENE.network)
    assert [m.row for m in seen[1:]].count(0) == each - 1  # the update is the last row's
    assert seen[-1] == Moment(0, seen[-1].row, each - 1)
    rows = {scene.row for scene in (apply(SCENE, TrainTo(0, r, 0)) for r in range(3))}
    assert len(rows) == 3


def test_sizes_halt_at_ends_of_neurons_layers_and_rows() -> None:
    network = Network.create([2, 3, 1], seed=0)
    every = halts(network, "operation", True)
    for size in WITHIN:
        assert set(halts(network, size, True)) <= set(every)
        assert halts(network, size, True) == sorted(halts(network, size, True))
    assert len(halts(network, "neuron", False)) == 1 + 4 + 1 + 4
    assert len(halts(network, "layer", False)) == 1 + 2 + 1 + 2
    assert halts(network, "row", False) == [every[-2]]


def test_the_fastest_goes_whole_epochs_at_once() -> None:
    found = trainable(SCENE)
    assert not isinstance(found, str)
    to = following(SCENE, *found, "epoch", most=True)
    assert to.update > 3
    assert trainable(apply(SCENE, TrainTo(to.update)))[0].run.batch == 0  # type: ignore[union-attr]


def test_where_nothing_can_be_trained_the_reason_is_told() -> None:
    assert "no data" in str(trainable(Scene(Network.create([2, 1]))))
    other = Scene(Network.create([3, 1], output="sigmoid"), data=load_set("moons", n=12))
    assert "does not fit" in str(trainable(other))
