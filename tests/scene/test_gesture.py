"""Gestures: every name that a panel writes is read, and means the right edit."""

import re

import pytest

from playground import presets
from playground.gesture import Gesture, edit_of, perform
from playground.network import Network, NetworkError
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import (
    HIDEABLE,
    AddLayer,
    AddNeuron,
    Randomise,
    RemoveInput,
    RemoveNeuron,
    Scene,
    Select,
    SetActivation,
    SetBias,
    SetInput,
    SetInputs,
    SetStep,
    SetWeight,
    SetWeights,
    Switch,
    Target,
    n_steps,
    replace_scene,
)

SCENE = presets.load("body-size")
#: Names that the browser handles by itself, or the session.
NOT_GESTURES = {"play", "speed", "stride", "scrub", "undo", "redo", "download-picture"} | {
    "copy",
    "present",
    "across",
    "up",
    "plane",
    "fold",
    "sweep",
    "way",
    "training",
    "scale",
    "knobs",
    "row-play",
    "train-play",
    "size",
}


@pytest.mark.parametrize(
    ("gesture", "edit"),
    [
        (Gesture(target="input/1", value=0.5), SetInput(1, 0.5)),
        (Gesture(edit="place/1/0", value="0.5 -0.25"), SetInputs([1, 0], [0.5, -0.25])),
        (Gesture(target="weight/0/2/1", value="−1,5"), SetWeight(0, 2, 1, -1.5)),
        (Gesture(target="bias/2/0", value="1/4"), SetBias(2, 0, 0.25)),
        (Gesture(edit="select/bias/0/1"), Select("neuron/0/1")),
        (Gesture(edit="select"), Select(None)),
        (Gesture(edit="add-layer/1"), AddLayer(1)),
        (Gesture(edit="add-neuron/2"), AddNeuron(2)),
        (Gesture(edit="remove-input"), RemoveInput()),
        (Gesture(edit="delete/neuron/0/1"), RemoveNeuron(0, 1)),
        (Gesture(edit="delete/weight/0/1/0"), Switch("weight/0/1/0", True)),
        (Gesture(edit="activation/0", value="relu"), SetActivation(0, "relu")),
        (
            Gesture(edit="randomise/1", value='{"init":"zeros","seed":"3"}'),
            Randomise("zeros", 3, 1),
        ),
        (Gesture(edit="randomise", value='{"init":"ones","seed":"0"}'), Randomise("ones", 0, None)),
        (
            Gesture(edit="paste/weight/0/1/0", value="1\t−2\n0,5\t1/2\n"),
            SetWeights(0, [[1.0, -2.0], [0.5, 0.5]], 1, 0),
        ),
        (Gesture(edit="step", value="4"), SetStep(4)),
        (Gesture(edit="step", value="999"), SetStep(n_steps(SCENE.network) - 1)),
        (Gesture(edit="step"), SetStep(None)),
    ],
)
def test_a_gesture_means_its_edit(gesture: Gesture, edit: object) -> None:
    assert edit_of(SCENE, gesture) == edit


def test_switching_twice_gives_the_same_scene() -> None:
    gesture = Gesture(edit="switch/weight/0/0/1")
    once = perform(SCENE, gesture)
    assert once.is_off("weight", 0, 0, 1)
    assert perform(once, gesture) == SCENE


@pytest.mark.parametrize(
    ("gesture", "words"),
    [
        (Gesture(edit="paste/weight/0/0/0", value="1\ttwo"), "expected something like"),
        (Gesture(edit="paste/weight/0/0/0", value="1\t1,000"), "read in two ways"),
        (Gesture(target="input/0", value="12,345"), "write 12.345 for the decimal or 12345 for"),
        (Gesture(edit="paste/weight/0/0/0", value="1\t2\t3"), "at most 3×2 numbers here, got 1×3"),
        (Gesture(edit="paste/weight/0/0/0", value="1\t2\n3"), "rows of one length"),
        (Gesture(edit="paste/bias/0/0", value="1\t2"), "weights W only"),
        (Gesture(edit="rename-input/0", value="mass"), "'mass' twice"),
        (Gesture(edit="rename-input/0", value="<b>x</b>"), "< or >"),
        (Gesture(edit="remove-layer/2"), "output layer cannot be removed"),
        (Gesture(edit="remove-neuron/2"), "last one of a layer cannot be removed"),
        (Gesture(edit="randomise", value="dice"), "expected an initialiser"),
        (Gesture(edit="randomise", value='{"init":"zeros","seed":"x"}'), "whole number"),
        (Gesture(edit="alpha/0", value="0.1"), "has no such parameter"),
        (Gesture(edit="select/weight/0/0"), "something like weight/0/1/0"),
        (Gesture(), "there is none called"),
    ],
)
def test_what_cannot_be_says_why(gesture: Gesture, words: str) -> None:
    with pytest.raises(NetworkError, match=re.escape(words)):
        perform(SCENE, gesture)


def test_the_ninth_hidden_layer_is_refused() -> None:
    scene = Scene(Network.create([1] + [2] * 8 + [1], hidden="tanh"))
    with pytest.raises(NetworkError, match="at most 8 hidden layers"):
        perform(scene, Gesture(edit="add-layer/1"))


HIDDEN = {
    "topology": [
        Gesture(edit="delete/neuron/0/1"),
        Gesture(edit="delete/input/0"),
        Gesture(edit="add-layer/1"),
        Gesture(edit="remove-layer/0"),
        Gesture(edit="add-neuron/0"),
        Gesture(edit="remove-neuron/0"),
        Gesture(edit="add-input"),
        Gesture(edit="remove-input"),
        Gesture(edit="rename-input/0", value="a"),
    ],
    "activations": [
        Gesture(edit="activation/0", value="relu"),
        Gesture(edit="choose-activation/0", value="relu"),
    ],
    "weights": [
        Gesture(target="weight/0/0/0", value=1.0),
        Gesture(target="bias/0/0", value=1.0),
        Gesture(edit="paste/weight/0/0/0", value="1\t2"),
    ],
    "inputs": [
        Gesture(target="input/0", value=1.0),
        Gesture(edit="switch/input/0"),
    ],
    "flow": [Gesture(edit="step", value="1"), Gesture(edit="step-forward")],
    "randomise": [
        Gesture(edit="randomise", value='{"init":"zeros"}'),
        Gesture(edit="randomise/0", value='{"init":"zeros"}'),
    ],
}


@pytest.mark.parametrize("group", HIDDEN)
def test_what_a_link_hides_no_key_or_message_does_either(group: str) -> None:
    only = replace_scene(SCENE, hidden={group})
    others = replace_scene(SCENE, hidden=set(HIDEABLE) - {group})
    for gesture in HIDDEN[group]:
        assert perform(others, gesture) != others
        with pytest.raises(NetworkError, match=f"{group}: this page's link hides these controls"):
            perform(only, gesture)


@pytest.mark.parametrize("group", HIDEABLE)
@pytest.mark.parametrize("panel", list(PANELS))
def test_what_a_panel_still_offers_is_not_hidden(panel: str, group: str) -> None:
    for selected in (None, "layer/0", "neuron/0/1", "weight/0/1/0", "input/0"):
        scene = replace_scene(SCENE, hidden={group}, selected=selected and Target.parse(selected))
        html = PANELS[panel](scene, View()).html
        if re.search(r"<section[^>]* hidden", html):
            continue  # the whole panel is
        for tag in re.findall(r"<(?:button|select|input|div)[^>]*>", html):
            edit = re.search(r'data-edit="([^"]+)"', tag)
            target = re.search(r'data-target="((?:weight|bias|input)[^"]+)"', tag)
            if "disabled" in tag or (edit and edit[1].split("/")[0] in NOT_GESTURES):
                continue
            if edit:
                verb = edit[1].split("/")[0]
                made = edit_of(scene, Gesture(edit=edit[1], value=_sample(verb, tag)))
            elif target and ("<input" in tag or 'role="slider"' in tag):
                made = edit_of(scene, Gesture(target=target[1], value=0.5))
            else:
                continue
            assert made.hidden_with() not in scene.hidden, tag


SCENES = [
    SCENE,
    perform(SCENE, Gesture(edit="select/layer/1")),
    perform(SCENE, Gesture(edit="select/weight/0/1/0")),
    perform(SCENE, Gesture(edit="step", value="5")),
    Scene(
        Network.create([3, 4, 2], hidden="leaky_relu", output="softmax"),
        selected=Target("layer", (0,)),
    ),
    Scene(Network.create([4, 1])),
]


@pytest.mark.parametrize("scene", SCENES, ids=range(len(SCENES)))
@pytest.mark.parametrize("panel", list(PANELS))
def test_every_name_on_a_panel_is_read(panel: str, scene: Scene) -> None:
    """No dead control: each data-target and data-edit is a target, a verb, or the browser's own."""
    html = PANELS[panel](scene, View()).html
    for name in re.findall(r'data-target="([^"]+)"', html):
        assert Target.parse(name).within(scene.network), name
    for button in re.findall(r"<(?:button|select|input)[^>]*>", html):
        found = re.search(r'data-edit="([^"]+)"', button)
        if found and "disabled" not in button:
            verb = found[1].split("/")[0]
            if verb not in NOT_GESTURES:
                with_value = Gesture(edit=found[1], value=_sample(verb, button))
                edit_of(scene, with_value)


def _sample(verb: str, element: str) -> str:
    samples = {
        "activation": "tanh",
        "randomise": '{"init":"zeros","seed":"1"}',
        "step-back": "1",
        "step-forward": "1",
    }
    found = re.search(r'value="([^"]*)"', element)
    return samples.get(verb) or (found[1] if found and found[1] else "0.5")
