"""The matrices: condensed where layers are large, with what is selected and what is off."""

import re

from playground.panels.board import matrices
from playground.panels.kit.cells import condensed
from playground.scene import Select, Target, apply, replace_scene
from tests.panels.panel_markup import read
from tests.panels.panel_scenes import LIGHT, SCENES


def test_large_layers_are_condensed() -> None:
    assert condensed(16) == list(range(16))
    assert condensed(17) == [*range(8), None, *range(13, 17)]
    scene = replace_scene(SCENES["condensed"], selected=Target("neuron", (0, 3)))
    panel = matrices.render(scene, LIGHT)
    cells = [f for _, f in read(panel).found if (f.get("data-target") or "").startswith("weight")]
    assert len(cells) == 12 * 12
    assert "⋮" in panel.html
    assert "neuron 30" in panel.html


def test_the_selected_neurons_row_and_layer_stand_out() -> None:
    panel = matrices.render(SCENES["mock"], LIGHT)
    assert ["is-selected" in panel.parts[f"w-{j}"] for j in range(3)] == [False, True, False]
    buttons = [f for t, f in read(panel).found if (f.get("data-edit") or "").startswith("select/l")]
    assert [f["aria-pressed"] for f in buttons] == ["true", "false", "false"]


def test_a_neuron_that_is_switched_off_is_struck_out_in_both_matrices() -> None:
    scene = apply(SCENES["off"], Select("layer/1"))
    cells = re.findall(r'<span class="cell([^"]*)"', matrices.render(scene, LIGHT).parts["a"])
    assert ["is-off" in css for css in cells] == [False, True]
    after = matrices.render(apply(scene, Select("layer/2")), LIGHT).parts
    cells = re.findall(r'<span class="cell([^"]*)"', after["x"])
    assert ["is-off" in css for css in cells] == [False, True]
