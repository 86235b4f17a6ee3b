"""Runs are kept as they are, come back as they were, and are refused in one sentence."""

from dataclasses import replace

import pytest

from playground import document, presets
from playground.analysis.learning.kept_curves import kept_curves, kept_points
from playground.gesture import Gesture, perform
from playground.limits import MAX_RUNS, PlaygroundError
from playground.network import Network
from playground.scene import (
    AddNeuron,
    CompareRun,
    DropRun,
    KeepRun,
    NameRun,
    RemoveData,
    Scene,
    SetRecipe,
    SetWeight,
    ShowRun,
    TrainTo,
    UseData,
    apply,
    replace_scene,
)
from playground.share import link_of
from playground.training.timeline import curve_of

BEGUN = apply(presets.load("body-size"), UseData("body-size"))
TRAINED = apply(BEGUN, TrainTo(40))
KEPT = apply(TRAINED, KeepRun())


def _other(scene=KEPT):
    """Another run by a larger rate, with a neuron more."""
    return apply(apply(apply(scene, SetRecipe("rate", "0.3")), AddNeuron(0)), TrainTo(60))


def test_a_run_is_kept_as_it_stands():
    assert [run.name for run in KEPT.runs] == ["A"]
    assert KEPT.runs[0].training == TRAINED.training
    assert KEPT.network == TRAINED.network
    assert not KEPT.same_content(TRAINED)  # undo takes it back


def test_a_kept_run_comes_back_with_all_of_it():
    other = _other()
    back = apply(other, ShowRun(0))
    assert back.network == TRAINED.network
    assert back.training == TRAINED.training
    assert back.runs == other.runs
    on = apply(back, TrainTo(60))
    assert on.network == apply(TRAINED, TrainTo(60)).network
    assert apply(on, TrainTo(11)).network == apply(TRAINED, TrainTo(11)).network


def test_names_are_letters_until_they_are_others():
    two = apply(_other(), KeepRun())
    assert [run.name for run in two.runs] == ["A", "B"]
    named = apply(two, NameRun(0, "small rate"))
    assert [run.name for run in apply(named, KeepRun()).runs] == ["small rate", "B", "A"]
    assert perform(two, Gesture(edit="name-run/1", value=" large ")).runs[1].name == "large"
    for name in ("", "<b>", "x" * 41):
        with pytest.raises(PlaygroundError):
            apply(two, NameRun(0, name))


def test_gestures_mean_these_edits():
    assert perform(TRAINED, Gesture(edit="keep-run")) == KEPT
    assert perform(_other(), Gesture(edit="show-run/0")).network == TRAINED.network
    assert perform(_other(), Gesture(edit="compare-run/0")).ghost == TRAINED.network
    assert perform(KEPT, Gesture(edit="drop-run/0")).runs == ()


def test_one_can_be_dropped_and_compared_with():
    two = apply(_other(), KeepRun())
    assert [run.name for run in apply(two, DropRun(0)).runs] == ["B"]
    assert apply(two, CompareRun(0)).ghost == TRAINED.network
    for edit in (DropRun(2), ShowRun(2), CompareRun(2), NameRun(2, "C")):
        with pytest.raises(PlaygroundError, match="there is no number 3"):
            apply(two, edit)


def test_what_cannot_be_kept_is_refused():
    with pytest.raises(PlaygroundError, match="nothing has been trained"):
        apply(BEGUN, KeepRun())
    with pytest.raises(PlaygroundError, match="no data"):
        apply(Scene(Network.create([2, 1])), KeepRun())
    many = TRAINED
    for _ in range(MAX_RUNS):
        many = apply(many, KeepRun())
    with pytest.raises(PlaygroundError, match=f"at most {MAX_RUNS} are kept"):
        apply(many, KeepRun())
    assert len(many.runs) == MAX_RUNS


def test_large_runs_are_not_kept_together():
    network = Network.create([2, 100, 100, 1], output="sigmoid", seed=0)
    large = apply(replace_scene(BEGUN, network=network, selected=None), TrainTo(2))
    one = apply(large, KeepRun())
    with pytest.raises(PlaygroundError, match="too large"):
        apply(one, KeepRun())


@pytest.mark.parametrize("group", ["topology", "activations", "weights", "biases"])
def test_what_a_link_locks_no_run_changes(group):
    locked = replace_scene(_other(), locked=[group])
    with pytest.raises(PlaygroundError, match=f"{group}: this page's link keeps them fixed"):
        apply(locked, ShowRun(0))


def test_other_rows_show_no_losses_and_lead_nowhere():
    elsewhere = apply(KEPT, UseData("moons"))
    assert kept_curves(elsewhere) == []
    assert kept_points(elsewhere) == [None]
    for scene in (elsewhere, apply(KEPT, RemoveData())):
        with pytest.raises(PlaygroundError, match="other rows"):
            apply(scene, ShowRun(0))
    assert apply(elsewhere, CompareRun(0)).ghost == TRAINED.network


def test_curves_and_results_are_those_of_the_run():
    scene = _other()
    (name, curve), *_ = kept_curves(scene)
    known = curve_of(TRAINED.training, BEGUN.fitting)
    assert name == "A"
    assert (curve.train == known.train).all()
    (point,) = kept_points(scene)
    assert point.train == known.train[-1]


def test_documents_and_tokens_have_them_and_links_do_not():
    scene = apply(_other(), KeepRun())
    assert document.scene_from_json(document.scene_to_json(scene)).runs == scene.runs
    assert document.scene_from_token(document.scene_to_token(scene)) == scene
    assert "runs" not in link_of(scene)
    plain = Scene(scene.network, scene.x)
    assert document.scene_to_token(plain) == document.scene_to_token(replace_scene(plain, runs=()))


def test_an_edit_after_keeping_leaves_the_kept_one_alone():
    assert apply(KEPT, SetWeight(0, 0, 0, 9.0)).runs == KEPT.runs


def test_nobody_waits_for_a_kept_run_that_claims_more_updates_than_can_be_repeated():
    forged = replace(KEPT.runs[0], training=replace(TRAINED.training, last=10**9))
    scene = replace_scene(KEPT, runs=(forged,))
    assert kept_curves(scene) == []
    assert kept_points(scene) == [None]
    assert apply(apply(scene, ShowRun(0)), TrainTo(3)).training.last == 3
