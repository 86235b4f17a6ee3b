"""Checks of decisions: a gate's truth table, a border, classes of points, probabilities."""

import itertools
from typing import Any

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.input_space import sweep
from playground.analysis.input_space.classes import (
    CORNERS,
    class_at_input,
    classes,
    corner_inputs,
    cut,
)
from playground.analysis.layers import probabilities
from playground.lessons.checks.check import (
    Attempt,
    Parameters,
    Result,
    check,
    closeness,
    failed,
    needs_one_output,
    result,
)
from playground.lessons.checks.names import written_output
from playground.lessons.feedback import Remark

_ON_A_SIDE = 60  # points a side of a plane: every tenth, none of them on a whole number


@check
class TruthTable(Parameters, frozen=True, tag="truth-table"):
    """One output, cut at the scene's threshold, is ``wanted`` at (0,0), (0,1), (1,0), (1,1).

    ``needs`` corners are enough (3 for what one unit can do about XOR).
    """

    wanted: list[int]
    needs: int = 4

    def grade(self, attempt: Attempt) -> Result:
        """How many corners are right, and the first that is not."""
        scene = attempt.scene
        if scene.network.n_inputs != 2:
            return failed("other-network")
        needs_one_output(scene)
        given = classes(scene, corner_inputs(scene))
        wrong = np.flatnonzero(given != self.wanted)
        right = len(CORNERS) - len(wrong)
        values: dict[str, Any] = {"right": right, "needs": self.needs}
        if len(wrong):
            at = int(wrong[0])
            values |= {"corner": CORNERS[at], "got": int(given[at]), "wanted": self.wanted[at]}
        if right < self.needs:
            return result(right / self.needs, False, "truth-table", **values)
        return result(1.0, True, "truth-table" if right == 4 else "truth-table-best", **values)


@check
class FiresAbove(Parameters, frozen=True, tag="fires-above"):
    """The output is at least ``cut`` for inputs above ``threshold`` and for no others.

    ``cut`` is the scene's own unless it is given. Input number ``input`` runs from ``low`` to
    ``high``; within ``margin`` of the threshold nothing is asked. ``below`` turns it round.
    """

    threshold: float
    input: int = 0
    low: float = -10.0
    high: float = 10.0
    margin: float = 0.05
    cut: float | None = None
    below: bool = False

    def grade(self, attempt: Attempt) -> Result:
        """The share of inputs that are right; the middle one of those that are not says most."""
        scene = attempt.scene
        needs_one_output(scene)
        xs = self._inputs()
        values = sweep.outputs(scene, sweep.line(scene, xs, self.input))[:, 0]
        fires = cut(values, scene.threshold if self.cut is None else self.cut) == 1
        wanted = (xs < self.threshold) if self.below else (xs > self.threshold)
        wrong = np.flatnonzero(fires != wanted)
        key = "fires-below" if self.below else "fires-above"
        if not len(wrong):
            return result(1.0, True, key, threshold=self.threshold)
        at = wrong[len(wrong) // 2]
        said = {"threshold": self.threshold, "at": float(xs[at])}
        remark = Remark("fires-wrongly" if fires[at] else "fires-not", said)
        return Result(min(1 - len(wrong) / len(xs), 0.99), False, (remark,))

    def _inputs(self) -> Any:
        xs = np.linspace(self.low, self.high, 401)
        near = self.threshold + np.array([-1.02, 1.02]) * self.margin
        return np.sort(np.concatenate([xs[np.abs(xs - self.threshold) > self.margin], near]))


@check
class Classifies(Parameters, frozen=True, tag="classifies"):
    """The output, cut at the scene's threshold, gives ``labels`` at ``points``."""

    points: list[list[float]]
    labels: list[int]
    needs: int | None = None

    def grade(self, attempt: Attempt) -> Result:
        """How many points are right, and the first that is not."""
        points = np.array(self.points)
        if points.shape[1] != attempt.scene.network.n_inputs:
            return failed("other-network")
        needs_one_output(attempt.scene)
        given = classes(attempt.scene, points)
        wrong = np.flatnonzero(given != self.labels)
        right, needs = len(points) - len(wrong), self.needs or len(points)
        values: dict[str, Any] = {"right": right, "count": len(points), "needs": needs}
        if len(wrong):
            at = int(wrong[0])
            values |= {"point": tuple(self.points[at]), "got": int(given[at])}
            values["wanted"] = self.labels[at]
        key = "classifies-one" if len(points) == 1 else "classifies"
        return result(right / needs, right >= needs, key, **values)


@check
class Regions(Parameters, frozen=True, tag="regions"):
    """The output, cut at the scene's threshold, gives 1 inside of boxes and 0 everywhere else.

    A box has an interval for each of two inputs. It is asked over a dense grid from ``low`` to
    ``high`` on both; within ``margin`` of an edge nothing is asked. ``outside`` turns it round.
    """

    boxes: list[list[tuple[float, float]]]
    low: float = -3.0
    high: float = 3.0
    margin: float = 0.05
    outside: bool = False

    def grade(self, attempt: Attempt) -> Result:
        """The share of the plane that is right, inside and outside alike; and a wrong point."""
        scene = attempt.scene
        if scene.network.n_inputs != 2:
            return failed("other-network")
        needs_one_output(scene)
        points, wanted = self._asked()
        given = classes(scene, points)
        right = given == wanted
        if right.all():
            return result(1.0, True, "regions-outside" if self.outside else "regions")
        score = float(np.mean([right[wanted == side].mean() for side in (0, 1)]))
        wrong = np.flatnonzero(~right)
        at = int(wrong[np.argmin(self._from_middle(points[wrong]))])
        values = {"point": tuple(map(float, points[at])), "got": int(given[at])}
        return result(score, False, "regions", **values, wanted=int(wanted[at]))

    def _asked(self) -> tuple[Array, Array]:
        """Points (count, 2), and whether each is in a box; none is near an edge."""
        axis = np.linspace(self.low, self.high, _ON_A_SIDE)
        points = np.array(list(itertools.product(axis, repeat=2)))
        ends = np.array(self.boxes)  # (boxes, inputs, 2)
        gaps = np.abs(points[:, None, :, None] - ends).min(axis=(1, 2, 3))
        points = points[gaps >= self.margin]
        inside = (points[:, None] > ends[..., 0]) & (points[:, None] < ends[..., 1])
        in_box = np.asarray(inside.all(axis=2).any(axis=1))
        return points, (in_box != self.outside).astype(int)

    def _from_middle(self, points: Array) -> Array:
        """How far points are from the middle one of them: the least says most."""
        return np.asarray(np.abs(points - np.median(points, axis=0)).sum(axis=1))


@check
class Flipped(Parameters, frozen=True, tag="flipped"):
    """The class, by the scene's threshold, is another than when the step began."""

    def grade(self, attempt: Attempt) -> Result:
        """How far the output is from the threshold."""
        scene, start = attempt.scene, attempt.start
        needs_one_output(scene)
        before, after = (class_at_input(each, 0) for each in (start, scene))
        value = float(scene.trace.output[0])
        values = {"value": value, "cut": scene.threshold}
        score = closeness(abs(value - scene.threshold), 0.1)
        return result(score, before != after, "flipped", **values)


@check
class Probabilities(Parameters, frozen=True, tag="probabilities"):
    """The outputs are ``wanted``, each within a tolerance, and are probabilities: a softmax's.

    It is asked of what the layer gives, T = 1: the temperature changes the panel only.
    """

    wanted: list[float]
    within: float = 0.01

    def grade(self, attempt: Attempt) -> Result:
        """The largest gap."""
        scene = attempt.scene
        output = scene.trace.output
        if len(output) != len(self.wanted):
            return failed("other-network")
        if not probabilities.are_given(scene.network):
            return self._are_none(attempt)
        gaps = np.abs(output - self.wanted)
        worst = int(np.argmax(gaps))
        values = {
            "name": written_output(scene.network, worst),
            "got": float(output[worst]),
            "wanted": self.wanted[worst],
            "right": int((gaps <= self.within + 1e-9).sum()),
            "count": len(gaps),
        }
        passed = bool(gaps[worst] <= self.within + 1e-9)
        return result(closeness(float(gaps[worst]), self.within), passed, "probabilities", **values)

    def _are_none(self, attempt: Attempt) -> Result:
        """They may still sum to 1, by chance."""
        total = float(attempt.scene.trace.output.sum())
        if abs(total - 1.0) > 1e-6:
            return failed("probabilities-sum", sum=total)
        network = attempt.scene.network
        given = ACTIVATIONS[network.layers[-1].activation].called
        wanted = probabilities.own_function(network).called
        return failed("activation", got=given, wanted=wanted)
