"""Edits of the runs that are kept: keep the present one, name, show, compare with or drop one."""

from dataclasses import replace
from typing import Annotated

from msgspec import Meta

from playground.language import _
from playground.limits import MAX_NAME, MAX_RUNS, TrainingError
from playground.scene.command import Command
from playground.scene.edit import EditBase, checked_index
from playground.scene.scene import Scene, replace_scene
from playground.scene.training import data_to_train, training_of
from playground.training.kept import KeptRun, free_name

_Number = Annotated[int, Meta(ge=0, lt=MAX_RUNS)]
_Name = Annotated[str, Meta(max_length=MAX_NAME, examples=["A", "small rate"])]


def _kept(scene: Scene, number: int) -> KeptRun:
    return scene.runs[checked_index(number, len(scene.runs), "run")]


class KeepRun(EditBase, frozen=True):
    """Keep the training as it stands, by a name of its own."""

    control = "flow"
    verbs = ("keep-run",)

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "KeepRun":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        training = training_of(scene, data_to_train(scene))
        if not training.last:
            raise TrainingError(_("run: nothing has been trained yet"))
        run = KeptRun(free_name(scene.runs), training)
        return replace_scene(scene, runs=(*scene.runs, run))


class NameRun(EditBase, frozen=True):
    """Call a kept run otherwise."""

    control = "flow"
    verbs = ("name-run",)

    number: _Number
    name: _Name

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "NameRun":
        return cls(command.index("run"), command.text().strip())

    def apply_to(self, scene: Scene) -> Scene:
        named = replace(_kept(scene, self.number), name=self.name)
        runs = list(scene.runs)
        runs[self.number] = named
        return replace_scene(scene, runs=tuple(runs))


class ShowRun(EditBase, frozen=True):
    """Go back to a kept run: its network, its recipe and its training are the present ones."""

    locks = ("topology", "activations", "weights", "biases")
    control = "flow"
    verbs = ("show-run",)

    number: _Number

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "ShowRun":
        return cls(command.index("run"))

    def apply_to(self, scene: Scene) -> Scene:
        kept = _kept(scene, self.number)
        training, data = kept.training, scene.data
        network = training.run.network
        fits = data is not None and (data.n_inputs, data.n_outputs) == (
            network.n_inputs,
            network.n_outputs,
        )
        if data is None or data.digest != training.data or not fits:
            raise TrainingError(
                _("run {name}: it was trained on other rows than there are now", name=kept.name)
            )
        selected = scene.selected
        return replace_scene(
            scene,
            network=network,
            x=scene.x if len(scene.x) == network.n_inputs else None,
            training=training,
            recipe=training.run.recipe,
            selected=selected if selected is not None and selected.within(network) else None,
            off=frozenset(),
            mode="train",
            step=None,
        )


class CompareRun(EditBase, frozen=True):
    """Compare with the network of a kept run, as with one that was kept."""

    control = "flow"
    verbs = ("compare-run",)

    number: _Number

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "CompareRun":
        return cls(command.index("run"))

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, ghost=_kept(scene, self.number).training.run.network)


class DropRun(EditBase, frozen=True):
    """Keep a run no more."""

    control = "flow"
    verbs = ("drop-run",)

    number: _Number

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "DropRun":
        return cls(command.index("run"))

    def apply_to(self, scene: Scene) -> Scene:
        dropped = _kept(scene, self.number)
        return replace_scene(scene, runs=tuple(run for run in scene.runs if run is not dropped))
