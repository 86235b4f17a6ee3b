"""Asks and answers: gestures add up, and nothing a client sends breaks it."""

import json
import logging
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import document
from playground.answers import known
from playground.answers.answer import respond
from playground.answers.known import content_key, digest
from playground.gesture import Gesture
from playground.learner import lessons
from playground.limits import MAX_MESSAGE_BYTES, MAX_TABLE_TEXT
from playground.panels import MOST_PANELS, PANELS
from playground.panels.panel import Panel, Renderer, View
from playground.scene import Scene, SetInput, apply
from tests.answers.asking import NAMES, SCENE, VALID, answered, ask, unheld

BAD = {"target": "weight/9/0/0", "value": 1.0}
GOOD = {"target": "input/0", "value": 0.5}


def test_gestures_add_up_in_their_order() -> None:
    gestures = [
        {"edit": "add-neuron/0"},
        {"target": "weight/0/3/1", "value": "1/4"},
        {"edit": "select/neuron/0/3"},
    ]
    for fields in ({"gestures": gestures}, {"gestures": gestures[:2], "draft": gestures[2:]}):
        parts = "".join(ask(**fields)["panels"]["stage"]["whole"]["parts"].values())
        assert 'data-target="neuron/0/3"' in parts
        assert 'data-value="0.25"' in parts


@pytest.mark.parametrize(
    ("fields", "fails"),
    [
        ({"gestures": [BAD, GOOD]}, False),
        ({"gestures": [GOOD, BAD]}, True),
        ({"gestures": [GOOD, BAD], "draft": [GOOD]}, False),
        ({"gestures": [GOOD], "draft": [BAD, GOOD]}, False),
        ({"gestures": [GOOD], "draft": [GOOD, BAD]}, True),
    ],
)
def test_only_the_last_gesture_can_fail(fields: dict[str, Any], fails: bool) -> None:
    reply = ask(**fields)
    assert ("error" in reply) == fails
    assert "there is no number 10" in reply.get("error", "there is no number 10")


def test_what_cannot_be_is_logged_once_where_it_is_taken_and_never_where_it_is_asked(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING, "playground.refused")
    for _ in range(3):
        assert "error" in ask(gestures=[BAD])
    assert caplog.messages == []
    assert "error" in ask(view={"theme": "neon"})
    assert len(caplog.messages) == 1
    assert "error" in ask(panels={"secrets": ""})
    assert len(caplog.messages) == 2


def test_an_unknown_scene_asks_for_its_token() -> None:
    scene = apply(SCENE, SetInput(0, 0.123456))
    token = document.scene_to_token(scene)
    message = {"id": 7, "scene": digest(token), "panels": {"output": ""}}
    reply = answered(message)
    assert reply.pop("ms", 0) >= 0
    assert reply == {"id": 7, "unknown": True}
    assert set(answered({**message, "token": token})["panels"]) == {"output"}
    assert set(answered(message)["panels"]) == {"output"}


def test_a_token_is_known_by_its_own_digest_alone() -> None:
    token = document.scene_to_token(apply(SCENE, SetInput(0, 0.654321)))
    made_up = "0" * 24
    message = {"id": 7, "scene": made_up, "panels": {"output": ""}, "token": token}
    assert "does not belong" in answered(message)["error"]
    assert known.scene_called(made_up) is None
    assert known.scene_called(digest(token)) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"panels": {"secrets": ""}}, "there is none called"),
        ({"panels": {"secrets": ""}, "draft": [GOOD]}, "there is none called"),
        ({"gestures": [{"edit": "explode"}]}, "there is none called"),
        ({"gestures": [{"target": "weight/0/0/99", "value": 1.0}]}, "there is no number 100"),
        ({"gestures": [{"target": "input/0", "value": 1e308}]}, "`float` <= 1e+300"),
        ({"gestures": [{"target": "input/0", "value": "nan"}]}, "expected something like"),
        ({"gestures": [{"target": "input/0", "value": True}]}, "not what this page sends"),
        ({"gestures": [{"target": "input/0"}]}, "expected a number, got none"),
        ({"gestures": [{"edit": "undo"}] * 300}, "`array` of length <= 256"),
        ({"draft": [GOOD] * 5}, "`array` of length <= 4"),
        ({"panels": {f"stage-{n}": "" for n in range(MOST_PANELS + 1)}}, "`object` of length <="),
        ({"panels": {"stage": "g"}}, "not what this page sends"),
        ({"panels": {"stage": "0" * 65}}, "not what this page sends"),
        ({"panels": {"stage": 1}}, "not what this page sends"),
        ({"scene": "0" * 23}, "not what this page sends"),
        ({"scene": "0" * 24 + "\n"}, "not what this page sends"),
        ({"token": "a b"}, "not what this page sends"),
        ({"view": {"numbers": ["z/0/0"] * 65}}, "`array` of length <= 64"),
        ({"gestures": [{"edit": "step", "value": "1" * 20_001}]}, "`str` of length <= 20000"),
        (
            {"gestures": [{"edit": "step", "value": "1" * 20_000}] * 2},
            "expected at most 32000 bytes",
        ),
        ({"view": {"theme": "neon"}}, "not what this page sends"),
        ({"extra": 1}, "not what this page sends"),
        ({"id": "one"}, "not what this page sends"),
    ],
    ids=range(23),
)
def test_what_cannot_be_gets_one_sentence(fields: dict[str, Any], words: str) -> None:
    reply = ask(**fields)
    assert words in reply["error"]
    assert "panels" not in reply
    assert "\n" not in reply["error"]
    assert len(reply["error"]) < 300


def test_too_large_a_message_is_not_even_parsed() -> None:
    reply = json.loads(respond(b"[" * (MAX_MESSAGE_BYTES + MAX_TABLE_TEXT + 1)))
    assert "expected at most" in reply["error"]


@given(st.one_of(st.binary(), st.text()))
def test_arbitrary_bytes_are_answered_with_an_error(text: str | bytes) -> None:
    assert "error" in json.loads(respond(text))


@settings(max_examples=300)
@given(st.integers(0, len(VALID) - 1), st.binary(max_size=3), st.integers(0, 4))
def test_mutations_of_a_valid_message_are_answered(at: int, put: bytes, gone: int) -> None:
    reply = json.loads(respond(VALID[:at] + put + VALID[at + gone :]))
    assert ("error" in reply) or ("panels" in reply) or reply.get("unknown")


_gestures = st.builds(
    Gesture,
    target=st.none() | st.text(max_size=20) | st.from_regex(r"\A[a-z]+(/\d{1,3}){1,3}\Z"),
    edit=st.none() | st.text(max_size=20) | st.sampled_from(
        ["add-neuron/0", "remove-neuron/0", "add-layer/1", "remove-layer/1", "add-input", "step/0",
         "randomise", "paste/weight/0/0/0", "activation/0", "select/layer/0", "switch/input/0"]
    ),
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_gestures, max_size=4), st.lists(_gestures, max_size=2))
def test_any_gestures_leave_a_whole_scene_or_an_error(
    gestures: list[Gesture], draft: list[Gesture]
) -> None:
    fields = msgspec.to_builtins({"gestures": gestures, "draft": draft})
    for first in range(0, len(NAMES), MOST_PANELS):
        reply = ask(panels=unheld(NAMES[first : first + MOST_PANELS]), **fields)
        assert ("error" in reply) != ("panels" in reply)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Scene]]:
    """What is drawn from now on; nothing is known of what was."""
    found: list[tuple[str, Scene]] = []

    def counted(renderer: Renderer) -> Renderer:
        def draw(scene: Scene, view: View) -> Panel:
            found.append((renderer.name, scene))
            return renderer.render(scene, view)

        return replace(renderer, render=draw)

    for name in ("stage", "neuron"):
        monkeypatch.setitem(PANELS, name, counted(PANELS[name]))
    known._panels.clear()
    return found


def test_what_is_done_is_drawn_once_for_all_who_ask(drawn: list[tuple[str, Scene]]) -> None:
    panels, gestures = unheld(["stage", "neuron"]), [GOOD] * 3
    reply = ask(panels=panels, gestures=gestures)
    assert sorted(name for name, _ in drawn) == ["neuron", "stage"]  # whole: they need no base
    drawn.clear()
    assert ask(panels=panels, gestures=gestures)["panels"] == reply["panels"]
    assert drawn == []
    held = {name: drawing["key"] for name, drawing in reply["panels"].items()}
    assert ask(panels=held, gestures=gestures)["panels"] == {}
    assert drawn == []


def test_what_is_under_way_is_drawn_once_an_ask_and_its_base_once(
    drawn: list[tuple[str, Scene]],
) -> None:
    base = content_key("stage", digest(document.scene_to_token(SCENE)), View())
    for _ in range(2):
        reply = ask(panels={"stage": base}, draft=[GOOD])
        assert reply["panels"]["stage"].keys() == {"base", "change"}
        assert reply["panels"]["stage"]["base"] == base
    assert [scene is SCENE for _, scene in drawn] == [False, True, False]


def test_a_draft_without_a_base_is_drawn_alone_and_becomes_one(
    drawn: list[tuple[str, Scene]],
) -> None:
    whole = ask(panels=unheld(["stage"]), draft=[GOOD])["panels"]["stage"]
    assert whole.keys() == {"key", "whole"}
    assert len(drawn) == 1
    more = ask(panels={"stage": whole["key"]}, draft=[{**GOOD, "value": 0.75}])["panels"]["stage"]
    assert more.keys() == {"base", "change"}
    assert len(drawn) == 2


def test_a_drag_sends_parts_and_traces_only() -> None:
    held = {name: each["key"] for name, each in ask()["panels"].items()}
    panels = ask(panels=held, draft=[GOOD])["panels"]
    assert {"stage", "inputs", "output", "matrices"} <= panels.keys()
    assert all(drawing.keys() == {"base", "change"} for drawing in panels.values())
    assert "head" not in panels["stage"]["change"]["parts"]


def test_no_step_shows_more_panels_than_a_message_may_ask_for() -> None:
    steps = [step for lesson in lessons() for step in lesson.steps]
    assert max(len({*step.content.panels, "numbers"}) for step in steps) <= MOST_PANELS
