"""A drag changes parts and traces of the panels, never a frame, and sends little."""

from collections.abc import Iterator

import pytest

from playground.panels.changes import panel_changes
from playground.scene import (
    Scene,
    SetBias,
    SetInput,
    SetThreshold,
    SetWeight,
    Target,
    apply,
    replace_scene,
)
from tests.panels.panel_markup import Reader, read
from tests.panels.panel_scenes import LIGHT, PANELS, SCENES, rendered, selections


def edits(scene: Scene) -> Iterator[Scene]:
    yield apply(scene, SetInput(0, 0.123))
    yield apply(scene, SetBias(0, 0, -0.77))
    yield apply(scene, SetWeight(0, 0, 0, 2.5))
    yield apply(scene, SetThreshold(0.9))


@pytest.mark.parametrize("name", [n for n in SCENES if n not in ("overflowing", "not a number")])
def test_a_drag_changes_parts_and_traces_never_a_frame(name: str) -> None:
    for scene in selections(SCENES[name]):
        for after in edits(scene):
            for module in PANELS.values():
                base, panel = module.render(scene, LIGHT), module.render(after, LIGHT)
                changes = panel_changes(panel, base)
                assert changes.keys() <= {"parts", "figures"}
                for figure in changes.get("figures", {}).values():
                    assert "data" not in figure


def test_a_drag_of_an_input_sends_little() -> None:
    scene = replace_scene(SCENES["wide"], selected=Target("neuron", (0, 3)))
    after = apply(scene, SetInput(0, 0.123))
    changes = [
        str(panel_changes(module.render(after, LIGHT), module.render(scene, LIGHT)))
        for module in PANELS.values()
    ]
    assert 0 < sum(map(len, changes)) < 24_000


@pytest.mark.parametrize("name", SCENES)
def test_each_part_is_one_element_with_its_key(name: str) -> None:
    for _, _, panel in rendered(SCENES[name]):
        for key, part in panel.parts.items():
            reader = Reader()
            reader.feed(str(part))
            assert reader.found[0][1]["data-key"] == key
            depth = list(depths(str(part)))
            assert depth.count(0) == 1  # closed once, at its end
        keys = [found["data-key"] for _, found in read(panel).found if "data-key" in found]
        assert len(keys) == len(set(keys))


def depths(markup: str) -> Iterator[int]:
    """How deep the markup is after each closing tag."""
    reader = Reader()
    for piece in markup.replace("<", "\0<").split("\0")[1:]:
        before = len(reader.open)
        reader.feed(piece)
        if len(reader.open) < before:
            yield len(reader.open)
