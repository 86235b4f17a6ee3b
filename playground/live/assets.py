"""Compresses the front end's files, each once: Streamlit sends its own uncompressed.

An ASGI middleware for GET requests of static files. The compressed bytes are kept, so that only a
file's first visitor waits for the compression, in a thread.
"""

import asyncio
import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMPRESSED = (".js", ".css", ".svg", ".json", ".html", ".map", ".ttf")
SMALLEST = 1_000  # bytes; below, a header costs more than it saves
MOST_KEPT = 64_000_000  # bytes of compressed files
LEVEL = 9  # it is done once


class CompressedAssets:
    """Serve static files gzipped to those who accept it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but the static files of a browser that takes gzip."""
        if not _wanted(scope):
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Compressor(self._kept, scope, send))


def _wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path = scope["path"]
    if not path.endswith(COMPRESSED) and path.rsplit("/", 1)[-1] != "":
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


class _Compressor:
    """Holds a response back until it is whole, and sends it compressed."""

    def __init__(self, kept: dict[tuple[str, str], bytes], scope: Scope, send: Send) -> None:
        self.kept = kept
        self.scope = scope
        self.send = send
        self.start: Message = {}
        self.body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        if self.start["status"] != 200 or "content-encoding" in Headers(raw=self.start["headers"]):
            await self._send_start()
            await self.send(message)
            return
        self.body.append(message.get("body", b""))
        if not message.get("more_body", False):
            await self._finish(b"".join(self.body))

    async def _send_start(self) -> None:
        if self.start["type"]:
            await self.send(self.start)
            self.start = {**self.start, "type": ""}

    async def _finish(self, body: bytes) -> None:
        headers = MutableHeaders(raw=self.start["headers"])
        if len(body) >= SMALLEST:
            body = await self._compressed(body, headers.get("etag", str(len(body))))
            headers["content-encoding"] = "gzip"
            headers["content-length"] = str(len(body))
            headers.add_vary_header("Accept-Encoding")
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})

    async def _compressed(self, body: bytes, version: str) -> bytes:
        key = (self.scope["path"], version)
        if key not in self.kept:
            packed = await asyncio.to_thread(gzip.compress, body, LEVEL)
            if sum(map(len, self.kept.values())) + len(packed) > MOST_KEPT:
                return packed
            self.kept[key] = packed
        return self.kept[key]
