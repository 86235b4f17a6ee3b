"""What the server puts into the page's head, and into nothing else."""

import asyncio
import gzip

import pytest
from starlette.responses import HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from playground.live.assets import EARLY, CompressedAssets

DOCUMENT = "<!doctype html><html><head></head><body>" + "x" * 2_000 + "</body></html>"


def answered(path: str) -> str:
    """The document that a browser gets which takes gzip."""
    body: list[bytes] = []
    headers: dict[bytes, bytes] = {}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        headers.update(message.get("headers", []))
        body.append(message.get("body", b""))

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await HTMLResponse(DOCUMENT)(scope, receive, send)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [(b"accept-encoding", b"gzip")],
    }
    asyncio.run(CompressedAssets(inner)(scope, receive, send))
    got = b"".join(body)
    return (gzip.decompress(got) if b"content-encoding" in headers else got).decode()


@pytest.mark.parametrize("path", ["/", "/lab/mlp/"])
def test_the_page_says_early_what_it_will_need(path: str) -> None:
    assert EARLY.decode() in answered(path)


@pytest.mark.parametrize("path", ["/media/0a1b.html", "/lab/mlp/media/0a1b.html", "/media/0a1b"])
def test_a_downloaded_document_stays_as_it_was_made(path: str) -> None:
    assert answered(path) == DOCUMENT
