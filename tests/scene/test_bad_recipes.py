"""What cannot be trained by is refused in one sentence, and nothing is lost: edits of training."""

import pytest

from playground.data import load_set
from playground.limits import PlaygroundError
from playground.network import Network
from playground.scene import Scene, apply
from playground.scene.training import ResetTraining, SetRecipe, SetStop, TrainTo

DATA = load_set("corners-xor")
SCENE = Scene(Network.create([2, 2, 1], output="sigmoid", seed=1), data=DATA)


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("rate", "0", "expected more than 0, at most 1000, got 0"),
        ("rate", "-0.1", "expected more than 0, at most 1000, got −0.1"),
        ("rate", "1e9", "expected more than 0, at most 1000, got 1e+09"),
        ("rate", "nan", "expected something like 0.3"),
        ("rate", "1e999", "expected at most 1e+300"),
        ("rate", "", "expected something like 0.3"),
        ("rate", "fast", "expected something like 0.3"),
        ("batch", "0", "expected 1 to 20000 rows, got 0"),
        ("batch", "-3", "expected 1 to 20000 rows, got -3"),
        ("batch", "2.5", "expected a whole number"),
        ("batch", "1000000", "expected 1 to 20000 rows"),
        ("l1", "-1", "L1: expected 0 to 1000"),
        ("l2", "1e6", "L2: expected 0 to 1000"),
        ("momentum", "1", "expected 0 to less than 1"),
        ("seed", "-1", "expected 0 to 2147483648"),
        ("loss", "cross-entropy", "needs a softmax output, got sigmoid"),
        ("loss", "log", "expected one of mse"),
        ("optimiser", "sgdd", "expected one of sgd"),
        ("optimiser", "<b>x</b>\n", "expected one of sgd"),
        ("colour", "red", "there is no part called 'colour'"),
    ],
)
def test_a_part_of_a_recipe(part, typed, said):
    with pytest.raises(PlaygroundError, match=r"^[^\n]{1,200}$") as refused:
        apply(SCENE, SetRecipe(part, typed))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("part", "typed"),
    [("epochs", "0"), ("epochs", "many"), ("loss", "-1"), ("patience", "1.5"), ("rows", "1")],
)
def test_a_rule_of_stopping(part, typed):
    with pytest.raises(PlaygroundError, match=r"^[^\n]{1,200}$"):
        apply(SCENE, SetStop(part, typed))


def test_a_batch_of_more_rows_than_there_are_is_all_of_them():
    ends = [apply(apply(SCENE, SetRecipe("batch", typed)), TrainTo(6)) for typed in ("100", "4")]
    assert ends[0].training.run.epoch == 6
    assert ends[0].network == ends[1].network


@pytest.mark.parametrize(
    ("network", "data", "said"),
    [
        (SCENE.network, None, "there is no data"),
        (SCENE.network, load_set("iris"), "does not fit"),
        (Network.create([2, 1001, 60, 1], output="sigmoid"), DATA, "at most 60,000 parameters"),
    ],
)
def test_what_cannot_be_trained(network, data, said):
    with pytest.raises(PlaygroundError, match=r"^[^\n]{1,200}$") as refused:
        apply(Scene(network, data=data), TrainTo(1))
    assert said in str(refused.value)


@pytest.mark.parametrize("update", [10**9, 5_000_000])
def test_an_update_that_is_too_far_away(update):
    with pytest.raises(PlaygroundError, match="too long at once"):
        apply(SCENE, TrainTo(update))


def test_a_step_function_at_the_end_moves_nothing_and_says_no_error():
    scene = Scene(Network.create([2, 2, 1], hidden="tanh", output="step", seed=1), data=DATA)
    there = apply(scene, TrainTo(5))
    assert there.network == scene.network
    assert there.training.step == 5


def test_nothing_to_reset():
    with pytest.raises(PlaygroundError, match="nothing has been trained"):
        apply(SCENE, ResetTraining())


def test_a_rate_that_blows_up_stops_before_it_does():
    data = load_set("plane")
    scene = Scene(Network.create([2, 4, 1], hidden="relu", seed=1), data=data)
    for part, typed in (("optimiser", "sgd"), ("rate", "1000")):
        scene = apply(scene, SetRecipe(part, typed))
    there = apply(scene, TrainTo(400))
    assert there.training.fault is not None
    assert there.training.step == there.training.fault.step - 1
    slower = apply(apply(apply(there, TrainTo(0)), SetRecipe("rate", "0.001")), TrainTo(3))
    assert slower.training.fault is None
    assert slower.training.step == 3
