"""Edits of how the network is looked at: what is off, selected, played, named and allowed."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from playground.limits import MAX_DECIMALS
from playground.network import Network
from playground.scene.command import Command
from playground.scene.edit import EditBase, Index, Number, TargetName, checked_index
from playground.scene.playback import MOST_STEPS, PHASES, last_step, neuron_at
from playground.scene.scene import HIDEABLE, LOCKABLE, MODES, SHOWN, SIGHTS, Scene, replace_scene
from playground.scene.target import Target, check_can_be_off

_Hideable = Annotated[str, Meta(examples=list(HIDEABLE))]
_Lockable = Annotated[str, Meta(examples=list(LOCKABLE))]


class Switch(EditBase, frozen=True):
    """Switch an input, a hidden neuron or a weight off or on again."""

    verbs = ("switch",)

    target: TargetName
    off: bool

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "Switch":
        return cls(command.rest, Target.parse(command.rest) not in scene.off)

    def locked_by(self) -> tuple[str, ...]:
        """The group of what it switches: a neuron that is off leaves weights out."""
        kind = self.target.partition("/")[0]
        return {"input": ("inputs",), "weight": ("weights",), "neuron": ("weights",)}.get(kind, ())

    def hidden_with(self) -> str | None:
        return "inputs" if Target.parse(self.target).kind == "input" else None

    def apply_to(self, scene: Scene) -> Scene:
        target = Target.parse(self.target)
        check_can_be_off(scene.network, target)
        return replace_scene(scene, off=scene.off | {target} if self.off else scene.off - {target})


class Select(EditBase, frozen=True):
    """Select a target, or nothing with None."""

    verbs = ("select",)

    target: TargetName | None = None

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "Select":
        if not command.rest:
            return cls(None)
        target = Target.parse(command.rest)
        if target.kind == "bias":  # a bias is a part of its neuron
            target = Target("neuron", target.path)
        return cls(str(target))

    def apply_to(self, scene: Scene) -> Scene:
        target = None if self.target is None else Target.parse(self.target)
        return replace_scene(scene, selected=target)


class SetThreshold(EditBase, frozen=True):
    """Move the cut between the two classes, within 0 to 1."""

    verbs = ("threshold",)

    value: Number

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetThreshold":
        return cls(command.number())

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, threshold=self.value)


class SetTemperature(EditBase, frozen=True):
    """Divide the logits by another T where softmax(z/T) is shown; the network stays as it is."""

    verbs = ("temperature",)

    value: Number

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetTemperature":
        return cls(command.number())

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, temperature=self.value)


class SetDecimals(EditBase, frozen=True):
    """Show numbers with this many decimals."""

    verbs = ("decimals",)

    value: Annotated[int, Meta(ge=0, le=MAX_DECIMALS)]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetDecimals":
        return cls(command.whole("decimals"))

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, decimals=self.value)


class SetNeurons(EditBase, frozen=True):
    """Show in the neurons their numbers, or maps of what they see."""

    verbs = ("neurons",)

    value: Annotated[str, Meta(examples=list(SHOWN))]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetNeurons":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, neurons=self.value)


class SetSight(EditBase, frozen=True):
    """Draw of a selected neuron a map of what it sees, or the curve of its activation."""

    verbs = ("sight",)

    value: Annotated[str, Meta(examples=list(SIGHTS))]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetSight":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, sight=self.value)


class SetMode(EditBase, frozen=True):
    """Play the forward pass on the stage, or training; what was played half is left."""

    control = "flow"
    verbs = ("mode",)

    value: Annotated[str, Meta(examples=list(MODES))]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetMode":
        return cls(command.rest or command.text())

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, mode=self.value, step=None)


class SetStep(EditBase, frozen=True):
    """Show the forward pass as it stands after ``step``; None shows all of it.

    The neuron that the step is about is selected, unless the visitor has selected something else
    and the selection shall not ``follow``.
    """

    control = "flow"
    verbs = ("step", "step-back", "step-forward")

    step: Annotated[int, Meta(ge=0, lt=MOST_STEPS)] | None = None
    follow: bool = True

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetStep":
        last = last_step(scene.network, scene.mode)
        if command.verb == "step":
            if command.value is None:
                return cls(None)
            step = min(max(command.whole("step"), 0), last)
            return cls(step, follow=command.rest != "keep-selection")
        size = len(PHASES) if command.rest == "neuron" else 1
        forward = command.verb == "step-forward"
        if scene.step is None:
            return cls(0 if forward else last - size)
        return cls(min(max(scene.step + (size if forward else -size), 0), last))

    def apply_to(self, scene: Scene) -> Scene:
        followed = self.step if self.follow else None
        at = None if followed is None else neuron_at(scene.network, followed)
        selected = scene.selected if at is None else Target("neuron", at)
        return replace_scene(scene, step=self.step, selected=selected)


class Rename(EditBase, frozen=True):
    """Rename input or output number ``index``."""

    locks = ("topology",)
    control = "topology"
    verbs = ("rename-input", "rename-output")

    what: Literal["input", "output"]
    index: Index
    name: str

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "Rename":
        what: Literal["input", "output"] = "input" if command.verb == "rename-input" else "output"
        return cls(what, command.index(what), command.text())

    def apply_to(self, scene: Scene) -> Scene:
        network = scene.network
        inputs, outputs = list(network.input_names), list(network.output_names)
        names = inputs if self.what == "input" else outputs
        names[checked_index(self.index, len(names), self.what)] = self.name
        return replace_scene(scene, network=Network(network.layers, inputs, outputs))


class KeepGhost(EditBase, frozen=True):
    """Keep the network as it runs now, to compare with it what follows."""

    verbs = ("keep-ghost",)

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "KeepGhost":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, ghost=scene.active_network)


class DropGhost(EditBase, frozen=True):
    """Compare with the kept network no more."""

    verbs = ("drop-ghost",)

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "DropGhost":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, ghost=None)


class SetControls(EditBase, frozen=True):
    """A teacher's choice: which controls are hidden and which values are fixed."""

    hidden: list[_Hideable] = msgspec.field(default_factory=list)
    locked: list[_Lockable] = msgspec.field(default_factory=list)

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, hidden=frozenset(self.hidden), locked=frozenset(self.locked))
