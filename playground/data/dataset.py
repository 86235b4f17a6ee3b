"""What a network reads of a table: inputs x (n, n_in) and wanted outputs y (n, n_out), all float64.

A Dataset is a source and a plan; everything else follows from them, is computed when it is first
asked for, and is read-only. Rows count from 0.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.data import splits
from playground.data.cautions import cautions
from playground.data.classes import ZERO_ONE, Classes, classes_of
from playground.data.inputs import Input, filled, inputs_of, names_of
from playground.data.names import neuron_names
from playground.data.picture import Picture, picture_of
from playground.data.plan import Plan
from playground.data.scaling import Scale, fitted
from playground.data.splits import Indices
from playground.data.table import Column, Table
from playground.language import _, grouped
from playground.limits import DataError, quoted

Task = Literal["regression", "binary", "classes"]
_AnyArray = TypeVar("_AnyArray", bound=NDArray[np.generic])


class Source(Protocol):
    """Where a table comes from: the table itself, or what a built-in set is made by.

    Sources are values: equal ones have the same table.
    """

    @property
    def title(self) -> str:
        """What the page calls it."""

    @property
    def digest(self) -> str:
        """A short text that names what it holds."""

    def table(self) -> Table:
        """The table, the same each time."""


@dataclass(frozen=True)
class Dataset:
    """A source read by a plan. Raises DataError, in one sentence, if it cannot be read so."""

    source: Source
    plan: Plan

    def __post_init__(self) -> None:
        if self._split is not None and self._split in (*self._columns, self._target):
            raise DataError(
                _(
                    "column {name}: it says which rows are for training, "
                    "so it is neither an input nor the target",
                    name=quoted(self._split.name),
                )
            )
        if not self.n_rows:
            raise DataError(_("rows: expected one without a missing value, got none"))
        if self.plan.stratified and self.task == "regression":
            raise DataError(_("stratified: expected a target of classes, got numbers"))
        if not len(self.train):
            raise DataError(_("rows: expected at least one for training, got none"))
        self._check_columns()

    @property
    def title(self) -> str:
        """What the page calls it."""
        return self.source.title

    @cached_property
    def digest(self) -> str:
        """24 hexadecimal digits that name source and plan."""
        named = msgspec.msgpack.encode((self.source.digest, self.plan))
        return hashlib.blake2b(named, digest_size=12).hexdigest()

    @cached_property
    def table(self) -> Table:
        """The source's table, with the rows that are left out."""
        return self.source.table()

    @cached_property
    def rows(self) -> Indices:
        """(n,) which rows of the table are read, from 0."""
        missing = np.logical_or.reduce([column.missing for column in self.used])
        return _frozen(np.flatnonzero(~missing))

    @cached_property
    def used(self) -> tuple[Column, ...]:
        """The columns in which a missing cell leaves its row out."""
        held = [c for c in self._columns if c.kind == "category" or self.plan.missing == "drop"]
        return (*held, self._target, *([self._split] if self._split else []))

    @property
    def n_rows(self) -> int:
        """The number of rows that are read."""
        return len(self.rows)

    @property
    def dropped(self) -> int:
        """The number of rows that are left out because a cell is missing."""
        return self.table.n_rows - self.n_rows

    @cached_property
    def task(self) -> Task:
        """What the network shall tell: a number, one of two classes, or one of several."""
        if self._classes is None:
            return "regression"
        return "binary" if len(self.labels) == 2 else "classes"

    @property
    def labels(self) -> tuple[str, ...]:
        """The classes as texts, sorted; none in a regression. In "binary" the second is 1."""
        return self._classes.labels if self._classes else ()

    @cached_property
    def target(self) -> Array | Indices:
        """(n,) each row's class, from 0; in a regression the target's values before scaling."""
        if self._classes:
            return _frozen(self._classes.of_rows)
        return _frozen(self._target.numbers[self.rows])

    @property
    def is_split_by_column(self) -> bool:
        """Whether a column says which rows are for training."""
        return self._split is not None

    @property
    def train(self) -> Indices:
        """The rows of x and y for training, sorted."""
        return self._parts[0]

    @property
    def test(self) -> Indices:
        """The rows of x and y for the test, sorted: all others."""
        return self._parts[1]

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """What each input of the network is made of."""
        return inputs_of(self._columns, self.rows)

    @property
    def n_inputs(self) -> int:
        """The number of the network's inputs."""
        return len(self.inputs)

    @cached_property
    def picture(self) -> Picture | None:
        """(rows, columns) of the picture whose pixels the inputs are, row by row from the top."""
        names = [each.column.name for each in self.inputs if each.category is None]
        return picture_of(names) if len(names) == self.n_inputs else None

    @property
    def n_outputs(self) -> int:
        """The number of the network's outputs."""
        return len(self.output_names)

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        """The columns' labels, as a network accepts them; ``sex=f`` is a category."""
        return names_of(self.inputs)

    @cached_property
    def output_names(self) -> tuple[str, ...]:
        """Each class by its label; else the name of the target, or of the class that is 1."""
        if self.task == "classes" and self.plan.target_as == "counted":
            return neuron_names([f"{self._target.label} {label}" for label in self.labels])
        if self.task == "classes":
            return neuron_names(self.labels)
        if self.task == "binary" and self.labels != ZERO_ONE:
            return neuron_names(self.labels[1:])
        name = self._target.label
        return neuron_names([f"{name} 1" if name.lower() == "class" else name])

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of each input that has one, by the input's name."""
        units = {name: i.unit for name, i in zip(self.input_names, self.inputs, strict=True)}
        return {name: unit for name, unit in units.items() if unit}

    @cached_property
    def x(self) -> Array:
        """(n, n_in) what the network gets, after scaling."""
        x = np.empty((self.n_rows, self.n_inputs))
        for i, each in enumerate(self.inputs):
            if each.category is None:
                x[:, i] = self.scales[i].scaled(self._numbers[each.column])
            else:
                category = each.column.categories.index(each.category)
                x[:, i] = each.column.codes[self.rows] == category
        return _frozen(x)

    @cached_property
    def y(self) -> Array:
        """(n, n_out) what the network shall say: 0 or 1 in classes, else numbers after scaling."""
        if self.task == "classes":
            return _frozen(np.eye(len(self.labels))[self.target])
        values = self.target.astype(np.float64)
        if self.task == "regression":
            values = self.target_scale.scaled(values)
        return _frozen(values[:, np.newaxis])

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a learner should know before trusting a result, a sentence each."""
        return tuple(cautions(self))

    def raw(self, row: int) -> dict[str, float | str]:
        """The values of the row's inputs and target before scaling, by their columns' names.

        A missing number that was filled is its column's mean.
        """
        if not 0 <= row < self.n_rows:
            raise DataError(
                _(
                    "row: expected 1 to {n_rows}, got {row}",
                    n_rows=grouped(self.n_rows),
                    row=row + 1,
                )
            )
        found: dict[str, float | str] = {}
        for column in (*self._columns, self._target):
            values = self._numbers.get(column)
            cell = column.values[self.rows[row]] if values is None else values[row]
            found[column.name] = cell if isinstance(cell, str) else float(cell or 0)
        return found

    def unscaled(self, i: int, value: float) -> float | None:
        """The value of input i before scaling; None where it is a category's 0 or 1."""
        return self.scales[i].unscaled(value) if i in self.scales else None

    @cached_property
    def scales(self) -> dict[int, Scale]:
        """What each input of numbers is scaled by."""
        return {
            i: fitted(
                self.plan.scaling_of(each.column.name), self._numbers[each.column][self.train]
            )
            for i, each in enumerate(self.inputs)
            if each.category is None
        }

    @cached_property
    def target_scale(self) -> Scale:
        """What the target of a regression is scaled by."""
        return fitted(self.plan.target_scaling, self.target[self.train].astype(np.float64))

    @cached_property
    def _target(self) -> Column:
        return self.table.column(self.plan.target)

    @cached_property
    def _columns(self) -> tuple[Column, ...]:
        return tuple(self.table.column(name) for name in self.plan.inputs)

    @cached_property
    def _numbers(self) -> dict[Column, Array]:
        """The columns of numbers among the inputs, over the rows, missing cells filled."""
        columns = [column for column in self._columns if column.kind == "number"]
        return {column: filled(column, self.rows, self.train) for column in columns}

    @cached_property
    def _split(self) -> Column | None:
        return splits.split_column(self.table)

    @cached_property
    def _classes(self) -> Classes | None:
        return classes_of(self._target, self.rows, self.plan.target_as)

    @cached_property
    def _parts(self) -> tuple[Indices, Indices]:
        plan = self.plan
        classes = self._classes.of_rows if plan.stratified and self._classes else None
        return splits.train_and_test(self.rows, self._split, plan.test_share, plan.seed, classes)

    def _check_columns(self) -> None:
        """Compute what may refuse the plan, so that nothing does later."""
        _ = self._classes, self.inputs, self._numbers


def _frozen(array: _AnyArray) -> _AnyArray:
    array.flags.writeable = False
    return array
