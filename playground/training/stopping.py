"""When a training shall stop by itself: rules, each of which may be left out."""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.language import _, grouped
from playground.limits import MAX_EPOCHS, MAX_MAGNITUDE, TrainingError, quoted
from playground.notation import brief


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
                    _(
                        "stop: expected 1 to {most} epochs, got {value}",
                        most=grouped(MAX_EPOCHS),
                        value=quoted(value),
                    )
                )
        if self.loss is not None and not _can_be_reached(self.loss):
            raise TrainingError(
                _("stop: expected a loss from 0 on, got {loss}", loss=quoted(self.loss))
            )


def _can_be_reached(loss: object) -> bool:
    is_number = isinstance(loss, (int, float)) and not isinstance(loss, bool)
    return is_number and 0.0 <= loss <= MAX_MAGNITUDE  # type: ignore[operator]


def why_stopped(stop: Stop, epochs: Array, train: Array, test: Array) -> str:
    """Why a training that has come so far shall stop; "" if it shall go on.

    ``epochs``, ``train`` and ``test`` (m,) are a curve's up to now, the losses nan where there are
    no such rows.
    """
    if stop.epochs is not None and epochs[-1] >= stop.epochs:
        return _("it was to stop after {count} epochs", count=grouped(stop.epochs))
    if stop.loss is not None and train[-1] <= stop.loss:
        return _("the loss is {loss} or less", loss=brief(stop.loss))
    if stop.patience is None:
        return ""
    watched = train if np.isnan(test[-1]) else test
    least = int(np.nanargmin(watched)) if np.isfinite(watched).any() else 0
    if epochs[-1] - epochs[least] >= stop.patience:
        count = grouped(stop.patience)
        if watched is train:
            return _("the training loss has not become less for {count} epochs", count=count)
        return _("the test loss has not become less for {count} epochs", count=count)
    return ""
