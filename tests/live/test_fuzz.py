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
from playground.gesture import VERBS
from playground.history import History
from playground.live import component
from playground.live.answer import remember, respond
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Edit
from playground.session import Session
from tests.live.hostile_messages import DEEP, INDICES, NASTY, SCENES, TOKENS, messages, works
from tests.live.wire_client import OURS, converse


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


def check_wire(message: Any) -> None:
    """An answer, or an error of one sentence."""
    sent = converse(OURS, [{"type": "websocket.receive", "text": as_bytes(message)}])
    reply = json.loads(sent[1]["text"])
    if "error" in reply:
        assert is_sentence(reply["error"])
        assert "panels" not in reply
    else:
        assert "panels" in reply or reply["unknown"]


def check_session(work: Any, at: int, patch: pytest.MonkeyPatch) -> None:
    """The session takes it or says why not, and the page that follows can be drawn and sent."""
    session = Session(History(SCENES[at]), name="ours")
    patch.setattr(st, "session_state", {component.HUB_KEY: {"work": work}})
    visitor.receive(session)
    shown = session.shown()
    assert session.notice is None or is_sentence(session.notice.text)
    msgspec.json.encode(component.view_data(session.view))
    document.scene_from_token(document.scene_to_token(session.scene))
    drawn = ("stage", "inputs", "output", "neuron", "matrices", "numbers")
    for name in drawn if shown != SCENES[at] or session.view != View() else ():
        json.dumps(component.finite(PANELS[name](shown, session.view).as_data())).encode()


@settings(max_examples=300, derandomize=True)
@given(messages())
def test_the_wire_answers_anything(message: Any) -> None:
    check_wire(message)


@settings(max_examples=200, derandomize=True)
@given(works(), hs.integers(0, len(SCENES) - 1))
def test_the_session_takes_anything(work: Any, at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check_session(work, at, patch)


FIELDS = ["id", "scene", "panels", "view", "gestures", "full", "token", "other"]


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_a_message_holds_anything(field: str) -> None:
    frame = {"id": 1, "scene": remember(SCENES[0], TOKENS[0]), "panels": ["stage"]}
    for value in NASTY:
        check_wire({**frame, field: value})
        if field == "gestures":
            for name in ("target", "edit", "value"):
                whole = {"target": "input/0"} if name == "value" else {"value": 1}
                check_wire({**frame, "gestures": [{**whole, name: value}]})
        if field == "view":
            for name in ("theme", "widths", "phone", "calm", "speed", "stride", "numbers"):
                check_wire({**frame, "view": {name: value}})
            check_wire({**frame, "view": {"widths": {"stage": value}}})
            check_wire({**frame, "view": {"numbers": [value]}})


@pytest.mark.parametrize("verb", [*VERBS, "undo"])
def test_each_verb_acts_on_anything(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = {"id": 1, "scene": remember(SCENES[0], TOKENS[0]), "panels": ["numbers"]}
    for rest in ("", *INDICES, *(f"weight/0/0/{index}" for index in INDICES)):
        for value in (None, 1, "1"):
            gesture = {"edit": f"{verb}/{rest}" if rest else verb, "value": value}
            check_wire({**frame, "gestures": [gesture]})
    work = {"session": "ours", "view": {}}
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


@pytest.mark.parametrize("name", ["work", "session", "view", "gestures", "draft", "step", "store"])
def test_state_that_is_no_work_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {"session": "ours", "view": {}, "gestures": []}
    for value in NASTY:
        state = {"work": value} if name == "work" else {"work": {**whole, name: value}}
        session = Session(History(SCENES[0]), name="ours")
        monkeypatch.setattr(st, "session_state", {component.HUB_KEY: state})
        visitor.receive(session)
        assert session.notice is None or is_sentence(session.notice.text)
        assert session.notice or (name, type(value)) in TAKEN
        assert session.scene is SCENES[0]


#: What is no nonsense: a text to be kept, no draft, no gestures …
TAKEN = {
    *(("session", str), ("view", dict), ("gestures", list), ("draft", type(None))),
    *(("step", type(None)), ("step", dict), ("store", str), ("store", type(None))),
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
