"""Content codings: which one a client prefers, and files kept compressed.

A file is compressed once for whoever waits for it, quickly, and once more as small as it can be,
when nobody waits: Brotli's last level takes seconds for a megabyte of script. Where the environment
names a folder, the small one outlasts a restart, as in ``PLAYGROUND_COMPRESSED=/var/cache/mlp``.
"""

import asyncio
import gzip
import hashlib
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import brotli

from playground.limits import MAX_COMPRESSED_BYTES
from playground.live.heap import give_back

FOLDER = "PLAYGROUND_COMPRESSED"
Compress = Callable[[bytes], bytes]


def _brotli(quality: int) -> Compress:
    def compressed(body: bytes) -> bytes:
        made: bytes = brotli.compress(body, quality=quality, mode=brotli.MODE_TEXT)
        return made

    return compressed


#: By name, the preferred one first: quickly, and as small as it can be.
CODINGS: dict[str, tuple[Compress, Compress | None]] = {
    "br": (_brotli(9), _brotli(11)),
    "gzip": (gzip.compress, None),
}
#: For a document of 30 kB a lower level is as small, in a twentieth of the time.
ONCE: dict[str, Compress] = {"br": _brotli(5), "gzip": lambda body: gzip.compress(body, 6)}


def preferred(accepted: str) -> str | None:
    """The coding for an Accept-Encoding, ``None`` to send a file as it is (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, _, parameter = item.partition(";")
        weights[name.strip()] = _weight(parameter)
    rest = weights.get("*", 0.0)
    best = max(CODINGS, key=lambda name: weights.get(name, rest))  # of equal ones the first
    weight = weights.get(best, rest)
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else None


def _weight(parameter: str) -> float:
    """The weight of ``q=…``; 1 if there is none, 0 if it cannot be read."""
    key, _, value = parameter.partition("=")
    if key.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def digest(body: bytes) -> str:
    """A name for these bytes and no others."""
    return hashlib.blake2b(body, digest_size=12).hexdigest()


class Folder:
    """Files as small as Brotli makes them, from one start of the server to the next.

    A folder that cannot be written, or a file that is not what it is named, is as none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def find(self, body: bytes) -> bytes | None:
        """``body`` as it was kept."""
        with suppress(OSError, brotli.error):
            made = self._of(body).read_bytes()
            if brotli.decompress(made) == body:
                return made
        return None

    def keep(self, body: bytes, made: bytes) -> None:
        """Whole or not at all: another server may be reading it, or writing the same."""
        with suppress(OSError):
            self.path.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.path, delete=False) as file:
                file.write(made)
            Path(file.name).replace(self._of(body))

    def _of(self, body: bytes) -> Path:
        return self.path / f"{digest(body)}.br"


def named_folder(environment: Mapping[str, str] = os.environ) -> Folder | None:
    """The one that the environment names, if it does."""
    named = environment.get(FOLDER, "")
    return Folder(Path(named)) if named else None


class Compressed:
    """The compressed bytes of files, by their content and coding, at most MAX_COMPRESSED_BYTES."""

    def __init__(self, folder: Folder | None = None) -> None:
        self.folder = folder
        self.kept: dict[tuple[str, str], bytes] = {}
        self.improving: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()
        self._waiting: list[tuple[tuple[str, str], Compress, bytes]] = []
        self._idle = ThreadPoolExecutor(1, "compress", initializer=_give_way)

    async def get(self, body: bytes, coding: str) -> bytes:
        """``body`` in this coding."""
        key = (digest(body), coding)
        if key in self.kept:
            return self.kept[key]
        async with self._lock:  # who comes meanwhile gets what the first one made
            if key not in self.kept:
                found = await asyncio.to_thread(self._found, coding, body)
                made = found
                if made is None:
                    made = await asyncio.to_thread(CODINGS[coding][0], body)
                if sum(map(len, self.kept.values())) + len(made) > MAX_COMPRESSED_BYTES:
                    return made
                self.kept[key] = made
                if found is None:
                    self._improve_later(key, body)
        return self.kept[key]

    @staticmethod
    async def once(body: bytes, coding: str) -> bytes:
        """The same for what is not likely to be asked for again: in a millisecond."""
        return await asyncio.to_thread(ONCE[coding], body)

    def _found(self, coding: str, body: bytes) -> bytes | None:
        return self.folder.find(body) if self.folder and coding == "br" else None

    def _improve_later(self, key: tuple[str, str], body: bytes) -> None:
        best = CODINGS[key[1]][1]
        if best is None:
            return
        self._waiting.append((key, best, body))
        if self.improving is None or self.improving.done():
            self.improving = asyncio.create_task(self._improve())

    async def _improve(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            key, best, body = self._waiting.pop(0)
            self.kept[key] = made = await loop.run_in_executor(self._idle, best, body)
            if self.folder:
                await loop.run_in_executor(self._idle, self.folder.keep, body, made)
        give_back()


def _give_way() -> None:
    """Let this thread run when nothing else does; only Linux has a priority for each thread."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
