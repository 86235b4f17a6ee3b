"""The route of the wire: who is answered, what is refused, and how much is too much."""

import json

import pytest

from playground.answers.answer import respond
from playground.limits import MAX_REFUSED
from playground.live.turns import Pace
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


def test_who_does_not_rest_is_read_when_they_should_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pace, "rest", lambda self, now: 0.2)
    under_way, done = (
        {"type": "websocket.receive", "text": json.dumps({**json.loads(VALID), "draft": draft})}
        for draft in ([{"target": "input/0", "value": 1.5}], [])
    )
    sent = converse(OURS, [done, under_way, under_way, done])
    rests = [json.loads(message["text"]).get("rest", 0) for message in sent[1:]]
    waited = [told - rest for told, rest in zip(rests, (0, 200, 200, 0), strict=True)]
    assert max(waited[:2]) < 100 < min(waited[2:])
