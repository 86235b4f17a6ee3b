"""What an application answers to a request over HTTP, without a server."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import streamlit
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DOCUMENT = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")


async def document(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer everything with Streamlit's own document."""
    await HTMLResponse(DOCUMENT)(scope, receive, send)


class Answered(NamedTuple):
    """An answer; of a header that was sent twice the last."""

    status: int
    headers: dict[str, str]
    body: bytes


def request(
    app: ASGIApp, path: str, told: Mapping[str, str] | None = None, **more: object
) -> Answered:
    """The answer to a GET with these headers; ``more`` goes into the scope."""
    return asyncio.run(requested(app, path, told, **more))


async def requested(
    app: ASGIApp, path: str, told: Mapping[str, str] | None = None, **more: object
) -> Answered:
    """The same, in an event loop that runs."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        # The version that says that a client which is gone is told by sending alone.
        "asgi": {"spec_version": "2.4"},
        "method": "GET",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in (told or {}).items()],
        **more,
    }
    await app(scope, receive, send)
    start, *rest = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answered(start["status"], headers, b"".join(each.get("body", b"") for each in rest))
