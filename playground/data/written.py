"""A dataset as one text, the same in documents, tokens and links.

First the source: a built-in set or a formula by its own text (``moons,n=300``), a small table
itself (``~`` and base64url), a larger one by its digest (``@`` and 24 hexadecimal digits). Then
what its plan has otherwise than usual: ``;scaling=none;seed=4``. Names are percent-encoded.
"""

import base64
import dataclasses
import re
from typing import Any, Protocol, cast
from urllib.parse import quote, unquote
from weakref import WeakValueDictionary

import msgspec

from playground.cache import cached
from playground.data.dataset import Dataset, Source
from playground.data.known import remember, table_called
from playground.data.plan import Plan
from playground.data.sources import parse_source
from playground.data.table import Table
from playground.language import _, grouped
from playground.limits import (
    MAX_INLINE_TABLE,
    MAX_TABLE_TEXT,
    MAX_WRITTEN_DATA,
    DataError,
    quoted,
    reason,
)

_HERE = "~"
_ELSEWHERE = "@"
_DIGEST = re.compile(r"[0-9a-f]{24}")
#: Those in use, by digest: a class that has the same rows has them once.
_alive: WeakValueDictionary[str, Dataset] = WeakValueDictionary()


class Named(Source, Protocol):
    """A source that has a text of its own, and a plan by which it is read as a rule."""

    @property
    def text(self) -> str:
        """What names it in a link."""

    @property
    def plan(self) -> Plan:
        """What a network reads of it where nothing else is chosen."""


def written(dataset: Dataset) -> str:
    """The dataset as text, of which ``dataset_of`` makes it again."""
    usual = _usual(dataset.source)
    parts = [_source(dataset.source)]
    for field in dataclasses.fields(Plan):
        value = getattr(dataset.plan, field.name)
        if usual is None or value != getattr(usual, field.name):
            parts.append(f"{field.name}={_text(value)}")
    return ";".join(parts)


def dataset_of(text: str) -> Dataset:
    """The dataset of a text. Raises DataError, an UnknownTableError for a table not known here."""
    name, *parts = _checked(text).split(";")
    source = _read_source(name)
    made = Dataset(source, _plan(parts, _usual(source)))
    return _alive.setdefault(made.digest, made)


def named_elsewhere(text: str) -> tuple[str, Plan] | None:
    """The digest of a text's table that is not in it, and the plan; ``None`` if it has another.

    Raises DataError.
    """
    name, *parts = _checked(text).split(";")
    if not name.startswith(_ELSEWHERE):
        return None
    return name.removeprefix(_ELSEWHERE), _plan(parts, None)


def _checked(text: str) -> str:
    if not isinstance(text, str) or len(text) > MAX_WRITTEN_DATA:
        raise DataError(
            _("data: expected at most {most} characters, got more", most=grouped(MAX_WRITTEN_DATA))
        )
    return text


def _plan(parts: list[str], usual: Plan | None) -> Plan:
    """The plan of what a text says behind its source, on top of the usual one."""
    choices = dict(map(_choice, parts))
    given = {} if usual is None else _values(usual)
    try:
        return msgspec.convert({**given, **choices}, Plan, strict=False)
    except (msgspec.ValidationError, UnicodeError) as error:
        if isinstance(error.__cause__, DataError):
            raise error.__cause__ from error
        raise DataError(
            _("data: expected a plan that this page knows ({error})", error=reason(error))
        ) from error


def elsewhere(dataset: Dataset | None) -> Table | None:
    """The table of which the dataset's text holds no more than a digest, if there is one."""
    source = None if dataset is None else dataset.source
    if isinstance(source, Table) and _source(source).startswith(_ELSEWHERE):
        return source
    return None


def table_text(table: Table) -> str:
    """A table as URL-safe text."""
    return base64.urlsafe_b64encode(table.to_bytes()).decode().rstrip("=")


def read_table_text(text: str) -> Table:
    """The table of such a text, known here from now on. Raises DataError."""
    if len(text) > MAX_TABLE_TEXT:
        raise DataError(
            _("table: expected at most {most} characters, got more", most=grouped(MAX_TABLE_TEXT))
        )
    return remember(Table.from_bytes(_bytes(text)))


_FIELDS = {field.name for field in dataclasses.fields(Plan)}


def _usual(source: Source) -> Plan | None:
    """The plan by which a source is read if nothing else is said; none for a visitor's table."""
    return None if isinstance(source, Table) else cast(Named, source).plan


def _source(source: Source) -> str:
    if not isinstance(source, Table):
        return cast(Named, source).text
    return _of_table(source)


@cached(256, key=lambda table: table.digest, spoken=False)
def _of_table(table: Table) -> str:
    """The table itself, or its digest: to see which, a large one is deflated in tens of ms."""
    inline = _HERE + table_text(table)
    return inline if len(inline) <= MAX_INLINE_TABLE else _ELSEWHERE + table.digest


def _read_source(text: str) -> Source:
    if text.startswith(_HERE):
        return read_table_text(text.removeprefix(_HERE))
    if not text.startswith(_ELSEWHERE):
        return parse_source(text)
    digest = text.removeprefix(_ELSEWHERE)
    if not _DIGEST.fullmatch(digest):
        raise DataError(
            _("data: expected 24 hexadecimal digits, got {digest}", digest=quoted(digest))
        )
    return table_called(digest)


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise DataError(_("data: expected a whole table, got one that is damaged")) from error


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "".join(quote(each, safe=" ") + "," for each in value)
    if isinstance(value, str):
        return quote(value, safe=" ")
    return msgspec.json.encode(value).decode()


def _choice(part: str) -> tuple[str, Any]:
    """A field of the plan and its value, texts as yet; a list's names end with commas."""
    name, given, text = part.partition("=")
    if not given or name not in _FIELDS:
        raise DataError(_("data: expected something like seed=4, got {part}", part=quoted(part)))
    return name, [unquote(each) for each in text.split(",")[:-1]] if "," in text else unquote(text)


def _values(plan: Plan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in dataclasses.fields(plan)}
