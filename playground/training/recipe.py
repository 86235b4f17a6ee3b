"""What a training is made by: loss, optimiser and their numbers, as a value."""

from dataclasses import dataclass

from playground.limits import (
    MAX_MAGNITUDE,
    MAX_PENALTY,
    MAX_RATE,
    MAX_ROWS,
    MAX_SEED,
    TrainingError,
    quoted,
)
from playground.training.losses import Loss, loss_called
from playground.training.optimisers import OPTIMISERS, Optimiser


@dataclass(frozen=True)
class Recipe:
    """How a network is trained. Raises TrainingError, in one sentence, for what cannot be.

    ``rate`` is the learning rate η, ``batch`` the rows of an update (``None``: all that are for
    training), ``l1`` and ``l2`` the λ of λΣ|w| and (λ/2)Σw² over all weights, not the biases,
    ``momentum`` the μ of the optimisers that have one, ``seed`` that of the order of the rows.
    """

    loss: str = "mse"
    optimiser: str = "adam"
    rate: float = 0.01
    batch: int | None = None
    l1: float = 0.0
    l2: float = 0.0
    momentum: float = 0.9
    seed: int = 0

    def __post_init__(self) -> None:
        loss_called(self.loss)
        if not isinstance(self.optimiser, str) or self.optimiser not in OPTIMISERS:
            raise TrainingError(
                f"optimiser: expected one of {', '.join(OPTIMISERS)}, got {quoted(self.optimiser)}"
            )
        if not 0.0 < _number(self.rate, "learning rate") <= MAX_RATE:
            raise TrainingError(
                f"learning rate: expected more than 0, at most {MAX_RATE:g}, got {self.rate:g}"
            )
        for name in ("l1", "l2"):
            if not 0.0 <= _number(getattr(self, name), name.upper()) <= MAX_PENALTY:
                raise TrainingError(
                    f"{name.upper()}: expected 0 to {MAX_PENALTY:g}, got {getattr(self, name):g}"
                )
        if not 0.0 <= _number(self.momentum, "momentum") < 1.0:
            raise TrainingError(f"momentum: expected 0 to less than 1, got {self.momentum:g}")
        if self.batch is not None and not 1 <= _whole(self.batch, "batch") <= MAX_ROWS:
            raise TrainingError(f"batch: expected 1 to {MAX_ROWS} rows, got {self.batch}")
        if not 0 <= _whole(self.seed, "seed") <= MAX_SEED:
            raise TrainingError(f"seed: expected 0 to {MAX_SEED}, got {self.seed}")

    @property
    def loss_row(self) -> Loss:
        """The loss that its name means."""
        return loss_called(self.loss)

    @property
    def optimiser_row(self) -> Optimiser:
        """The optimiser that its name means."""
        return OPTIMISERS[self.optimiser]


def _number(value: object, name: str) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or not -MAX_MAGNITUDE <= value <= MAX_MAGNITUDE  # nor is nan, nor 10⁴⁰⁰, which no float is
    ):
        raise TrainingError(f"{name}: expected a number, got {quoted(value)}")
    return float(value)


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TrainingError(f"{name}: expected a whole number, got {quoted(value)}")
    return value
