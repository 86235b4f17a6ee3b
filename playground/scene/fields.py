"""What a field of a scene is: what it may hold, and how it is compared, written and read.

A field of ``Scene`` is one row with all of it: ``held(Number(default=1.0, low=0, high=2))``.
Whatever a scene passes through walks over these rows: equality, undo, documents, tokens and links.
As plain data a value is what JSON and MessagePack have; in a link it is text.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from msgspec import Meta

from playground.language import _
from playground.limits import MAX_DOCUMENT_BYTES, NetworkError, check_text, quoted
from playground.network import Network
from playground.notation import brief, exact, parse_number
from playground.packed.networks import Name

Token = Annotated[str, Meta(max_length=2 * MAX_DOCUMENT_BYTES)]  # which is base64
_MAX_WORD = 64  # characters: a rule, a seed and a comma between them


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a scene; what stands here is right where a value is its own plain data.

    ``content`` fields are what undo sees; the others are only how the scene is looked at. ``link``
    names the parameter of a link, "" if there is none. A document has it, if it is ``saved``, as
    ``document``, which is the scene's own ``name`` if nothing else is said.
    """

    of_network: ClassVar[bool] = False  # speaks of one network's parts, and of no other's
    listed: ClassVar[bool] = False  # a link can lose one of its names and keep the others
    heading: ClassVar[bool] = False  # stands at a document's head
    always: ClassVar[bool] = False  # stands in a scene's document even if it is as usual

    default: Any = None
    content: bool = False
    link: str = ""
    saved: bool = True
    document: str = ""
    name: str = ""  # of the scene's attribute; the scene fills it in

    def checked(self, value: Any, network: Network) -> Any:
        """The value as a scene of this network holds it. Raises NetworkError."""
        raise NotImplementedError

    def check_portable(self, value: Any) -> None:
        """Raise NetworkError if a scene may hold it, but no document, token or link."""

    def same(self, value: Any, other: Any) -> bool:
        """Whether two scenes are equal in it."""
        return bool(value == other)

    def content_of(self, value: Any) -> object:
        """What undo compares."""
        return value

    def to_plain(self, value: Any) -> Any:
        """The value as plain data."""
        return value

    def from_plain(self, plain: Any, network: Network) -> Any:
        """The value of plain data that has the type ``plain``. Raises NetworkError."""
        return plain

    @property
    def plain(self) -> Any:
        """Its type as JSON is decoded, with all bounds that need no network."""
        raise NotImplementedError

    @property
    def packed(self) -> Any:
        """Its type as a token is decoded."""
        return self.plain

    def to_packed(self, value: Any) -> Any:
        """The value as a token holds it."""
        return self.to_plain(value)

    def from_packed(self, packed: Any, network: Network) -> Any:
        """The value that a token holds. Raises NetworkError."""
        return self.from_plain(packed, network)

    def to_text(self, value: Any) -> str:
        """The value as a link holds it."""
        raise NotImplementedError

    def from_text(self, text: str) -> Any:
        """The value of a link, or one of its names where it is ``listed``. Raises NetworkError."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Controls(Field):
    """Some names of the ``choices``: of controls, or of groups of values."""

    listed = True
    default: Any = frozenset()
    choices: Collection[str]

    @property
    def plain(self) -> Any:
        return Annotated[list[Name], Meta(max_length=len(self.choices))]

    def checked(self, value: Iterable[str], network: Network) -> frozenset[str]:
        names = frozenset(value)
        if not names.issubset(self.choices):
            unknown = min(names.difference(self.choices))
            raise NetworkError(
                _("controls: there is none called {unknown}", unknown=quoted(unknown))
            )
        return names

    def to_plain(self, value: frozenset[str]) -> list[str]:
        return sorted(value)

    def to_text(self, value: frozenset[str]) -> str:
        return ",".join(sorted(value))

    def from_text(self, text: str) -> str:
        return text


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of the ``choices``."""

    plain = Name
    choices: Collection[str]

    def checked(self, value: str, network: Network) -> str:
        if value not in self.choices:
            known = " or ".join(self.choices)
            raise NetworkError(
                _(
                    "{name}: expected {known}, got {value}",
                    name=self.name,
                    known=known,
                    value=quoted(value),
                )
            )
        return value

    def to_text(self, value: str) -> str:
        return value

    def from_text(self, text: str) -> str:
        return text


@dataclass(frozen=True, kw_only=True)
class Word(Field):
    """A short text of a certain ``form``, a regular expression; ``examples`` are some."""

    plain = Annotated[str, Meta(max_length=_MAX_WORD)]
    form: str
    examples: tuple[str, ...]

    def checked(self, value: str, network: Network) -> str:
        if not re.fullmatch(self.form, value, re.ASCII):
            expected = " or ".join(filter(None, self.examples))
            raise NetworkError(
                _(
                    "{name}: expected something like {expected}, got {value}",
                    name=self.name,
                    expected=expected,
                    value=quoted(value),
                )
            )
        return value


@dataclass(frozen=True, kw_only=True)
class Origin(Word):
    """A word on where something came from: scenes that are alike but for it are equal."""

    def same(self, value: str, other: str) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number between two others."""

    low: float
    high: float

    @property
    def plain(self) -> Any:
        return Annotated[float, Meta(ge=self.low, le=self.high)]

    def checked(self, value: float, network: Network) -> float:
        if not self.low <= value <= self.high:
            raise NetworkError(
                _(
                    "{name}: expected {low} to {high}, got {value}",
                    name=self.name,
                    low=brief(self.low),
                    high=brief(self.high),
                    value=brief(value),
                )
            )
        return float(value)

    def to_text(self, value: float) -> str:
        return link_number(value)

    def from_text(self, text: str) -> float:
        return parse_number(text)


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number between two others."""

    low: int
    high: int

    @property
    def plain(self) -> Any:
        return Annotated[int, Meta(ge=self.low, le=self.high)]

    def checked(self, value: int, network: Network) -> int:
        if not self.low <= value <= self.high:
            raise NetworkError(
                _(
                    "{name}: expected {low} to {high}, got {value}",
                    name=self.name,
                    low=self.low,
                    high=self.high,
                    value=value,
                )
            )
        return value

    def to_text(self, value: int) -> str:
        return str(value)

    def from_text(self, text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text):
            raise NetworkError(_("expected a whole number, got {text}", text=quoted(text)))
        return int(text)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Text that the page shows, perhaps of several ``lines``."""

    heading = True
    default: Any = ""
    limit: int
    lines: bool = False

    @property
    def plain(self) -> Any:
        return Annotated[str, Meta(max_length=self.limit)]

    def checked(self, value: str, network: Network) -> str:
        return check_text(value, self.name, self.limit, self.lines)


def link_number(value: float) -> str:
    """The shortest text that reads back as the same float, for a link."""
    return exact(value).replace("e+", "e")  # a plus sign means a space in a query string
