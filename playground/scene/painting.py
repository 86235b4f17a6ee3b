"""Edits of painting: points of classes that are laid onto the plane of a network's two inputs.

The points are the scene's data, a painted table; without a point there is no data. The network
follows: it has an output for two classes, and one for each of more.
"""

from typing import Annotated

import numpy as np
from msgspec import Meta

from playground import notation
from playground.data import Dataset, Table, points
from playground.data.known import remember
from playground.language import _
from playground.limits import MAX_PAINTED
from playground.network import NetworkError
from playground.notation import brief
from playground.scene.command import Command
from playground.scene.data import fitted, refitted, usual_look
from playground.scene.edit import EditBase, Number
from playground.scene.scene import BRUSHES, ERASER, NO_BRUSH, Scene, replace_scene

_RowNumber = Annotated[int, Meta(ge=0, lt=MAX_PAINTED)]
_LEAST = 2  # classes: there is something to tell apart
#: What a network is made to fit before there is a point.
ONE_POINT = Dataset(points.with_points(points.empty(), np.zeros((1, 2)), 0), points.PLAN)


class StartPainting(EditBase, frozen=True):
    """Take the brush of class 0, to go on with the points there are, or on an ``empty`` plane."""

    locks = ("inputs",)
    control = "data"
    verbs = ("paint-start",)

    empty: bool = False

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "StartPainting":
        return cls(command.rest == "empty")

    def apply_to(self, scene: Scene) -> Scene:
        data = self.points_in(scene)
        network = fitted(scene.network, data or ONE_POINT)
        row = None if data is None else scene.row
        x = np.append(scene.x, 0.0)[: network.n_inputs]
        if data is not None and row is not None and scene.is_at_row:
            x = data.x[row]
        look = usual_look() if data is not scene.data else {}
        return refitted(scene, network, x=x, data=data, row=row, brush="0", **look)

    def points_in(self, scene: Scene) -> Dataset | None:
        """The points to go on with. Raises NetworkError if the scene's rows are none."""
        if self.empty or scene.data is None:
            return None
        data = points.points_of(scene.data)
        if data is None:
            raise NetworkError(
                _(
                    "paint: expected at most {most} points of classes on the plane "
                    "from −{plane} to {plane}, got {title}",
                    most=MAX_PAINTED,
                    plane=brief(points.PLANE),
                    title=scene.data.title,
                )
            )
        return data


class StopPainting(EditBase, frozen=True):
    """Put the brush away; the points stay."""

    control = "data"
    verbs = ("paint-stop",)

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "StopPainting":
        return cls()

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, brush=NO_BRUSH)


class ChooseBrush(EditBase, frozen=True):
    """Paint points of another class, or erase them."""

    control = "data"
    verbs = ("brush",)

    brush: Annotated[str, Meta(examples=[*BRUSHES])]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "ChooseBrush":
        return cls(command.rest)

    def apply_to(self, scene: Scene) -> Scene:
        _table(scene)
        return replace_scene(scene, brush=self.brush)


class Paint(EditBase, frozen=True):
    """Draw the brush over ``places`` (x1, x2): it lays a point at each, or erases those in reach.

    A stroke of the pointer is one edit; its gesture has all places in one text.
    """

    locks = ("inputs",)
    control = "data"
    verbs = ("paint", "paint-here")

    places: list[list[Number]]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "Paint":
        if command.verb == "paint-here":
            return cls([scene.x.tolist()])
        numbers = [notation.parse_number(text) for text in command.text().split()]
        if len(numbers) % 2:
            raise NetworkError(
                _("paint: expected pairs of numbers, got {count} numbers", count=len(numbers))
            )
        return cls([numbers[i : i + 2] for i in range(0, len(numbers), 2)])

    def apply_to(self, scene: Scene) -> Scene:
        table = _table(scene)
        if not self.places:
            return scene
        if scene.brush == ERASER:
            return _without(scene, table, points.within_reach(table, self.places))
        return _with(scene, points.with_points(table, self.places, int(scene.brush)))


class MovePoint(EditBase, frozen=True):
    """Put the point of ``row``, from 0, to another place (x1, x2); the input goes along with it."""

    locks = ("inputs",)
    control = "data"
    verbs = ("point",)

    row: _RowNumber
    to: list[Number]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "MovePoint":
        to = [notation.parse_number(text) for text in command.text().split()]
        return cls(command.index("point"), to)

    def apply_to(self, scene: Scene) -> Scene:
        moved = _with(scene, points.moved(_table(scene), self.row, self.to))
        if moved.data is not None and scene.row == self.row and scene.is_at_row:
            return replace_scene(moved, x=moved.data.x[self.row])
        return moved


class ErasePoints(EditBase, frozen=True):
    """Erase the points of ``rows``, from 0."""

    locks = ("inputs",)
    control = "data"
    verbs = ("erase",)

    rows: list[_RowNumber]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "ErasePoints":
        return cls([command.index("point")])

    def apply_to(self, scene: Scene) -> Scene:
        return _without(scene, _table(scene), self.rows)


def can_paint(scene: Scene) -> bool:
    """Whether the brush is in hand, and the scene's data and network are what it paints for."""
    data = scene.data
    if scene.brush == NO_BRUSH or scene.network.n_inputs != len(points.PLAN.inputs):
        return False
    return data is None or (scene.fitting is not None and points.is_plane(data))


def can_start(scene: Scene) -> bool:
    """Whether there is nothing yet, or points to go on with, and no lock on what they ask for."""
    if scene.data is not None and points.points_of(scene.data) is None:
        return False
    if scene.locked.isdisjoint(("inputs", "topology", "activations")):
        return True
    try:
        StartPainting().apply_to(scene)
    except NetworkError:
        return False
    return "inputs" not in scene.locked


def n_classes(scene: Scene) -> int:
    """How many classes of points there are, the one that the brush begins included."""
    there = _LEAST if scene.data is None else len(scene.data.labels)
    return max(there, int(scene.brush) + 1) if scene.brush.isdecimal() else there


def _table(scene: Scene) -> Table:
    """The points that are painted. Raises NetworkError where none can be."""
    if not can_paint(scene):
        raise NetworkError(
            _("paint: take a brush first, for a network of two inputs and its points")
        )
    return points.empty() if scene.data is None else scene.data.table


def _without(scene: Scene, table: Table, rows: list[int]) -> Scene:
    left = points.erased(table, rows)
    if left == table:
        return scene
    row = scene.row
    if row is not None:
        row = None if row in rows else row - sum(each < row for each in {*rows})
    return _with(replace_scene(scene, row=row), left)


def _with(scene: Scene, table: Table) -> Scene:
    """The scene with these points; its network becomes another one where they ask for that."""
    if not table.n_rows:
        return replace_scene(scene, data=None, row=None, **usual_look())
    plan = points.PLAN if scene.data is None else scene.data.plan
    data = Dataset(remember(table), plan)
    if (data.n_inputs, data.n_outputs) == (scene.network.n_inputs, scene.network.n_outputs):
        return replace_scene(scene, data=data)
    look = {} if scene.data is None else usual_look()
    return refitted(scene, fitted(scene.network, data), data=data, **look)
