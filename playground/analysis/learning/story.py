"""How a scene's network came to be what it is: the states on the way, the losses, and the plan.

Before anything is trained there is one state, the present one; what would be trained is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.activations import Array
from playground.analysis.learning.gradient_flow import Flow, flow_of
from playground.cache import cached
from playground.data import Dataset
from playground.limits import PlaygroundError
from playground.scene import Scene
from playground.scene.training import training_of
from playground.training import Recipe, Run, Training, batches
from playground.training.record import Curve, Point, point_of, record_of
from playground.training.run import structure
from playground.training.timeline import curve_of, stretches

_MOST_STATES = 64  # of a path: more of them are one line


@dataclass(frozen=True, eq=False)
class Story:
    """A training as it is told: where it stands, ``states`` on its way, and the losses.

    ``states`` are few, in order, with the first, the present and the furthest one; those from
    before the last change of the network's form are left out, for they have other parameters.
    """

    data: Dataset
    training: Training
    states: tuple[Run, ...]

    @property
    def run(self) -> Run:
        """The run as it is now."""
        return self.training.run

    @property
    def recipe(self) -> Recipe:
        """By what it is trained now."""
        return self.run.recipe

    @property
    def is_trained(self) -> bool:
        """Whether there is more than the present state."""
        return len(self.states) > 1

    @property
    def has_test(self) -> bool:
        """Whether there are rows for a test."""
        return len(self.data.test) > 0

    @cached_property
    def curve(self) -> Curve:
        """The losses from the first update to the furthest."""
        return curve_of(self.training, self.data)

    @cached_property
    def now(self) -> Point:
        """The losses and the right answers as they are now."""
        return point_of(self.run, self.data)

    @cached_property
    def path(self) -> Array:
        """The numbers of the states, (n, n_parameters)."""
        return np.array([run.vector for run in self.states])

    @cached_property
    def epochs(self) -> Array:
        """At which epochs the states are, (n,); a share of one where it is not complete."""
        return np.array([self.epoch_of(run) for run in self.states])

    @property
    def here(self) -> int:
        """Which of the states is the present one."""
        return next(n for n, run in enumerate(self.states) if run.step == self.run.step)

    def epoch_of(self, run: Run) -> float:
        """The epoch that a run has come to."""
        return run.epoch + run.batch / batches(run.recipe, self.data)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """What reaches each layer, of all states."""
        return tuple(flow_of(run, self.data) for run in self.states)

    @property
    def flow(self) -> Flow:
        """What reaches each layer now."""
        return flow_of(self.run, self.data)

    @cached_property
    def first_epoch(self) -> Flow | None:
        """What reached each layer after the first epoch; ``None`` before, or where it is gone."""
        step = batches(self.training.legs[0].recipe, self.data)
        if self.training.first or self.training.last < step or len(self.training.legs) > 1:
            return None
        return flow_of(record_of(self.training.legs[0], self.data).run_at(step), self.data)


def story_of(scene: Scene) -> Story | None:
    """The story of a scene; ``None`` where no rows fit the network, or nothing can be trained."""
    return None if scene.fitting is None else _story(scene, scene.fitting)[0]


def refused(scene: Scene) -> str:
    """Why a network that has rows can't be trained on them; "" if it can."""
    return "" if scene.fitting is None else _story(scene, scene.fitting)[1]


def _key(scene: Scene, data: Dataset) -> tuple[object, ...]:
    return scene.network.fingerprint, scene.off, scene.training, scene.recipe, data.digest


@cached(64, key=_key, spoken=False)
def _story(scene: Scene, data: Dataset) -> tuple[Story | None, str]:
    try:
        training = training_of(scene, data)
    except PlaygroundError as error:
        return None, str(error)
    return Story(data, training, tuple(_states(training, data))), ""


def _states(training: Training, data: Dataset) -> Iterator[Run]:
    now = structure(training.run.start)
    found: dict[int, Run] = {}
    for leg, end in stretches(training):
        if structure(leg.start) != now:
            found = {}
            continue
        states = record_of(leg, data).states(end) if end > leg.step else [leg]
        found |= {run.step: run for run in states}
        if end > leg.step:
            furthest = record_of(leg, data).run_at(end)
            found[furthest.step] = furthest
    found[training.step] = training.run
    steps = sorted(found)
    few = np.unique(np.linspace(0, len(steps) - 1, _MOST_STATES).round().astype(int))
    for step in sorted({training.step, *(steps[n] for n in few)}):
        yield found[step]
