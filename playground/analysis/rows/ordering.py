"""Which rows a table shows, and in which order: index arrays into the rows of the data.

Sorting is stable, so that rows that agree stay in the order of the table; a nan comes last either
way.
"""

import numpy as np

from playground.activations import Array
from playground.analysis.rows.measured import part_rows
from playground.analysis.rows.predictions import Predictions
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.data.splits import Indices
from playground.language import _
from playground.limits import DataError, quoted
from playground.scene import Scene


def shown(predictions: Predictions, which: str = "all", selected: Indices | None = None) -> Indices:
    """The rows of a part of the data, or those that are "wrong", in the order of the table.

    In a regression none is wrong. "selected" are the rows that are handed over. Raises KeyError for
    an unknown word.
    """
    if which == "selected":
        return _NONE if selected is None else selected
    if which == "wrong":
        return np.flatnonzero(predictions.wrong) if predictions.wrong is not None else _NONE
    return part_rows(predictions.data, which)


_NONE = np.zeros(0, dtype=np.intp)


def in_cell(predictions: Predictions, wanted: int, said: int, which: str = "all") -> Indices:
    """Of these rows those that a cell of the confusion matrix counts; none in a regression."""
    if predictions.said is None:
        return _NONE
    rows = shown(predictions, which)
    held = (predictions.data.target[rows] == wanted) & (predictions.said[rows] == said)
    return np.asarray(rows[held])


def selected(scene: Scene, predictions: Predictions) -> Indices:
    """The rows of the cell of the confusion matrix that is selected."""
    if not scene.cell:
        return _NONE
    wanted, said = map(int, scene.cell.split("/"))
    return in_cell(predictions, wanted, said, scene.measured)


def ordered(predictions: Predictions, rows: Indices, column: str, down: bool = False) -> Indices:
    """Rows sorted by a column: ``row``, ``loss``, ``output/0`` …

    ``column/0`` is the first that the inputs are made of, as the table has it. ``down`` begins
    with the largest. Raises DataError if there is no such column.
    """
    values = _column(predictions, column)[rows]
    return rows[np.argsort(-values if down else values, kind="stable")]


def can_order(data: Dataset, name: str) -> bool:
    """Whether the data has such a column, and a network that fits it."""
    word, _mark, place = name.partition("/")
    if not place:
        return word in ("row", "target", "loss") or (word == "said" and data.task != "regression")
    several = {"column": len(data.plan.inputs), "input": data.n_inputs}
    several |= {"output": data.n_outputs, "error": data.n_outputs}
    return place.isdecimal() and int(place) < several.get(word, 0)


def _column(predictions: Predictions, name: str) -> Array:
    word, _mark, place = name.partition("/")
    data = predictions.data
    if not can_order(data, name):
        raise DataError(
            _("column: expected row, target, loss, column/0 …, got {name}", name=quoted(name))
        )
    columns = {
        "row": np.arange(data.n_rows),
        "target": data.target,
        "said": predictions.said,
        "loss": predictions.loss,
    }
    if not place:
        return np.asarray(columns[word], dtype=np.float64)
    if word == "column":
        return _ranks(data, int(place))
    several = {"input": data.x, "output": predictions.output, "error": predictions.error}
    return several[word][:, int(place)]


@cached(64, key=lambda data, c: (data.digest, c), spoken=False)
def _ranks(data: Dataset, c: int) -> Array:
    """What the rows (n,) are sorted by in column c of the inputs; texts go by the alphabet."""
    column = data.table.column(data.plan.inputs[c])
    if column.kind == "number":
        i = next(i for i, each in enumerate(data.inputs) if each.column is column)
        return data.x[:, i]
    texts = np.array([column.values[row] for row in data.rows])
    return np.unique(texts, return_inverse=True)[1].astype(np.float64)
