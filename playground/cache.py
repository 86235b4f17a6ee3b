"""The one cache: what was made lately is not made again.

It changes no result, if the key holds all that a value is made from; what ``cached`` decorates must
be a pure function of that. The language that is spoken is part of the key unless what is made holds
no words: those are ``spoken=False``, and what was computed for one visitor serves all. ``forget``
empties every cache, so that a test can compare. Those that are bounded in bytes stand in
``IN_BYTES``, so that an operator can read how full they are; what they count is what the values
take in memory, which is a multiple of their texts and numbers.

A process that shares a machine with the server may remember a part of it: ``SHARE`` in its
environment says one part of how many.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache, update_wrapper
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from playground.language import language

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

#: How each cache is emptied, by the name of the function that it serves.
CACHES: dict[str, Callable[[], None]] = {}
#: The caches that are bounded in bytes, by the name of what they hold or of who fills them.
IN_BYTES: dict[str, "Cache[Any, Any]"] = {}

SHARE = "PLAYGROUND_CACHE_SHARE"  # what the environment calls it
_PARTS = max(1, int(os.environ.get(SHARE, "1")))
_FEW = 128  # values that every process may remember


def _one(_: object) -> int:
    return 1


def _part(size: int) -> int:
    """What of ``size`` is this process's."""
    return max(size // _PARTS, min(size, _FEW))


class Cache(Generic[K, V]):
    """The last values by key, as many as ``size`` holds and the last one; safe between threads.

    Each counts one, or the bytes that ``weigh`` says, and then the cache has a ``name``. Of a size
    that is not ``shared`` every process has the whole. No value may be ``None``.
    """

    def __init__(
        self,
        size: int,
        weigh: Callable[[V], int] = _one,
        name: str = "",
        *,
        shared: bool = True,
    ) -> None:
        self.size = _part(size) if shared else size
        self.weight = 0
        self._weigh = weigh
        self._weights: dict[K, int] = {}
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()
        if name:
            IN_BYTES[name] = self

    def __len__(self) -> int:
        """How many values are kept."""
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value of a key, or ``None``."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def leave(self, key: K) -> None:
        """Have a value be the first that is forgotten, unless somebody asks for it before."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key, last=False)

    def items(self) -> list[tuple[K, V]]:
        """What is kept now, the oldest first."""
        with self._lock:
            return list(self._values.items())

    def pop(self, key: K) -> V | None:
        """The value of a key, which is forgotten; or ``None``."""
        with self._lock:
            value = self._values.get(key)
            self._drop(key)
            return value

    def put(self, key: K, value: V) -> V:
        """Keep a value, and return it: alone, where it is larger than all that may be kept.

        Several panels of one drawing ask for it.
        """
        weight = self._weigh(value)
        with self._lock:
            self._drop(key)
            self._values[key], self._weights[key] = value, weight
            self.weight += weight
            while self.weight > self.size and len(self._values) > 1:
                self._drop(next(iter(self._values)))
        return value

    def _drop(self, key: K) -> None:
        self._values.pop(key, None)
        self.weight -= self._weights.pop(key, 0)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._weights.clear()
            self.weight = 0


def cached(
    size: int,
    key: Callable[..., Hashable] | None = None,
    weigh: Callable[[Any], int] = _one,
    *,
    spoken: bool = True,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last results of a function, by its arguments or by their ``key``.

    Together they weigh no more than ``size``, each counting one or what ``weigh`` says of it; it
    goes with a ``key``. The arguments must be hashable where there is no ``key``. What is
    ``spoken`` is kept apart for every language.
    """

    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        name = f"{make.__module__}.{make.__qualname__}"
        if key is None and not spoken:
            by_arguments = lru_cache(_part(size))(make)
            CACHES[name] = by_arguments.cache_clear
            return cast(Callable[P, R], by_arguments)
        if key is None:
            in_language = lru_cache(_part(size))(lambda _, *args, **kwargs: make(*args, **kwargs))
            CACHES[name] = in_language.cache_clear

            def found_in_language(*args: P.args, **kwargs: P.kwargs) -> R:
                return in_language(language(), *args, **kwargs)  # type: ignore[arg-type]

            return update_wrapper(found_in_language, make)
        kept: Cache[Hashable, R] = Cache(size, weigh, "" if weigh is _one else name)

        def found_or_made(*args: P.args, **kwargs: P.kwargs) -> R:
            of = key(*args, **kwargs)
            if spoken:
                of = language(), of
            found = kept.get(of)
            return kept.put(of, make(*args, **kwargs)) if found is None else found

        CACHES[name] = kept.clear
        return update_wrapper(found_or_made, make)

    return decorate


def once(make: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Work out what a function says of an object once, and keep it with the object.

    The object, a value that never changes, comes first, and what comes after it, in its place, is
    hashable. What is kept goes with the object; it holds words only where that has one language.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    def found_or_made(of: T, /, *path: P.args, **kwargs: P.kwargs) -> R:
        kept: dict[object, R] | None = vars(of).get(name)
        if kept is None:
            kept = vars(of)[name] = {}
        if path not in kept:
            kept[path] = make(of, *path, **kwargs)
        return kept[path]

    return update_wrapper(found_or_made, make)


def forget() -> None:
    """Empty every cache that a function has."""
    for clear in CACHES.values():
        clear()
