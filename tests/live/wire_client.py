"""A client of the wire without a socket: what it asks, and a message that is valid."""

import asyncio
from typing import Any

import msgspec
from starlette.websockets import WebSocket

from playground import document, presets
from playground.live import route
from playground.live.answer import digest, remember, respond
from playground.panels import MOST_PANELS, PANELS
from playground.scene import Scene

SCENE = presets.load("body-size")
TOKEN = document.scene_to_token(SCENE)
NAMES = list(PANELS)
PAGE = NAMES[:MOST_PANELS]
OURS = {"host": "here.example:8501", "origin": "http://here.example:8501"}


def ask(scene: Scene = SCENE, **fields: Any) -> dict[str, Any]:
    name = remember(scene, document.scene_to_token(scene))
    message = {"id": 1, "scene": name, "panels": PAGE, **fields}
    return msgspec.json.decode(respond(msgspec.json.encode(message)))


VALID = msgspec.json.encode(
    {
        "id": 3,
        "scene": digest(TOKEN),
        "token": TOKEN,
        "panels": ["output", "inputs"],
        "gestures": [{"target": "input/0", "value": 0.25}, {"edit": "select/neuron/0/1"}],
        "view": {"theme": "dark", "widths": {"stage": 900}},
        "full": True,
    }
)


def converse(headers: dict[str, str], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run the route against a client that sends ``messages`` and leaves."""
    sent: list[dict[str, Any]] = []
    incoming = [
        {"type": "websocket.connect"},
        *messages,
        {"type": "websocket.disconnect", "code": 1000},
    ]

    async def receive() -> dict[str, Any]:
        return incoming.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "path": "/live",
        "query_string": b"",
        "extensions": {},
    }
    asyncio.run(route.serve(WebSocket(scope, receive, send)))
    return sent
