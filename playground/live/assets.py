"""Sends the front end's files small, once, and early: Streamlit sends its own uncompressed.

An ASGI middleware for requests of static files and the page's document. It

- sends each in Brotli or gzip, compressed once (`encoding.py`); what the page opens with is
  compressed when the server starts, so that not even the first visitor waits;
- sends the panels' modules as one file, and the sheets as one, under addresses that are others
  whenever what they say is (`files.py`), so that a browser keeps them and need not ask; the other
  files have a version (ETag), so that it asks whether they have changed and does not load them
  again; vendored ones, which change only with a release, rest for a day;
- tells the browser in the page's head which of the panels' files it will need, so that they come
  together with Streamlit's own and not after them.

A version is a weak one (``W/``): it names what a file says, whichever its coding.
"""

import asyncio
import re
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playground.live.encoding import Compressed, digest, named_folder, preferred
from playground.live.files import PANELS, VENDORED, VERSIONED, sent
from playground.live.head import is_known, with_early
from playground.live.headers import POLICY, policy_of
from playground.live.heap import settle
from playground.live.opening import LEARN, Opening, opening

COMPRESSIBLE = (".js", ".css", ".svg", ".json", ".map", ".ttf")
SMALLEST = 500  # bytes; below, a header costs more than it saves

_LINKED = re.compile(rb'(?:src|href)="\./((?:static|_stcore)/[^"?]+\.(?:js|css))[?"]')


class CompressedAssets:
    """Serve static files compressed, in the coding that a client prefers.

    ``base`` is the path that all of them are under, without slashes around it.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._root = f"/{base}/" if base else "/"
        self.compressed = Compressed(named_folder())
        self.warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but requests of static files."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, self._when_started(send))
        elif _wanted(scope):
            await self.app(_plain(scope), receive, _Whole(self.compressed, self._root, scope, send))
        else:
            await self.app(scope, receive, send)

    def _when_started(self, send: Send) -> Send:
        async def started(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self.warming = asyncio.create_task(self._warm())

        return started

    async def _warm(self) -> None:
        """Ask for the pages and what their head names, as a browser would: the course is read here,
        where nobody waits for it."""
        pages = "", LEARN
        linked = [_LINKED.findall(await self._get(self._root + page, "identity")) for page in pages]
        for path in (*pages, *dict.fromkeys(found.decode() for each in linked for found in each)):
            await self._get(self._root + path, "br")
        settle()

    async def _get(self, path: str, coding: str) -> bytes:
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
            "headers": [(b"host", b"localhost"), (b"accept-encoding", coding.encode())],
            "client": ("127.0.0.1", 0),
            "server": ("127.0.0.1", 0),
        }
        await self(scope, receive, send)
        return b"".join(body)


def _wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    path = scope["path"]
    if not (_is_page(path) or _is_compressible(path) or VENDORED in path):
        return False
    return "range" not in Headers(scope=scope)  # a part of a file is a part of it as it is


def _is_page(path: str) -> bool:
    """Whether this may be the page's own document: what a visitor downloads has a name."""
    *folders, name = path.split("/")
    return "." not in name and not {"static", "_stcore", "media"}.intersection(folders)


def _is_compressible(path: str) -> bool:
    """Whether this is a static file of a kind that compression makes smaller."""
    return ("/static/" in path or PANELS in path) and path.endswith(COMPRESSIBLE)


def _plain(scope: Scope) -> Scope:
    """A GET of the file as it is: Streamlit would compress some anew every time."""
    dropped = [b"accept-encoding"]
    if _is_page(scope["path"]):  # Streamlit does not know what becomes of its document
        dropped += [b"if-none-match", b"if-modified-since"]
    headers = [(key, value) for key, value in scope["headers"] if key not in dropped]
    return {**scope, "method": "GET", "headers": headers}


class _Whole:
    """Holds a response back until it is whole, and sends it compressed."""

    def __init__(self, compressed: Compressed, root: str, scope: Scope, send: Send) -> None:
        self.compressed = compressed
        self.root = root
        self.scope = scope
        self.asked = Headers(scope=scope)
        self.send = send
        self.start: Message = {}
        self.body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            if "accept-encoding" not in headers.get("vary", "").lower():
                headers.add_vary_header("Accept-Encoding")
            self.start = {**message, "headers": headers.raw}
            if self._passes(headers):
                await self.send(self.start)
        elif self._passes(Headers(raw=self.start["headers"])):
            await self.send(message)
        else:
            self.body.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._finish(b"".join(self.body))

    def _passes(self, headers: Headers) -> bool:
        """Whether this response goes on as it is: an error, a 304, or already compressed."""
        return self.start["status"] != 200 or "content-encoding" in headers

    async def _finish(self, body: bytes) -> None:
        path, status = self.scope["path"], 200
        headers = MutableHeaders(raw=self.start["headers"])
        is_ours = PANELS in path
        if _is_page(path) and is_known(body):
            body, is_ours = with_early(body, self._opening()), True
            del headers["last-modified"]
        elif (name := path.partition(PANELS)[2]) in VERSIONED:
            body = sent(name)[0].encode()
        if _is_page(path):  # while it can be read
            headers[POLICY] = policy_of(body)
        if is_ours:
            headers["etag"] = f'W/"{digest(body)}"'
            headers["cache-control"] = self._rest()
            if _names(self.asked.get("if-none-match", ""), headers["etag"]):
                status, body = 304, b""
        if status == 200:
            body = await self._encoded(body, headers)
            headers["content-length"] = str(len(body))
        else:
            del headers["content-length"]
        if self.scope["method"] == "HEAD":
            body = b""
        await self.send({**self.start, "status": status, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})

    def _opening(self) -> Opening | None:
        """What stands first on the page that is asked for."""
        query = self.scope["query_string"].decode("latin-1")
        return opening(self.scope["path"].removeprefix(self.root), dict(parse_qsl(query)))

    async def _encoded(self, body: bytes, headers: MutableHeaders) -> bytes:
        """``body`` in the coding that the client prefers, which ``headers`` will name."""
        path = self.scope["path"]
        coding = preferred(self.asked.get("accept-encoding", ""))
        if coding is None or len(body) < SMALLEST or not (_is_page(path) or _is_compressible(path)):
            return body
        headers["content-encoding"] = coding
        if headers.get("etag", "").startswith('"'):  # Streamlit's own, of the file as it is
            headers["etag"] = "W/" + headers["etag"]
        kept = self.compressed
        return await (kept.once if _is_page(path) else kept.get)(body, coding)

    def _rest(self) -> str:
        """For how long a browser may keep one of the panels' files without asking."""
        path, asked = self.scope["path"], self.scope["query_string"].decode("latin-1")
        name = path.partition(PANELS)[2]
        if name in VERSIONED and asked == f"v={sent(name)[1]}":
            return "public, max-age=31536000, immutable"
        return "public, max-age=86400" if VENDORED in path else "no-cache"


def _names(asked: str, etag: str) -> bool:
    """Whether an If-None-Match names this version (RFC 9110, 13.1.2: ``W/`` does not matter)."""
    return etag.removeprefix("W/") in [tag.strip().removeprefix("W/") for tag in asked.split(",")]
