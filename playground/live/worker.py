"""A process that answers messages, so that the server's own need not.

Started as ``python -m playground.live.worker``, it reads frames from its standard input and writes
one for each; it ends with that input. It is nicer than the server: whoever asks for little is
answered first, on one core as well. What takes longer than ``MAX_ANSWER_SECONDS`` of processor time
ends it: the system sees to that, whatever it is in.

A frame is a length (8 bytes, big-endian) and so many bytes. What is asked is a ``Task``, what is
answered is a ``Done``, both as MessagePack.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from playground.answers.answer import respond
from playground.cache import IN_BYTES
from playground.language import LANGUAGES, translations
from playground.limits import MAX_ANSWER_SECONDS, MAX_WORKER_BYTES
from playground.operations.logs import configure
from playground.operations.recorder import rejections
from playground.training.told import news

NICENESS = 10
_LENGTH = 8


class Task(msgspec.Struct, array_like=True):
    """A message, and the seconds for which its sender had better ask nothing after the answer."""

    text: str
    rest: float = 0.0


class Done(msgspec.Struct, array_like=True):
    """An answer as JSON, and the seconds of processor time that it took.

    ``is_last`` says that the worker ends now: it has grown too large. ``told`` is what trainings
    have come to meanwhile (`playground.training.told`), so that a session that keeps one need not
    train again; empty if nothing. ``cached`` are the bytes in its caches, ``rejections`` how often
    each kind of error was told since the last answer: the server's metrics count them.
    """

    answer: bytes
    seconds: float
    is_last: bool
    told: bytes = b""
    cached: int = 0
    rejections: dict[str, int] = {}


def write(stream: IO[bytes], frame: bytes) -> None:
    """Send one frame."""
    stream.write(len(frame).to_bytes(_LENGTH, "big"))
    stream.write(frame)
    stream.flush()


def read(stream: IO[bytes]) -> bytes:
    """Receive one frame. Raises EOFError where there is no more."""
    length = _exactly(stream, _LENGTH)
    return _exactly(stream, int.from_bytes(length, "big"))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    found = stream.read(count)
    if len(found) < count:
        raise EOFError
    return found


def _resident() -> int:
    """Bytes of memory that this process takes; 0 where that is not known (Linux only)."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0


def _end_after(seconds: int) -> None:
    """Have the system end this process after so much of its time; 0: not at all (POSIX only)."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def work(tasks: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until there is nothing more to read, or too much is remembered."""
    decoder, is_last = msgspec.msgpack.Decoder(Task), False
    while not is_last:
        task = decoder.decode(read(tasks))
        start = time.process_time()
        _end_after(MAX_ANSWER_SECONDS)
        answer = respond(task.text, rest=task.rest)
        _end_after(0)
        is_last = _resident() > MAX_WORKER_BYTES
        seconds, cached = time.process_time() - start, sum(c.weight for c in IN_BYTES.values())
        done = Done(answer, seconds, is_last, news(), cached, rejections())
        write(answers, msgspec.msgpack.encode(done))


def main() -> None:
    """Answer until the server ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when it ends
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed goes to the log, and not between the frames
    configure()
    for code in LANGUAGES:
        translations(code)
    with suppress(EOFError, BrokenPipeError):
        work(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
