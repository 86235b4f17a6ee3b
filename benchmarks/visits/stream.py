"""A session by Streamlit's own protocol: protobuf over ``/_stcore/stream``, as its page speaks it.

A run of the script is asked for with a ``BackMsg`` and ends with ``script_finished``. What the page
has to say is the state of the hub's component, in the widget states of that message.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import msgspec
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.visits.formats import Message, acknowledged, arrival, committed, hub_in, report

#: Streamlit takes the session's name from the third protocol; a new visitor has none.
PROTOCOLS = ("streamlit", "PLACEHOLDER_AUTH_TOKEN")


class UnansweredError(Exception):
    """The session has not done what a page waits for; the text says what."""


@dataclass(frozen=True)
class Commit:
    """One committed edit: milliseconds to its acknowledgement, and bytes until the run ended."""

    milliseconds: float
    bytes: int


class Counted(websockets.ClientConnection):
    """A connection that counts the bytes which come over it, as they are sent: compressed."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Some more have come."""
        self.received += len(data)
        super().data_received(data)


class StreamSession:
    """One visitor's session: the hub as it was last told, and what the page would keep."""

    def __init__(self, connection: websockets.ClientConnection, query: str) -> None:
        """Speak over ``connection``, about the link with the parameters ``query``."""
        self._connection = connection
        self._query = query
        self._script = ""  # the page's hash
        self._fragment = ""  # the one that the hub stands in
        self._hub_id = ""
        self._cached: list[str] = []  # messages that the page would keep, for the next run
        self._number = 0
        self._told = 0  # bytes, uncompressed
        self.hub: Message = {}

    async def load(self, patience: float) -> int:
        """What the page does at first; bytes received."""
        size = await self._run({}, "", patience)
        if not self._hub_id:
            raise UnansweredError("the page was drawn without its hub")
        first = arrival(self.hub)
        return size if first is None else size + await self._run(first, self._fragment, patience)

    async def commit(self, gestures: list[Message], patience: float) -> Commit:
        """Commit edits; UnansweredError if they are not acknowledged within ``patience`` seconds.

        The history is told in the page's address, as in the browser.
        """
        first, self._number = self._number + 1, self._number + len(gestures)
        done = report(self.hub, [committed(each, n) for n, each in enumerate(gestures, first)])
        start = time.perf_counter()
        seen: list[float] = []
        size = await self._run(done, self._fragment, patience, seen)
        if not seen:
            raise UnansweredError("a commit was not acknowledged by the run that it asked for")
        return Commit(1e3 * (seen[0] - start), size)

    async def _run(
        self, state: Message, fragment: str, patience: float, seen: list[float] | None = None
    ) -> int:
        """One run of the script; notes in ``seen`` when the last gesture was acknowledged."""
        await self._connection.send(self._back_message(state, fragment))
        self._cached, before = [], self._came
        until = time.perf_counter() + patience
        while (left := until - time.perf_counter()) > 0:
            try:
                data = await asyncio.wait_for(self._connection.recv(), left)
            except TimeoutError:
                break
            self._told += len(data)
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            self._take(message)
            if seen is not None and self.hub and acknowledged(self.hub) >= self._number:
                seen.append(time.perf_counter())
            if message.WhichOneof("type") == "script_finished" and _is_end(message):
                return self._came - before
        raise UnansweredError(f"no end of a run within {patience:.0f} s")

    @property
    def _came(self) -> int:
        """Bytes that have come so far, as they were sent where the connection counts them."""
        connection = self._connection
        return connection.received if isinstance(connection, Counted) else self._told

    def _back_message(self, state: Message, fragment: str) -> bytes:
        back = BackMsg()
        client = back.rerun_script
        client.query_string = self._query
        client.page_script_hash = self._script
        client.fragment_id = fragment
        client.cached_message_hashes.extend(self._cached)
        client.context_info.timezone = "UTC"
        client.context_info.locale = "en-GB"
        client.context_info.color_scheme = "light"
        if state:
            widget = client.widget_states.widgets.add()
            widget.id, widget.json_value = self._hub_id, msgspec.json.encode(state).decode()
        return back.SerializeToString()

    def _take(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self._cached.append(message.hash)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            self._take_delta(message.delta)

    def _take_delta(self, delta: Delta) -> None:
        element = delta.new_element
        if element.WhichOneof("type") != "bidi_component":
            return
        component = element.bidi_component
        data: Any = msgspec.json.decode(component.json or "null")
        hub = hub_in(data)
        if hub is not None:
            self.hub, self._hub_id, self._fragment = hub, component.id, delta.fragment_id


def _is_end(message: ForwardMsg) -> bool:
    """Whether the run has ended, and not only made way for the next one."""
    return message.script_finished in (
        ForwardMsg.FINISHED_SUCCESSFULLY,
        ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    )


@contextlib.asynccontextmanager
async def session(url: str, query: str) -> AsyncIterator[StreamSession]:
    """A session of the server at ``url`` about a link's parameters, not yet loaded."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    protocols = [websockets.Subprotocol(name) for name in PROTOCOLS]
    async with websockets.connect(
        address, origin=websockets.Origin(url), subprotocols=protocols, max_size=None,
        open_timeout=120, ping_timeout=None, create_connection=Counted,
    ) as connection:  # fmt: skip
        yield StreamSession(connection, query)
