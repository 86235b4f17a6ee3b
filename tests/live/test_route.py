"""The route of the wire: who is answered, what is refused, and how much is too much."""

import json

import pytest

from playground.answers.answer import respond
from playground.limits import MAX_REFUSED
from tests.answers.asking import VALID
from tests.live.wire_client import OURS, converse


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "here.example", "origin": "http://there.example"},
        {"host": "here.example", "origin": "http://here.example.there.example"},
        {"host": "here.example", "origin": "null"},
        {"host": "here.example"},
    ],
)
def test_another_origin_is_refused(headers: dict[str, str]) -> None:
    sent = converse(headers, [{"type": "websocket.receive", "text": VALID.decode()}])
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_our_origin_is_answered() -> None:
    sent = converse(OURS, [{"type": "websocket.receive", "text": VALID.decode()}])
    assert sent[0]["type"] == "websocket.accept"
    answer, expected = json.loads(sent[1]["text"]), json.loads(respond(VALID))
    assert answer.pop("ms") > 0 < expected.pop("ms")
    assert answer == expected
    assert set(answer["panels"]) == {"output", "inputs"}


def test_binary_is_refused_and_the_next_text_still_answered() -> None:
    sent = converse(
        OURS,
        [
            {"type": "websocket.receive", "bytes": b"\x00\xff"},
            {"type": "websocket.receive", "text": VALID.decode()},
        ],
    )
    assert "error" in json.loads(sent[1]["text"])
    assert "panels" in json.loads(sent[2]["text"])


def test_what_no_page_sends_is_refused_and_in_the_end_closed() -> None:
    sent = converse(OURS, [{"type": "websocket.receive", "text": "{}"}] * 1000)
    assert sent[-1]["type"] == "websocket.close"
    assert len(sent) == 1 + MAX_REFUSED + 1
    assert all("not what this page sends" in message["text"] for message in sent[1:-1])
