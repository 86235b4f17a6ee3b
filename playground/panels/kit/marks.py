"""The marks of rows, the same in the table, on planes, in the strip and in the confusion matrix.

The shape is the class that is wanted: 0 a circle, 1 a square, then triangle and diamond; from the
fifth on its number. Filled is a training row, hollow a test row. A ring of ink is wrong, a violet
ring is the current row. In a regression all are circles.
"""

from collections.abc import Sequence

from markupsafe import Markup

from playground.cache import cached
from playground.data import Dataset
from playground.panels.kit.template import Template

#: Plotly's names of the shapes, by class; the style sheet has the same words.
SHAPES = ("circle", "square", "triangle-up", "diamond")
_MARK = Template('<i class="mark{}" aria-hidden="true">{}</i>')


def shape(data: Dataset, row: int) -> str | None:
    """The shape of a row by Plotly's name; ``None`` for a class that is shown by its number."""
    if data.task == "regression":
        return SHAPES[0]
    wanted = int(data.target[row])
    return SHAPES[wanted] if wanted < len(SHAPES) else None


@cached(16, key=lambda data: data.digest)
def is_test(data: Dataset) -> Sequence[bool]:
    """Whether each row is one of the test."""
    tested = [False] * data.n_rows
    for row in data.test.tolist():
        tested[row] = True
    return tested


def mark(
    data: Dataset, row: int, hollow: bool, wrong: bool = False, current: bool = False
) -> Markup:
    """The mark of one row, as markup in the size of the text around it."""
    drawn = shape(data, row)
    css = f" {drawn}" if drawn else " number"
    if data.task == "binary" and data.target[row] == 1:
        css += " yes"
    css += (" hollow" if hollow else "") + (" wrong" if wrong else "")
    css += " current" if current else ""
    return _MARK.format(css, "" if drawn else str(int(data.target[row])))


def spoken(data: Dataset, row: int) -> str:
    """What a row's mark says, in words: ``class 1, test``."""
    part = "test" if row in data.test else "training"
    return part if data.task == "regression" else f"{wanted_label(data, row)}, {part}"


def wanted_label(data: Dataset, row: int) -> str:
    """What is wanted of a row: ``class 1``, or the label as the table has it."""
    label = data.labels[int(data.target[row])]
    return f"class {label}" if label.isdecimal() else label
