"""Whatever a browser sends, by either way in, it gets an answer or one sentence, and no warning."""

import json
import math
from typing import Any, get_args

import msgspec
import pytest
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as hs

from playground import document, visitor
from playground.answers.answer import respond
from playground.answers.cost import is_dear
from playground.answers.message import heading
from playground.gesture import VERBS
from playground.history import History
from playground.live import component
from playground.scene import Edit
from playground.session import Session
from tests.live.hostile_messages import DEEP, INDICES, NAMES, NASTY, SCENES, asks, works


def as_bytes(value: Any) -> str:
    """JSON as a hostile client writes it: escapes for halves of surrogate pairs, and NaN."""
    try:
        return json.dumps(value)
    except ValueError:  # Python does not write the longest numbers
        return json.dumps(_short(value)).replace('"LONG"', "9" * 5000)


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _short(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_short(each) for each in value]
    long = isinstance(value, int) and abs(value) > 10**4000
    return "LONG" if long else value


def is_sentence(text: object) -> bool:
    """One line that a page can show, and no more than that."""
    return isinstance(text, str) and text.isprintable() and 0 < len(text) < 400


def check_session(work: Any, at: int, patch: pytest.MonkeyPatch) -> None:
    """The session takes it or says why not, and what the hub then tells can be sent."""
    session = Session(History(SCENES[at]), name="ours")
    patch.setattr(st, "session_state", {component.HUB_KEY: {"work": work}})
    visitor.receive(session)
    assert session.notice is None or is_sentence(session.notice.text)
    document.scene_from_token(document.scene_to_token(session.scene))
    told = {**component._of_session(session), **component._of_scene(session)}
    json.dumps(told, allow_nan=False).encode()
    assert (told["answer"] is None) == (session.ask is None)
    if told["answer"] is not None:
        check_answer(json.loads(told["answer"]))


def check_answer(reply: dict[str, Any]) -> None:
    """Panels, or an error of one sentence."""
    if "error" in reply:
        assert is_sentence(reply["error"])
        assert "panels" not in reply
    else:
        assert "panels" in reply or reply["unknown"]


def check_wire(message: Any) -> None:
    text = as_bytes(message)
    is_dear(text, heading(text))
    check_answer(json.loads(respond(text)))


@settings(max_examples=60, derandomize=True)
@given(asks())
def test_the_wire_answers_anything(message: Any) -> None:
    check_wire(message)


@settings(max_examples=60, derandomize=True)
@given(works(), hs.integers(0, len(SCENES) - 1))
def test_the_session_takes_anything(work: Any, at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check_session(work, at, patch)


@settings(max_examples=30, derandomize=True)
@given(asks(), hs.integers(0, len(SCENES) - 1))
def test_the_session_answers_anything(ask: Any, at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check_session({"session": "ours", "gestures": [], "ask": ask}, at, patch)


FIELDS = ["id", "scene", "panels", "view", "gestures", "draft", "token", "other"]
ASK: dict[str, Any] = {"id": 1, "scene": NAMES[0], "panels": {"stage": ""}}


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_a_message_holds_anything(field: str) -> None:
    for value in NASTY:
        check_wire({**ASK, field: value})
        if field in {"gestures", "draft"}:
            for name in ("target", "edit", "value"):
                whole = {"target": "input/0"} if name == "value" else {"value": 1}
                check_wire({**ASK, field: [{**whole, name: value}]})
        if field == "panels":
            check_wire({**ASK, "panels": {"stage": value}})
        if field == "view":
            for name in ("theme", "widths", "phone", "calm", "speed", "stride", "numbers", "redo"):
                check_wire({**ASK, "view": {name: value}})
            check_wire({**ASK, "view": {"widths": {"stage": value}}})
            check_wire({**ASK, "view": {"numbers": [value]}})


@pytest.mark.parametrize("verb", [*VERBS, "undo"])
def test_each_verb_acts_on_anything(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = {**ASK, "panels": {"numbers": ""}}
    for rest in ("", *INDICES, *(f"weight/0/0/{index}" for index in INDICES)):
        for value in (None, 1, "1"):
            gesture = {"edit": f"{verb}/{rest}" if rest else verb, "value": value}
            check_wire({**frame, "gestures": [gesture]})
    work = {"session": "ours"}
    for rest in ("", "/0"):
        for value in NASTY:
            gesture = {"edit": verb + rest, "value": value}
            check_wire({**frame, "gestures": [gesture]})
            check_session({**work, "gestures": [{**gesture, "seq": 1}]}, 0, monkeypatch)


@pytest.mark.parametrize(
    "text", ["[" * DEEP, '{"id":' + "[" * DEEP, '"\ud800"', "\x00", '{"a\\n":1}']
)
def test_what_is_no_message_gets_a_sentence(text: str) -> None:
    reply = json.loads(respond(text))
    assert is_sentence(reply["error"])


PARTS = ["work", "session", "gestures", "ask", "store", "memory", "noticed", "kept", "draft"]


@pytest.mark.parametrize("name", PARTS)
def test_state_that_is_no_work_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {"session": "ours", "gestures": []}
    for value in NASTY:
        state = {"work": value} if name == "work" else {"work": {**whole, name: value}}
        session = Session(History(SCENES[0]), name="ours")
        monkeypatch.setattr(st, "session_state", {component.HUB_KEY: state})
        visitor.receive(session)
        assert session.notice is None or is_sentence(session.notice.text)
        assert session.notice or (name, type(value)) in TAKEN
        assert session.scene is SCENES[0]


#: What is no nonsense: a text to be kept, nothing to be asked, no gestures …
TAKEN = {
    *(("session", str), ("gestures", list), ("ask", type(None)), ("noticed", str)),
    *(("store", str), ("store", type(None)), ("memory", type(None)), ("noticed", type(None))),
    ("kept", type(None)),
}


@pytest.mark.parametrize("edit", get_args(Edit), ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("value", [10**4299, -(10**5000), 2**63, -1, 1e308, math.nan], ids=range(6))
def test_no_number_of_an_edit_is_boundless(edit: type, value: float) -> None:
    """Edits travel with the lessons, and are decoded like anything else."""
    kinds = {"layer", "neuron", "source", "index", "seed", "step"}
    tag = edit.__struct_config__.tag  # type: ignore[attr-defined]
    for field in edit.__struct_fields__:  # type: ignore[attr-defined]
        if field in kinds or (field in {"value", "alpha"} and not abs(value) < 2**64):
            with pytest.raises(msgspec.ValidationError, match=rf"\$\.{field}"):
                msgspec.convert({"edit": tag, field: value}, Edit)
