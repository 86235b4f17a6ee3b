"""What holds for every panel: labels, escaped names, and what a link locks or hides."""

import pytest

from playground.network import Network
from playground.panels.board import inputs
from playground.panels.inspector import inspector
from playground.panels.kit import controls
from playground.scene import Scene, SetActivation, Target, apply, replace_scene
from tests.panels.panel_markup import read
from tests.panels.panel_scenes import LIGHT, SCENES, rendered


@pytest.mark.parametrize("name", SCENES)
def test_controls_have_labels_and_ids_are_not_used(name: str) -> None:
    for _, _, panel in rendered(SCENES[name]):
        reader = read(panel)
        tags = [tag for tag, _ in reader.found]
        assert tags[0] == "section"
        for tag, found in reader.found:
            assert "id" not in found
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
    scene = apply(SCENES["mock"], SetActivation(0, "leaky_relu"))
    scene = replace_scene(scene, locked=locked)
    for _, _, panel in rendered(scene):
        for tag, found in read(panel).found:
            setter = tag in ("input", "select") or found.get("role") == "switch"
            if setter and found.get("data-edit") != "threshold":
                assert "disabled" in found, found
                assert found["title"] == controls.LOCKED_TITLE


def test_what_a_link_hides_is_not_rendered() -> None:
    scene = replace_scene(SCENES["mock"], hidden=["weights", "inputs", "randomise"])
    assert "hidden" in read(inputs.render(scene, LIGHT)).found[0][1]
    targets = [f for t, f in read(inspector.render(scene, LIGHT)).found if t == "input"]
    assert targets == []
    layer = inspector.render(replace_scene(scene, selected=Target("layer", (0,))), LIGHT)
    assert "randomise" not in layer.html
