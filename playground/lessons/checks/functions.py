"""Checks of the function that the network computes: equal to another, near a curve, straight."""

import numpy as np

from playground.analysis.input_space import fit
from playground.analysis.input_space.hinge import hinge
from playground.analysis.input_space.sweep import grid, outputs
from playground.analysis.layers import collapse
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
from playground.scene import Scene

_LEVEL = 0.005  # what two decimals show as 0


def _largest_difference(first: Scene, second: Scene) -> float:
    """Between the numbers of two networks; infinite if their shapes or functions differ."""
    a, b = first.active_network, second.active_network
    if a.sizes != b.sizes:
        return np.inf
    gaps = [0.0]
    for one, other in zip(a.layers, b.layers, strict=True):
        if one.activation != other.activation or one.alpha != other.alpha:
            return np.inf
        gaps.append(float(np.abs(one.weights - other.weights).max()))
        gaps.append(float(np.abs(one.biases - other.biases).max()))
    return max(gaps)


@check
class SameFunction(Parameters, frozen=True, tag="same-function"):
    """The outputs equal those of the step's first scene over a grid; the numbers need not.

    With ``different``, some weight or bias must differ by that much (or the shapes must);
    ``layers`` asks for so many layers.
    """

    within: float = 0.01
    low: float = -3.0
    high: float = 3.0
    different: float = 0.05
    layers: int | None = None

    def grade(self, attempt: Attempt) -> Result:
        """The largest gap between the outputs, and where."""
        scene, start = attempt.scene, attempt.start
        now, first = scene.network, start.network
        if (now.n_inputs, now.n_outputs) != (first.n_inputs, first.n_outputs):
            return failed("other-network")
        if self.layers is not None and len(now.layers) != self.layers:
            return failed("same-layers", layers=len(now.layers), wanted=self.layers)
        points = grid(now.n_inputs, self.low, self.high)
        gaps = np.abs(outputs(scene, points) - outputs(start, points)).max(axis=1)
        worst = int(np.argmax(gaps))
        gap = float(gaps[worst])
        if not gap <= self.within:
            values = {"gap": gap, "at": tuple(map(float, points[worst])), "within": self.within}
            return result(closeness(gap, self.within), False, "same-function", **values)
        if _largest_difference(scene, start) < self.different:
            return failed("same-numbers", different=self.different)
        return result(1.0, True, "same-function")


@check
class MatchCurve(Parameters, frozen=True, tag="match-curve"):
    """The output follows one of ``fit.CURVES`` within a tolerance, over the curve's whole range.

    It is measured where the fit panel measures it.
    """

    curve: str
    within: float = fit.WITHIN

    def __post_init__(self) -> None:
        if self.curve not in fit.CURVES:
            raise ValueError(f"curve: expected one of {', '.join(fit.CURVES)}, got {self.curve!r}")

    def grade(self, attempt: Attempt) -> Result:
        """The share of places where it is near enough; the largest gap, and where."""
        if attempt.scene.network.n_inputs != 1:
            return failed("other-network")
        needs_one_output(attempt.scene)
        gaps = fit.everywhere(attempt.scene, self.curve)
        near = gaps.fit(self.within)
        values = {"gap": gaps.largest, "at": gaps.at, "within": self.within}
        return result(float(np.mean(near)), bool(near.all()), "match-curve", **values)


@check
class Hinged(Parameters, frozen=True, tag="hinge"):
    """The output has its one bend ``at`` a place: it is 0 on one side and rises from there.

    It rises to the right, with ``left`` to the left. How steep it is does not matter.
    """

    at: float
    left: bool = False
    within: float = 0.05
    low: float = -3.0
    high: float = 3.0

    def grade(self, attempt: Attempt) -> Result:
        """How far the hinge is from the place; the right side and height are spoken of after."""
        needs_one_output(attempt.scene)
        found = hinge(attempt.scene, self.low, self.high)
        if found is None:
            return failed("hinge-none", low=self.low, high=self.high)
        gap = abs(found.at - self.at)
        score = closeness(gap, self.within)
        rises = found.slope > 0 if found.opens_right else found.slope < 0
        values = {"at": found.at, "wanted": self.at, "height": found.height}
        if gap > self.within * (1 + 1e-9):
            return result(score, False, "hinge", **values)
        if found.opens_right == self.left:
            return result(score / 3, False, "hinge-side", **values)
        if not rises:
            return result(score / 2, False, "hinge-falls", **values)
        level = abs(found.height) <= _LEVEL
        return result(2 * score / 3, level, "hinge" if level else "hinge-height", **values)


@check
class Straight(Parameters, frozen=True, tag="straight"):
    """The output over the first input is a straight line; or, with ``bent``, it is not.

    It is asked of the line from ``low`` to ``high``. Whether one layer does the same, as the panel
    on linear collapse says, is asked of all inputs, and the output's own activation left aside:
    where one linear layer does the same, the line is straight.
    """

    bent: bool = False
    low: float = -3.0
    high: float = 3.0
    within: float = 0.01

    def grade(self, attempt: Attempt) -> Result:
        """How far the line leaves the straight one between its ends."""
        needs_one_output(attempt.scene)
        bend = collapse.bend(attempt.scene, self.low, self.high)
        if self.bent:
            return result(bend / self.within, bend > self.within, "bent", bend=bend)
        passed = bend <= self.within
        return result(closeness(bend, self.within), passed, "straight", bend=bend)
