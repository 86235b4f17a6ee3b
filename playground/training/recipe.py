"""What a training is made by: loss, optimiser and their numbers, as a value."""

from dataclasses import dataclass

from playground.language import _
from playground.limits import (
    MAX_MAGNITUDE,
    MAX_PENALTY,
    MAX_RATE,
    MAX_ROWS,
    MAX_SEED,
    TrainingError,
    quoted,
)
from playground.notation import brief
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
                _(
                    "optimiser: expected one of {known}, got {optimiser}",
                    known=", ".join(OPTIMISERS),
                    optimiser=quoted(self.optimiser),
                )
            )
        if not 0.0 < _number(self.rate, "learning rate") <= MAX_RATE:
            raise TrainingError(
                _(
                    "learning rate: expected more than 0, at most {most}, got {rate}",
                    most=brief(MAX_RATE),
                    rate=brief(self.rate),
                )
            )
        for name in ("l1", "l2"):
            if not 0.0 <= _number(getattr(self, name), name.upper()) <= MAX_PENALTY:
                raise TrainingError(
                    _(
                        "{name}: expected 0 to {most}, got {value}",
                        name=name.upper(),
                        most=brief(MAX_PENALTY),
                        value=brief(getattr(self, name)),
                    )
                )
        if not 0.0 <= _number(self.momentum, "momentum") < 1.0:
            raise TrainingError(
                _(
                    "momentum: expected 0 to less than 1, got {momentum}",
                    momentum=brief(self.momentum),
                )
            )
        if self.batch is not None and not 1 <= _whole(self.batch, "batch") <= MAX_ROWS:
            raise TrainingError(
                _("batch: expected 1 to {most} rows, got {batch}", most=MAX_ROWS, batch=self.batch)
            )
        if not 0 <= _whole(self.seed, "seed") <= MAX_SEED:
            raise TrainingError(
                _("seed: expected 0 to {most}, got {seed}", most=MAX_SEED, seed=self.seed)
            )

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
        raise TrainingError(
            _("{name}: expected a number, got {value}", name=name, value=quoted(value))
        )
    return float(value)


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TrainingError(
            _("{name}: expected a whole number, got {value}", name=name, value=quoted(value))
        )
    return value
