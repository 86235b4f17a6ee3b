"""Edits of training: by what and until when, and how far."""

import dataclasses
from typing import Annotated, Any

from msgspec import Meta

from playground.data import Dataset
from playground.language import _
from playground.limits import MAX_EPOCHS, MAX_ROWS, MAX_TYPED, NetworkError, TrainingError
from playground.notation import exact
from playground.scene.command import Command, whole
from playground.scene.edit import EditBase
from playground.scene.playback import MOST_STEPS, neuron_at
from playground.scene.recipes import frozen_in, recipe_of, with_trained
from playground.scene.scene import Scene, replace_scene
from playground.scene.target import Target
from playground.scene.training_fields import part_of
from playground.training import Recipe, Stop, Training, next_batch
from playground.training.timeline import begin, going_on, moved

_Part = Annotated[str, Meta(max_length=20, examples=["rate", "optimiser", "epochs"])]
_Typed = Annotated[str, Meta(max_length=MAX_TYPED)]
_Step = Annotated[int, Meta(ge=0, le=1000 * MAX_EPOCHS)]


def data_to_train(scene: Scene) -> Dataset:
    """The rows that the network would be trained on. Raises TrainingError if there are none."""
    data = scene.fitting
    if data is None:
        raise TrainingError(
            _("training: there is no data; choose some first")
            if scene.data is None
            else _("training: the data does not fit the network's inputs and outputs")
        )
    return data


def training_of(scene: Scene, data: Dataset) -> Training:
    """The training by which the scene's network goes on. Raises TrainingError."""
    recipe, frozen = recipe_of(scene, data), frozen_in(scene)
    return going_on(scene.training, scene.active_network, recipe, data, frozen)


class SetRecipe(EditBase, frozen=True):
    """Train by another recipe from now on: ``part`` of it, as it was typed."""

    control = "flow"
    verbs = ("recipe",)

    part: _Part
    value: _Typed

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetRecipe":
        return cls(command.rest, _text(command.value))

    def apply_to(self, scene: Scene) -> Scene:
        data = data_to_train(scene)
        part = part_of(Recipe, self.part, self.value)
        recipe = dataclasses.replace(recipe_of(scene, data), **{self.part: part})
        changed = replace_scene(scene, recipe=recipe)
        if recipe_of(changed, data) != recipe or self.part == "loss":
            begin(scene.network, recipe, data, None)  # says what does not fit
        return changed


class SetStop(EditBase, frozen=True):
    """Let training stop by itself: ``part`` of the rule, as it was typed, or blank."""

    control = "flow"
    verbs = ("stop",)

    part: _Part
    value: _Typed

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetStop":
        return cls(command.rest, _text(command.value))

    def apply_to(self, scene: Scene) -> Scene:
        part = part_of(Stop, self.part, self.value)
        stop = dataclasses.replace(scene.stop or Stop(), **{self.part: part})
        return replace_scene(scene, stop=None if stop == Stop() else stop)


class TrainTo(EditBase, frozen=True):
    """Go to an update of the training, before or behind; its network is on the stage.

    With ``row`` it is within the next update: at the row of that number in its batch, after
    ``step`` of that row's way there and back. A gesture's value is ``33``, or ``33/4/17``.
    """

    locks = ("weights", "biases")
    control = "flow"
    verbs = ("train-to", "train-step")

    update: _Step
    row: Annotated[int, Meta(ge=0, lt=MAX_ROWS)] | None = None
    step: Annotated[int, Meta(ge=0, lt=MOST_STEPS)] = 0

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "TrainTo":
        parts = _text(command.value).split("/")
        if len(parts) not in (1, 3):
            raise NetworkError(_("update: expected a number, or number/row/step"))
        counts = [whole(part, "update") for part in parts]
        if min(counts) < 0:
            raise NetworkError(_("update: expected numbers from 0 on"))
        return cls(*counts)

    def apply_to(self, scene: Scene) -> Scene:
        data = data_to_train(scene)
        training = moved(training_of(scene, data), data, self.update)
        shown = with_trained(scene, training.run.network)
        there = replace_scene(shown, training=training, mode="train", step=None)
        return there if self.row is None else self._within(there, training, data)

    def _within(self, scene: Scene, training: Training, data: Dataset) -> Scene:
        batch = next_batch(training.run, data)
        if self.row is None or self.row >= len(batch):
            raise NetworkError(
                _(
                    "row: the batch has {count}, there is no number {row}",
                    count=len(batch),
                    row=self.row,
                )
            )
        row = int(batch[self.row])
        at = neuron_at(scene.network, self.step)
        selected = scene.selected if at is None else Target("neuron", at)
        return replace_scene(scene, row=row, x=data.x[row], step=self.step, selected=selected)


class ResetTraining(EditBase, frozen=True):
    """Go back to the network that training began with; what came of it is forgotten."""

    locks = ("weights", "biases")
    control = "flow"
    verbs = ("train-reset",)

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "ResetTraining":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        training, data = scene.training, data_to_train(scene)
        if training is None or training.data != data.digest:
            raise TrainingError(_("training: nothing has been trained yet"))
        first = training.legs[0]
        begun = Training((first,), first, first.step, training.data)
        shown = with_trained(scene, first.network)
        return replace_scene(shown, training=begun, step=None)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else exact(float(value)) if value % 1 else str(int(value))
