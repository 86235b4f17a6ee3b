"""The learning-rate test: the loss after each step while the rate grows, from the present weights.

Smith 2017, Cyclical learning rates for training neural networks (arXiv:1506.01186), section 3.3,
with a rate that grows by the same factor each step. There the loss is that of the step's batch, and
has to be smoothed, because it goes up and down with the rows; here it is that of all training rows,
or of many, and stands as it is. The test ends where the loss is four times what it was at first.
"""

from dataclasses import dataclass, replace

import numpy as np

from playground.activations import Array
from playground.analysis.learning.loss_plane import some_rows
from playground.cache import cached
from playground.data import Dataset
from playground.limits import MOST_SECONDS
from playground.training import Run, advance, loss_and_gradients, start, with_recipe
from playground.training.record import seconds

FIRST_RATE, LAST_RATE = 1e-5, 10.0
STEPS = 100
EXPLODED = 4.0  # times the first loss: beyond it nothing is learned any more
_AROUND = 3  # steps to each side over which the loss's fall is measured, a fifth of a power of ten
_LEAST_FALL = 0.001  # of the first loss: a smaller fall at all rates suggests none


@dataclass(frozen=True, eq=False)
class RateTest:
    """What the test has found: the steps taken, (n,) each.

    ``losses`` are those after each step, with the penalties; ``before`` is that of the beginning.
    ``left`` says that the weights left float64. ``suggested`` is the index of the rate at which the
    loss falls most steeply over log η, up to where it is least; ``None`` where it falls nowhere.
    """

    rates: Array
    losses: Array
    before: float
    left: bool
    suggested: int | None

    @property
    def suggestion(self) -> float | None:
        """The rate that the test suggests."""
        return None if self.suggested is None else float(self.rates[self.suggested])

    @property
    def exploded(self) -> bool:
        """Whether the test ended before the last rate."""
        return len(self.rates) < STEPS


def all_rates() -> Array:
    """The rates of the test, (STEPS,), each larger than the one before by the same factor."""
    return np.geomspace(FIRST_RATE, LAST_RATE, STEPS)


def takes_too_long(run: Run, data: Dataset) -> bool:
    """Whether nobody would wait for the test."""
    return seconds(run, data, STEPS) > MOST_SECONDS


def suggested_rate(run: Run, data: Dataset) -> float | None:
    """The rate that the test suggests; ``None`` where there is none, or it takes too long."""
    return None if takes_too_long(run, data) else rate_test(run, data).suggestion


def rate_test(run: Run, data: Dataset) -> RateTest:
    """The test of a run's network as it is, by its recipe with other rates; nothing is remembered.

    Raises PlaygroundError if data and run do not go together.
    """
    return _rate_test(start(run.network, replace(run.recipe, rate=FIRST_RATE), run.frozen), data)


@cached(16, key=lambda run, data: (run.digest, data.digest), spoken=False)
def _rate_test(run: Run, data: Dataset) -> RateTest:
    before = _loss(run, data)
    losses: list[float] = []
    for rate in all_rates().tolist():
        run = advance(with_recipe(run, replace(run.recipe, rate=rate)), data)
        loss = np.inf if run.fault is not None else _loss(run, data)
        if not np.isfinite(loss):
            break
        losses.append(loss)
        if loss > EXPLODED * before:
            break
    rates = all_rates()[: len(losses)]
    found = np.array(losses)
    return RateTest(rates, found, before, run.fault is not None, steepest(rates, found, before))


def steepest(rates: Array, losses: Array, before: float) -> int | None:
    """The index of the rate at which losses fall most steeply over log η, up to the least loss.

    ``before`` is the loss before the first of them. ``None`` where they do not fall.
    """
    if not len(losses) or before - losses.min() <= _LEAST_FALL * abs(before):
        return None
    logs, n = np.log10(rates), np.arange(int(losses.argmin()) + 1)
    first, last = np.maximum(n - _AROUND, 0), np.minimum(n + _AROUND, len(losses) - 1)
    slopes = (losses[last] - losses[first]) / np.maximum(logs[last] - logs[first], 1e-9)
    found = int(slopes.argmin())
    return found if slopes[found] < 0 else None


@np.errstate(all="ignore")
def _loss(run: Run, data: Dataset) -> float:
    recipe = run.recipe
    x, y = some_rows(data.x[data.train], data.y[data.train])
    return loss_and_gradients(run.network, x, y, recipe.loss, recipe.l1, recipe.l2)[0]
