"""Checks of single numbers of the scene: where one lies, how far it has moved, two that agree."""

import numpy as np

from playground.lessons.checks.check import Attempt, Parameters, Result, check, closeness, result
from playground.quantities import quantity

_ONE_VALUE = 0.05  # limits closer than this mean the value between them
_SYMBOLS = {
    "theta": "θ",
    "slope": "f′(z)",
    "product": "w·x",
    "derivative": "∂y/∂z",
    "delta": "δ",
    "gradient": "∂L/∂w",
    "mean-gradient": "∂L/∂w",
    "sum": "Σ",
    "threshold": "θ",
    "input": "x",
    "weight": "w",
    "bias": "b",
    "output": "y",
    "equivalent-weight": "w",
    "equivalent-bias": "b",
    "temperature": "T",
}


def _symbol(of: str) -> str:
    """How the page writes a quantity: ``theta/0/0`` is θ."""
    kind = of.partition("/")[0]
    return _SYMBOLS.get(kind, kind)


@check
class Value(Parameters, frozen=True, tag="value"):
    """The quantity ``of`` lies from ``low`` to ``high``."""

    of: str
    low: float | None = None
    high: float | None = None

    def grade(self, attempt: Attempt) -> Result:
        """The gap to the nearer limit; the sentence has the limits that are given."""
        value = quantity(attempt.scene, self.of)
        low = -np.inf if self.low is None else self.low
        high = np.inf if self.high is None else self.high
        gap = max(low - value, value - high, 0.0)
        limits = {"of": _symbol(self.of), "value": value}
        if high - low < _ONE_VALUE:
            key, limits = "value-near", {**limits, "wanted": (low + high) / 2}
        elif np.isfinite(low) and np.isfinite(high):
            key, limits = "value-between", {**limits, "low": low, "high": high}
        elif np.isfinite(low):
            key, limits = "value-low", {**limits, "low": low}
        else:
            key, limits = "value-high", {**limits, "high": high}
        return result(closeness(gap, 0.1), bool(low <= value <= high), key, **limits)


@check
class Changed(Parameters, frozen=True, tag="changed"):
    """The quantity ``of`` has moved by ``at_least`` since the step began; +1 up, −1 down."""

    of: str
    at_least: float = 0.1
    direction: int = 0

    def grade(self, attempt: Attempt) -> Result:
        """The share of the way that has been gone."""
        change = quantity(attempt.scene, self.of) - quantity(attempt.start, self.of)
        signed = change * self.direction if self.direction else abs(change)
        key = {0: "changed", 1: "changed-up", -1: "changed-down"}[int(np.sign(self.direction))]
        values = {"of": _symbol(self.of), "change": change, "at_least": self.at_least}
        passed = bool(signed >= self.at_least * (1 - 1e-9))
        return result(signed / self.at_least, passed, key, **values)


@check
class Equal(Parameters, frozen=True, tag="equal"):
    """Two quantities of the scene agree within a tolerance."""

    of: list[str]
    within: float = 0.005

    def grade(self, attempt: Attempt) -> Result:
        """The gap between both."""
        first, second = (quantity(attempt.scene, name) for name in self.of)
        gap = abs(first - second)
        passed = bool(gap <= self.within)
        return result(closeness(gap, self.within), passed, "equal", first=first, second=second)
