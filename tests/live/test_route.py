"""The route of the wire: who is answered, what is refused, and how much is too much."""

import json

import pytest

from playground.limits import MAX_BURST
from playground.live import route
from playground.live.answer import respond
from tests.live.wire_client import OURS, VALID, converse


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
    respond(VALID)  # who asks first is sent all that this server has not drawn before
    sent = converse(OURS, [{"type": "websocket.receive", "text": VALID.decode()}])
    assert sent[0]["type"] == "websocket.accept"
    assert sent[1]["text"] == respond(VALID).decode(), "what is tested here is what the route runs"
    assert set(json.loads(sent[1]["text"])["panels"]) == {"output", "inputs"}


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


def test_a_flood_is_refused_and_in_the_end_closed() -> None:
    flood = [{"type": "websocket.receive", "text": "{}"}] * 1000
    sent = converse(OURS, flood)
    assert sent[-1]["type"] == "websocket.close"
    assert any("too many" in message.get("text", "") for message in sent)


def test_the_meter_refills_with_time() -> None:
    meter = route.Meter(0.0)
    assert all(meter.allows(0.0) for _ in range(int(MAX_BURST)))
    assert not meter.allows(0.0)
    assert meter.allows(1.0)
