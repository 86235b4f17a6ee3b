"""Saving a figure: the names of files, and a menu for each figure of each panel."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import load_set
from playground.network import Network
from playground.panels import PANELS
from playground.panels.kit import saving
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.scene import Scene, replace_scene
from tests.lessons.lesson_scenes import SCENES

_ROWS = load_set("corners-xor")
_FITTING = Scene(Network.create([2, 2, 1], output="sigmoid", seed=1), data=_ROWS, row=2)
SEEN = {
    **{name: SCENES[name] for name in ("2-3-2-1", "1-8-1", "3-4-2 softmax")},
    "with data": _FITTING,
    "with data and maps": replace_scene(_FITTING, neurons="maps"),
}
_SAVES = re.compile(r'data-edit="download-picture" data-of="([^"]+)" value="(svg|png)"')


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Obesity neuron", "obesity-neuron"),
        ("  XOR: one, two & three! ", "xor-one-two-three"),
        ("Señal «café»", "señal-café"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("", "network"),
        ("…", "network"),
    ],
)
def test_a_title_becomes_the_beginning_of_a_files_name(title: str, stem: str) -> None:
    assert saving.file_stem(title) == stem


@given(st.text())
def test_a_files_name_has_letters_digits_and_hyphens_alone(title: str) -> None:
    stem = saving.file_stem(title)
    assert 0 < len(stem) <= 60
    assert all(word.isalnum() for word in stem.split("-"))


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("scene", SEEN)
def test_each_figure_can_be_saved_in_both_formats(panel: str, scene: str) -> None:
    drawn = PANELS[panel](SEEN[scene], View())
    lasting = drawn.figures.keys() - {"enlarged"}  # which goes with the pointer
    wanted = {(f"{panel}/{figure}", format) for figure in lasting for format in saving.FORMATS}
    assert sorted(_SAVES.findall(drawn.html)) == sorted(wanted)
    opened = re.findall(r'popovertarget="([^"]+)" aria-label', drawn.html)
    assert len(opened) == len(lasting)
    assert all(f'<div id="{choice}" popover="auto"' in drawn.html for choice in opened)


@pytest.mark.parametrize("panel", ["stage", "neuron", "surface"])
def test_a_panel_tells_what_its_files_are_called(panel: str) -> None:
    scene = replace_scene(SCENES["2-3-2-1"], title='A "quoted" title')
    assert 'data-file="a-quoted-title"' in PANELS[panel](scene, View()).html


def test_what_is_said_above_a_picture_has_room() -> None:
    lines = ["one", "two", "three"]
    meta = saving.captioned(lines, THEMES["light"])
    assert meta["annotations"][0]["text"] == "one<br>two<br>three"
    assert meta["room"] >= len(lines) * meta["annotations"][0]["font"]["size"] * 1.3
