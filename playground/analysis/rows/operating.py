"""Where on the ROC curve the threshold stands, and which threshold stands at a place of the curve.

A place is told by how far it is along the curve: the false-positive rate and the true-positive rate
added, from 0 to 2. Both rise as the threshold falls, so that each place has one.
"""

import math

import numpy as np

from playground.activations import Array
from playground.analysis.rows.measured import measured, part_rows
from playground.analysis.rows.predictions import content_key, predicted
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.language import _
from playground.limits import DataError
from playground.scene import Scene

_KEY_STEP = 0.05  # along the curve, where places are dense


def operating_point(scene: Scene, part: str = "all") -> tuple[float, float] | None:
    """False-positive and true-positive rate at the threshold; ``None`` if one class is missing."""
    found = measured(scene, part)
    if found is None or found.confusion is None or len(found.confusion.counts) != 2:
        return None
    (right_0, false), (missed, right_1) = found.confusion.counts.tolist()
    of_0, of_1 = right_0 + false, missed + right_1
    return (false / of_0, right_1 / of_1) if of_0 and of_1 else None


def key_step(scene: Scene, part: str) -> float:
    """How far along the curve a key goes: past half of the widest gap, so that it comes on."""
    data = scene.fitting
    curve = None if data is None else _curve(scene, data, part)
    widest = 0.0 if curve is None else float(np.diff(curve[0]).max())
    return max(_KEY_STEP, 0.51 * widest)


def threshold_at(scene: Scene, part: str, along: float) -> float:
    """The threshold, in 0 to 1, whose place on the curve is nearest to ``along``.

    Of all that say the same of every row it is the one with the fewest digits. Raises DataError
    if there is no curve.
    """
    data = scene.fitting
    curve = None if data is None or data.task != "binary" else _curve(scene, data, part)
    if curve is None:
        raise DataError(_("threshold: expected rows of both classes, there are none"))
    places, scores = curve
    at = int(np.abs(places - along).argmin())
    low = scores[at] if at < len(scores) else -math.inf
    high = scores[at - 1] if at else math.inf
    return _shortest(max(float(low), -1.0), min(float(high), 2.0))


@cached(16, key=lambda scene, data, part: (*content_key(scene, data), part), spoken=False)
def _curve(scene: Scene, data: Dataset, part: str) -> tuple[Array, Array] | None:
    """Places (count + 1,) as the threshold falls below each score, and the scores (count,)."""
    rows = part_rows(data, part)
    score, wanted = predicted(scene, data).output[rows, 0], data.target[rows]
    n_true = np.count_nonzero(wanted)
    if not 0 < n_true < len(rows) or np.isnan(score).any():
        return None
    order = np.argsort(-score, kind="stable")
    steps = np.where(wanted[order] == 1, 1 / n_true, 1 / (len(rows) - n_true))
    scores, first = np.unique(-score[order], return_index=True)
    ends = np.append(first[1:], len(rows)) - 1
    return np.append(0.0, np.cumsum(steps)[ends]), -scores


def _shortest(low: float, high: float) -> float:
    """The number with the fewest decimals above ``low`` and at most ``high``, held in 0 to 1."""
    for decimals in range(2, 17):
        step = 10.0**-decimals
        value = round(math.floor((low + high) / 2 / step + 0.5) * step, decimals)
        if low < value <= high:
            return min(max(value, 0.0), 1.0)
    return min(max(high, 0.0), 1.0)
