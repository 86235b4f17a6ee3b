"""Sends the front end's files small, once, and early: Streamlit sends its own uncompressed.

An ASGI middleware for GET requests of static files. It

- compresses each file once, in a thread, and keeps the bytes; what the page opens with is
  compressed when the server starts, so that not even the first visitor waits;
- gives the panels' scripts an address that is another one whenever the script is (an import map in
  the page's head), so that a browser keeps them and need not ask; the other files have a version
  (ETag), so that it asks whether they have changed and does not load them again; vendored ones,
  which change only with a release, rest for a day;
- sends the sheet that the page loads together with those that it imports, as one file;
- tells the browser in the page's head which of the panels' files it will need, so that they come
  together with Streamlit's own and not after them.
"""

import asyncio
import gzip
import hashlib
import re
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playground.limits import MAX_COMPRESSED_BYTES
from playground.live.head import MODULES, PANELS, SHEET, VENDORED, version, whole_sheet, with_early

COMPRESSED = (".js", ".css", ".svg", ".json", ".map", ".ttf")
SMALLEST = 1_000  # bytes; below, a header costs more than it saves
LEVEL = 9  # it is done once

_LINKED = re.compile(rb'(?:src|href)="\./((?:static|_stcore)/[^"?]+\.(?:js|css))[?"]')


@dataclass(frozen=True)
class _File:
    body: bytes
    version: str
    encoding: str | None


class CompressedAssets:
    """Serve static files gzipped to those who accept it.

    ``base`` is the path that all of them are under, without slashes around it.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._root = f"/{base}/" if base else "/"
        self.kept: dict[tuple[str, str], _File] = {}
        self.warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but the static files of a browser that takes gzip."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, self._when_started(send))
        elif _wanted(scope):
            await self.app(_plain(scope), receive, _Compressor(self.kept, scope, send))
        else:
            await self.app(scope, receive, send)

    def _when_started(self, send: Send) -> Send:
        async def started(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self.warming = asyncio.create_task(self._warm())

        return started

    async def _warm(self) -> None:
        """Ask for the page and what its head names, as a browser would."""
        page = gzip.decompress(await self._get(self._root))
        for path in _LINKED.findall(page):
            await self._get(self._root + path.decode())

    async def _get(self, path: str) -> bytes:
        body: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            body.append(message.get("body", b""))

        scope = {
            "type": "http",
            # The version that says that a client which is gone is told by sending alone.
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
            "client": ("127.0.0.1", 0),
            "server": ("127.0.0.1", 0),
        }
        await self(scope, receive, send)
        return b"".join(body)


def _wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path = scope["path"]
    if not (path.endswith(COMPRESSED) or VENDORED in path or _is_page(path)):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _is_page(path: str) -> bool:
    """Whether this is the page's own document: what a visitor downloads has a name."""
    return path.endswith("/")


def _plain(scope: Scope) -> Scope:
    """The same request for the file as it is: Streamlit would compress some anew every time."""
    headers = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
    return {**scope, "headers": headers}


class _Compressor:
    """Holds a response back until it is whole, and sends it compressed."""

    def __init__(self, kept: dict[tuple[str, str], _File], scope: Scope, send: Send) -> None:
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
        if _is_page(self.scope["path"]):
            body = with_early(body)
        elif self.scope["path"].endswith(PANELS + SHEET):
            body = whole_sheet().encode()
        file = await self._file(body)
        if PANELS in self.scope["path"]:
            headers["etag"] = file.version
            headers["cache-control"] = self._rest()
            if Headers(scope=self.scope).get("if-none-match") == file.version:
                file = _File(b"", file.version, file.encoding)
                self.start = {**self.start, "status": 304}
        if file.encoding:
            headers["content-encoding"] = file.encoding
            headers.add_vary_header("Accept-Encoding")
        headers["content-length"] = str(len(file.body))
        await self.send({**self.start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": file.body})

    def _rest(self) -> str:
        """For how long a browser may keep one of the panels' files without asking."""
        path, asked = self.scope["path"], self.scope["query_string"].decode("latin-1")
        name = path.partition(PANELS)[2]
        if name in MODULES and asked == f"v={version(name)}":
            return "public, max-age=31536000, immutable"
        return "public, max-age=86400" if VENDORED in path else "no-cache"

    async def _file(self, body: bytes) -> _File:
        version = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        path = self.scope["path"]
        key = (path, version)
        if key in self.kept:
            return self.kept[key]
        if len(body) < SMALLEST or not (path.endswith(COMPRESSED) or _is_page(path)):
            return _File(body, version, None)
        file = _File(await asyncio.to_thread(gzip.compress, body, LEVEL), version, "gzip")
        if (
            sum(len(kept.body) for kept in self.kept.values()) + len(file.body)
            <= MAX_COMPRESSED_BYTES
        ):
            self.kept[key] = file
        return file
