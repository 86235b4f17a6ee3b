"""What the inputs of a network are made of: columns of numbers, and categories of columns of texts.

A category among the inputs becomes an input each, 1 where the row has it and 0 elsewhere (one-hot).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.data.classes import categories
from playground.data.names import neuron_names
from playground.data.splits import Indices
from playground.data.table import Column
from playground.language import _
from playground.limits import MAX_DATA_INPUTS, DataError, quoted


@dataclass(frozen=True)
class Input:
    """One input: a column of numbers, or one ``category`` of a column of texts."""

    column: Column
    category: str | None = None

    @property
    def unit(self) -> str:
        """The column's unit; a category has none."""
        return self.column.unit if self.category is None else ""


def inputs_of(columns: Sequence[Column], rows: Indices) -> tuple[Input, ...]:
    """The inputs that these rows of the columns make. Raises DataError if they are too many."""
    found: list[Input] = []
    for column in columns:
        if column.kind == "number":
            found.append(Input(column))
        else:
            found += [Input(column, category) for category in categories(column, rows).labels]
    if len(found) > MAX_DATA_INPUTS:
        raise DataError(
            _(
                "inputs: expected at most {most}, got {count}, "
                "one for each different text of a column of texts",
                most=MAX_DATA_INPUTS,
                count=len(found),
            )
        )
    return tuple(found)


def names_of(inputs: Sequence[Input]) -> tuple[str, ...]:
    """A name for each input: the column's, without its unit if that still tells them apart."""
    columns = list(dict.fromkeys(each.column for each in inputs))
    labels = [column.label for column in columns]
    names = {
        column: column.label if labels.count(column.label) == 1 else column.name
        for column in columns
    }
    return neuron_names(
        names[each.column] if each.category is None else f"{names[each.column]}={each.category}"
        for each in inputs
    )


def filled(column: Column, rows: Indices, train: Indices) -> Array:
    """These rows of a column of numbers, missing ones as the mean of the training rows.

    Raises DataError if no training row has a number.
    """
    values = column.numbers[rows]
    missing = np.isnan(values)
    if missing.any():
        known = values[train][~missing[train]]
        if not known.size:
            raise DataError(
                _(
                    "column {name}: expected a number in a training row to take the mean of, "
                    "got none",
                    name=quoted(column.name),
                )
            )
        values[missing] = (known / known.size).sum()
    return values
