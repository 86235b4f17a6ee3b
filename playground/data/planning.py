"""From a table to a plan, and from a plan to the next one, as a visitor chooses column by column.

Every function returns a plan that is whole, or raises DataError in one sentence.
"""

from dataclasses import replace

import numpy as np

from playground.data.plan import Plan, TargetAs
from playground.data.splits import split_column
from playground.data.table import Column, Table
from playground.language import _, grouped
from playground.limits import MAX_CLASSES, MAX_DATA_INPUTS, DataError, quoted

USES = ("input", "target", "unused")
_TARGETS = frozenset(("class", "label", "target", "y", "output", "outcome"))
_FEW = 12  # different texts: more are names of rows sooner than kinds of them
_FEW_ROWS = 8  # with fewer, none can be spared for a test
_PLANE = 3.0  # numbers within ±3 need no scaling to be seen and learned


def first_plan(table: Table) -> Plan:
    """What a network may read of a table of which nothing is known: a beginning, to be changed.

    The target is the column that is called so, else the last; the rest are inputs, but for texts
    with many different values. Numbers are scaled if some are large.
    """
    target = _first_target(table)
    inputs = [each for each in _usable(table) if each is not target and _few_inputs(each)]
    inputs = inputs[:MAX_DATA_INPUTS]
    if not inputs:
        raise DataError(
            _(
                "columns: expected one for the target and another for an input, got {name} alone",
                name=quoted(target.name),
            )
        )
    numbers = [each for each in inputs if each.kind == "number"]
    return Plan(
        tuple(each.name for each in inputs),
        target.name,
        target_as="class" if _are_classes(target) else None,
        scaling="z-score" if any(map(_is_large, numbers)) else "none",
        test_share=0.25 if table.n_rows >= _FEW_ROWS else 0.0,
    )


def use_of(plan: Plan, name: str) -> str:
    """What a column is used as: one of USES."""
    if name == plan.target:
        return "target"
    return "input" if name in plan.inputs else "unused"


def used_as(plan: Plan, table: Table, name: str, use: str) -> Plan:
    """The plan with a column used otherwise; what was the target before becomes an input."""
    if use == use_of(plan, name):
        return plan
    if name == plan.target:
        raise DataError(
            _("target: choose another column first, then {name} is free", name=quoted(name))
        )
    chosen = set(plan.inputs) - {name}
    if use == "input":
        return with_inputs(plan, table, chosen | {name})
    if use == "unused":
        return with_inputs(plan, table, chosen)
    before = table.column(plan.target)
    freed = {before.name} if _few_inputs(before) and not _is_split(table, before) else set()
    target_as: TargetAs | None = "class" if _are_classes(table.column(name)) else None
    changed = with_inputs(plan, table, chosen | freed)
    return replace(
        changed, target=name, target_as=target_as, target_scaling="none", stratified=False
    )


def with_inputs(plan: Plan, table: Table, names: set[str]) -> Plan:
    """The plan with these columns among the inputs, in the table's order."""
    inputs = tuple(column.name for column in table.columns if column.name in names)
    usual = _usual(plan)
    scalings = {name: plan.scaling_of(name) if name in plan.inputs else usual for name in inputs}
    return replace(plan, inputs=inputs, scaling=_together(table, scalings))


def scaled(plan: Plan, table: Table, name: str, scaling: str) -> Plan:
    """The plan with one of its input columns scaled otherwise."""
    scalings = {each: plan.scaling_of(each) for each in plan.inputs} | {name: scaling}
    return replace(plan, scaling=_together(table, scalings))


def _together(table: Table, scalings: dict[str, str]) -> str | tuple[str, ...]:
    """One scaling where all columns of numbers have the same, so that equal plans are equal."""
    numbers = {scaling for name, scaling in scalings.items() if table.column(name).kind == "number"}
    found = numbers or set(scalings.values())
    if len(found) == 1:
        return found.pop()
    return tuple(scalings.values())


def _usual(plan: Plan) -> str:
    """What most inputs are scaled by."""
    given = [plan.scaling_of(name) for name in plan.inputs]
    return max(given, key=given.count)


def _first_target(table: Table) -> Column:
    usable = _usable(table)
    called = [each for each in usable if each.label.lower() in _TARGETS]
    if not usable:
        raise _unusable(table)
    return (called or usable)[-1]


def _unusable(table: Table) -> DataError:
    """Why no column can be read: the first with too many texts, or none with two different ones."""
    for column in table.columns:
        if column.kind == "category" and _n_texts(column) > MAX_CLASSES:
            return DataError(
                _(
                    "columns: expected one of numbers or of at most {most} different texts, "
                    "got {count} texts in {name}",
                    most=MAX_CLASSES,
                    count=grouped(_n_texts(column)),
                    name=quoted(column.name),
                )
            )
    return DataError(_("columns: expected one with values that differ, got none"))


def _usable(table: Table) -> list[Column]:
    return [
        column
        for column in table.columns
        if not _is_split(table, column)
        and not column.missing.all()
        and (column.kind == "number" or 1 < _n_texts(column) <= MAX_CLASSES)
    ]


def _is_split(table: Table, column: Column) -> bool:
    return column is split_column(table)


def _few_inputs(column: Column) -> bool:
    return column.kind == "number" or _n_texts(column) <= _FEW


def _n_texts(column: Column) -> int:
    return len({value for value in column.values if value is not None})


def _are_classes(column: Column) -> bool:
    """Whether numbers are names of classes: a column is called so, and they are few and whole."""
    if column.kind != "number" or column.label.lower() not in _TARGETS:
        return False
    values = np.unique(column.numbers[~column.missing])
    return 1 < len(values) <= _FEW and bool((values == np.floor(values)).all())


def _is_large(column: Column) -> bool:
    return bool(np.nanmax(np.abs(column.numbers)) > _PLANE)
