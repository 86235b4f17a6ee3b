"""Remembers what was drawn, by everything that it depends on: a drag redraws only what it moves.

This changes no result: a key must hold all that the drawing reads.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

MOST_KEPT = 4096  # drawings; one is a few kB

T = TypeVar("T")
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()
_MISSING = object()


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` returns, made only if nothing is kept under ``key``."""
    with _lock:
        found = _kept.get(key, _MISSING)
        if found is not _MISSING:
            _kept.move_to_end(key)
            return cast(T, found)
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made
