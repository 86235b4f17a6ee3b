"""The columns of the table of rows: their heads, by which it is sorted, and what they say of a row.

Inputs stand as the data has them, before scaling; what is wanted and the output as the network
has them.
"""

from dataclasses import dataclass

import htpy
import numpy as np
from markupsafe import Markup, escape

from playground.analysis.focus import focused_output
from playground.analysis.rows.ordering import can_order
from playground.analysis.rows.unscaled import target_scale
from playground.cache import cached
from playground.data import Column, Dataset, Plan
from playground.language import _, called
from playground.notation import compact, output_name
from playground.panels.kit.template import Template, join
from playground.scene import Scene, shows_loss

MOST_INPUTS = 8  # columns of inputs: more leave no room for what the network makes of them
_MOST_DECIMALS = 3  # of a number in the data
_TEXT = Template('<td class="text">{}</td>')
_NUMBER = Template("<td>{}</td>")
_LARGEST_FIRST = ("loss", "error/0")  # what is worst is looked for first


@dataclass(frozen=True)
class Head:
    """A column's head: what it is sorted by, its name, and a second line."""

    order: str
    title: str
    below: str = ""
    css: str = ""


def heads(scene: Scene, data: Dataset) -> list[Head]:
    """The heads of all columns; that of the bar has no name."""
    inputs = [
        Head(
            f"column/{c}",
            called(column.label),
            column.unit,
            "text" if column.kind != "number" else "",
        )
        for c, column in enumerate(shown_inputs(data))
    ]
    wanted = data.table.column(data.plan.target)
    output = focused_output(scene)
    if data.task == "regression":
        unit = wanted.unit if target_scale(data) is None else _both(wanted, data.plan)
        return [
            Head("row", _("row")),
            *inputs,
            Head("target", _("expected"), unit),
            Head("output/0", _("actual"), "ŷ"),
            Head("error/0", _("error"), css="wide"),
        ]
    several = data.task == "classes"
    return [
        Head("row", _("row")),
        *inputs,
        Head("target", _("wanted"), called(wanted.label), "text" if several else ""),
        Head(
            f"output/{output}", _("output"), output_name(scene.network, output) if several else "ŷ"
        ),
        Head("said", _("says"), css="text"),
        *([Head("loss", _("loss"), css="wide")] if shows_loss(scene) else []),
    ]


def head_row(scene: Scene, data: Dataset) -> Markup:
    """The heads as buttons that sort: the pressed one turns the order round."""
    column, down = order_of(scene, data)
    return _head_row(tuple(heads(scene, data)), column, down)


@cached(64)
def _head_row(found: tuple[Head, ...], column: str, down: bool) -> Markup:
    return escape(
        htpy.thead(data_key="heads")[htpy.tr[[_cell(head, column, down) for head in found]]]
    )


def _cell(head: Head, column: str, down: bool) -> htpy.Element:
    now = head.order == column
    begins_down = head.order in _LARGEST_FIRST
    then_down = not down if now else begins_down
    return htpy.th(
        scope="col",
        class_=head.css or None,
        colspan="2" if head.css == "wide" else None,
        aria_sort=("descending" if down else "ascending") if now else None,
    )[
        htpy.button(
            type="button", data_edit=f"select-order/{'-' if then_down else ''}{head.order}"
        )[
            htpy.span[
                head.title, htpy.i(aria_hidden="true")["▾" if down else "▴"] if now else None
            ],
            htpy.span(".below")[head.below],
        ]
    ]


def order_of(scene: Scene, data: Dataset) -> tuple[str, bool]:
    """By which column the rows are sorted, and whether the largest come first.

    It is the row's number where the data has no such column.
    """
    column = scene.order.removeprefix("-")
    if not can_order(data, column):
        return "row", False
    return column, scene.order.startswith("-")


def shown_inputs(data: Dataset) -> list[Column]:
    """The columns of inputs that have room."""
    return [data.table.column(name) for name in data.plan.inputs[:MOST_INPUTS]]


def _both(wanted: Column, plan: Plan) -> str:
    """Which numbers stand in a column of two: those of the table, and the scaled ones."""
    return f"{wanted.unit or called(wanted.label)} · {plan.target_scaling}"


@cached(2048, key=lambda data, row: (data.digest, row))
def input_cells(data: Dataset, row: int) -> Markup:
    """What a row's inputs are, before scaling."""
    raw, decimals = data.raw(row), _decimals(data)
    cells = []
    for column in shown_inputs(data):
        value = raw[column.name]
        if isinstance(value, str):
            cells.append(_TEXT.format(called(value)))
        else:
            cells.append(_NUMBER.format(compact(value, decimals[column.name])))
    return join(cells)


@cached(64, key=lambda data: data.digest)
def _decimals(data: Dataset) -> dict[str, int]:
    """With how many decimals each column of numbers is printed: as many as its numbers have."""
    numbers = [column for column in shown_inputs(data) if column.kind == "number"]
    return {column.name: _decimals_of(column) for column in numbers}


def _decimals_of(column: Column) -> int:
    values = column.numbers[~column.missing]
    for decimals in range(_MOST_DECIMALS):
        if np.array_equal(values.round(decimals), values):
            return decimals
    return _MOST_DECIMALS
