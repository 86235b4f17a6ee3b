"""What cannot be, or what a link fixes, gets one sentence and changes nothing."""

import pytest

from playground.data.written import written
from playground.limits import MAX_SEED
from playground.network import NetworkError
from playground.scene import (
    LOCKABLE,
    AddInput,
    AddLayer,
    AddNeuron,
    ClearPicture,
    DrawInk,
    ErasePoints,
    InkSquare,
    MovePoint,
    Paint,
    PushPicture,
    Randomise,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
    Rename,
    ResetTraining,
    Scene,
    Select,
    SetActivation,
    SetAlpha,
    SetBias,
    SetControls,
    SetDecimals,
    SetInput,
    SetInputs,
    SetKernel,
    SetRow,
    SetStep,
    SetThreshold,
    SetWeight,
    SetWeights,
    ShowRun,
    StartPainting,
    Switch,
    TrainTo,
    UseData,
    apply,
    edit_classes,
)
from tests.scene.scenes import numbered
from tests.strategies import DATASETS

LOCKED_EDITS = {
    "weights": [SetWeight(0, 0, 0, 0.5), SetWeights(0, [[0.5]])],
    "biases": [SetBias(0, 0, 0.5)],
    "inputs": [
        *(SetInput(0, 0.5), SetInputs([0, 1], [1.5, 2.0])),
        *(UseData(written(DATASETS[0])), SetRow(2)),
    ],
    "activations": [SetActivation(0, "relu"), SetAlpha(0, 0.3)],
    "topology": [
        *(AddLayer(0), RemoveLayer(0), AddNeuron(0), RemoveNeuron(0), AddInput(), RemoveInput()),
        *(Rename("input", 0, "a"), Rename("output", 1, "b")),
    ],
}


def test_fresh_weights_need_weights_and_biases_to_be_free():
    for group in ("weights", "biases"):
        with pytest.raises(NetworkError, match=f"{group}: this page's link keeps them fixed"):
            apply(Scene(numbered(2, 1), locked=[group]), Randomise("zeros"))


_TRAINED = ("weights", "biases")  # an update needs both


@pytest.mark.parametrize("edit", [TrainTo(1), ResetTraining()])
@pytest.mark.parametrize("group", _TRAINED)
def test_training_needs_weights_and_biases_to_be_free(edit, group):
    scene = Scene(numbered(1, 1), locked=[group], data=DATASETS[0])
    with pytest.raises(NetworkError, match=f"{group}: this page's link keeps them fixed"):
        apply(scene, edit)


def test_no_edit_with_a_lock_is_forgotten_here():
    tried = {(type(edit), group) for group, edits in LOCKED_EDITS.items() for edit in edits}
    fresh = {(Randomise, "weights"), (Randomise, "biases")}  # it needs both, and is tried above
    # These need points, and are tried with some.
    painting = {(edit, "inputs") for edit in (StartPainting, Paint, MovePoint, ErasePoints)}
    # These need a picture, and are tried with one.
    ink = {(e, "inputs") for e in (DrawInk, InkSquare, PushPicture, ClearPicture)}
    training = {(edit, group) for edit in (TrainTo, ResetTraining) for group in _TRAINED}
    # A kept run has a form of its own: it needs all but the inputs.
    kept = {(ShowRun, group) for group in set(LOCKABLE) - {"inputs"}}
    every = {(edit, group) for edit in edit_classes() for group in edit.locks}
    assert tried | fresh | painting | ink | {(SetKernel, "weights")} | training | kept == every


@pytest.mark.parametrize("group", LOCKABLE)
def test_what_a_link_locks_stays(group):
    others = set(LOCKABLE) - {group, *(["topology", "activations"] if group == "inputs" else [])}
    network, data = numbered(2, 2, 3, hidden="elu"), DATASETS[1]
    free = Scene(network, locked=others, data=data, row=0)
    fixed = Scene(network, locked=[group], data=data, row=0)
    for edit in LOCKED_EDITS[group]:
        assert apply(free, edit) != free
        with pytest.raises(NetworkError, match=f"{group}: this page's link keeps them fixed"):
            apply(fixed, edit)


@pytest.mark.parametrize(
    ("target", "group"),
    [("weight/0/0/0", "weights"), ("neuron/0/1", "weights"), ("input/1", "inputs")],
)
def test_what_a_link_fixes_cannot_be_switched_off(target, group):
    scene = Scene(numbered(2, 2, 1), locked={group})
    with pytest.raises(NetworkError, match=f"{group}: this page's link keeps them fixed"):
        apply(scene, Switch(target, off=True))


@pytest.mark.parametrize(
    "edit",
    [
        SetWeight(9, 0, 0, 1.0),
        SetWeight(-1, 0, 0, 1.0),
        SetWeight(0, 9, 0, 1.0),
        SetWeight(0, 0, -1, 1.0),
        SetWeight(0, 0, 0, float("nan")),
        SetWeight(0, 0, 0, float("inf")),
        SetWeight(0, 0, 0, 1e308),
        SetBias(0, 0, 1e301),
        SetBias(0, -1, 1.0),
        SetInput(2, 1.0),
        SetInputs([0, 2], [1.0, 1.0]),
        SetInputs([0, 1], [1.0]),
        SetInput(0, float("-inf")),
        SetActivation(0, "nonsense"),
        SetActivation(9, "relu"),
        SetActivation(0, "relu", 0.1),
        SetAlpha(0, 0.1),
        SetWeights(0, []),
        SetWeights(0, [[]]),
        SetWeights(0, [[1.0], [1.0, 2.0]]),
        SetWeights(0, [[1.0]], neuron=2),
        SetWeights(0, [[1.0]], neuron=-1),
        SetWeights(0, [[float("nan")]]),
        AddLayer(2),
        AddLayer(-1),
        AddLayer(0, seed=-1),
        AddLayer(0, seed=MAX_SEED + 1),
        RemoveLayer(1),
        RemoveLayer(9),
        AddNeuron(2),
        AddNeuron(0, seed=-1),
        AddNeuron(0, seed=MAX_SEED + 1),
        AddInput(seed=-1),
        AddInput(seed=MAX_SEED + 1),
        RemoveNeuron(0, 9),
        RemoveNeuron(1),
        RemoveInput(9),
        Rename("input", 9, "a"),
        Rename("input", 0, "x2"),
        Rename("output", 0, "<b>"),
        Randomise("magic"),
        Randomise("zeros", seed=-1),
        Randomise("zeros", seed=MAX_SEED + 1),
        Randomise("zeros", layer=9),
        Select("neuron/9/9"),
        Select("neuron/0"),
        Select("nonsense\x07" * 100),
        SetThreshold(float("nan")),
        SetDecimals(7),
        SetDecimals(-1),
        SetStep(10),
        SetStep(-1),
        SetControls(hidden=["everything"]),
        SetControls(locked=["everything"]),
    ],
    ids=repr,
)
def test_an_impossible_edit_gets_one_printable_sentence(edit):
    scene = Scene(numbered(2, 2, 1))
    with pytest.raises(NetworkError) as caught:
        apply(scene, edit)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250
