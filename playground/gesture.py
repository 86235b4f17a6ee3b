"""What a visitor did, as the browser tells it, and the Edit that it means.

A gesture names either a ``target`` and its new value (a number, or text that a visitor typed), or
an ``edit``: a verb and what it acts on, as ``add-neuron/1`` or ``select/weight/0/1/0``. The panels
write these names into ``data-target`` and ``data-edit``; this file is where they are read.
"""

from collections.abc import Callable
from typing import Annotated

import msgspec
from msgspec import Meta

from playground.analysis.rows.operating import threshold_at
from playground.language import _
from playground.limits import MAX_TYPED
from playground.network import NetworkError
from playground.scene import (
    Edit,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
    Scene,
    SetThreshold,
    Switch,
    Target,
    apply,
    edit_classes,
    set_value,
)
from playground.scene.command import Command
from playground.scene.edit import Number

#: Verbs that need the history, which only the session has, and how far each moves in it.
SESSION_ONLY = {"undo": -1, "redo": 1}

#: A whole number that a browser counts with: JavaScript has none beyond.
Count = Annotated[int, Meta(ge=0, lt=2**53)]
#: A text of a browser, which may hold half a surrogate pair, as UTF-8 may not.
Text = Annotated[str, Meta(max_length=MAX_TYPED, pattern=r"^[^\ud800-\udfff]*\Z")]
_Name = Annotated[str, Meta(max_length=64, pattern=r"^[a-z0-9/-]*\Z")]


class Gesture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a visitor did."""

    target: _Name | None = None
    edit: _Name | None = None
    value: Number | Text | None = None


def edit_of(scene: Scene, gesture: Gesture) -> Edit:
    """The edit that a gesture means. Raises NetworkError if it means none."""
    if gesture.target is not None:
        number = Command("set", gesture.target, gesture.value).number()
        return set_value(Target.parse(gesture.target), number)
    verb, _mark, rest = (gesture.edit or "").partition("/")
    command = Command(verb, rest, gesture.value)
    if verb not in VERBS:
        raise NetworkError(_("edit: there is none called {verb}", verb=repr(verb[:40])))
    return VERBS[verb](scene, command)


def perform(scene: Scene, gesture: Gesture) -> Scene:
    """The scene after a gesture. Raises NetworkError, too for one whose control a link hides."""
    edit = edit_of(scene, gesture)
    group = edit.hidden_with()
    if group in scene.hidden:
        raise NetworkError(_("{group}: this page's link hides these controls", group=group))
    return apply(scene, edit)


def _delete(scene: Scene, command: Command) -> Edit:
    """What the Delete key means for each kind of target."""
    target = Target.parse(command.rest)
    if target.kind == "input":
        return RemoveInput(*target.path)
    if target.kind == "layer":
        return RemoveLayer(*target.path)
    if target.kind == "weight":  # a connection stays, and can be switched on again
        return Switch.from_gesture(scene, command)
    return RemoveNeuron(*target.path)


def _along_roc(scene: Scene, command: Command) -> Edit:
    """The threshold at a place of the ROC curve."""
    return SetThreshold(threshold_at(scene, scene.measured, command.number()))


#: Every verb that means an edit, and how that is made. Delete means another edit for each kind of
#: target, and a place on a curve is worked out from all rows, so that they are no verbs of a class.
VERBS: dict[str, Callable[[Scene, Command], Edit]] = {
    "delete": _delete,
    "threshold-along": _along_roc,
    **{verb: edit.from_gesture for edit in edit_classes() for verb in edit.verbs},
}
