"""The tables that this server has been shown, by their digests.

A cache and nothing more: bounded by bytes, shared by all visitors, empty after a start. Whoever
needs a table that is not known here asks the browser for it.
"""

from playground.cache import Cache
from playground.data.table import Table
from playground.language import _
from playground.limits import MAX_KNOWN_TABLE_BYTES, DataError

_CELL_BYTES = 8


class UnknownTableError(DataError):
    """A table is named by a digest that this server does not know."""

    def __init__(self, digest: str) -> None:
        super().__init__(_("data: the table that is meant is not known here"))
        self.digest = digest


def _bytes(table: Table) -> int:
    return _CELL_BYTES * table.n_rows * len(table.columns)


_tables: Cache[str, Table] = Cache(MAX_KNOWN_TABLE_BYTES, _bytes, "tables")


def remember(table: Table) -> Table:
    """Make a table known, and return it, or the equal one that is known already."""
    return _tables.get(table.digest) or _tables.put(table.digest, table)


def table_called(digest: str) -> Table:
    """The table of a digest. Raises UnknownTableError."""
    found = _tables.get(digest)
    if found is None:
        raise UnknownTableError(digest)
    return found


def forget() -> None:
    """Know no table any more, as a server that has just been started."""
    _tables.clear()
