"""Edits of training: they lead through time, what one edits in between goes on, undo has it all."""

import numpy as np
import pytest

from playground import document, presets
from playground.cache import forget
from playground.data import load_set
from playground.engine import forward
from playground.gesture import Gesture, perform
from playground.history import History
from playground.limits import DataError, NetworkError, PlaygroundError, TrainingError
from playground.network import Network
from playground.quantities import quantity
from playground.scene import (
    AddNeuron,
    Randomise,
    RemoveData,
    ResetTraining,
    Scene,
    SetActivation,
    SetMode,
    SetRecipe,
    SetRow,
    SetStep,
    SetStop,
    SetWeight,
    SplitRows,
    Switch,
    TrainTo,
    UseData,
    apply,
    recipe_of,
    replace_scene,
)
from playground.training import LOSSES, Stop, advance, next_batch, start

SCENE = apply(presets.load("body-size"), UseData("moons,n=24"))


def data_of(scene: Scene):
    assert scene.data is not None
    return scene.data


def test_an_update_is_what_the_engine_makes_of_the_scene() -> None:
    trained = apply(SCENE, TrainTo(7))
    run = advance(start(SCENE.network, recipe_of(SCENE, data_of(SCENE))), data_of(SCENE), 7)
    assert trained.network == run.network
    assert (trained.mode, trained.step, trained.row) == ("train", None, SCENE.row)
    assert apply(trained, TrainTo(0)).network == SCENE.network


def test_within_an_update_its_row_is_at_the_inputs() -> None:
    within = apply(SCENE, TrainTo(7, 2, 5))
    row = int(next_batch(within.training.run, data_of(SCENE))[2])
    assert (within.row, within.step, within.is_at_row) == (row, 5, True)
    assert within.network == apply(SCENE, TrainTo(7)).network
    assert perform(SCENE, Gesture(edit="train-to", value="7/2/5")) == within


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-1", "from 0 on"),
        ("7/2", "a number, or number/row/step"),
        ("7/99/0", "the batch has"),
        ("7/0/999", "step: expected less than"),
        ("soon", "expected a whole number"),
        ("999999999", "too long"),
        (None, "expected a whole number"),
    ],
)
def test_what_is_no_moment_gets_one_sentence(value: str | None, words: str) -> None:
    with pytest.raises(PlaygroundError, match=words):
        perform(SCENE, Gesture(edit="train-to", value=value))


def test_without_rows_that_fit_nothing_is_trained() -> None:
    for scene, words in (
        (apply(SCENE, RemoveData()), "no data"),
        (Scene(Network.create([3, 1]), data=load_set("moons", n=12)), "does not fit"),
    ):
        for edit in (TrainTo(1), ResetTraining(), SetRecipe("rate", "0.1")):
            with pytest.raises(TrainingError, match=words):
                apply(scene, edit)


def test_what_is_edited_in_between_is_trained_on() -> None:
    scene = apply(apply(SCENE, TrainTo(7)), SetWeight(0, 0, 0, 3.0))
    on = apply(scene, TrainTo(8))
    assert on.training.legs[1].network == scene.network
    assert on.training.run.step == 8
    wider = apply(apply(apply(on, AddNeuron(0)), SetActivation(0, "relu")), TrainTo(9))
    assert wider.network.sizes == (2, 4, 2, 1)
    assert apply(wider, TrainTo(7)).network == scene.network


def test_a_leap_back_over_other_layers_brings_them_back() -> None:
    wider = apply(apply(apply(SCENE, TrainTo(7)), AddNeuron(0)), TrainTo(9))
    assert apply(wider, TrainTo(3)).network == apply(SCENE, TrainTo(3)).network


def test_what_is_switched_off_is_left_alone_and_remembers_its_numbers() -> None:
    for name in ("weight/0/1/0", "neuron/0/1", "input/0"):
        off = apply(SCENE, Switch(name, True))
        trained = apply(off, TrainTo(9))
        before, after = off.network.layers[0], trained.network.layers[0]
        if name != "input/0":
            assert after.weights[1, 0] == before.weights[1, 0]
        else:
            assert np.array_equal(after.weights[:, 0], before.weights[:, 0])
        assert trained.active_network == trained.training.run.network
        assert not np.array_equal(after.weights, before.weights)
        assert apply(trained, TrainTo(0)).network == off.network


def test_fresh_weights_are_another_start_and_reset_leads_to_it() -> None:
    fresh = apply(apply(SCENE, TrainTo(9)), Randomise("glorot_uniform", 3))
    assert fresh.training is None
    trained = apply(apply(fresh, TrainTo(5)), ResetTraining())
    assert trained.network == fresh.network
    assert (trained.training.last, trained.training.run.step) == (0, 0)
    with pytest.raises(TrainingError, match="nothing has been trained"):
        apply(SCENE, ResetTraining())


def test_a_recipe_is_read_as_it_is_typed_and_refused_in_one_sentence() -> None:
    scene = SCENE
    for part, value in (("rate", "0,1"), ("batch", ""), ("optimiser", "sgd"), ("l2", "1/4")):
        scene = perform(scene, Gesture(edit=f"recipe/{part}", value=value))
    found = recipe_of(scene, data_of(scene))
    assert (found.rate, found.batch, found.optimiser, found.l2) == (0.1, None, "sgd", 0.25)
    for part, value, words in (
        ("rate", "0", "more than 0"),
        ("rate", "-1", "more than 0"),
        ("rate", "1e9", "at most 1000"),
        ("rate", "nan", "number"),
        ("batch", "0", "1 to"),
        ("batch", "2.5", "whole number"),
        ("optimiser", "magic", "one of"),
        ("loss", "cross-entropy", "softmax"),
        ("colour", "1", "no part called"),
    ):
        with pytest.raises(PlaygroundError, match=words):
            perform(SCENE, Gesture(edit=f"recipe/{part}", value=value))


def test_a_loss_that_no_longer_fits_gives_way_to_the_usual_one() -> None:
    chosen = apply(SCENE, SetRecipe("loss", "binary-cross-entropy"))
    linear = apply(chosen, SetActivation(2, "linear"))
    assert recipe_of(linear, data_of(linear)).loss == "mse"
    assert recipe_of(apply(linear, SetActivation(2, "sigmoid")), data_of(linear)).loss == (
        "binary-cross-entropy"
    )


def test_rules_of_stopping_are_blank_or_numbers() -> None:
    scene = apply(apply(SCENE, SetStop("epochs", "60")), SetStop("loss", "0,1"))
    assert scene.stop == Stop(epochs=60, loss=0.1)
    assert apply(apply(scene, SetStop("epochs", "")), SetStop("loss", "")).stop is None
    with pytest.raises(PlaygroundError, match="1 to"):
        apply(SCENE, SetStop("patience", "0"))


def test_another_share_for_the_test_is_another_training() -> None:
    trained = apply(SCENE, TrainTo(5))
    split = apply(trained, SplitRows(0.5))
    assert len(data_of(split).test) == 12
    assert apply(split, TrainTo(1)).training.last == 1
    for share in (1.0, -0.5):
        with pytest.raises((DataError, NetworkError)):
            apply(trained, SplitRows(share))


def test_a_training_that_goes_on_is_one_step_of_undo_and_a_leap_back_another() -> None:
    history = History(SCENE)
    for update in (3, 6, 9):
        history = history.push(apply(history.present, TrainTo(update)))
    assert len(history.past) == 1
    history = history.push(apply(history.present, TrainTo(4)))
    assert len(history.past) == 2
    assert history.undo().present.training.run.step == 9
    assert history.undo().undo().present == SCENE
    edited = history.push(apply(history.present, SetWeight(0, 0, 0, 1.0)))
    again = edited.push(apply(edited.present, TrainTo(5)))
    assert len(again.past) == 4
    assert again.undo().present == edited.present


def test_a_trained_scene_travels_whole() -> None:
    for scene in (
        apply(SCENE, TrainTo(12)),
        apply(apply(apply(SCENE, TrainTo(9)), AddNeuron(0)), TrainTo(12)),
        apply(apply(SCENE, Switch("neuron/0/1", True)), TrainTo(12)),
        apply(apply(SCENE, TrainTo(40)), TrainTo(3, 1, 20)),
    ):
        read = document.scene_from_token(document.scene_to_token(scene))
        assert read == scene
        assert apply(read, TrainTo(20)).network == apply(scene, TrainTo(20)).network
        stopped = replace_scene(scene, step=None)
        assert document.scene_from_json(document.scene_to_json(scene)) == stopped
        linked = document.scene_from_link(document.link(stopped))
        assert (linked.training, linked.network) == (scene.training, scene.network)


def test_a_tampered_training_gets_one_sentence() -> None:
    scene = apply(SCENE, TrainTo(5))
    token = document.link(scene)["train"]
    for broken in (token[:-3], token[:20] + "AAAA" + token[24:], "x" * 50, ""):
        unread: list[PlaygroundError] = []
        read = document.scene_from_link(
            {**document.link(scene), "train": broken}, None, unread.append
        )
        assert read.training is None
        assert len(unread) == (1 if broken else 0)
        assert read.network == scene.network


_RANDOM_EDITS = (
    lambda rng, s: TrainTo(int(rng.integers(0, 60))),
    lambda rng, s: TrainTo(int(rng.integers(0, 30)), 1, int(rng.integers(0, 9))),
    lambda rng, s: SetWeight(0, 0, 0, float(rng.normal())),
    lambda rng, s: SetRow(int(rng.integers(0, data_of(s).n_rows))),
    lambda rng, s: SetRecipe("rate", f"{10.0 ** rng.uniform(-3, 0):.4f}"),
    lambda rng, s: UseData(f"moons,n=24,seed={rng.integers(0, 3)}"),
    lambda rng, s: Randomise("glorot_uniform", int(rng.integers(0, 9))),
    lambda rng, s: SetActivation(0, str(rng.choice(["tanh", "relu", "elu"]))),
    lambda rng, s: SetMode(str(rng.choice(["forward", "train"]))),
    lambda rng, s: SetStep(None),
    lambda rng, s: ResetTraining(),
)
_WATCHED = (
    "z/0/0",
    "a/2/0",
    "loss/train",
    "loss/test",
    "accuracy/train",
    "loss",
    "epoch",
    "update",
)


def test_no_number_is_stale_after_any_of_ten_thousand_edits() -> None:
    """In any order, with undo and redo among them; now and then all is worked out anew."""
    rng, history = np.random.default_rng(0), History(SCENE)
    for count in range(10_000):
        choice = int(rng.integers(0, len(_RANDOM_EDITS) + 2))
        if choice >= len(_RANDOM_EDITS):
            history = history.undo() if choice == len(_RANDOM_EDITS) else history.redo()
        else:
            try:
                edit = _RANDOM_EDITS[choice](rng, history.present)
                history = history.push(apply(history.present, edit))
            except PlaygroundError:
                continue
        if count % 100 == 0:
            scene = history.present
            told = {name: quantity(scene, name) for name in _WATCHED}
            forget()
            again = document.scene_from_token(document.scene_to_token(scene))
            assert {name: quantity(again, name) for name in _WATCHED} == told
        elif count % 5 == 0:
            scene = history.present
            output = scene.active_network
            assert quantity(scene, "loss/train") == pytest.approx(_plain_loss(scene, output))


def _plain_loss(scene: Scene, network: Network) -> float:
    """The mean loss of the training rows, one row after the other."""
    data, loss = data_of(scene), LOSSES[recipe_of(scene, data_of(scene)).loss]
    activation = network.layers[-1].activation
    total = 0.0
    for row in data.train:
        trace = forward(network, data.x[row])
        z, a = trace.pre_activations[-1][None], trace.output[None]
        total += float(loss.of_rows(activation, z, a, data.y[row][None])[0])
    return total / len(data.train)
