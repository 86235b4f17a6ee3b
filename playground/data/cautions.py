"""What a learner should know of a dataset before trusting a result: a sentence each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from playground.limits import quoted

if TYPE_CHECKING:
    from playground.data.dataset import Dataset

_MANY_CLASSES = 20


def cautions(data: "Dataset") -> Iterator[str]:
    """Each that holds for the dataset."""
    if data.dropped:
        yield (
            f"{data.dropped:,} of {data.table.n_rows:,} rows left out: a value is missing there."
        )
    if data.n_rows == 1:
        yield "There is one row alone: a network cannot learn from it what makes a difference."
    elif not len(data.test):
        yield "No row is for the test: how well the network does on new rows stays unknown."
    if data.plan.target in data.plan.inputs:
        yield f"{quoted(data.plan.target)} is the target and an input: the answer is given away."
    yield from _constant(data)
    yield from _of_classes(data)


def _constant(data: "Dataset") -> Iterator[str]:
    for i, scale in data.scales.items():
        if scale.constant and data.n_rows > 1:
            name = data.inputs[i].column.name
            become = "" if data.plan.scaling_of(name) == "none" else ", so after scaling it is 0"
            yield f"{quoted(name)} is the same in all training rows{become}: it tells nothing."


def _of_classes(data: "Dataset") -> Iterator[str]:
    if len(data.labels) > _MANY_CLASSES:
        yield (
            f"The target has {len(data.labels)} classes, with an output for each: "
            "is it a number, or a name?"
        )
    if data.labels:
        counts = np.bincount(data.target[data.train].astype(np.intp), minlength=len(data.labels))
        lacking = [label for label, count in zip(data.labels, counts, strict=True) if not count]
        if lacking:
            more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            yield f"No training row is of class {quoted(lacking[0])}{more}."
