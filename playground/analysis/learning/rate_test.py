"""The learning-rate test: the loss of each step while the rate grows, from the present weights on.

Smith 2017, Cyclical learning rates for training neural networks (arXiv:1506.01186), section 3.3,
with a rate that grows by the same factor each step. The loss of a batch goes up and down with its
rows; it is smoothed as by Gugger 2018 (How do you find a good learning rate), by an exponential
mean without its bias towards 0. All training rows at once have no such noise, and are not smoothed.
The test ends where the smoothed loss is more than four times the least one.
"""

from dataclasses import dataclass, replace

import numpy as np

from playground.activations import Array
from playground.cache import cached
from playground.data import Dataset
from playground.training import Run, advance, loss_and_gradients, next_batch, start, with_recipe

FIRST_RATE, LAST_RATE = 1e-5, 10.0
STEPS = 100
SMOOTHING = 0.98  # Gugger's: how much of the mean is kept
EXPLODED = 4.0  # Gugger's: so many times the least loss ends the test
_BEGINS = 5  # steps whose slope says nothing yet: the mean has few losses to be of


@dataclass(frozen=True, eq=False)
class RateTest:
    """What the test has found: the steps taken, (n,) each.

    ``losses`` are those of the batches, before each step; ``smoothed`` their mean, the same where
    no batch is a part of the rows. ``left`` says that the weights left float64. ``suggested`` is
    the index of the rate at which the smoothed loss falls most steeply over log η, up to where it
    is least; ``None`` where it falls nowhere.
    """

    rates: Array
    losses: Array
    smoothed: Array
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


def rate_test(run: Run, data: Dataset) -> RateTest:
    """The test of a run's network as it is, by its recipe with other rates; nothing is remembered.

    Raises PlaygroundError if data and run do not go together.
    """
    return _rate_test(start(run.network, replace(run.recipe, rate=FIRST_RATE), run.frozen), data)


@cached(16, key=lambda run, data: (run.digest, data.digest))
def _rate_test(run: Run, data: Dataset) -> RateTest:
    recipe = run.recipe
    losses: list[float] = []
    smoothed: list[float] = []
    rates = all_rates()
    keeps = SMOOTHING if 0 < (recipe.batch or 0) < len(data.train) else 0.0
    mean = 0.0
    for n, rate in enumerate(rates.tolist()):
        loss = batch_loss(run, data)
        if not np.isfinite(loss):
            break
        mean = keeps * mean + (1.0 - keeps) * loss
        losses.append(loss)
        smoothed.append(mean / (1.0 - keeps ** (n + 1)))
        if smoothed[-1] > EXPLODED * min(smoothed):
            break
        run = advance(with_recipe(run, replace(recipe, rate=rate)), data)
        if run.fault is not None:
            break
    count = len(losses)
    means = np.array(smoothed)
    suggested = steepest(rates[:count], means)
    return RateTest(rates[:count], np.array(losses), means, run.fault is not None, suggested)


def steepest(rates: Array, losses: Array) -> int | None:
    """The index of the rate at which losses fall most steeply over log η, up to the least loss.

    ``None`` of too few, and where they do not fall.
    """
    least = int(losses.argmin()) if len(losses) else 0
    if least <= _BEGINS:
        return None
    slopes = np.gradient(losses, np.log10(rates))
    found = _BEGINS + int(slopes[_BEGINS : least + 1].argmin())
    return found if slopes[found] < 0 else None


def batch_loss(run: Run, data: Dataset) -> float:
    """The loss, with its penalties, of the rows that the run's next step is taken from."""
    rows, recipe = next_batch(run, data), run.recipe
    x, y = data.x[rows], data.y[rows]
    return loss_and_gradients(run.network, x, y, recipe.loss, recipe.l1, recipe.l2)[0]
