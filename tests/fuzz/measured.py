"""One case: what may come out of a decoder, how long it may take, and how much memory."""

import contextlib
import logging
import resource
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playground.limits import PlaygroundError

MOST_SECONDS = 1.0  # of processor time
MOST_BYTES = 250_000_000  # the largest table or document, several times over
LONGEST = 400  # characters of a sentence
LONGEST_CASE = 3000  # characters of a failing case that are printed
_HIGHEST = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")


@dataclass
class Tally:
    """What came of some cases: how many were taken, what was said of the others, the most."""

    cases: int = 0
    refused: int = 0
    slowest: float = 0.0
    largest: int = 0
    seconds: float = field(default=0.0)

    def joined(self, other: "Tally") -> "Tally":
        """Of both."""
        return Tally(
            self.cases + other.cases,
            self.refused + other.refused,
            max(self.slowest, other.slowest),
            max(self.largest, other.largest),
            self.seconds + other.seconds,
        )


class Case:
    """What is given, which can be written down however many digits its numbers have."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        text = repr(_writable(self.value))
        return text if len(text) < LONGEST_CASE else f"{text[:LONGEST_CASE]} … ({len(text):,})"


def _writable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, list) and len(value) < 1000:
        return [_writable(each) for each in value]
    return (
        f"of {value.bit_length()} bits" if isinstance(value, int) and abs(value) >> 14000 else value
    )


def is_sentence(text: object) -> bool:
    """One line that a page can show, and no more than that."""
    return isinstance(text, str) and text.isprintable() and 0 < len(text) < LONGEST


def tried(decode: Callable[[Any], object], given: Any, tally: Tally) -> None:
    """Decode what is given. Raises whatever must not be: an error, a warning, time, memory."""
    before = _resident()
    start = time.thread_time()
    said = None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            decode(given)
        except PlaygroundError as error:
            said = str(error)
    seconds, taken = time.thread_time() - start, _highest() - before
    tally.cases += 1
    tally.refused += said is not None
    tally.slowest = max(tally.slowest, seconds)
    tally.largest = max(tally.largest, taken)
    tally.seconds += seconds
    assert said is None or is_sentence(said), f"no sentence: {said[:500]!r}"
    assert seconds <= MOST_SECONDS, f"took {seconds:.2f} s"
    assert taken <= MOST_BYTES, f"took {taken / 1e6:.0f} MB"


def quiet() -> None:
    """Write no log of what is refused: that is what is expected."""
    logging.getLogger("playground").setLevel(logging.ERROR)


def _resident() -> int:
    """The bytes that this process has now, from where its highest counts from now on."""
    with contextlib.suppress(OSError):  # no Linux: the highest of the whole process has to do
        _HIGHEST.write_text("5")
    return _highest()


def _highest() -> int:
    """The most bytes that this process has had since."""
    try:
        status = _STATUS.read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(status.split("VmHWM:")[1].split(maxsplit=1)[0]) * 1024
