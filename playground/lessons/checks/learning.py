"""Checks of training: how low the loss is, how flat it is there, and what many starts come to."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from playground.analysis.learning.starts import N_STARTS, starts
from playground.analysis.learning.weight_curve import mean_gradient
from playground.analysis.rows.measured import measured
from playground.lessons.checks.check import (
    Attempt,
    Parameters,
    Result,
    check,
    closeness,
    failed,
    result,
)
from playground.network import NetworkError
from playground.scene import Scene, Target, back_index, reached_back
from playground.scene.recipes import frozen_in
from playground.training.timeline import is_of


@check
class LossBelow(Parameters, frozen=True, tag="loss-below"):
    """The mean loss over the rows of a part is at most ``most``, with few enough parameters."""

    most: float
    part: Literal["all", "train", "test"] = "train"
    parameters: Annotated[int, Meta(ge=1)] | None = None

    def grade(self, attempt: Attempt) -> Result:
        """How near the loss comes; too many parameters are spoken of first."""
        scene = attempt.scene
        of = measured(scene, self.part)
        if of is None or of.loss is None:
            return failed("other-network")
        score = closeness(of.loss, self.most)
        values: dict[str, Any] = {"loss": of.loss, "most": self.most, "count": of.n_rows}
        has = scene.network.n_parameters
        if self.parameters is not None and has > self.parameters:
            values |= {"has": has, "parameters": self.parameters}
            return result(score * self.parameters / has, False, "loss-parameters", **values)
        return result(score, of.loss <= self.most, f"loss-below-{self.part}", **values)


@check
class Trained(Parameters, frozen=True, tag="trained"):
    """Training, not a hand, has brought the mean loss over a part's rows to at most ``most``.

    It took at most ``updates`` updates, and at least ``at_least``.
    """

    most: float
    part: Literal["all", "train", "test"] = "train"
    updates: Annotated[int, Meta(ge=1)] | None = None
    at_least: Annotated[int, Meta(ge=1)] = 1

    def grade(self, attempt: Attempt) -> Result:
        """How near the loss comes, by updates that count."""
        scene = attempt.scene
        of, data, training = measured(scene, self.part), scene.fitting, scene.training
        if of is None or of.loss is None or data is None:
            return failed("other-network")
        if training is None:
            step, by_hand = 0, scene.network != attempt.start.network
        else:
            step = training.step
            by_hand = not is_of(training, scene.active_network, frozen_in(scene), data)
        if by_hand:
            return failed("trained-by-hand")
        score = closeness(of.loss, self.most)
        values = {"loss": of.loss, "most": self.most, "step": step, "needs": self.at_least}
        if self.updates is not None and step > self.updates:
            return result(0.5 * score, False, "trained-long", **values, updates=self.updates)
        if step < self.at_least and self.at_least > 1:
            return result(0.5 * score, False, "trained-short", **values)
        passed = step >= self.at_least and of.loss <= self.most
        return result(score, passed, f"trained-{self.part}", **values)


@check
class Flat(Parameters, frozen=True, tag="flat"):
    """The mean loss over the training rows has nearly no slope by a weight."""

    layer: int = 0
    neuron: int = 0
    source: int = 0
    within: float = 0.1

    def grade(self, attempt: Attempt) -> Result:
        """How steep it still is, and which way is down."""
        scene = attempt.scene
        place = self.layer, self.neuron, self.source
        _check_place(scene, place)
        slope = mean_gradient(scene, *place)
        if slope is None:
            return failed("other-network")
        key = "flat" if abs(slope) <= self.within else "flat-down" if slope > 0 else "flat-up"
        passed = bool(abs(slope) <= self.within)
        return result(closeness(abs(slope), self.within), passed, key, slope=slope)


def _check_place(scene: Scene, place: tuple[int, int, int]) -> None:
    """Raise NetworkError if the network has no such weight."""
    if not Target("weight", place).within(scene.network):
        raise NetworkError(f"weight: this network has no {place}")


@check
class StartsFound(Parameters, frozen=True, tag="starts-found"):
    """Of the random starts at least ``needs`` have every row right at their end."""

    needs: Annotated[int, Meta(ge=1, le=N_STARTS)]

    def grade(self, attempt: Attempt) -> Result:
        """How many have."""
        found = starts(attempt.scene)
        if found is None:
            return failed("other-network")
        values = {"found": found.n_found, "count": N_STARTS, "needs": self.needs}
        passed = found.n_found >= self.needs
        return result(found.n_found / self.needs, passed, "starts-found", **values)


@check
class PlayedBack(Parameters, frozen=True, tag="played-back"):
    """The way back of a row has been played as far as a ``phase``, of a neuron where it has one.

    It is the way back through the network of the start: what was trained since has other numbers.
    """

    phase: Literal["loss", "delta", "gradients", "update"] = "update"
    layer: int = 0
    neuron: int = 0

    def grade(self, attempt: Attempt) -> Result:
        """The share of the steps that have been played."""
        scene = attempt.scene
        if not Target("neuron", (self.layer, self.neuron)).within(scene.network):
            return failed("other-network")
        if scene.network != attempt.start.network:
            return failed("played-on")
        needs = back_index(scene.network, self.phase, self.layer, self.neuron) + 1
        played = 0 if scene.step is None or scene.mode != "train" else scene.step + 1
        there = scene.mode == "train" and reached_back(scene, self.phase, self.layer, self.neuron)
        return result(played / needs, there, "played-back", played=played, needs=needs)
