"""What a learner should know of a dataset before trusting a result: a sentence each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from playground.data.splits import odd_part
from playground.data.table import Column
from playground.language import _, grouped
from playground.limits import quoted

if TYPE_CHECKING:
    from playground.data.dataset import Dataset

_MANY_CLASSES = 20
_FEW_ROWS = 8  # of fewer, a column may have a value for each class by chance


def cautions(data: "Dataset") -> Iterator[str]:
    """Each that holds for the dataset."""
    if data.dropped:
        yield _left_out(data)
    if data.n_rows == 1:
        yield _("There is one row alone: a network cannot learn from it what makes a difference.")
    elif not len(data.test):
        yield _("No row is for the test: how well the network does on new rows stays unknown.")
    if data.plan.target in data.plan.inputs:
        yield _(
            "{name} is the target and an input: the answer is given away.",
            name=quoted(data.plan.target),
        )
    if (odd := odd_part(data.table)) is not None:
        column, row = odd
        yield _(
            "{name}: row {row} says {text}, neither train nor test, so it is a column like any "
            "other.",
            name=quoted(column.name),
            row=row + 1,
            text=quoted(column.values[row]),
        )
    yield from _given_away(data)
    yield from _constant(data)
    yield from _of_classes(data)


def _left_out(data: "Dataset") -> str:
    """How many rows are not read, and where to look for the first gap."""
    row = int(np.setdiff1d(np.arange(data.table.n_rows), data.rows)[0])
    gap = next(column for column in data.used if column.missing[row])
    return _(
        "{count} of {n} rows left out: a value is missing there, first in row {row}, {name}.",
        count=grouped(data.dropped),
        n=grouped(data.table.n_rows),
        row=row + 1,
        name=quoted(gap.name),
    )


def _given_away(data: "Dataset") -> Iterator[str]:
    """Inputs that are the target in other words, where there are rows enough to tell."""
    if data.n_rows < max(_FEW_ROWS, 2 * len(data.labels)):
        return
    for column in dict.fromkeys(each.column for each in data.inputs):
        if column.name != data.plan.target and _says_the_same(data, column):
            yield _(
                "{name} says the same as the target in other words: the answer is given away.",
                name=quoted(column.name),
            )


def _says_the_same(data: "Dataset", column: Column) -> bool:
    """Whether each class has one value of the column to itself, or a number is the target's copy.

    A line that leads from a column to the target is what a neuron is to find, and no copy.
    """
    values = (column.codes if column.kind == "category" else column.numbers)[data.rows]
    if not data.labels:
        return bool((values == data.target).all())
    first = np.unique(data.target, return_index=True)[1]
    its_own = values[first]
    at = np.searchsorted(data.target[first], data.target)
    return len(np.unique(its_own)) == len(first) > 1 and bool((values == its_own[at]).all())


def _constant(data: "Dataset") -> Iterator[str]:
    for i, scale in data.scales.items():
        if scale.constant and data.n_rows > 1:
            name = data.inputs[i].column.name
            said = _(
                "{name} is the same in all training rows: it tells nothing.", name=quoted(name)
            )
            if data.plan.scaling_of(name) != "none":
                said = _(
                    "{name} is the same in all training rows, so after scaling it is 0: "
                    "it tells nothing.",
                    name=quoted(name),
                )
            yield said


def _of_classes(data: "Dataset") -> Iterator[str]:
    if len(data.labels) > _MANY_CLASSES:
        yield (
            _(
                "The target has {count} classes, with an output for each: "
                "is it a number, or a name?",
                count=len(data.labels),
            )
        )
    if data.labels:
        counts = np.bincount(data.target[data.train].astype(np.intp), minlength=len(data.labels))
        lacking = [label for label, count in zip(data.labels, counts, strict=True) if not count]
        if lacking:
            first = quoted(lacking[0])
            yield (
                _("No training row is of class {label}.", label=first)
                if len(lacking) == 1
                else _(
                    "No training row is of class {label} and {count} more.",
                    label=first,
                    count=len(lacking) - 1,
                )
            )
