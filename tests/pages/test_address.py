"""The address and the scene of the playground page follow each other."""

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from playground import document, presets, share
from playground.answers.known import digest
from playground.network import Network
from playground.report import Kept
from playground.scene import Scene, SetWeight, apply, replace_scene
from playground.session import ELSEWHERE
from tests.live.session_reports import work
from tests.pages.playground_page import (
    MAIN,
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


LARGE = Scene(Network.create([16] * 9, seed=1))
UNLINKED = "This network is too large for a link: its address works in this browser alone."


def named(scene: Scene) -> dict[str, str]:
    return {"kept": digest(document.scene_to_token(scene))}


def texts(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


def test_the_address_of_a_scene_too_large_for_a_link_is_its_digest() -> None:
    page = opened()
    session(page).visit(LARGE)
    ran(page)
    assert address(page) == named(LARGE)
    assert data(page)["hub"]["hub"]["keeps"]
    assert scene(ran(page)) == LARGE
    assert len(session(page).history.past) == 1
    open_popover(page, "share")
    assert "too large for a link" in page.warning[0].value
    assert page.download_button(key="download_json")
    session(page).visit(presets.load("xor"))
    ran(page)
    assert address(page) == {"preset": "xor"}
    assert not data(page)["hub"]["hub"]["keeps"]


def test_while_a_scene_has_no_link_for_others_the_page_says_so() -> None:
    page = opened()
    small = scene(page)
    assert UNLINKED not in texts(page)
    session(page).visit(LARGE)
    ran(page)
    assert page.text[-1].value == UNLINKED
    assert page.download_button(key="save_unlinked")
    session(page).visit(small)
    assert UNLINKED not in texts(ran(page))


def test_a_reload_opens_what_the_server_knows() -> None:
    session(opened()).visit(LARGE)
    page = opened({**named(LARGE), "present": "true"})
    assert scene(page) == session(page).start == LARGE
    assert not session(page).history.past
    assert address(page) == {**named(LARGE), "present": "true"}


def test_what_the_server_does_not_know_is_wanted_and_the_address_waits() -> None:
    large = Scene(Network.create([16] * 9, seed=22))  # no other test makes this one known
    page = opened(named(large))
    for _ in range(2):
        hub = data(page)["hub"]["hub"]
        assert hub["wanted"] == named(large)["kept"]
        assert not hub["keeps"]
        assert hub["announcement"] == ""
        assert address(page) == named(large)
        assert not page.text
        ran(page)
    kept = Kept(named(large)["kept"], document.scene_to_token(large))
    session(page).take(work(session(page), kept=kept))
    ran(page)
    assert scene(page) == large
    assert address(page) == named(large)
    assert data(page)["hub"]["hub"]["wanted"] is None
    assert data(page)["hub"]["hub"]["keeps"]


def test_a_link_of_another_browser_says_so_and_leads_to_its_file() -> None:
    name = "f" * 24
    page = opened({"kept": name})
    session(page).take(work(session(page), kept=Kept(name, None)))
    ran(page)
    assert page.text[-1].value == ELSEWHERE
    assert scene(page) == presets.load(share.DEFAULT_PRESET)
    assert notice(page) is None
    page.button(key="open_elsewhere").click()
    ran(page)
    assert page.session_state["open"]
    session(page).load("xor")
    assert ELSEWHERE not in texts(ran(page))
    assert address(page) == {"preset": "xor"}


def test_a_link_that_is_no_digest_is_told() -> None:
    page = opened({"kept": "<b>"})
    told = notice(page)
    assert told is not None
    assert told.startswith("This link cannot be opened: ")
    assert scene(page) == presets.load(share.DEFAULT_PRESET)


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "is_embedded", property(lambda self: True))


@pytest.mark.usefixtures("embedded")
def test_an_embedded_page_leads_on_to_a_large_scene_and_says_no_more() -> None:
    page = opened()
    session(page).visit(LARGE)
    ran(page)
    assert not page.text
    onward = data(page)["hub"]["hub"]["words"]["onward"]["frame"]
    assert f"./?kept={named(LARGE)['kept']}" in onward


@pytest.mark.usefixtures("embedded")
def test_an_embedded_page_says_in_a_notice_what_is_elsewhere() -> None:
    page = opened({"kept": "e" * 24})
    session(page).take(work(session(page), kept=Kept("e" * 24, None)))
    assert notice(ran(page)) == ELSEWHERE
    assert not page.text


def _tools(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_back_on_a_page_takes_the_choice_of_a_language_back() -> None:
    page = opened()
    spanish = next(button for button in page.button if button.label == "Español")
    spanish.click()
    ran(page)
    assert address(page)["lang"] == "es"
    assert "English" in _tools(page)
    ran(page)  # the browser has come to the address that names it
    del page.query_params["lang"]
    ran(page)
    assert "Español" in _tools(page)
    assert "lang" not in address(page)
    page.query_params["lang"] = "es"  # and forward again
    assert "English" in _tools(ran(page))


def test_a_language_is_kept_by_a_run_whose_address_is_older_than_its_choice() -> None:
    page = opened()
    next(button for button in page.button if button.label == "Español").click()
    ran(page)
    del page.query_params["lang"]  # as in a run that was asked for before the browser was told
    assert "English" in _tools(ran(page))
    assert address(page)["lang"] == "es"


def test_a_language_is_kept_on_the_way_to_another_page() -> None:
    page = opened({"lang": "es"})
    ran(page)
    page.switch_page(str(MAIN.parent / "learn.py"))
    page.query_params.clear()
    assert address(ran(page)) == {"lang": "es"}
