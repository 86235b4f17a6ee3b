"""The tool that shares: links, frames, and what a teacher ticks."""

from markupsafe import escape

from playground import presets, share
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import HIDEABLE, LOCKABLE, SetWeight, apply
from tests.pages.playground_page import (
    codes,
    data,
    link_in,
    open_popover,
    opened,
    ran,
    scene,
    shown,
)


def test_share_gives_the_full_link_and_a_frame() -> None:
    edited = apply(presets.load("xor"), SetWeight(0, 0, 0, 0.125))
    page = open_popover(opened(share.link_of(edited)), "share")
    link, frame = codes(page)
    assert share.scene_of(link_in(link)) == edited
    assert "embed=true" in frame
    assert frame.startswith("<iframe ")


def test_share_without_weights_keeps_only_the_topology() -> None:
    page = open_popover(opened({"preset": "first-mlp"}), "share")
    page.checkbox(key="share_fresh").check()
    ran(page)
    page.number_input(key="share_seed").set_value(7)
    ran(page)
    link = link_in(codes(page)[0])
    assert link == {"preset": "first-mlp", "fresh": "glorot_uniform,7"}
    assert share.scene_of(link) == share.for_others(presets.load("first-mlp"), seed=7)
    assert scene(page) == presets.load("first-mlp")


def test_what_is_shared_can_be_copied_by_a_button_that_is_always_there() -> None:
    page = open_popover(opened({"preset": "xor"}), "share")
    link, frame = codes(page)
    for name, text in (("copy-link", link), ("copy-frame", frame)):
        assert f'data-edit="copy" value="{escape(text)}"' in data(page)[name]["content"]["frame"]


def test_a_teacher_ticks_what_students_do_not_see() -> None:
    page = open_popover(opened({"preset": "xor"}), "share")
    page.checkbox(key="share_teach").check()
    ran(page)
    assert {f"hide_{name}" for name in HIDEABLE} | {f"fix_{name}" for name in LOCKABLE} <= {
        box.key for box in page.checkbox
    }
    for key in ("hide_matrices", "hide_neuron", "fix_weights"):
        page.checkbox(key=key).check()
    ran(page)
    link = link_in(codes(page)[0])
    assert link["hide"] == "matrices,neuron"
    assert link["lock"] == "weights"
    assert scene(page).hidden == frozenset()
    student = opened(link)
    assert shown(student) == {"toolbar", "guide", "stage", "inputs", "output"}
    assert scene(student).locked == {"weights"}
    assert 'aria-disabled="true"' in PANELS["stage"](scene(student), View()).parts["edges/0/0"]
