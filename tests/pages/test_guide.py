"""The guide and the glossary: what they say is on the page, and in reach of every visitor."""

import re

import pytest

from playground import presets
from playground.panels import PANELS
from playground.panels.kit.glossary import IN_NEURON, letters
from playground.panels.page import guide
from playground.panels.panel import View
from playground.scene import Target, replace_scene, step_index


def test_the_guide_is_a_dialog_that_its_button_opens_and_another_closes() -> None:
    html = guide.render(presets.load("xor"), View()).html
    assert html.count(f'popovertarget="{guide.GUIDE}"') == 2
    assert f'id="{guide.GUIDE}" popover="auto" role="dialog" aria-labelledby="guide-title"' in html
    assert html.count("<tr>") == 1 + len(guide.GESTURES)
    for meaning in letters().values():
        assert meaning.replace("'", "&#39;") in html


def test_a_note_in_the_line_is_no_markup() -> None:
    scene = replace_scene(presets.load("xor"), title="Mine", note="<img src=x> *a*")
    html = guide.render(scene, View(undo=True)).html
    assert "&lt;img src=x&gt; *a*" in html


@pytest.mark.parametrize(("panel", "term"), [("output", "P"), ("neuron", "z"), ("neuron", "a")])
def test_a_letter_is_explained_where_it_stands(panel: str, term: str) -> None:
    html = PANELS[panel](presets.load("obesity"), View()).html
    told = re.findall(r'<dfn class="explained" tabindex="0" data-explain="([^"]+)"', html)
    assert letters()[term].replace("'", "&#39;") in told


def test_a_neuron_says_what_its_number_is() -> None:
    scene = presets.load("body-size")
    stage = PANELS["stage"](scene, View()).parts
    assert f'data-tip="a = 0.71&#10;{IN_NEURON["a"]}"' in stage["nodes/1"]
    assert f'data-tip="ŷ = 0.78&#10;{IN_NEURON["ŷ"]}"' in stage["nodes/3"]
    halfway = replace_scene(scene, step=step_index(scene.network, 0, 1, "bias"))
    assert (
        f'data-tip="z = 0.88&#10;{IN_NEURON["z"]}"'
        in PANELS["stage"](halfway, View()).parts["nodes/1"]
    )


def test_the_inspectors_switch_has_a_word() -> None:
    scene = presets.load("body-size")
    assert "on</span><button" in PANELS["neuron"](scene, View()).html
    off = replace_scene(scene, off=[Target("neuron", (0, 1))])
    assert "off</span><button" in PANELS["neuron"](off, View()).html


def test_the_blank_network_is_the_smallest_with_two_inputs() -> None:
    blank = presets.load("blank")
    assert blank.network.sizes == (2, 1)
    assert blank.network.layers[0].activation == "linear"
    assert blank.trace.output.tolist() == [blank.x.sum()]
