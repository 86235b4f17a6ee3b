"""Edits of drawing: a pen, a rubber and what else is done to inputs that are a picture's pixels.

1 is ink, 0 is paper. Places are in squares, from the upper left corner of the picture.
"""

from typing import Annotated

import numpy as np
from msgspec import Meta

from playground import notation
from playground.activations import Array
from playground.data import ink
from playground.data.picture import Picture, picture_of
from playground.limits import MAX_DATA_INPUTS, MAX_STROKE
from playground.network import NetworkError
from playground.scene.command import Command
from playground.scene.edit import EditBase, Number
from playground.scene.scene import ERASER, NO_BRUSH, Scene, replace_scene

PEN, RUBBER = "pen", "rubber"
#: Ways to push a picture by one square: rows down, columns to the right.
PUSHES: dict[str, tuple[int, int]] = {
    "left": (0, -1),
    "up": (-1, 0),
    "down": (1, 0),
    "right": (0, 1),
}


class DrawInk(EditBase, frozen=True):
    """Draw a line through ``places`` (across, down), or rub out what lies under it.

    The gesture is a stroke over the plane of the squares, whose places count from below.
    """

    locks = ("inputs",)
    control = "inputs"
    verbs = ("ink",)

    places: list[list[Number]]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "DrawInk":
        rows, _ = picture_in(scene)
        numbers = [notation.parse_number(text) for text in command.text().split()]
        if len(numbers) % 2:
            raise NetworkError(f"ink: expected pairs of numbers, got {len(numbers)} numbers")
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return cls([[across, rows - up] for across, up in pairs])

    def apply_to(self, scene: Scene) -> Scene:
        size = picture_in(scene)
        if len(self.places) > MAX_STROKE or any(len(place) != 2 for place in self.places):
            raise NetworkError(f"ink: expected at most {MAX_STROKE} places of two numbers each")
        if not self.places:
            return scene
        if scene.brush == ERASER:
            rubbed = ink.covered(self.places, size, ink.RUBBER)
            return _with(scene, np.maximum(_picture(scene) - rubbed, 0.0))
        return _with(scene, np.maximum(_picture(scene), ink.covered(self.places, size)))


class InkSquare(EditBase, frozen=True):
    """Ink the ``square``, counted row by row from 0, or make it paper where it is inked."""

    locks = ("inputs",)
    control = "inputs"
    verbs = ("ink-square",)

    square: Annotated[int, Meta(ge=0, lt=MAX_DATA_INPUTS)]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "InkSquare":
        return cls(command.index("square"))

    def apply_to(self, scene: Scene) -> Scene:
        squares = _picture(scene)
        if self.square >= squares.size:
            raise NetworkError(
                f"ink: the picture has {squares.size} squares, there is no number {self.square + 1}"
            )
        now = squares.flat[self.square]
        squares.flat[self.square] = 0.0 if now or scene.brush == ERASER else 1.0
        return _with(scene, squares)


class PushPicture(EditBase, frozen=True):
    """Push the picture by one square; what leaves it is lost."""

    locks = ("inputs",)
    control = "inputs"
    verbs = ("ink-push",)

    way: Annotated[str, Meta(examples=list(PUSHES))]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "PushPicture":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        if self.way not in PUSHES:
            raise NetworkError(f"push: expected one of {', '.join(PUSHES)}, got {self.way[:40]!r}")
        return _with(scene, ink.moved(_picture(scene), *PUSHES[self.way]))


class ClearPicture(EditBase, frozen=True):
    """Make all of it paper."""

    locks = ("inputs",)
    control = "inputs"
    verbs = ("ink-clear",)

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "ClearPicture":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        return _with(scene, np.zeros(picture_in(scene)))


class TakePen(EditBase, frozen=True):
    """Take the pen or the rubber in hand."""

    control = "inputs"
    verbs = ("ink-tool",)

    tool: Annotated[str, Meta(examples=[PEN, RUBBER])]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "TakePen":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        if self.tool not in (PEN, RUBBER):
            raise NetworkError(f"tool: expected {PEN} or {RUBBER}, got {self.tool[:40]!r}")
        picture_in(scene)
        return replace_scene(scene, brush=ERASER if self.tool == RUBBER else NO_BRUSH)


def picture_seen(scene: Scene) -> Picture | None:
    """(rows, columns) of the picture that the inputs are, by their names or the data's columns."""
    size = picture_of(scene.network.input_names)
    return scene.fitting.picture if size is None and scene.fitting is not None else size


def picture_in(scene: Scene) -> Picture:
    """(rows, columns) of the picture that the inputs are. Raises NetworkError if they are none."""
    size = picture_seen(scene)
    if size is None:
        raise NetworkError("ink: expected inputs that are the pixels of a picture")
    return size


def _picture(scene: Scene) -> Array:
    """The inputs as a picture of its own, which can be changed."""
    return scene.x.reshape(picture_in(scene)).copy()


def _with(scene: Scene, picture: Array) -> Scene:
    return replace_scene(scene, x=picture.ravel())
