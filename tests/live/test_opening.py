"""The document's frame and first scene: what the app will show, whatever the address says."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import document, presets, share
from playground.answers.known import digest, remember, scene_called
from playground.history import History
from playground.learner import Learner, lessons
from playground.limits import MAX_TOKEN
from playground.live.head import SCRIPT, is_known, with_early
from playground.live.opening import BOARD, EMBEDDED, LEARN, Opening, opening
from playground.network import Network
from playground.scene import Scene, replace_scene
from playground.session import Session
from tests.asgi import DOCUMENT
from tests.strategies import scenes

PAGE = DOCUMENT.encode()


def opened(page: str = "", **parameters: str) -> Opening:
    found = opening(page, parameters)
    assert found is not None
    return found


def places(found: Opening) -> list[str]:
    return re.findall(r'data-place="([a-z-]+)"', found.frame)


@pytest.mark.parametrize("name", presets.NAMES)
def test_it_is_the_scene_that_the_session_follows(name: str) -> None:
    session = Session(History(presets.load("xor")))
    session.follow({"preset": name})
    token = document.scene_to_token(session.scene)
    data = opened(preset=name).data
    assert (data["token"], data["scene"]) == (token, digest(token))
    assert scene_called(data["scene"]) == session.scene


def test_the_board_is_the_pages() -> None:
    assert places(opened()) == ["toolbar", "guide", *BOARD]
    assert places(opened(embed="true", preset="xor")) == list(EMBEDDED)
    assert places(opened(preset="nonlinear"))[-1] == "surface"


def test_what_a_link_hides_has_no_place() -> None:
    scene = replace_scene(presets.load("xor"), hidden=frozenset({"inputs", "randomise"}))
    found = opened(**share.link_of(scene))
    assert "inputs" not in places(found)
    assert "Randomise" not in found.frame


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_a_lessons_step_has_its_panels_and_scene(lesson: object) -> None:
    slug = lesson.slug  # type: ignore[attr-defined]
    for at in range(len(lesson.steps)):  # type: ignore[attr-defined]
        learner = Learner()
        learner.go(slug, at)
        found = opened(LEARN, lesson=slug, step=str(at + 1))
        assert places(found) == learner.panels
        token = document.scene_to_token(learner.session.scene)
    assert found.data["token"] == (token if len(token) <= MAX_TOKEN else None)
    assert found.data["scene"] == digest(token)


def test_there_is_none_where_there_is_no_picture() -> None:
    assert opening(LEARN, {}) is None
    assert opening(LEARN, {"lesson": "none"}) is None
    assert opening("elsewhere", {}) is None
    assert opening("learn/", {}) is None


def test_a_large_scene_is_named_where_the_server_knows_it_and_else_waited_for() -> None:
    scene = Scene(Network.create([16] * 9, seed=31))
    token = document.scene_to_token(scene)
    name = digest(token)
    assert opening("", {"kept": name}) is None
    assert opening("", {"kept": name, "embed": "true"}) is None
    remember(scene, token)
    found = opened(kept=name)
    assert (found.data["scene"], found.data["token"]) == (name, None)
    assert places(found) == ["toolbar", "guide", *BOARD]
    assert opened(kept="<b>").data["notice"].startswith("This link cannot be opened: ")


def test_a_link_that_leads_nowhere_is_told_and_the_page_opens() -> None:
    found = opened(preset="<b>nothing")
    data, page = found.data, with_early(PAGE, found)
    assert b"\\u003cb>nothing" in page
    assert b"<b>nothing" not in page
    assert data["notice"].startswith("This link cannot be opened: ")
    assert data["token"] == opened().data["token"]


@given(st.dictionaries(st.sampled_from(["preset", "n", "x", "s", "embed", "lesson"]), st.text()))
def test_no_address_breaks_it(parameters: dict[str, str]) -> None:
    for page in ("", LEARN):
        found = opening(page, parameters)
        assert found is None or is_known(PAGE) == (b"</head>" in with_early(PAGE, found))


@given(scenes())
def test_text_of_a_visitor_is_neither_markup_nor_code(scene: object) -> None:
    title = "</script><script>alert(1)</script>"[:60]
    session = replace_scene(scene, title=title)  # type: ignore[arg-type]
    found = opening("", share.link_of(session)) if _fits(session) else None
    if found is not None:
        page = with_early(PAGE, found)
        assert b"<script>alert" not in page


def _fits(scene: object) -> bool:
    try:
        share.link_of(scene)  # type: ignore[arg-type]
    except ValueError:
        return False
    return True


def test_streamlits_document_is_as_we_know_it() -> None:
    """When this fails, Streamlit has changed its page: ``head.py`` names what it relies on."""
    assert is_known(PAGE)
    page = with_early(PAGE, opened())
    script = SCRIPT.findall(PAGE)[0]
    assert not SCRIPT.findall(page)  # it waits, and is started once, by ours
    assert page.count(b'import("' + script + b'")') == 1
    theirs = PAGE.count(b'<link rel="modulepreload" crossorigin')
    assert theirs > 10
    assert page.count(b'<link rel="later"') == theirs + 2  # with its script, and our own entry
    assert page.index(b"importmap") < page.index(b"modulepreload")
    assert page.index(b"live.css") < page.index(b'id="opening"') < page.index(b'id="root"')
    assert page.index(b'id="root"') < page.index(b"early.js?v=", page.index(b'id="root"'))


def test_a_document_that_is_not_known_is_sent_as_it_came() -> None:
    assert not is_known(b"<html><head></head><body></body></html>")
    assert not is_known(PAGE.replace(b"./static/js/index.", b"./static/js/main."))


def test_the_data_is_json_that_a_script_can_hold() -> None:
    page = with_early(PAGE, opened(preset="xor")).decode()
    said = re.search(r"playground\.opening=(\{.*?\})</script>", page)
    assert said is not None
    assert msgspec.json.decode(said[1]) == msgspec.json.decode(
        msgspec.json.encode(opened(preset="xor").data)
    )
