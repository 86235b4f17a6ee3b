"""Trainings that are kept under a name, to be compared with what follows and to be gone back to."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from playground.language import _
from playground.limits import MAX_LEG_NUMBERS, MAX_RUNS, TrainingError, check_name
from playground.training.timeline import Training


@dataclass(frozen=True)
class KeptRun:
    """A training and what it is called. Raises NetworkError for what is no name."""

    name: str
    training: Training

    def __post_init__(self) -> None:
        vars(self)["name"] = check_name(self.name, "run")


def checked_runs(runs: Sequence[KeptRun]) -> tuple[KeptRun, ...]:
    """The runs, if they are not too many nor too large. Raises TrainingError."""
    if len(runs) > MAX_RUNS:
        raise TrainingError(
            _("runs: at most {most} are kept; drop one of them first", most=MAX_RUNS)
        )
    if sum(map(_numbers, runs)) > MAX_LEG_NUMBERS:
        raise TrainingError(
            _("runs: together they are too large to be kept; drop one of them first")
        )
    return tuple(runs)


def _numbers(kept: KeptRun) -> int:
    states = (*kept.training.legs, kept.training.run)
    return sum(len(run.vector) * (1 + len(run.memory)) for run in states)


def free_name(runs: Sequence[KeptRun]) -> str:
    """The first letter that no run is called by."""
    used = {run.name for run in runs}
    return next((letter for letter in ascii_uppercase if letter not in used), "run")
