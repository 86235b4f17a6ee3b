"""Pieces of markup that stay as they are while something else is dragged: made once, and kept."""

import sys
from collections.abc import Callable, Hashable

from markupsafe import Markup

from playground.cache import cached
from playground.limits import MAX_DRAWN_BYTES

_KEY_BYTES = 500  # of what a piece is remembered by, about


def _bytes(made: Markup) -> int:
    return _KEY_BYTES + sys.getsizeof(made)


@cached(MAX_DRAWN_BYTES, key=lambda of, make: of, weigh=_bytes)
def piece(of: Hashable, make: Callable[[], Markup]) -> Markup:
    """What ``make`` makes; ``of`` is all that it depends on but the language, and what it is.

    A number in it is told by its exact text or its bytes: 0 and −0 compare equal.
    """
    return make()
