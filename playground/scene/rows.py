"""Edits of how rows are looked at: which are listed, in which order, and which are measured."""

from typing import Annotated

from msgspec import Meta

from playground.scene.command import Command
from playground.scene.edit import EditBase
from playground.scene.scene import LISTED, PARTS, Scene, replace_scene


class ListRows(EditBase, frozen=True):
    """Show in the table all rows, those of a part, those that are wrong, or the selected cell's."""

    verbs = ("select-rows",)

    which: Annotated[str, Meta(examples=list(LISTED))]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "ListRows":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, listed=self.which)


class SortRows(EditBase, frozen=True):
    """Sort the table by a column; "-" before it begins with the largest."""

    verbs = ("select-order",)

    order: Annotated[str, Meta(examples=["row", "-loss", "column/0"])]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SortRows":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, order=self.order)


class MeasureRows(EditBase, frozen=True):
    """Measure the predictions of all rows, or of a part."""

    verbs = ("select-part",)

    part: Annotated[str, Meta(examples=list(PARTS))]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "MeasureRows":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, measured=self.part)


class SelectCell(EditBase, frozen=True):
    """Bring out the rows of a cell of the confusion matrix, ``wanted/said``; with "" none."""

    verbs = ("select-cell",)

    cell: Annotated[str, Meta(examples=["", "1/0"])]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SelectCell":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, cell=self.cell)
