"""How a network came to be trained, as a value: its stretches, and where in them it stands.

Updates are numbered through all stretches, from 0. Whoever has the value can go back to each of
its updates and finds the same weights there, to the last bit: they are worked out from the
beginning of the stretch that the update belongs to.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from playground.data import Dataset
from playground.language import _, grouped
from playground.limits import (
    MAX_LEG_NUMBERS,
    MAX_LEGS,
    MAX_TRAINED,
    MAX_UPDATES,
    MOST_SECONDS,
    TrainingError,
)
from playground.network import Network
from playground.training.advance import advance, batches
from playground.training.parameters import vector_of
from playground.training.recipe import Recipe
from playground.training.record import Curve, curve_at, seconds
from playground.training.run import Fault, Frozen, Run, start, structure, with_network, with_recipe
from playground.training.told import reached, record_of


@dataclass(frozen=True)
class Left:
    """What came of a stretch, from update ``since`` to ``last``, before another way was taken."""

    leg: Run
    since: int
    last: int


@dataclass(frozen=True)
class Training:
    """A training of the rows that the digest ``data`` names.

    ``legs`` are the states in which stretches began, in order of their updates: another recipe or
    an edited network begins one. ``run`` is the state now, ``last`` the furthest update reached.
    ``left`` is what was ahead where another way was last taken.
    """

    legs: tuple[Run, ...]
    run: Run
    last: int
    data: str
    left: Left | None = None

    @property
    def step(self) -> int:
        """The update at which it stands."""
        return self.run.step

    @property
    def first(self) -> int:
        """The earliest update that it can go back to."""
        return self.legs[0].step

    @property
    def fault(self) -> Fault | None:
        """What left float64 in the next update, if that could not be taken."""
        return self.run.fault

    def leg(self, step: int) -> Run:
        """The beginning of the stretch that an update belongs to."""
        return next(leg for leg in reversed(self.legs) if leg.step <= max(step, self.first))


def begin(network: Network, recipe: Recipe, data: Dataset, frozen: Frozen | None) -> Training:
    """Before the first update. Raises TrainingError for a recipe that does not fit."""
    if network.n_parameters > MAX_TRAINED:
        raise TrainingError(
            _(
                "training: expected at most {most} parameters, this network has {n_parameters}",
                most=grouped(MAX_TRAINED),
                n_parameters=grouped(network.n_parameters),
            )
        )
    run = start(network, recipe, frozen)
    advance(run, data, 0)  # says what of the data does not fit
    return Training((run,), run, 0, data.digest)


def is_of(training: Training, network: Network, frozen: Frozen | None, data: Dataset) -> bool:
    """Whether a network is the one at which the training stands."""
    run = training.run
    return (
        training.data == data.digest
        and structure(run.start) == structure(network)
        and np.array_equal(run.vector, vector_of(network))
        and np.array_equal(_mask(run.frozen, run), _mask(frozen, run))
    )


def _mask(frozen: Frozen | None, run: Run) -> Frozen:
    return np.zeros(len(run.vector), dtype=bool) if frozen is None else frozen


def can_be_repeated(training: Training, data: Dataset) -> bool:
    """Whether it is of these rows, and its updates are no more than are made in a while.

    A stretch takes as long as is asked for at once, and once more before another one begins; what
    claims to have taken longer was written by hand, and nobody waits for it.
    """
    left = training.left
    ahead = [] if left is None else [(left.leg, left.last)]
    return training.data == data.digest and all(
        (leg.start.n_inputs, leg.start.n_outputs) == (data.n_inputs, data.n_outputs)
        and seconds(leg, data, end - leg.step) <= 2 * MOST_SECONDS
        for leg, end in (*stretches(training), *ahead, (training.run, training.step))
    )


def is_worked_out(training: Training, data: Dataset) -> bool:
    """Whether all that it came to is remembered, so that nobody waits while it is worked out."""
    return all(reached(leg, data) >= end for leg, end in stretches(training))


def stretches(training: Training) -> list[tuple[Run, int]]:
    """The beginning of each stretch, with the update at which it ends."""
    ends = [leg.step for leg in training.legs[1:]] + [training.last]
    return list(zip(training.legs, ends, strict=True))


def going_on(
    training: Training | None,
    network: Network,
    recipe: Recipe,
    data: Dataset,
    frozen: Frozen | None = None,
) -> Training:
    """The training by which this network goes on from now: what is edited begins a stretch.

    Other data begin another training, and so does what cannot be repeated. Raises TrainingError
    for a recipe that does not fit.
    """
    if training is None or not can_be_repeated(training, data):
        return begin(network, recipe, data, frozen)
    run = training.run
    if not is_of(training, network, frozen, data):
        run = with_network(run, network, frozen)
    if recipe != run.recipe:
        run = with_recipe(run, recipe)
    if run is training.run:
        return training
    advance(run, data, 0)
    legs = (*(leg for leg in training.legs if leg.step < run.step), run)
    return Training(_kept(legs, run.step), run, run.step, training.data, _left(training))


def _left(training: Training) -> Left | None:
    """What is ahead of where the training stands; of several stretches the last."""
    leg = training.legs[-1]
    if training.step == training.last:
        return training.left
    return Left(leg, max(training.step, leg.step), training.last)


def moved(training: Training, data: Dataset, step: int) -> Training:
    """At another update, before or behind. Raises TrainingError for one that is too far away."""
    if step < training.first:
        raise TrainingError(
            _(
                "update: this training goes back to number {first}, got {step}",
                first=grouped(training.first),
                step=grouped(step),
            )
        )
    if step <= training.last:
        return replace(training, run=_at(training, data, step))
    leg = training.legs[-1]
    reached = max(training.step, leg.step)
    if seconds(training.run, data, step - reached) > MOST_SECONDS:
        raise TrainingError(_("update: that many take too long at once; ask for fewer"))
    run = _at(training, data, step)
    last = max(training.last, run.step)
    if last - leg.step >= MAX_UPDATES or seconds(run, data, last - leg.step) > MOST_SECONDS:
        legs = _kept((*training.legs, run), last)
        return replace(training, legs=legs, run=run, last=last)
    return replace(training, run=run, last=last)


def _at(training: Training, data: Dataset, step: int) -> Run:
    """The state at an update, which may not have been reached before."""
    return record_of(training.leg(step), data).run_at(step)


def _kept(legs: tuple[Run, ...], last: int) -> tuple[Run, ...]:
    """The stretches that are not too many, nor too long ago."""
    ends = [leg.step for leg in legs[1:]] + [last]
    recent = [leg for leg, end in zip(legs, ends, strict=True) if end > last - MAX_UPDATES]
    few = (recent or list(legs[-1:]))[-MAX_LEGS:]
    while len(few) > 1 and sum(map(_numbers, few)) > MAX_LEG_NUMBERS:
        few.pop(0)
    return tuple(few)


def _numbers(run: Run) -> int:
    return len(run.vector) * (1 + len(run.memory))


def curve_of(training: Training, data: Dataset) -> Curve:
    """The losses up to the furthest update and there; where a stretch began, those of both."""
    parts = [record_of(leg, data).curve(end) for leg, end in stretches(training)]
    if training.run.step == training.last > parts[-1].steps[-1]:
        parts.append(curve_at(training.run, data))
    return Curve(*(np.concatenate(arrays) for arrays in zip(*map(_columns, parts), strict=True)))


def curve_left(training: Training, data: Dataset) -> Curve | None:
    """The losses of what was ahead where another way was taken, from there on."""
    left = training.left
    return None if left is None else record_of(left.leg, data).curve(left.last).since(left.since)


def _columns(curve: Curve) -> list[Any]:
    return list(vars(curve).values())


def step_of_epoch(run: Run, data: Dataset, epoch: int) -> int:
    """The update after which so many epochs are complete, if the run goes on as it does."""
    return run.step - run.batch + (epoch - run.epoch) * batches(run.recipe, data)
