"""How good predictions are, by scikit-learn's definitions, over any rows of the data.

What is not defined is nan in an array and ``None`` alone: the recall of a class that no row is of,
the R² of one row, the ROC curve of one class. Where scikit-learn puts a number and a warning
instead, nothing is put here. What left float64 is nan as well.

Metrics of numbers are in units of the target as the network sees it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array

Counts = NDArray[np.int64]


def defined(value: float) -> float | None:
    """A number, or ``None`` for nan."""
    return None if np.isnan(value) else float(value)


def mean_loss(losses: Array) -> float | None:
    """The mean of the losses of some rows; ``None`` of no row."""
    with np.errstate(all="ignore"):
        return defined(losses.mean()) if losses.size else None


@dataclass(frozen=True)
class RegressionMetrics:
    """Of each output, shape (n_outputs,)."""

    rmse: Array
    mae: Array
    r2: Array

    @classmethod
    def of(cls, y: Array, output: Array) -> "RegressionMetrics":
        """Of targets and predictions (n, n_outputs); all nan of no row."""
        with np.errstate(all="ignore"):
            error = output - y
            squares = (error**2).sum(axis=0)
            n = np.float64(len(y))
            return cls(np.sqrt(squares / n), np.abs(error).sum(axis=0) / n, _r2(y, squares))

    @property
    def mean_rmse(self) -> float | None:
        """The mean over the outputs, as scikit-learn's default has it."""
        return defined(self.rmse.mean())

    @property
    def mean_mae(self) -> float | None:
        """The mean over the outputs."""
        return defined(self.mae.mean())

    @property
    def mean_r2(self) -> float | None:
        """The mean over the outputs; ``None`` if there is one row or none."""
        return defined(self.r2.mean())


def _r2(y: Array, squares: Array) -> Array:
    """1 − Σ(ŷ − y)² / Σ(y − ȳ)². Of a constant target: 1 if it is met, else 0."""
    if len(y) < 2:
        return np.full(y.shape[1], np.nan)
    total = ((y - y.mean(axis=0)) ** 2).sum(axis=0)
    constant = (y == y[0]).all(axis=0)
    return np.where(constant, np.where(squares == 0, 1.0, squares * 0.0), 1 - squares / total)


@dataclass(frozen=True)
class Confusion:
    """How many rows of each class were given which: ``counts[wanted, said]``, (n, n)."""

    counts: Counts

    @classmethod
    def of(cls, wanted: NDArray[np.intp], said: NDArray[np.intp], n_classes: int) -> "Confusion":
        """Of classes (n,) from 0, wanted and said."""
        flat = np.bincount(wanted * n_classes + said, minlength=n_classes**2)
        return cls(flat.reshape(n_classes, n_classes))

    @property
    def n(self) -> int:
        """How many rows there are."""
        return int(self.counts.sum())

    @property
    def n_right(self) -> int:
        """How many rows were given what was wanted."""
        return int(np.trace(self.counts))

    @property
    def accuracy(self) -> float | None:
        """The share of rows that are right."""
        return self.n_right / self.n if self.n else None

    @cached_property
    def recall(self) -> Array:
        """Of the rows of each class, the share that was given it: (n,)."""
        return _shares(np.diag(self.counts), self.counts.sum(axis=1))

    @cached_property
    def precision(self) -> Array:
        """Of the rows that were given each class, the share that is of it: (n,)."""
        return _shares(np.diag(self.counts), self.counts.sum(axis=0))

    @cached_property
    def f1(self) -> Array:
        """The harmonic mean of recall and precision of each class: 2·right / (is + was given)."""
        both = self.counts.sum(axis=0) + self.counts.sum(axis=1)
        return _shares(2 * np.diag(self.counts), both)


def _shares(some: Counts, of: Counts) -> Array:
    """some / of, nan where there is nothing."""
    return np.asarray(np.divide(some, of, out=np.full(len(of), np.nan), where=of > 0))


@dataclass(frozen=True)
class RocCurve:
    """Both rates as the threshold falls, and the thresholds, each (count,); the first is inf."""

    false_positive_rate: Array
    true_positive_rate: Array
    thresholds: Array

    @classmethod
    def of(cls, wanted: NDArray[np.intp], score: Array) -> "RocCurve | None":
        """Of classes 0 and 1 and the scores, (n,); without the points that lie on a straight line.

        ``None`` if there is one class only, or a score is nan.
        """
        if not 0 < np.count_nonzero(wanted) < len(wanted) or np.isnan(score).any():
            return None
        order = np.argsort(score)[::-1]
        score = score[order]
        last_of_ties = np.append(np.flatnonzero(score[1:] != score[:-1]), len(score) - 1)
        true = np.cumsum(wanted[order])[last_of_ties]
        false = last_of_ties + 1 - true
        bent = _bends(false) | _bends(true)
        return cls(
            np.append(0.0, false[bent] / false[-1]),
            np.append(0.0, true[bent] / true[-1]),
            np.append(np.inf, score[last_of_ties][bent]),
        )

    @property
    def area(self) -> float:
        """The area under the curve, by trapezia."""
        return float(np.trapezoid(self.true_positive_rate, self.false_positive_rate))


def _bends(counts: Counts) -> NDArray[np.bool_]:
    """Which of the counts do not go on from their neighbours in a straight line; both ends are."""
    return np.concatenate([[True], np.diff(counts, 2) != 0, [True]])[-len(counts) :]
