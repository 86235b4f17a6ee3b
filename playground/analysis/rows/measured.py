"""A scene measured on its data: the metrics of ``metrics`` over all rows, or one part of them.

What a part has is ``None`` where the data are of another kind or where it is not defined.
"""

from dataclasses import dataclass

import numpy as np

from playground.analysis.rows.metrics import Confusion, RegressionMetrics, RocCurve, mean_loss
from playground.analysis.rows.predictions import content_key, predicted
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.data.splits import Indices
from playground.scene import Scene


def part_rows(data: Dataset, part: str) -> Indices:
    """The rows (count,) of a part of the data, sorted. Raises KeyError for an unknown part."""
    return {"all": np.arange(data.n_rows), "train": data.train, "test": data.test}[part]


@dataclass(frozen=True)
class Measured:
    """How good the predictions of some rows are."""

    n_rows: int
    loss: float | None
    regression: RegressionMetrics | None
    confusion: Confusion | None


def measured(scene: Scene, part: str = "all") -> Measured | None:
    """The scene on a part of its data; ``None`` if it has none that fit."""
    return None if scene.fitting is None else _measured(scene, scene.fitting, part)


@cached(
    256,
    key=lambda scene, data, part: (*content_key(scene, data), scene.threshold, part),
    spoken=False,
)
def _measured(scene: Scene, data: Dataset, part: str) -> Measured:
    found = predicted(scene, data)
    rows = part_rows(data, part)
    regression = confusion = None
    if found.said is None:
        regression = RegressionMetrics.of(data.y[rows], found.output[rows])
    else:
        wanted = data.target[rows].astype(np.intp)
        confusion = Confusion.of(wanted, found.said[rows], len(data.labels))
    return Measured(len(rows), mean_loss(found.loss[rows]), regression, confusion)


def roc(scene: Scene, part: str = "all") -> RocCurve | None:
    """Of the output over a part of the data, if that is of two classes and has both."""
    data = scene.fitting
    return None if data is None or data.task != "binary" else _roc(scene, data, part)


@cached(64, key=lambda scene, data, part: (*content_key(scene, data), part), spoken=False)
def _roc(scene: Scene, data: Dataset, part: str) -> RocCurve | None:
    rows = part_rows(data, part)
    return RocCurve.of(data.target[rows].astype(np.intp), predicted(scene, data).output[rows, 0])
