"""Which rows a table shows, and in which order: index arrays into the rows of the data.

Sorting is stable, so that rows that agree stay in the order of the table; a nan comes last either
way.
"""

import numpy as np

from playground.activations import Array
from playground.analysis.rows.measured import part_rows
from playground.analysis.rows.predictions import Predictions
from playground.data.splits import Indices
from playground.limits import DataError, quoted


def shown(predictions: Predictions, which: str = "all") -> Indices:
    """The rows of a part of the data, or those that are "wrong", in the order of the table.

    In a regression none is wrong. Raises KeyError for an unknown word.
    """
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


def ordered(
    predictions: Predictions, column: str, down: bool = False, which: str = "all"
) -> Indices:
    """The rows that are shown, sorted by a column: ``row``, ``input/0``, ``output/0``, ``loss`` …

    ``down`` begins with the largest. Raises DataError if there is no such column.
    """
    rows = shown(predictions, which)
    values = _column(predictions, column)[rows]
    return rows[np.argsort(-values if down else values, kind="stable")]


def _column(predictions: Predictions, name: str) -> Array:
    word, _, place = name.partition("/")
    data = predictions.data
    columns = {
        "row": np.arange(data.n_rows),
        "target": data.target,
        "said": predictions.said,
        "loss": predictions.loss,
    }
    if not place and columns.get(word) is not None:
        return np.asarray(columns[word], dtype=np.float64)
    several = {"input": data.x, "output": predictions.output, "error": predictions.error}
    if word in several and place.isdecimal() and int(place) < several[word].shape[1]:
        return several[word][:, int(place)]
    raise DataError(f"column: expected row, target, loss, input/0 …, got {quoted(name)}")
