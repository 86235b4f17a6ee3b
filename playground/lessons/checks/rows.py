"""Checks over the rows of the scene's data: how many are right, found, near, or answered at all."""

from typing import Annotated, Any

import numpy as np
from msgspec import Meta

from playground.analysis.rows.best_line import line_rmse
from playground.analysis.rows.distributions import distributions
from playground.analysis.rows.measured import measured
from playground.analysis.rows.predictions import predictions
from playground.lessons.checks.check import (
    Attempt,
    Parameters,
    Result,
    check,
    closeness,
    failed,
    result,
)


@check
class RowsRight(Parameters, frozen=True, tag="rows-right"):
    """At least ``needs`` rows of the data, or all of them, are given the class that is wanted."""

    needs: Annotated[int, Meta(ge=1)] | None = None

    def grade(self, attempt: Attempt) -> Result:
        """How many are right, and the first that is not."""
        scene = attempt.scene
        found = predictions(scene)
        if found is None or found.said is None:
            return failed("other-network")
        data, count = found.data, found.data.n_rows
        wrong = np.flatnonzero(found.said != data.target)
        right, needs = count - len(wrong), count if self.needs is None else self.needs
        values: dict[str, Any] = {"right": right, "count": count, "needs": needs}
        if len(wrong):
            row = int(wrong[0])
            values |= {"row": row + 1, "got": data.labels[int(found.said[row])]}
            values["wanted"] = data.labels[int(data.target[row])]
        return result(right / needs, right >= needs, "rows-right", **values)


@check
class Finds(Parameters, frozen=True, tag="finds"):
    """The recall and the precision of class 1 over the rows are at least as high as these."""

    recall: float = 0.0
    precision: float = 0.0

    def grade(self, attempt: Attempt) -> Result:
        """How much of what is asked there is; recall is spoken of first."""
        of = measured(attempt.scene)
        if of is None or of.confusion is None or len(of.confusion.counts) != 2:
            return failed("other-network")
        (_, false), (_, found) = of.confusion.counts.tolist()
        wanted = int(of.confusion.counts[1].sum())
        recall = found / wanted if wanted else 1.0
        precision = found / (found + false) if found + false else 1.0
        values = {"found": found, "wanted": wanted, "false": false, "said": found + false}
        values |= {"recall": self.recall, "precision": self.precision}
        missing = recall < self.recall
        key = "finds-few" if missing else "finds-wrongly"
        score = min(_share(recall, self.recall), _share(precision, self.precision))
        passed = not missing and precision >= self.precision
        return result(score, passed, "finds" if passed else key, **values)


def _share(got: float, wanted: float) -> float:
    return min(got / wanted, 1.0) if wanted else 1.0


@check
class FitsRows(Parameters, frozen=True, tag="fits-rows"):
    """The root mean squared error over the training rows is at most ``most``."""

    most: float

    def grade(self, attempt: Attempt) -> Result:
        """The error, beside that of the best straight line."""
        of, line = measured(attempt.scene, "train"), line_rmse(attempt.scene, "train")
        if of is None or of.regression is None or line is None:
            return failed("other-network")
        rmse = float(of.regression.rmse[0])
        values = {"rmse": rmse, "line": line, "most": self.most, "count": of.n_rows}
        return result(closeness(rmse, self.most), rmse <= self.most, "fits-rows", **values)


@check
class NoneDead(Parameters, frozen=True, tag="none-dead"):
    """No neuron of the layer is off for more than the share ``most`` of the rows."""

    layer: int = 0
    most: float = 0.5

    def grade(self, attempt: Attempt) -> Result:
        """The share of the neurons that are alive; the one that is off most is spoken of."""
        found = distributions(attempt.scene)
        if found is None or self.layer >= len(attempt.scene.network.layers):
            return failed("other-network")
        layer = found[self.layer]
        if layer.state != "off-here" or not self._are_on(attempt):
            return failed("other-network")
        off = layer.n_in_state / layer.n_rows
        worst = int(np.argmax(off))
        values = {
            "neuron": worst + 1,
            "off": int(layer.n_in_state[worst]),
            "count": layer.n_rows,
            "most": 100 * self.most,
        }
        score = float(np.mean(off <= self.most))
        return result(score, bool((off <= self.most).all()), "none-dead", **values)

    def _are_on(self, attempt: Attempt) -> bool:
        """Whether no neuron of the layer is switched off: then it says nothing of its own."""
        scene = attempt.scene
        width = scene.network.layers[self.layer].n_out
        return not any(scene.is_off("neuron", self.layer, j) for j in range(width))
