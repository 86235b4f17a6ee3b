"""The wire: gestures add up, and nothing a client sends breaks it."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import document
from playground.gesture import Gesture
from playground.learner import lessons
from playground.limits import MAX_MESSAGE_BYTES
from playground.live.answer import digest, respond
from playground.panels import MOST_PANELS, PANELS
from playground.panels.panel import Panel, View
from playground.scene import Scene, SetInput, apply
from tests.live.wire_client import NAMES, SCENE, VALID, ask


def test_gestures_add_up_in_their_order() -> None:
    gestures = [
        {"edit": "add-neuron/0"},
        {"target": "weight/0/3/1", "value": "1/4"},
        {"edit": "select/neuron/0/3"},
    ]
    reply = ask(gestures=gestures)
    assert 'data-target="neuron/0/3"' in "".join(reply["panels"]["stage"]["parts"].values())
    assert 'data-value="0.25"' in "".join(reply["panels"]["stage"]["parts"].values())


def test_only_the_last_gesture_can_fail() -> None:
    bad = {"target": "weight/9/0/0", "value": 1.0}
    good = {"target": "input/0", "value": 0.5}
    assert "error" not in ask(gestures=[bad, good])
    assert "there is no number 10" in ask(gestures=[good, bad])["error"]


def test_an_unknown_scene_asks_for_its_token() -> None:
    scene = apply(SCENE, SetInput(0, 0.123456))
    token = document.scene_to_token(scene)
    message = {"id": 7, "scene": digest(token), "panels": ["output"]}
    reply = msgspec.json.decode(respond(msgspec.json.encode(message)))
    assert reply == {"id": 7, "scene": digest(token), "unknown": True}
    reply = msgspec.json.decode(respond(msgspec.json.encode({**message, "token": token})))
    assert set(reply["panels"]) == {"output"}
    reply = msgspec.json.decode(
        respond(msgspec.json.encode({**message, "scene": "0" * 24, "token": token}))
    )
    assert "does not belong" in reply["error"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"panels": ["secrets"]}, "there is none called"),
        ({"gestures": [{"edit": "explode"}]}, "there is none called"),
        ({"gestures": [{"target": "weight/0/0/99", "value": 1.0}]}, "there is no number 100"),
        ({"gestures": [{"target": "input/0", "value": 1e308}]}, "`float` <= 1e+300"),
        ({"gestures": [{"target": "input/0", "value": "nan"}]}, "expected something like"),
        ({"gestures": [{"target": "input/0", "value": True}]}, "not what this page sends"),
        ({"gestures": [{"target": "input/0"}]}, "expected a number, got none"),
        ({"gestures": [{"edit": "undo"}] * 300}, "`array` of length <= 256"),
        ({"panels": ["stage"] * (MOST_PANELS + 1)}, "`array` of length <= 8"),
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
)
def test_what_cannot_be_gets_one_sentence(fields: dict[str, Any], words: str) -> None:
    reply = ask(**fields)
    assert words in reply["error"]
    assert "panels" not in reply
    assert "\n" not in reply["error"]
    assert len(reply["error"]) < 300


def test_too_large_a_message_is_not_even_parsed() -> None:
    reply = json.loads(respond(b"[" * (MAX_MESSAGE_BYTES + 1)))
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
@given(st.lists(_gestures, max_size=4))
def test_any_gestures_leave_a_whole_scene_or_an_error(gestures: list[Gesture]) -> None:
    done = [msgspec.to_builtins(gesture) for gesture in gestures]
    for first in range(0, len(NAMES), MOST_PANELS):
        reply = ask(gestures=done, panels=NAMES[first : first + MOST_PANELS])
        assert ("error" in reply) != ("panels" in reply)


def test_a_panel_is_drawn_once_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[str, Scene]] = []

    def counted(name: str) -> Callable[[Scene, View], Panel]:
        render = PANELS[name]

        def draw(scene: Scene, view: View) -> Panel:
            drawn.append((name, scene))
            return render(scene, view)

        return draw

    for name in NAMES:
        monkeypatch.setitem(PANELS, name, counted(name))
    view = {"widths": {"stage": 777}}  # nothing is drawn for it yet
    gestures = [{"target": "input/0", "value": 0.31}] * 3
    twice = ["stage", "neuron", "stage", "stage"]
    reply = ask(panels=twice, view=view, gestures=gestures, full=True)
    assert sorted(name for name, _ in drawn) == ["neuron", "stage"]  # whole: they need no base
    assert "base" not in reply
    assert "full" not in reply
    drawn.clear()
    reply = ask(panels=twice, view=view, gestures=gestures, full=True)
    assert sorted(name for name, _ in drawn) == ["neuron", "neuron", "stage", "stage"]
    assert len({(name, id(scene)) for name, scene in drawn}) == 4  # the scene now, and its base
    assert set(reply["base"]) == {"neuron", "stage"}
    drawn.clear()
    ask(panels=["stage"] * MOST_PANELS, view=view)
    assert drawn == []  # what has not changed is its base, and that is known by now


def test_no_step_shows_more_panels_than_a_message_may_ask_for() -> None:
    steps = [step for lesson in lessons() for step in lesson.steps]
    assert max(len({*step.content.panels, "numbers"}) for step in steps) <= MOST_PANELS
