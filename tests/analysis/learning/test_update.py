"""What a batch and its update make of a weight is what training itself makes of it."""

import numpy as np
import pytest

from playground.analysis.learning import update
from playground.data import load_set
from playground.network import Network
from playground.scene import (
    Scene,
    SetMode,
    SetRecipe,
    SetStep,
    Switch,
    TrainTo,
    apply,
    back_index,
    n_training_steps,
)
from playground.training import OPTIMISERS, loss_and_gradients, next_batch

NETWORK = Network.create([2, 3, 1], "tanh", "sigmoid", seed=4)


def begun(optimiser: str = "adam", **parts: str) -> Scene:
    scene = apply(Scene(NETWORK, data=load_set("body-size"), row=0), SetMode("train"))
    for part, value in {"optimiser": optimiser, "batch": "4", **parts}.items():
        scene = apply(scene, SetRecipe(part, value))
    return scene


def at(scene: Scene, place: int, step: int, made: int = 5) -> Scene:
    return apply(scene, TrainTo(made, place, step))


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_with_the_whole_batch_it_is_the_update(optimiser: str) -> None:
    last = n_training_steps(NETWORK) - 1
    scene = at(begun(optimiser, l1="0.01", l2="0.02"), 3, last)
    network = update.updated(scene)
    assert network is not None
    assert network == apply(scene, TrainTo(6)).network
    for j in range(3):
        found = update.expected(scene, 0, j, 1)
        assert found is not None
        assert found.weight == scene.network.layers[0].weights[j, 1]
        assert found.next_weight == pytest.approx(network.layers[0].weights[j, 1], abs=1e-12)
        assert found.next_weight != found.weight


def test_the_rows_are_those_of_the_batch_one_after_the_other() -> None:
    scene = at(begun(), 2, back_index(NETWORK, "gradients", 0, 1))
    batch = update.batch_of(scene)
    assert batch is not None
    assert batch.place == 2
    assert scene.training is not None
    assert list(batch.rows) == next_batch(scene.training.run, batch.data).tolist()
    for place, row in enumerate(batch.rows):
        name = batch.training.run.recipe.loss
        _, own = loss_and_gradients(scene.network, batch.data.x[row], batch.data.y[row], loss=name)
        known = update.row_gradient(scene, row, 0, 1, 0)
        assert (known is not None) == (place <= 2)
        if known is not None:
            assert known == pytest.approx(float(own.weights[0][1, 0]), rel=1e-12)
    three = [update.row_gradient(scene, row, 0, 1, 0) for row in batch.rows[:3]]
    assert update.mean_so_far(scene, 0, 1, 0) == pytest.approx(float(np.mean(three)))
    # of the neuron behind it in the order of the way back, this row is not known yet
    assert update.row_gradient(scene, batch.rows[2], 0, 2, 0) is None
    assert update.row_gradient(scene, batch.rows[1], 0, 2, 0) is not None


def test_the_history_is_that_of_the_updates_before() -> None:
    scene = at(begun(), 2, back_index(NETWORK, "gradients", 0, 1))
    batch = update.batch_of(scene)
    assert batch is not None
    found = update.gradient_history(batch, 0, 1, 0)
    assert [n for n, _ in found] == [0, 1, 2, 3, 4]
    for n, value in found:
        run = apply(scene, TrainTo(n)).training.run
        rows = next_batch(run, batch.data)
        own = loss_and_gradients(
            run.network, batch.data.x[rows], batch.data.y[rows], loss=run.recipe.loss
        )[1]
        assert value == float(own.weights[0][1, 0])
    assert update.last_gradient(scene, 0, 1, 0) == found[-1][1]


def test_between_two_updates_there_is_no_batch() -> None:
    scene = apply(begun(), TrainTo(5))
    assert update.batch_of(scene) is None
    assert update.expected(scene, 0, 0, 0) is None
    assert update.updated(scene) is None
    assert update.updated(apply(begun(), SetMode("forward"))) is None


def test_what_is_switched_off_is_not_updated() -> None:
    scene = apply(begun(), Switch("weight/0/1/0", off=True))
    scene = at(scene, 3, n_training_steps(NETWORK) - 1)
    assert update.expected(scene, 0, 1, 0) is None
    assert update.expected(scene, 0, 1, 1) is not None


def test_the_first_step_needs_no_training_before_it() -> None:
    scene = begun()
    batch = next_batch(apply(scene, TrainTo(0)).training.run, scene.fitting)
    scene = apply(scene, TrainTo(0, 0, n_training_steps(NETWORK) - 1))
    assert scene.row == batch[0]
    assert apply(scene, SetStep(None)).network == scene.network
    assert update.updated(scene) is not None
