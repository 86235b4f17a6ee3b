"""Checks of single numbers of the scene: where one lies, how far it has moved, two that agree."""

import numpy as np

from playground.lessons.checks.check import Attempt, Parameters, Result, check, closeness, result
from playground.lessons.checks.names import symbol
from playground.lessons.feedback import InFull
from playground.network import NetworkError
from playground.quantities import quantity

_ROUNDING = 1e-9  # of a limit: what lies beyond it by less than that is rounding


@check
class Value(Parameters, frozen=True, tag="value"):
    """The quantity ``of`` lies from ``low`` to ``high``, or is ``near`` one ``within`` so much.

    Where it is for the learner to find out which one, it is not ``told``.
    """

    of: str
    low: float | None = None
    high: float | None = None
    near: float | None = None
    within: float = 0.005
    told: bool = True

    def __post_init__(self) -> None:
        if self.near is not None and (self.low, self.high) != (None, None):
            raise ValueError("near: expected either it or low and high")

    def grade(self, attempt: Attempt) -> Result:
        """The share of the way to the nearer limit; the sentence has what is asked for."""
        value = quantity(attempt.scene, self.of)
        gap, began = self._gap(value), self._began(attempt)
        values = {"of": symbol(self.of, attempt.scene.network), "value": value, **self._asked()}
        passed = bool(gap <= _ROUNDING * max(1.0, abs(value)))
        score = 1.0 - gap / began if 0.0 < began < np.inf else closeness(gap, 0.1)
        return result(score, passed, self._key() if passed or self.told else "value-off", **values)

    def _began(self, attempt: Attempt) -> float:
        """The gap at the start; infinite of what is only known later, such as a δ."""
        try:
            return self._gap(quantity(attempt.start, self.of))
        except NetworkError:
            return float(np.inf)

    def _gap(self, value: float) -> float:
        low, high = self._limits()
        return max(low - value, value - high, 0.0)

    def _limits(self) -> tuple[float, float]:
        if self.near is not None:
            return self.near - self.within, self.near + self.within
        low = -np.inf if self.low is None else self.low
        return low, np.inf if self.high is None else self.high

    def _asked(self) -> dict[str, float]:
        asked = {"wanted": self.near, "low": self.low, "high": self.high}
        return {name: InFull(limit) for name, limit in asked.items() if limit is not None}

    def _key(self) -> str:
        if self.near is not None:
            return "value-near"
        if self.low is not None and self.high is not None:
            return "value-between"
        return "value-low" if self.high is None else "value-high"


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
        values = {
            "of": symbol(self.of, attempt.scene.network),
            "change": change,
            "at_least": self.at_least,
        }
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
