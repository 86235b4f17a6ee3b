"""The rows that a script trains with: in the script as numbers, or in a file beside it.

One column for each input and each target, scaled as the network gets them.
"""

from collections.abc import Iterator

import numpy as np

from playground.activations import Array
from playground.data import Dataset
from playground.data.names import column_names
from playground.data.writing import to_csv
from playground.export.source import listed_names
from playground.export.training.stretch import Stretch

MOST_INLINE = 3_000  # numbers in a script: more of them bury the code that they belong to
FILE_NAME = "training_rows.csv"


def rows_csv(data: Dataset) -> str:
    """All rows in their order: number, part of the split, inputs and targets."""
    tested = frozenset(data.test.tolist())
    values = np.concatenate([data.x, data.y], axis=1)
    headers = ["row", "split", *data.input_names, *(f"wanted {n}" for n in data.output_names)]
    columns = [
        np.arange(1.0, data.n_rows + 1),
        ["test" if row in tested else "train" for row in range(data.n_rows)],
        *values.T,
    ]
    return to_csv(dict(zip(column_names(headers), columns, strict=True)))


def beside(data: Dataset) -> bool:
    """Whether the rows are too many to stand in the script."""
    return data.n_rows * (data.n_inputs + data.n_outputs) > MOST_INLINE


def imports(stretch: Stretch) -> list[str]:
    """What the lines of the rows need of the standard library."""
    return ["import csv"] if beside(stretch.data) else []


def lines(stretch: Stretch, array: str) -> Iterator[str]:
    """``x`` and ``y`` of the training rows, and those of the test; ``array`` makes an array."""
    rows, n_in = stretch.rows, stretch.data.n_inputs
    if beside(stretch.data):
        yield f'with open("{FILE_NAME}", encoding="utf-8", newline="") as file:'
        yield "    table = list(csv.reader(file))[1:]  # row, split, inputs, targets"
    for split, name in (("train", ""), ("test", "_test")):
        if f"x{name}" not in rows:
            continue
        if beside(stretch.data):
            cells = f'[[float(v) for v in row[2:]] for row in table if row[1] == "{split}"]'
            yield f"{split} = {array}({cells})"
        else:
            yield f"{split} = {array}([  # {_names(stretch)}"
            yield from _written(np.concatenate([rows[f"x{name}"], rows[f"y{name}"]], axis=1))
            yield "])"
        yield f"x{name}, y{name} = {split}[:, :{n_in}], {split}[:, {n_in}:]"


def _names(stretch: Stretch) -> str:
    inputs, outputs = stretch.network.input_names, stretch.network.output_names
    return f"{listed_names(inputs)} → {listed_names(outputs)}"


def _written(values: Array) -> Iterator[str]:
    for row in values.tolist():
        yield f"    {row!r},"
