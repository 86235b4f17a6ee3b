"""What a browser reports of its visit: gestures that are done or under way, and what it remembers.

A report is written by the client: ``decode`` checks it like any upload.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from playground import document
from playground.answers.known import digest
from playground.answers.message import Ask
from playground.data import Table
from playground.data.written import read_table_text
from playground.gesture import Count, Gesture
from playground.history import History
from playground.limits import (
    MAX_MESSAGE_BYTES,
    MAX_PENDING,
    MAX_REMEMBERED,
    MAX_STORED,
    MAX_TABLE_TEXT,
    MAX_UNDO,
    DataError,
    reason,
)
from playground.network import NetworkError
from playground.scene import Scene

_Name = Annotated[str, Meta(max_length=32)]
_Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{24}\Z")]
_Table = Annotated[str, Meta(max_length=MAX_TABLE_TEXT, pattern=r"^[A-Za-z0-9_-]*\Z")]
_Token = Annotated[str, Meta(max_length=MAX_MESSAGE_BYTES, pattern=r"^[A-Za-z0-9_-]*\Z")]


class Committed(Gesture, frozen=True, kw_only=True):
    """A gesture that is done, and its number in the order of this session's."""

    seq: Count


class Memory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser remembers of its visit, for a server that has forgotten it.

    ``scenes`` are the tokens of the history's scenes, of which number ``at`` is the present one.
    """

    visit: _Name
    session: _Name
    ack: Count
    scenes: Annotated[list[_Token], Meta(max_length=2 * MAX_UNDO)]
    at: Count

    def history(self) -> History:
        """The history that it remembers. Raises NetworkError."""
        if not 0 <= self.at < len(self.scenes):
            raise NetworkError("memory: the present scene is none of those that came")
        if sum(map(len, self.scenes)) > MAX_REMEMBERED:
            raise NetworkError(f"memory: expected at most {MAX_REMEMBERED} characters, got more")
        scenes = [document.scene_from_token(token) for token in self.scenes]
        past, future = scenes[: self.at], scenes[self.at + 1 :]
        return History(scenes[self.at], tuple(past), tuple(future))


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser has kept of a scene that is too large for its link.

    ``digest`` is what the link names, ``token`` the scene, or ``None`` if it is not there.
    """

    digest: _Digest
    token: _Token | None

    def scene(self) -> Scene | None:
        """The scene, if it is there. Raises NetworkError."""
        if self.token is None:
            return None
        if digest(self.token) != self.digest:
            raise NetworkError("kept: the token does not belong to its digest")
        return document.scene_from_token(self.token)


class Brought(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table that the session asks for: its ``digest``, and ``text`` if the browser has it."""

    digest: _Digest
    text: _Table | None

    def table(self) -> Table | None:
        """The table, if it is there. Raises DataError."""
        if self.text is None:
            return None
        table = read_table_text(self.text)
        if table.digest != self.digest:
            raise DataError("data: the table does not belong to its digest")
        return table


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the browser has done since the session last acknowledged.

    Where there is no wire, ``ask`` says what it wants to see.
    """

    session: Annotated[str, Meta(max_length=64)]
    gestures: Annotated[list[Committed], Meta(max_length=MAX_PENDING)]
    ask: Ask | None = None
    store: Annotated[str, Meta(max_length=MAX_STORED)] | None = None
    memory: Memory | None = None
    kept: Kept | None = None  # what the session has asked for
    table: Brought | None = None  # the table that it has asked for
    lacks: _Digest | None = None  # the scene's table, if this browser has not kept it yet
    noticed: _Name | None = None  # the last notice that was shown


class _HubState(msgspec.Struct, frozen=True):
    """The hub's state in the session state, where the browser puts its report."""

    work: Report


def decode(state: object) -> Report:
    """The report in the hub's state. Raises NetworkError for anything else."""
    try:
        return msgspec.convert(state, _HubState).work
    except (msgspec.ValidationError, UnicodeError, RecursionError) as error:
        raise NetworkError(reason(error)) from error
