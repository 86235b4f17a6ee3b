"""Pieces of markup that stay as they are while something else is dragged: made once, and kept."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

from playground.cache import cached

_KEPT = 4_000_000  # bytes: what 60 visitors see of 8×16, or a thousand of 2-4-1
_BYTES = 2  # of a character, for a true minus sign is among them
_BESIDE = 500  # of a key, about


def _bytes(made: Markup) -> int:
    return _BYTES * len(made) + _BESIDE


@cached(_KEPT, key=lambda of, make: of, weigh=_bytes)
def piece(of: Hashable, make: Callable[[], Markup]) -> Markup:
    """What ``make`` makes; ``of`` is all that it depends on but the language, and what it is.

    A number in it is told by its exact text or its bytes: 0 and −0 compare equal.
    """
    return make()
