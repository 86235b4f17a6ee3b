"""The classes of a target: which there are, and which each row is of."""

from dataclasses import dataclass

import numpy as np

from playground.data.splits import Indices
from playground.data.table import Column
from playground.language import _, grouped
from playground.limits import MAX_CLASSES, DataError, quoted
from playground.notation import brief, in_full

ZERO_ONE = ("0", "1")


@dataclass(frozen=True)
class Classes:
    """``labels`` as texts, sorted, and each row's place (n,) among them."""

    labels: tuple[str, ...]
    of_rows: Indices


def classes_of(column: Column, rows: Indices, target_as: str | None) -> Classes | None:
    """The classes of these rows, or ``None`` if the column is read as numbers.

    Texts are classes; numbers are if ``target_as`` says so, or if they are all 0 or 1. Raises
    DataError if there is one class alone or more than MAX_CLASSES, and for texts or parts of
    numbers that shall be ``counted``.
    """
    if column.kind == "number":
        return _of_numbers(column, rows, target_as)
    if target_as in ("number", "counted"):
        raise DataError(_("column {name}: expected numbers, got texts", name=quoted(column.name)))
    classes = categories(column, rows)
    if len(classes.labels) == 1:
        raise _alone(column, classes.labels[0])
    return classes


def categories(column: Column, rows: Indices) -> Classes:
    """The different texts of these rows, in none of which one is missing.

    Raises DataError if there are too many.
    """
    found, of_rows = np.unique(column.codes[rows], return_inverse=True)
    _check_count(column, len(found))
    return Classes(tuple(column.categories[code] for code in found), of_rows.astype(np.intp))


def _of_numbers(column: Column, rows: Indices, target_as: str | None) -> Classes | None:
    values, of_rows = np.unique(column.numbers[rows], return_inverse=True)
    if target_as == "number":
        return None
    if target_as == "counted":
        return _counted(column, rows)
    if set(values[:3].tolist()) <= {0.0, 1.0}:
        # Points of one class alone are the beginning of two.
        return Classes(ZERO_ONE, column.numbers[rows].astype(np.intp))
    if target_as is None:
        return None
    _check_count(column, len(values))
    labels = tuple(in_full(value) for value in values.tolist())
    if len(labels) == 1:
        raise _alone(column, labels[0])
    return Classes(labels, of_rows.astype(np.intp))


def _counted(column: Column, rows: Indices) -> Classes:
    """The classes 0, 1, 2 … up to the largest, so that none changes its number as rows go away."""
    values = column.numbers[rows]
    whole = (values >= 0) & (values < MAX_CLASSES) & (values == np.floor(values))
    if not whole.all():
        raise DataError(
            _(
                "column {name}: expected whole numbers from 0 to {most}, got {values}",
                name=quoted(column.name),
                most=MAX_CLASSES - 1,
                values=brief(values[~whole][0]),
            )
        )
    count = max(len(ZERO_ONE), 1 + int(values.max(initial=0)))
    return Classes(tuple(map(str, range(count))), values.astype(np.intp))


def _alone(column: Column, label: str) -> DataError:
    return DataError(
        _(
            "column {name}: expected at least two classes, got {label} alone",
            name=quoted(column.name),
            label=quoted(label),
        )
    )


def _check_count(column: Column, count: int) -> None:
    if count > MAX_CLASSES:
        raise DataError(
            _(
                "column {name}: expected at most {most} different classes, got {count}",
                name=quoted(column.name),
                most=MAX_CLASSES,
                count=grouped(count),
            )
        )
