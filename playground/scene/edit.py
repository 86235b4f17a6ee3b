"""What all edits share, and how one is applied.

An edit is one class: its fields, the groups of values that it touches (which a link can lock), the
controls that make it (which a link can hide), the verbs of the gestures that mean it, and what it
does to a scene. The union that decodes edits is made of these classes.
"""

import re
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Self, Union

import msgspec
from msgspec import Meta

from playground.activations import ACTIVATIONS
from playground.language import _
from playground.limits import MAX_MAGNITUDE, MAX_NEURONS, MAX_SEED
from playground.network import Layer, NetworkError
from playground.scene.command import Command
from playground.scene.scene import Scene, replace_scene

#: What an edit may hold when it travels; whether the scene has it is for ``apply`` to say.
Index = Annotated[int, Meta(ge=0, lt=MAX_NEURONS)]
Seed = Annotated[int, Meta(ge=0, le=MAX_SEED)]
Number = Annotated[float, Meta(ge=-MAX_MAGNITUDE, le=MAX_MAGNITUDE)]
TargetName = Annotated[
    str, Meta(examples=["input/0", "weight/0/0/0", "bias/0/0", "neuron/0/0", "layer/0"])
]
ActivationName = Annotated[str, Meta(examples=list(ACTIVATIONS))]


def _tag(name: str) -> str:
    """``SetWeight`` as it is tagged: ``set-weight``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


class EditBase(msgspec.Struct, frozen=True, tag=_tag, tag_field="edit", forbid_unknown_fields=True):
    """What all edits share: as JSON they are told apart by their ``edit``, as ``set-weight``.

    ``locks`` are the groups of LOCKABLE that it touches. ``control`` is the part of the page, one
    of HIDEABLE, by whose controls it is made: keys, drags and pasted blocks that do the same are
    hidden with them. ``verbs`` are those of the gestures that mean it.
    """

    locks: ClassVar[tuple[str, ...]] = ()
    control: ClassVar[str | None] = None
    verbs: ClassVar[tuple[str, ...]] = ()

    def locked_by(self) -> tuple[str, ...]:
        """The groups that this very edit touches."""
        return self.locks

    def hidden_with(self) -> str | None:
        """The controls by which this very edit is made."""
        return self.control

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> Self:
        """The edit that one of its verbs means. Raises NetworkError."""
        raise NotImplementedError

    def apply_to(self, scene: Scene) -> Scene:
        """The scene after this edit, whatever is locked. Raises NetworkError."""
        raise NotImplementedError


def edit_classes() -> tuple[type[EditBase], ...]:
    """All edits there are."""
    return tuple(EditBase.__subclasses__())


def edit_union() -> Any:
    """The union of all edits, for msgspec to decode."""
    return Union[edit_classes()]  # noqa: UP007 - its members are known only when it runs


def apply(scene: Scene, edit: EditBase) -> Scene:
    """The scene after ``edit``. Raises NetworkError, with one sentence, if it cannot be made."""
    for group in edit.locked_by():
        if group in scene.locked:
            raise NetworkError(_("{group}: this page's link keeps them fixed", group=group))
    return edit.apply_to(scene)


def layer_at(scene: Scene, k: int) -> Layer:
    """Layer k of the scene's network. Raises NetworkError if there is none."""
    if not 0 <= k < len(scene.network.layers):
        raise NetworkError(
            _(
                "layer: this network has {count}, there is no number {k}",
                count=len(scene.network.layers),
                k=k + 1,
            )
        )
    return scene.network.layers[k]


def checked_index(i: int, count: int, what: str) -> int:
    """``i`` if it counts one of ``count``, else NetworkError."""
    if not 0 <= i < count:
        raise NetworkError(
            _("{what}: there are {count}, there is no number {i}", what=what, count=count, i=i + 1)
        )
    return i


def put_layer(scene: Scene, k: int, **changes: Any) -> Scene:
    """The scene with some parts of layer k replaced."""
    layers = list(scene.network.layers)
    layers[k] = replace(layers[k], **changes)
    return replace_scene(scene, network=replace(scene.network, layers=tuple(layers)))
