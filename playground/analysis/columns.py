"""How the values of a table's columns lie: the counts by class, the range, the mean.

Counts are over all rows that a dataset reads; range, mean and standard deviation over its training
rows alone, as scaling has them.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.data import Column, Dataset
from playground.data.scaling import fitted

BINS = 10
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Spread:
    """Of a column of numbers: ``counts`` (classes, BINS), one row of them in a regression.

    The others are ``None`` where no training row has a value. ``deviation`` is the population's.
    """

    counts: Counts
    low: float | None
    high: float | None
    mean: float | None
    deviation: float | None


def spread(data: Dataset, column: Column) -> Spread:
    """How the numbers of a column of the dataset's table lie, whether it is used or not."""
    values, classes = column.numbers[data.rows], _classes(data)
    known = ~np.isnan(values)
    counts = np.zeros((max(len(data.labels), 1), BINS), dtype=np.int64)
    np.add.at(counts, (classes[known], _bins(values[known])), 1)
    training = values[data.train][known[data.train]]
    if not training.size:
        return Spread(counts, None, None, None, None)
    scale = fitted("z-score", training)
    deviation = 0.0 if scale.constant else scale.spread
    return Spread(counts, float(training.min()), float(training.max()), scale.offset, deviation)


def kinds(data: Dataset, column: Column) -> dict[str, Counts]:
    """The texts of a column, the most frequent first, each with its rows by class (classes,)."""
    n_classes, found = max(len(data.labels), 1), Counter[str]()
    counts: dict[str, Counts] = {}
    for row, of_class in zip(data.rows.tolist(), _classes(data).tolist(), strict=True):
        value = column.values[row]
        if isinstance(value, str):
            found[value] += 1
            counts.setdefault(value, np.zeros(n_classes, dtype=np.int64))[of_class] += 1
    return {value: counts[value] for value, _ in found.most_common()}


def of_classes(data: Dataset) -> dict[str, int]:
    """How many rows are of each class, by its label; nothing of a regression."""
    counts = np.bincount(_classes(data), minlength=len(data.labels)).tolist()
    return dict(zip(data.labels, counts, strict=True)) if data.labels else {}


def _classes(data: Dataset) -> NDArray[np.intp]:
    if data.labels:
        return np.asarray(data.target, dtype=np.intp)
    return np.zeros(data.n_rows, dtype=np.intp)


def _bins(values: Array) -> NDArray[np.intp]:
    """Which of BINS equally wide bins each value lies in, from the lowest to the highest."""
    if not values.size:
        return np.zeros(0, dtype=np.intp)
    if values.min() == values.max():
        return np.full(len(values), BINS // 2)
    edges = np.linspace(values.min(), values.max(), BINS + 1)
    return np.clip(np.searchsorted(edges, values, "right") - 1, 0, BINS - 1)
