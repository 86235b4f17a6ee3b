"""The process's memory: one heap for all threads, and what it does not need given back.

glibc's own functions do both; other libraries have no such thing, and need none.
"""

import ctypes
import gc
import sys
from contextlib import suppress
from typing import Any

_ARENA_MAX = -8  # glibc's name for how many heaps there are
_MISSING = (AttributeError, OSError, TypeError)


def have_one() -> None:
    """Have one heap: each run of a page is a thread, and of as many heaps a fifth lies idle."""
    with suppress(*_MISSING):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def settle() -> None:
    """What starting made never dies, so that no later collection need walk it; the rest is free."""
    gc.collect()
    gc.freeze()
    give_back()


def give_back() -> None:
    """Give the system what lies free between what is used: starting leaves 30 MB of it."""
    with suppress(*_MISSING):
        ctypes.CDLL(None).malloc_trim(0)


def drop_schema() -> None:
    """Drop what Streamlit has had Plotly read of all its properties, for a theme that no page uses.

    It is 8 MB, and read again by whoever asks for it.
    """
    known: Any = getattr(sys.modules.get("plotly.validator_cache"), "ValidatorCache", None)
    if known is not None:
        known._json_cache, known._cache = None, {}
