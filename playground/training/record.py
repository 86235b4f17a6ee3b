"""What a run comes to: its weights at every update, and the loss on the way.

A record is worked out as far as it is asked for and kept in memory. It says nothing that the run's
beginning, its recipe and the data do not: where it was forgotten it is worked out again, to the
same bits.
"""

from bisect import bisect_right
from dataclasses import dataclass
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.cache import Cache
from playground.data import Dataset
from playground.data.splits import Indices
from playground.engine import passed
from playground.limits import MAX_EPOCHS, MAX_RECORD_BYTES
from playground.training.advance import advance, batches
from playground.training.losses import mean_loss
from playground.training.parameters import layers_in
from playground.training.run import Run

FINE = 128  # updates after a beginning of which each is a mark of the curve
MARK, KEPT = 16, 64  # updates from mark to mark, and from kept state to kept state, behind those
FINE_KEPT = 8  # updates from kept state to kept state among those
_MOST_KEPT = 4_000_000  # bytes of a record's states: beyond it every other one is dropped
_OVERHEAD, _PER_NUMBER = 60e-6, 1.2e-9  # seconds: of an update, and per weight and row of it


@dataclass(frozen=True)
class Curve:
    """The losses at the marks: m updates from the first on, each array (m,).

    ``epochs`` are complete ones and the share of the present one. ``train`` and ``test`` are mean
    losses without penalties; ``right_train`` and ``right_test`` how many rows are given the class
    that is wanted, of two the second from ½ on. nan where there are no test rows, or no classes.
    """

    steps: NDArray[np.intp]
    epochs: Array
    train: Array
    test: Array
    right_train: Array
    right_test: Array

    def upto(self, step: int) -> "Curve":
        """As far as an update."""
        return self._cut(slice(None, int(np.searchsorted(self.steps, step, side="right"))))

    def since(self, step: int) -> "Curve":
        """From an update on."""
        return self._cut(slice(int(np.searchsorted(self.steps, step)), None))

    def _cut(self, part: slice) -> "Curve":
        return Curve(*(array[part] for array in vars(self).values()))


@dataclass(frozen=True)
class Point:
    """What the curve says at one update."""

    step: int
    epoch: float
    train: float
    test: float
    right_train: float
    right_test: float


@dataclass(frozen=True)
class Part:
    """The marks of a record after some update, the states that are kept there, and the last one."""

    points: list[Point]
    states: list[Run]
    head: Run


class Record:
    """The states and losses of a run from its ``base`` on; safe between threads."""

    def __init__(self, base: Run, data: Dataset) -> None:
        self.base, self.data = base, data
        self._lock = RLock()
        self._points = [point_of(base, data)]
        self._head = base  # the state at the last mark
        self._kept = {base.step: base}
        self._steps = [base.step]

    def run_at(self, step: int) -> Run:
        """The run after an update, counted as the base counts; where it ended, its end."""
        with self._lock:
            self._extend(step)
            if step >= self._head.step:
                return self._head if self._head.fault else self._on(self._head, step)
            return self._on(self._kept[self._steps[bisect_right(self._steps, step) - 1]], step)

    def curve(self, step: int) -> Curve:
        """The losses at the marks up to an update."""
        with self._lock:
            self._extend(step)
            points = [each for each in self._points if each.step <= step]
        return _curve(points)

    def states(self, step: int) -> list[Run]:
        """The states that are kept up to an update, from the base on."""
        with self._lock:
            self._extend(step)
            return [self._kept[each] for each in self._steps if each <= step]

    def part(self, after: int) -> Part:
        """What has come to it after an update."""
        with self._lock:
            states = [self._kept[each] for each in self._steps if each > after]
            return Part([each for each in self._points if each.step > after], states, self._head)

    def take(self, part: Part) -> None:
        """Have what another process has worked out of the same run; no gap is left before it."""
        with self._lock:
            if self._head.fault is not None:
                return
            last = self._head.step
            points = [each for each in part.points if each.step > last]
            if points and points[0].step != self._next_mark():
                return
            if points or part.head.step == last:
                self._points += points
                self._head = part.head
                for state in part.states:
                    if state.step > last:
                        self._keep(state)

    @property
    def head(self) -> Run:
        """The state at the last mark that is worked out."""
        return self._head

    @property
    def reached(self) -> int:
        """The update to which marks are worked out: those of the next stretch are not, yet."""
        return self._head.step + (MARK if self._head.fault is None else MAX_EPOCHS)

    def _extend(self, step: int) -> None:
        """Work out the marks up to an update."""
        while self._head.fault is None and (mark := self._next_mark()) <= step:
            self._head = advance(self._head, self.data, mark - self._head.step)
            if self._head.step > self._points[-1].step:
                self._points.append(point_of(self._head, self.data))
                self._keep(self._head)

    def _next_mark(self) -> int:
        since = self._head.step - self.base.step
        return self._head.step + (1 if since < FINE else MARK)

    def _keep(self, run: Run) -> None:
        since = run.step - self.base.step
        if since % (FINE_KEPT if since <= FINE else KEPT):
            return
        self._kept[run.step] = run
        self._steps.append(run.step)
        each = run.vector.nbytes * (1 + len(run.memory))
        if len(self._steps) * each > _MOST_KEPT and len(self._steps) > 2:
            for dropped in self._steps[1::2]:
                del self._kept[dropped]
            self._steps = self._steps[::2]

    def _on(self, run: Run, step: int) -> Run:
        return run if run.step == step else advance(run, self.data, step - run.step)


def point_of(run: Run, data: Dataset) -> Point:
    """The losses and the right answers of a run as it is now."""
    share = run.batch / batches(run.recipe, data)
    with np.errstate(all="ignore"):
        train, right_train = _measured(run, data, data.train)
        test, right_test = _measured(run, data, data.test)
    return Point(run.step, run.epoch + share, train, test, right_train, right_test)


def curve_at(run: Run, data: Dataset) -> Curve:
    """The losses at one update alone."""
    return _curve([point_of(run, data)])


def _curve(points: list[Point]) -> Curve:
    columns = np.array([tuple(vars(each).values()) for each in points]).T
    return Curve(columns[0].astype(np.intp), *columns[1:])


def _measured(run: Run, data: Dataset, rows: Indices) -> tuple[float, float]:
    """The mean loss over rows, and how many are right; nan where there are none."""
    if not len(rows):
        return np.nan, np.nan
    y = data.y[rows]
    trace = passed(layers_in(run.start, run.vector), data.x[rows])
    a, activation = trace.output, run.start.layers[-1].activation
    loss = mean_loss(run.recipe.loss_row, activation, trace.pre_activations[-1], a, y)
    if data.task == "regression":
        return loss, np.nan
    right = (a >= 0.5) == (y >= 0.5) if a.shape[1] == 1 else a.argmax(1) == y.argmax(1)
    return loss, float(right.sum())


def seconds(run: Run, data: Dataset, updates: int) -> float:
    """About how long updates take, with the losses at their marks."""
    rows = min(run.recipe.batch or len(data.train), len(data.train))
    size = len(run.vector)
    return updates * (_OVERHEAD + _PER_NUMBER * size * (rows + len(data.x) / MARK))


def _bytes(record: Record) -> int:
    """What a record may come to; it grows after it is kept."""
    states = 200 * record.base.vector.nbytes * (1 + len(record.base.memory))
    return 100_000 + min(states, _MOST_KEPT)


#: Of a record: the digests of the run that it begins with, and of the data.
Key = tuple[str, str]
#: Whole in each process: a training that is forgotten is worked out from its beginning.
_records: Cache[Key, Record] = Cache(MAX_RECORD_BYTES, _bytes, "records", shared=False)


def record_of(base: Run, data: Dataset) -> Record:
    """The record of what begins with ``base``; each visitor who begins so has the same one."""
    key = base.digest, data.digest
    return _records.get(key) or _records.put(key, Record(base, data))


def known_record(key: Key) -> Record | None:
    """The record of a key, if there is one."""
    return _records.get(key)


def known_records() -> list[tuple[Key, Record]]:
    """All records that there are."""
    return _records.items()


def reached(base: Run, data: Dataset) -> int:
    """The update up to which a record of what begins with ``base`` is known; -1 for none."""
    record = _records.get((base.digest, data.digest))
    return -1 if record is None else record.reached
