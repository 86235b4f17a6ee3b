"""What a learner should know of a dataset before trusting a result: a sentence each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from playground.language import _, grouped
from playground.limits import quoted

if TYPE_CHECKING:
    from playground.data.dataset import Dataset

_MANY_CLASSES = 20


def cautions(data: "Dataset") -> Iterator[str]:
    """Each that holds for the dataset."""
    if data.dropped:
        yield _(
            "{count} of {n} rows left out: a value is missing there.",
            count=grouped(data.dropped),
            n=grouped(data.table.n_rows),
        )
    if data.n_rows == 1:
        yield _("There is one row alone: a network cannot learn from it what makes a difference.")
    elif not len(data.test):
        yield _("No row is for the test: how well the network does on new rows stays unknown.")
    if data.plan.target in data.plan.inputs:
        yield _(
            "{name} is the target and an input: the answer is given away.",
            name=quoted(data.plan.target),
        )
    yield from _constant(data)
    yield from _of_classes(data)


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
