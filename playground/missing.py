"""A table that a link or a file names and that this server does not know.

The browser is asked for it. Where that has not kept it either, the visitor is told, and may open
the table's own file: then everything that the link or the file said of it holds again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from playground import document
from playground.data.known import UnknownTableError
from playground.language import _, to_say
from playground.limits import PlaygroundError, refusal
from playground.report import Brought
from playground.scene import Scene, replace_scene
from playground.share import partly_read, scene_of

NO_TABLE = to_say(
    "The table of this network stayed in the browser that made it: open its file under Data, and "
    "its rows are here again."
)
Unread = Callable[[PlaygroundError], None]


class Lead(Protocol):
    """What leads to a scene and names its data."""

    @property
    def address(self) -> dict[str, str]:
        """What of it stands in the address."""

    @property
    def data(self) -> str:
        """The data, as a link writes them."""

    def scene(self, unread: Unread) -> Scene:
        """The scene, without what of it cannot be read."""


@dataclass(frozen=True)
class LinkLead:
    """The parameters of a link."""

    address: dict[str, str]

    @property
    def data(self) -> str:
        """The data, as a link writes them."""
        return self.address.get("data", "")

    def scene(self, unread: Unread) -> Scene:
        """The scene, without what of it cannot be read."""
        return scene_of(self.address, unread)


@dataclass(frozen=True)
class FileLead:
    """A document, as it came; the address tells nothing of it."""

    content: bytes

    @property
    def address(self) -> dict[str, str]:
        """Nothing."""
        return {}

    @property
    def data(self) -> str:
        """The data, as a link writes them."""
        return document.data_in(self.content)

    def scene(self, unread: Unread) -> Scene:
        """The scene, without what of it cannot be read."""
        return document.scene_from_json(self.content, unread)


@dataclass
class MissingTable:
    """What a session knows of the table that it misses.

    ``asked`` is the digest of the one that the browser is asked for, ``gone`` of one that it has
    not kept. ``lead`` names the table, ``without`` is the scene as that led to it, and ``nowhere``
    says that the browser has been asked in vain.
    """

    asked: str | None = None
    gone: str | None = None
    lead: Lead | None = None
    without: Scene | None = None
    nowhere: bool = False

    def forget(self) -> None:
        """Another scene is led to."""
        self.lead, self.nowhere = None, False

    def asks_for(self, error: PlaygroundError) -> bool:
        """Whether a table was missed that the browser may have: it is asked for it then."""
        if not isinstance(error, UnknownTableError) or error.digest == self.gone:
            return False
        self.asked = error.digest
        return True

    def led(self, lead: Lead, unread: Sequence[PlaygroundError], scene: Scene) -> str:
        """Note what has led to a scene; what is told of that which could not be read of it.

        Of a table nothing is told before the browser has said whether it has it.
        """
        self.without = scene
        if any(self.asks_for(error) for error in unread):
            self.lead, self.nowhere = lead, False
            return ""
        if any(isinstance(error, UnknownTableError) for error in unread):
            self.lead, self.nowhere = lead, True
            return NO_TABLE
        return partly_read(unread) if unread else ""

    def take(self, brought: Brought) -> str:
        """Take what the browser was asked for, or say why there is none."""
        self.asked = None
        try:
            told = _(NO_TABLE) if brought.table() is None else ""
        except PlaygroundError as error:
            told = refusal(error)
        if told:
            self.gone, self.nowhere = brought.digest, self.lead is not None
        return told

    def found(self, now: Scene) -> tuple[Scene, list[PlaygroundError]]:
        """The scene that was led to, whose table is known by now, and what else is unread of it.

        Where the page was edited meanwhile, the rows come to what is there ``now``.
        """
        assert self.lead is not None  # noqa: S101 - there is a table to be missed
        unread: list[PlaygroundError] = []
        scene = self.lead.scene(unread.append)
        if self.without is not None and now.same_content(self.without):
            return scene, unread
        here = replace_scene(now, row=None)
        return replace_scene(here, data=scene.data, row=scene.row), unread

    def awaited_link(self) -> dict[str, str]:
        """The link whose table the browser has yet to bring, or to say that it has not kept it."""
        return {} if self.lead is None or self.nowhere else self.lead.address

    def in_address(self) -> dict[str, str]:
        """What a link said of data that are nowhere: while it stands, a reload asks again."""
        if self.lead is None or not self.nowhere:
            return {}
        said = self.lead.address
        return {name: said[name] for name in ("data", "row") if name in said}
