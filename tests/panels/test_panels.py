"""What holds for every panel: labels, escaped names, and what a link locks or hides."""

import pytest

from playground.gesture import VERBS, Gesture, perform
from playground.network import Network, NetworkError
from playground.panels import PANELS
from playground.panels.board import inputs
from playground.panels.inspector import inspector
from playground.panels.kit import controls
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    Scene,
    SetActivation,
    Target,
    apply,
    replace_scene,
)
from tests.panels.panel_markup import Attributes, read
from tests.panels.panel_scenes import LIGHT, SCENES, rendered

PRELU = apply(SCENES["mock"], SetActivation(0, "prelu"))

#: What the inspector has controls for.
SELECTED = [
    None,
    Target("layer", (0,)),
    Target("neuron", (0, 1)),
    Target("weight", (0, 1, 0)),
    Target("input", (0,)),
]


@pytest.mark.parametrize("name", SCENES)
def test_controls_have_labels_and_only_what_a_button_opens_has_an_id(name: str) -> None:
    for _, panel_name, panel in rendered(SCENES[name]):
        reader = read(panel)
        tags = [tag for tag, _ in reader.found]
        assert tags[0] == "section"
        ids = [found["id"] for _, found in reader.found if "id" in found]
        assert all(each.startswith(f"save-{panel_name}-") for each in ids)  # no other panel's
        assert len(set(ids)) == len(ids)
        assert set(ids) == {
            found["popovertarget"] for _, found in reader.found if "popovertarget" in found
        }
        for tag, found in reader.found:
            if tag in ("input", "select") and found.get("data-field") != "seed":
                assert found.get("aria-label")
            if found.get("role") in ("img", "math", "group", "switch"):
                assert found.get("aria-label")


def test_names_are_escaped() -> None:
    names = ["R&D", 'a"b', "x'y"]
    network = Network.create([3, 2], output="softmax", input_names=names, output_names=names[:2])
    for _, _, panel in rendered(Scene(network, [1, 2, 3])):
        reader = read(panel)
        assert "R&D" not in panel.html.replace("R&amp;D", "")
        values = [found.get("value") for tag, found in reader.found if tag == "input"]
        if "name" in panel.html and 'data-edit="rename-input/1"' in panel.html:
            assert 'a"b' in values


def test_locked_controls_are_disabled_and_say_why() -> None:
    locked = ["topology", "activations", "weights", "biases", "inputs"]
    scene = replace_scene(PRELU, locked=locked)
    for _, _, panel in rendered(scene):
        for tag, found in read(panel).found:
            setter = tag in ("input", "select") or found.get("role") == "switch"
            if setter and found.get("data-edit") != "threshold":
                assert "disabled" in found, found
                assert found["title"] == controls.LOCKED_TITLE


#: What a visitor gives to the controls whose markup does not hold it.
GIVEN = {
    "activation": "relu",
    "place": "0.5 0.5",
    "randomise": '{"init": "normal", "seed": "0"}',
    "rename-input": "length",
    "rename-output": "chance",
}


def gesture_of(found: Attributes) -> Gesture | None:
    """The gesture that a control makes, or None for what is no control of the scene."""
    edit = found.get("data-edit") or found.get("data-move")
    if edit is not None:
        verb = edit.partition("/")[0]
        value = GIVEN.get(verb, found.get("value"))
        return Gesture(edit=edit, value=value) if verb in VERBS else None
    target = found.get("data-target")
    if target is not None and ("aria-valuenow" in found or "value" in found):
        return Gesture(target=target, value=0.5)
    return None


def is_refused(scene: Scene, gesture: Gesture) -> bool:
    try:
        perform(scene, gesture)
    except NetworkError:
        return True
    return False


@pytest.mark.parametrize("locked", LOCKABLE)
def test_a_lock_disables_the_controls_whose_edits_it_refuses(locked: str) -> None:
    check_disabled_are_refused(replace_scene(PRELU, locked=[locked]))


@pytest.mark.parametrize("hidden", HIDEABLE)
def test_what_is_hidden_leaves_no_control_whose_edit_is_refused(hidden: str) -> None:
    check_disabled_are_refused(replace_scene(PRELU, hidden=[hidden]))


def check_disabled_are_refused(scene: Scene) -> None:
    for target in SELECTED:
        chosen = replace_scene(scene, selected=target)
        for name, render in PANELS.items():
            for _, found in read(render(chosen, LIGHT)).found:
                gesture = gesture_of(found)
                if gesture is not None:
                    disabled = "disabled" in found or "aria-disabled" in found
                    assert disabled == is_refused(chosen, gesture), (name, found)


def test_what_a_link_hides_is_not_rendered() -> None:
    scene = replace_scene(SCENES["mock"], hidden=["weights", "inputs", "randomise"])
    assert "hidden" in read(inputs.render(scene, LIGHT)).found[0][1]
    targets = [f for t, f in read(inspector.render(scene, LIGHT)).found if t == "input"]
    assert targets == []
    layer = inspector.render(replace_scene(scene, selected=Target("layer", (0,))), LIGHT)
    assert "randomise" not in layer.html
