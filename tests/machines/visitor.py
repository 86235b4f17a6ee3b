"""A visitor without a browser who is given a replica, loses it, and comes back by another.

What a browser does of itself is done here: it keeps cookies, remembers the tokens of the history's
scenes (``live/frontend/carrier/memory.js``), and gives both back to a server that does not know it.
"""

import asyncio
import contextlib
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine
from http.cookies import SimpleCookie
from typing import Any, TypeVar

import websockets
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.visits.draggers import Wire, wire
from benchmarks.visits.formats import Message, committed, dragged, report
from benchmarks.visits.stream import PROTOCOLS, StreamSession

PATIENCE = 60.0  # seconds
PAUSE = 0.05  # before another attempt; a browser takes longer
LOST = (websockets.WebSocketException, OSError, EOFError)
STEP = 0.25  # between two edits, or two steps of a drag
T = TypeVar("T")


class Cookies:
    """What a browser keeps for an address."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def keep(self, told: list[str]) -> None:
        """Take ``Set-Cookie`` headers."""
        for each in told:
            self.kept |= {name: morsel.value for name, morsel in SimpleCookie(each).items()}

    @property
    def header(self) -> dict[str, str]:
        """The header of a request."""
        said = "; ".join(f"{name}={value}" for name, value in self.kept.items())
        return {"Cookie": said} if said else {}

    def ask(self, url: str, method: str = "GET", data: bytes | None = None, **headers: str) -> int:
        """Make a request; its status."""
        given = {name.replace("_", "-"): value for name, value in headers.items()} | self.header
        request = urllib.request.Request(url, data, given, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                self.keep(answer.headers.get_all("Set-Cookie") or [])
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


class Session(StreamSession):
    """A session that remembers what memory.js does, and what Streamlit calls it."""

    def __init__(self, connection: websockets.ClientConnection, query: str) -> None:
        super().__init__(connection, query)
        self.name = ""
        self.scenes: dict[int, str] = {}

    def _take(self, message: ForwardMsg) -> None:
        super()._take(message)
        if message.WhichOneof("type") == "new_session":
            self.name = message.new_session.initialize.session_id
        if self.hub:
            history = self.hub["history"]
            self.scenes |= {int(number): token for number, token in history["new"].items()}
            self.scenes[history["at"]] = self.hub["token"]

    def memory(self) -> Message:
        """What a server that has forgotten this visit is told (``Recovery.told``)."""
        hub, numbers = self.hub, sorted(self.scenes)
        return {
            **{name: hub[name] for name in ("visit", "session", "ack")},
            "scenes": [self.scenes[number] for number in numbers],
            "at": numbers.index(hub["history"]["at"]),
        }

    async def recall(self, memory: Message, done: list[Message]) -> None:
        """Tell a fresh session of the visit, and what was done and never acknowledged."""
        told = report({"session": memory["session"]}, done)
        told["work"]["memory"] = memory
        await self._run(told, self._fragment, PATIENCE)


class Visitor:
    """One learner: a session through the address that all share."""

    def __init__(self, url: str, query: str) -> None:
        self.url, self.query = url, query
        self.cookies = Cookies()
        self.steps = 0  # that were answered, also under this name in Dragger
        self.losses = 0
        self.number = 0  # of the last edit
        self.committed: list[Message] = []
        self.session: Session | None = None
        self._stack = contextlib.AsyncExitStack()

    @property
    def replica(self) -> str:
        """Which replica the cookie names."""
        return self.cookies.kept["playground"]

    @property
    def hub(self) -> Message:
        """What the session has told last."""
        assert self.session is not None
        return self.session.hub

    async def open(self) -> None:
        """Open the page: its document, and then its socket."""
        await asyncio.to_thread(self.cookies.ask, f"{self.url}/?{self.query}")
        await self._connect()

    async def _connect(self) -> None:
        connection = await self._stack.enter_async_context(
            websockets.connect(
                self.url.replace("http", "ws", 1) + "/_stcore/stream",
                origin=websockets.Origin(self.url),
                subprotocols=[websockets.Subprotocol(name) for name in PROTOCOLS],
                additional_headers=self.cookies.header,
                max_size=None,
                open_timeout=PATIENCE,
                ping_timeout=None,
            )
        )
        assert connection.response is not None
        self.cookies.keep(connection.response.headers.get_all("Set-Cookie"))
        self.session = Session(connection, self.query)
        await self.session.load(PATIENCE)

    async def edit(self, target: str, value: float) -> None:
        """Commit an edit; the session may be lost over it."""
        assert self.session is not None
        self.number += 1
        self.committed = [committed(dragged(target, value), self.number)]
        await self.session.commit([dragged(target, value)], PATIENCE)
        self.committed = []
        self.steps += 1

    async def come_back(self) -> None:
        """After a loss: another session, which is told of the visit."""
        assert self.session is not None
        self.losses += 1
        memory = self.session.memory()
        await again(self._connect)
        await self.session.recall(memory, self.committed)
        self.session._number, self.committed = self.number, []

    async def upload(self) -> int:
        """Send a file as the page does, where the session lives; the status."""
        assert self.session is not None
        address = f"{self.url}/_stcore/upload_file/{self.session.name}/a-file"
        await asyncio.to_thread(self.cookies.ask, f"{self.url}/_stcore/host-config")
        await asyncio.to_thread(self.cookies.ask, f"{self.url}/_stcore/health")
        body = (
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n'
            b"Content-Type: application/json\r\n\r\n{}\r\n--edge--\r\n"
        )
        return await asyncio.to_thread(
            self.cookies.ask,
            address,
            "PUT",
            body,
            Content_Type="multipart/form-data; boundary=edge",
            X_Xsrftoken=self.cookies.kept["_streamlit_xsrf"],
            Origin=self.url,
        )

    async def leave(self) -> None:
        """Close the page."""
        with contextlib.suppress(*LOST):
            await self._stack.aclose()


class Dragger:
    """One learner's wire, which is opened again whenever it is lost."""

    def __init__(self, url: str, hub: Message) -> None:
        self.url, self.hub = url, hub
        self.steps = self.losses = 0

    async def seen(self, draft: list[Message], view: Message) -> Message:
        """All panels of the scene with what is under way, whichever replica draws them."""
        async with wire(self.url) as connection:
            return comparable(await Wire(connection).see(self.hub, draft, view, PATIENCE))

    async def drag(self, until: asyncio.Event) -> None:
        """Drag on and on; a step that was lost is done again."""
        while not until.is_set():
            try:
                async with wire(self.url) as connection:
                    drags = Wire(connection)
                    while not until.is_set():
                        await drags.drag(self.hub, PATIENCE)
                        self.steps += 1
                        await asyncio.sleep(STEP)
            except LOST:
                self.losses += 1
                await asyncio.sleep(PAUSE)


def comparable(answer: Message) -> Message:
    """An answer without what no two have in common: its number, its time and what follows of it."""
    return {name: value for name, value in answer.items() if name not in ("id", "ms", "rest")}


async def again(attempt: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Try until it works, as a browser does, for a while."""
    until = asyncio.get_running_loop().time() + PATIENCE
    while True:
        try:
            return await attempt()
        except LOST:
            if asyncio.get_running_loop().time() > until:
                raise
            await asyncio.sleep(PAUSE)
