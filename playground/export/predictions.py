"""What the network says of every row of its data, as CSV: a line a row, and a header above.

Rows count from 1, as on the page. Inputs stand as they are in the table, before scaling, a missing
number as the mean that took its place. What is wanted and said of a class is its label.
"""

from collections.abc import Iterable

import numpy as np

from playground.activations import Array
from playground.analysis.rows.predictions import Predictions, predictions
from playground.data import Dataset
from playground.data.names import column_names
from playground.data.splits import Indices
from playground.data.writing import to_csv
from playground.language import _
from playground.limits import DataError
from playground.scene import Scene

Cells = Array | Iterable[str | None]
Columns = list[tuple[str, Cells]]


def predictions_csv(scene: Scene) -> str:
    """All rows, in the order of the data. Raises DataError if the scene has none that fit."""
    found = predictions(scene)
    if found is None:
        raise DataError(_("predictions: expected data that fit the network, got none"))
    asked = _of_numbers(found) if found.said is None else _of_classes(found, found.said)
    names = [f"output {name}" for name in scene.network.output_names]
    outputs = list(zip(names, found.output.T, strict=True))
    wanted, *judged = asked
    columns = [*_rows(found.data), wanted, *outputs, *judged]
    headers = column_names(name for name, _ in columns)  # a table may have one called "row", too
    return to_csv(dict(zip(headers, (cells for _, cells in columns), strict=True)))


def _rows(data: Dataset) -> Columns:
    """Number, part of the split, and the inputs' columns."""
    numbers = range(data.n_rows)
    raw, tested = [data.raw(row) for row in numbers], frozenset(data.test.tolist())
    columns: Columns = [
        ("row", np.arange(1.0, data.n_rows + 1)),
        ("split", ["test" if row in tested else "train" for row in numbers]),
    ]
    for name in data.plan.inputs:
        cells = [row[name] for row in raw]
        texts = data.table.column(name).kind == "category"
        columns.append((name, map(str, cells) if texts else np.array(cells, dtype=np.float64)))
    return columns


def _of_classes(found: Predictions, said: Indices) -> Columns:
    """The class that is wanted, the one that is said, and the loss."""
    labels = found.data.labels
    return [
        ("wanted", [labels[c] for c in found.data.target.tolist()]),
        ("says", [labels[c] for c in said.tolist()]),
        (f"loss ({found.loss_name})", found.loss),
    ]


def _of_numbers(found: Predictions) -> Columns:
    """The wanted number and the error, as the network counts; then before scaling, where it is."""
    data = found.data
    columns: Columns = [("wanted", data.y[:, 0]), ("error", found.error[:, 0])]
    if data.plan.target_scaling != "none":
        scale = data.target_scale
        columns += [
            (f"wanted {data.plan.target}", data.target.astype(np.float64)),
            (f"says {data.plan.target}", found.output[:, 0] * scale.spread + scale.offset),
        ]
    return columns
