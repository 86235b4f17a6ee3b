"""The tool that opens a file: a scene that can be undone, or one sentence beside the field."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from playground import document, presets
from playground.scene import SetWeight, apply
from playground.widgets.markdown import literal
from tests.hostile import TEXTS
from tests.pages.playground_page import open_popover, opened, ran, scene, session


def upload(page: AppTest, content: bytes) -> AppTest:
    key = f"open_{session(page).opened}"
    page.file_uploader(key=key).set_value(("network.json", content, "application/json"))
    return ran(page)


def test_a_file_is_opened_and_can_be_undone() -> None:
    page = open_popover(opened(), "open")
    before = scene(page)
    wanted = apply(presets.load("xor"), SetWeight(0, 0, 0, 0.1))
    upload(page, document.scene_to_json(wanted).encode())
    assert scene(page) == wanted
    assert session(page).history.past == (before,)
    assert not page.error
    upload(page, document.scene_to_json(presets.load("and")).encode())  # the field is free again
    assert scene(page) == presets.load("and")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b'{"format": "mlp-playground", "version": 1, "layers": []}',
        b"[" * 100_000,
        b'{"format": "*bold* [a](http://b)", "version": 1}',
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_file_that_is_not_ours_is_refused_beside_the_field(content: bytes) -> None:
    page = open_popover(opened({"preset": "xor"}), "open")
    upload(page, content)
    assert scene(page) == presets.load("xor")
    assert session(page).history.past == ()
    (error,) = page.error
    assert error.value.startswith("This file cannot be opened")
    assert "\n" not in error.value
    assert "[a](" not in error.value
    upload(page, document.scene_to_json(presets.load("and")).encode())
    assert scene(page) == presets.load("and")
    assert not page.error


def test_why_a_file_is_refused_is_no_markup() -> None:
    page = open_popover(opened(), "open")
    for text in TEXTS:
        upload(page, json.dumps({"format": text, "version": 1}).encode())
        reason = session(page).refused
        assert repr(text)[1:-1] in reason
        assert [error.value for error in page.error] == [literal(reason)]
