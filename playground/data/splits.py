"""Which rows are for training and which for the test: index arrays, disjoint, together all rows.

Both are sorted; there is always a row for training.
"""

import re

import numpy as np
from numpy.typing import NDArray

from playground.data.table import Column, Table

Indices = NDArray[np.intp]
_PARTS = ("train", "test")


def split_column(table: Table) -> Column | None:
    """The column called ``split`` that holds nothing but ``train`` and ``test``, if there is one.

    Case does not matter. A column of that name with other texts is a column like any other.
    """
    for column in _called_split(table):
        found = {part_of(value) for value in column.categories}
        if found and found <= set(_PARTS):
            return column
    return None


def odd_part(table: Table) -> tuple[Column, int] | None:
    """A column called ``split`` that says train or test of some rows, and the first other row."""
    if split_column(table) is not None:
        return None
    for column in _called_split(table):
        odd = [at for at, text in enumerate(column.categories) if part_of(text) not in _PARTS]
        if 0 < len(odd) < len(column.categories):
            return column, int(np.isin(column.codes, odd).argmax())
    return None


def _called_split(table: Table) -> list[Column]:
    return [
        column
        for column in table.columns
        if re.fullmatch("split", column.name, re.IGNORECASE) and column.kind == "category"
    ]


def part_of(cell: object) -> str:
    """``train`` or ``test`` where a cell says so."""
    return str(cell).strip().lower()


def train_and_test(
    rows: Indices,
    column: Column | None,
    test_share: float,
    seed: int,
    classes: Indices | None = None,
) -> tuple[Indices, Indices]:
    """The places among ``rows`` for training and for the test: as a column says, or by chance."""
    if column is not None:
        train, test = by_column(column, rows)
    else:
        train, test = by_chance(len(rows), test_share, seed, classes)
    train.flags.writeable = test.flags.writeable = False
    return train, test


def by_column(column: Column, rows: Indices) -> tuple[Indices, Indices]:
    """Train and test as a column says of these rows of its table."""
    is_test = np.array([part_of(column.values[row]) == "test" for row in rows], dtype=bool)
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)


def by_chance(
    n: int, test_share: float, seed: int, classes: Indices | None = None
) -> tuple[Indices, Indices]:
    """Train and test of n rows by chance, about ``test_share`` of them for the test.

    With ``classes`` (n,) each class is split in the same proportion, as nearly as whole rows allow,
    and keeps a row for training.
    """
    order = np.random.default_rng(seed).permutation(n)
    if classes is None:
        chosen = order[: min(round(n * test_share), n - 1)]
    else:
        chosen = _of_each_class(order, classes[order], test_share)
    is_test = np.zeros(n, dtype=bool)
    is_test[chosen] = True
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)


def _of_each_class(order: Indices, classes: Indices, test_share: float) -> Indices:
    counts = np.bincount(classes)
    wanted = counts * test_share
    most = np.maximum(counts - 1, 0)
    taken = np.minimum(np.floor(wanted).astype(np.intp), most)
    # The rows that are still due go to the classes that have most of one coming to them.
    for of_class in np.argsort(taken - wanted, kind="stable"):
        if taken.sum() >= round(len(order) * test_share):
            break
        if taken[of_class] < most[of_class]:
            taken[of_class] += 1
    return np.concatenate(
        [order[classes == of_class][: taken[of_class]] for of_class in range(len(counts))]
    )
