"""A set as a small picture of itself: few points in a square, or a few pictures of pixels.

Nothing is drawn here. A preview says where the points are, of which class or how large they are.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.data.dataset import Dataset
from playground.data.sets.builtin import BuiltIn

POINTS = 120  # more of them are a blot on a picture of the size of a thumb
PICTURES = 3
_PIXEL = re.compile(r"pixel_(\d{1,2})_(\d{1,2})")


@dataclass(frozen=True)
class Preview:
    """``points`` (m, 2) from 0 to 1, the origin at the lower left, in the order of the rows.

    Of each, ``classes`` (m,) is the index of its class, or ``values`` (m,) its target from −1, the
    lowest, to 1; the other is ``None``. ``pictures`` (k, height, width), 0 to 1, is what to show
    instead where the inputs are the pixels of a picture, else ``None``.
    """

    points: Array
    classes: NDArray[np.intp] | None
    values: Array | None
    pictures: Array | None


def preview(dataset: Dataset) -> Preview:
    """At most POINTS rows of a dataset, drawn evenly, over two of its columns.

    They are those that a built-in set names for it; else the first two inputs, or the only one and
    the target.
    """
    # In the order of chance, because every second row of a generated set is of the same class.
    chosen = np.sort(np.random.default_rng(0).permutation(dataset.n_rows)[:POINTS])
    points = np.column_stack([_unit(axis)[chosen] for axis in _axes(dataset)])
    pictures = as_pictures(dataset)
    if dataset.task == "regression":
        values = 2 * _unit(np.asarray(dataset.target, dtype=np.float64))[chosen] - 1
        return Preview(points, None, values, None)
    classes = np.asarray(dataset.target, dtype=np.intp)[chosen]
    shown = None if pictures is None else _unit(pictures[:PICTURES])
    return Preview(points, classes, None, shown)


def as_pictures(dataset: Dataset) -> Array | None:
    """x as pictures (n, height, width), if the inputs are ``pixel_0_0``, ``pixel_0_1`` …, whole."""
    places = [_PIXEL.fullmatch(name) for name in dataset.input_names]
    found = [(int(place[1]), int(place[2])) for place in places if place]
    if len(found) < len(places) or len(found) < 2:
        return None
    height, width = (1 + max(numbers) for numbers in zip(*found, strict=True))
    if found != [(row, column) for row in range(height) for column in range(width)]:
        return None
    return dataset.x.reshape(-1, height, width)


def _axes(dataset: Dataset) -> tuple[Array, Array]:
    source = dataset.source
    named = source.row.pictured if isinstance(source, BuiltIn) else ()
    if named:
        first, second = (dataset.table.column(name).numbers[dataset.rows] for name in named)
        return first, second
    if dataset.n_inputs > 1:
        return dataset.x[:, 0], dataset.x[:, 1]
    return dataset.x[:, 0], np.asarray(dataset.target, dtype=np.float64)


def _unit(values: Array) -> Array:
    """From 0, the lowest, to 1, the highest; all ½ where they are the same."""
    low, high = float(values.min()), float(values.max())
    if low == high:
        return np.full_like(values, 0.5)
    # No number is over MAX_MAGNITUDE, so that the difference of two never overflows.
    return np.asarray((values - low) / (high - low), dtype=np.float64)
