"""What the server puts into the page's head, and into nothing else."""

import asyncio
import gzip
import re

import pytest
from starlette.responses import HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from playground.live.assets import EARLY, FRONTEND, LAZY, MODULES, CompressedAssets

#: A static import; one that is called, ``import("…")``, loads lazily.
IMPORT = re.compile(r'^(?:import|export)\b[^;(]*?"(\.[^"]+)";', re.MULTILINE)
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


def imported(entry: str) -> set[str]:
    """The files that a browser loads for a module, by following its imports."""
    found: set[str] = set()
    waiting = [FRONTEND / entry]
    while waiting:
        path = waiting.pop().resolve()
        name = path.relative_to(FRONTEND).as_posix()
        if name not in found:
            found.add(name)
            waiting += [path.parent / other for other in IMPORT.findall(path.read_text("utf-8"))]
    return found


def test_the_page_says_early_exactly_which_modules_it_will_load() -> None:
    assert sorted(MODULES) == sorted(imported("live.js"))


def test_a_lazy_module_is_one_that_nothing_loads_at_once() -> None:
    for name in LAZY:
        assert name in imported(name) - imported("live.js")
