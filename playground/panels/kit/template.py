"""Markup with places to fill, for what is written on every pointer move."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

_NOTHING = Markup("")


class Template(str):
    """A text of this program whose ``format`` makes markup: it escapes what fills the places.

    It does what ``Markup.format`` does in a tenth of the time, but a place cannot say how its
    value is written (``{:.2f}``).
    """

    def format(self, *args: Any, **kwargs: Any) -> Markup:
        """The markup with its places filled."""
        named = {name: escape(value) for name, value in kwargs.items()}
        return Markup(str.format(self, *map(escape, args), **named))  # noqa: S704 - see above


def join(parts: Iterable[Markup]) -> Markup:
    """Pieces of markup, one after the other."""
    return _NOTHING.join(parts)
