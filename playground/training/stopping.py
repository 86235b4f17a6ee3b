"""When a training shall stop by itself: rules, each of which may be left out."""

from dataclasses import dataclass

from playground.limits import MAX_EPOCHS, MAX_MAGNITUDE, TrainingError, quoted


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
                raise TrainingError(
                    f"stop: expected 1 to {MAX_EPOCHS:,} epochs, got {quoted(value)}"
                )
        if self.loss is not None and not _can_be_reached(self.loss):
            raise TrainingError(f"stop: expected a loss from 0 on, got {quoted(self.loss)}")


def _can_be_reached(loss: object) -> bool:
    is_number = isinstance(loss, (int, float)) and not isinstance(loss, bool)
    return is_number and 0.0 <= loss <= MAX_MAGNITUDE  # type: ignore[operator]
