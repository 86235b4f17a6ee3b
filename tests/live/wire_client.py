"""A client of the wire without a socket."""

import asyncio
from typing import Any

from starlette.websockets import WebSocket

from playground.live import route

OURS = {"host": "here.example:8501", "origin": "http://here.example:8501"}


def converse(headers: dict[str, str], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run the route against a client that sends ``messages``, and leaves when all are answered."""
    sent: list[dict[str, Any]] = []
    incoming = [
        {"type": "websocket.connect"},
        *messages,
        {"type": "websocket.disconnect", "code": 1000},
    ]

    async def receive() -> dict[str, Any]:
        while len(incoming) == 1 and len(sent) <= len(messages):
            await asyncio.sleep(0.001)  # what is computed for who has left, nobody answers
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
