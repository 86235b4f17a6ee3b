"""The address and the scene of the playground page follow each other."""

import pytest
from streamlit.runtime.context import ContextProxy

from playground import presets, share
from playground.network import Network
from playground.scene import Scene, SetWeight, apply, replace_scene
from tests.pages.playground_page import (
    address,
    data,
    notice,
    open_popover,
    opened,
    ran,
    scene,
    session,
)


def test_the_bare_page_shows_the_first_example_and_stays_bare() -> None:
    page = opened()
    assert scene(page) == presets.load(share.DEFAULT_PRESET)
    assert address(page) == {}


@pytest.mark.parametrize(
    "link",
    [
        {"preset": "nothing"},
        {"n": "AAAA"},
        {"n": "x" * 9_000},
        {"preset": "nothing", "x": "1,2"},
    ],
    ids=str,
)
def test_a_bad_link_gives_one_sentence_and_the_first_scene(link: dict[str, str]) -> None:
    page = opened(link)
    told = notice(page)
    assert told is not None
    assert told.startswith("This link cannot be opened: ")
    assert scene(page) == presets.load(share.DEFAULT_PRESET)
    told = data(page)["hub"]["hub"]["notice"]
    assert data(ran(page))["hub"]["hub"]["notice"] == told  # the browser shows each once
    assert address(page) in ({}, {"preset": share.DEFAULT_PRESET})


@pytest.mark.parametrize(
    ("key", "text"),
    [("x", "1,2,3"), ("x", "one"), ("t", "5"), ("d", "9"), ("hide", "all"), ("s", "<script>")],
)
def test_a_detail_that_cannot_be_read_is_told_and_the_rest_kept(key: str, text: str) -> None:
    page = opened({"preset": "xor", "temp": "2", key: text})
    told = notice(page)
    assert told is not None
    assert told.startswith(f"This link was opened without what could not be read: {key} (")
    assert scene(page) == replace_scene(presets.load("xor"), temperature=2)
    told = data(page)["hub"]["hub"]["notice"]
    assert data(ran(page))["hub"]["hub"]["notice"] == told  # the browser shows each once
    assert address(page) == {"preset": "xor", "temp": "2"}


def test_an_edited_link_opens_to_the_bit() -> None:
    edited = apply(presets.load("salary"), SetWeight(0, 0, 0, 1 / 3))
    page = opened(share.link_of(edited))
    assert scene(page) == edited
    assert page.menu_button(key="preset").label == "Salary model"
    assert address(page) == share.link_of(edited)


def test_going_back_follows_the_address_and_can_be_undone() -> None:
    page = opened({"preset": "xor"})
    page.menu_button(key="preset").click("salary")
    ran(page)
    assert address(page) == {"preset": "salary"}
    page.query_params["preset"] = "xor"
    ran(page)
    assert scene(page) == presets.load("xor")
    assert session(page).history.past[-1] == presets.load("salary")


def test_a_run_that_was_pulled_keeps_the_edit_that_its_address_lacks() -> None:
    page = opened({"preset": "xor"})
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    edited = scene(ran(page))
    for pulled, found in ((True, edited), (False, presets.load("xor"))):
        page.query_params.clear()
        page.query_params["preset"] = "xor"
        page.session_state["pulled"] = pulled
        assert scene(ran(page)) == found
        assert address(page) == share.link_of(found)


def test_to_be_presented_is_no_part_of_the_scene_and_stays_in_the_address() -> None:
    page = opened({"preset": "xor", "present": "true"})
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    edited = scene(page)
    assert address(ran(page)) == {**share.link_of(edited), "present": "true"}
    assert scene(ran(page)) == edited
    assert len(session(page).history.past) == 1


def test_a_bare_address_of_the_same_page_is_the_first_scene() -> None:
    page = opened({"preset": "xor"})
    page.query_params.clear()
    assert scene(ran(page)) == presets.load(share.DEFAULT_PRESET)


def test_who_comes_back_from_another_page_finds_the_scene() -> None:
    page = opened({"preset": "xor"})
    page.query_params.clear()
    page.session_state["pages"] = ("", "Elsewhere")
    assert scene(ran(page)) == presets.load("xor")
    assert address(page) == {"preset": "xor"}


def test_a_scene_too_large_for_a_link_stays_and_is_offered_as_a_file() -> None:
    page = opened()
    large = Scene(Network.create([60, 60], seed=1))
    session(page).visit(large)
    ran(page)
    assert address(page) == {}
    assert scene(ran(page)) == large
    open_popover(page, "share")
    assert "too large for a link" in page.warning[0].value
    assert page.download_button(key="download_json")


UNLINKED = "This network is too large for a link: a reload would lose it."


def test_while_a_scene_has_no_link_the_page_says_so() -> None:
    page = opened()
    small = scene(page)
    assert UNLINKED not in [text.value for text in page.text]
    session(page).visit(Scene(Network.create([16, 16, 16, 16, 16])))
    ran(page)
    assert page.text[-1].value == UNLINKED
    assert page.download_button(key="save_unlinked")
    session(page).visit(small)
    assert UNLINKED not in [text.value for text in ran(page).text]


def test_an_embedded_scene_has_no_address_to_speak_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "is_embedded", property(lambda self: True))
    page = opened()
    session(page).visit(Scene(Network.create([16, 16, 16, 16, 16])))
    assert not ran(page).text
