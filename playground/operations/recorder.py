"""What the server counts of itself: the wire's messages, the time that they take, trainings.

Whoever does the work calls these functions; ``metrics`` tells the numbers. Every label is one of a
few words of this file, so that no visitor can make a new series, or put a text into one.
"""

from contextlib import AbstractContextManager
from typing import Literal, get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
)

#: Why a message, or a connection, was not answered.
Reason = Literal["origin", "binary", "time", "connections", "frames"]
#: What an answer is made of: a drawing at once, one by a worker, a slice of training.
Work = Literal["drawing", "large", "training"]
#: Why a worker ended: it remembered too much, over its task, or by itself, as by the system's hand.
End = Literal["grown", "task", "itself"]

#: From a number that moves with the pointer to a slice of training, in seconds.
_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)

# When a series began is of no use here, and doubles their number.
disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()

_sockets = Gauge(
    "playground_wire_open_sockets", "Connections of the wire that are open.", registry=REGISTRY
)
_connections = Counter(
    "playground_wire_connections", "Connections of the wire so far.", registry=REGISTRY
)
_answered = Counter(
    "playground_wire_messages_answered", "Messages of the wire answered.", registry=REGISTRY
)
_refused = Counter(
    "playground_wire_refused",
    "Messages and connections of the wire that were not even read, by reason.",
    ["reason"],
    registry=REGISTRY,
)
_delayed = Counter(
    "playground_wire_delayed",
    "Messages that waited until their sender's budget allowed for them.",
    registry=REGISTRY,
)
_received = Counter(
    "playground_wire_received", "Characters of messages.", unit="bytes", registry=REGISTRY
)
_sent = Counter("playground_wire_sent", "Bytes of answers.", unit="bytes", registry=REGISTRY)
_computing = Histogram(
    "playground_wire_computing",
    "Time to make an answer, by what it is made of.",
    ["work"],
    unit="seconds",
    buckets=_SECONDS,
    registry=REGISTRY,
)
_trainings = Gauge(
    "playground_trainings",
    "Slices of training that are computed, and that wait for their turn.",
    ["state"],
    registry=REGISTRY,
)
_rejected = Counter(
    "playground_refusals",
    "What was read and could not be, from the wire, the page or a file, by kind of error.",
    ["kind"],
    registry=REGISTRY,
)
_ended = Counter(
    "playground_workers_ended",
    "Workers that have ended while the server ran, by reason.",
    ["reason"],
    registry=REGISTRY,
)
#: What each worker that runs holds in its caches, in bytes, by its process's number.
_workers: dict[int, int] = {}

for _end in get_args(End):
    _ended.labels(_end)
for _reason in get_args(Reason):  # a series that begins with its first event hides that event
    _refused.labels(_reason)
for _work in get_args(Work):
    _computing.labels(_work)


def socket() -> AbstractContextManager[object]:
    """While this lasts, a connection of the wire is open."""
    _connections.inc()
    return _sockets.track_inprogress()


def answered(received: int, sent: int) -> None:
    """A message of so many characters was answered by so many bytes."""
    _answered.inc()
    _received.inc(received)
    _sent.inc(sent)


def refused(reason: Reason, received: int = 0) -> None:
    """A message of so many characters, or a connection, was refused without being read."""
    _refused.labels(reason).inc()
    _received.inc(received)


def delayed() -> None:
    """A message waits until its sender's budget allows for it."""
    _delayed.inc()


def took(work: Work, seconds: float) -> None:
    """An answer was computed in so many seconds."""
    _computing.labels(work).observe(seconds)


def training_waits() -> AbstractContextManager[object]:
    """While this lasts, a slice of training waits for its turn."""
    return _trainings.labels("waiting").track_inprogress()


def training_runs() -> AbstractContextManager[object]:
    """While this lasts, a slice of training is computed."""
    return _trainings.labels("running").track_inprogress()


def rejected(kind: str, times: int = 1) -> None:
    """An error of this kind, the name of a class of ours, was told to a visitor."""
    _rejected.labels(kind).inc(times)


def rejections() -> dict[str, int]:
    """How often each kind was rejected since this was last asked: a worker's server counts them."""
    [family] = _rejected.collect()
    totals = [each for each in family.samples if each.name.endswith("_total")]
    _rejected.clear()
    return {each.labels["kind"]: int(each.value) for each in totals}


def worker_began(pid: int) -> None:
    """A worker runs as this process."""
    _workers[pid] = 0


def worker_told(pid: int, cached: int, rejections: dict[str, int]) -> None:
    """A worker holds so many bytes in its caches, and has rejected this since it told of it."""
    _workers[pid] = cached
    for kind, times in rejections.items():
        rejected(kind, times)


def worker_ended(pid: int, why: End | None) -> None:
    """A worker ended; ``None`` if the server wanted it to."""
    if _workers.pop(pid, None) is not None and why:
        _ended.labels(why).inc()


def workers() -> dict[int, int]:
    """The workers that run, by their processes, and the bytes in their caches."""
    return dict(_workers)
