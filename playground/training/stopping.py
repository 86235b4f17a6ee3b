"""When a training shall stop by itself: rules, each of which may be left out."""

import math
from dataclasses import dataclass

from playground.limits import MAX_EPOCHS, TrainingError


@dataclass(frozen=True)
class Stop:
    """After so many ``epochs``; once the training ``loss`` is below; without progress.

    ``patience`` is for how many epochs the test loss, or the training loss where there is no test,
    may stay above its least. Raises TrainingError for what cannot be.
    """

    epochs: int | None = None
    loss: float | None = None
    patience: int | None = None

    def __post_init__(self) -> None:
        for name in ("epochs", "patience"):
            value = getattr(self, name)
            if value is None:
                continue
            whole = isinstance(value, int) and not isinstance(value, bool)
            if not whole or not 1 <= value <= MAX_EPOCHS:
                raise TrainingError(f"stop: expected 1 to {MAX_EPOCHS:,} epochs, got {value}")
        if self.loss is not None and not (math.isfinite(self.loss) and self.loss >= 0.0):
            raise TrainingError(f"stop: expected a loss from 0 on, got {self.loss:g}")
