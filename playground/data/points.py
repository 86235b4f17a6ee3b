"""A painted table: points of classes on a plane, and the pure operations of painting.

The columns are ``x1``, ``x2`` and ``class``, a whole number from 0. The plane goes from −PLANE to
PLANE in both directions, as a picture of the input space does where nothing else asks for more.
Places are kept to DIGITS decimals: a finger is no more exact, and the table is short in a link.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from playground.activations import Array
from playground.cache import cached
from playground.data.dataset import Dataset
from playground.data.plan import Plan
from playground.data.table import Column, Table
from playground.language import _
from playground.limits import MAX_PAINTED, MAX_PAINTED_CLASSES, DataError, quoted
from playground.notation import brief

PLANE = 3.0
DIGITS = 2
REACH = 0.25  # how far from its middle the eraser erases: 11 px of the page's plane
NAMES = ("x1", "x2", "class")
#: What a network reads of a painted table: every point is for training.
PLAN = Plan(NAMES[:2], NAMES[2], target_as="counted", test_share=0.0)


def empty() -> Table:
    """A plane without a point."""
    return _painted(np.empty((0, 2)), np.empty(0))


def with_points(table: Table, xy: ArrayLike, label: int) -> Table:
    """The table with points ``xy`` (m, 2) of class ``label`` after those that it has.

    Raises DataError if they lie off the plane or are too many.
    """
    if isinstance(label, bool) or not isinstance(label, int):
        raise DataError(_("class: expected a whole number, got {label}", label=quoted(label)))
    if not 0 <= label < MAX_PAINTED_CLASSES:
        expected = _("{low} to {high}", low=0, high=MAX_PAINTED_CLASSES - 1)
        raise DataError(
            _("class: expected {expected}, got {label}", expected=expected, label=quoted(label))
        )
    old, classes = _read(table)
    new = _on_plane(xy)
    return _painted(np.vstack([old, new]), np.append(classes, np.full(len(new), label)))


def moved(table: Table, row: int, to: ArrayLike) -> Table:
    """The table with the point of ``row``, from 0, at ``to`` (2,). Raises DataError."""
    xy, classes = _read(table)
    _check_rows([row], len(xy))
    xy[row] = _on_plane(np.atleast_2d(to))[0]
    return _painted(xy, classes)


def erased(table: Table, rows: Sequence[int]) -> Table:
    """The table without the points of ``rows``, from 0. Raises DataError."""
    xy, classes = _read(table)
    _check_rows(rows, len(xy))
    kept = np.setdiff1d(np.arange(len(xy)), np.asarray(rows, dtype=np.intp))
    return _painted(xy[kept], classes[kept])


def within_reach(table: Table, places: ArrayLike) -> list[int]:
    """The rows of all points that the eraser erases at ``places`` (m, 2). Raises DataError."""
    xy, _ = _read(table)
    far = np.linalg.norm(xy[:, np.newaxis] - _on_plane(places), axis=2)
    rows: list[int] = np.flatnonzero((far <= REACH).any(axis=1)).tolist()
    return rows


def is_painted(table: Table) -> bool:
    """Whether these operations can go on with a table: it has their columns, plane and classes."""
    try:
        xy, classes = _read(table)
        _on_plane(xy)
    except DataError:
        return False
    whole = (classes >= 0) & (classes < MAX_PAINTED_CLASSES) & (classes == np.floor(classes))
    return bool(whole.all())


@cached(64, key=lambda data: data.digest, spoken=False)
def is_plane(data: Dataset) -> bool:
    """Whether a dataset is a painted table, read as it was painted: a point more is a row more."""
    plan = data.plan
    usual = replace(plan, test_share=PLAN.test_share, seed=PLAN.seed, stratified=False)
    return usual == PLAN and isinstance(data.source, Table) and is_painted(data.source)


@cached(64, key=lambda data: data.digest, spoken=False)
def points_of(data: Dataset) -> Dataset | None:
    """A dataset's rows as painted points; ``None`` if they are not points of classes on the plane.

    Which of them are for the test is forgotten, where they were not painted: chance would choose
    others with every point.
    """
    if is_plane(data):
        return data
    known = tuple(map(str, range(len(data.labels))))
    few = data.n_rows <= MAX_PAINTED and len(known) <= MAX_PAINTED_CLASSES
    scaled = any(data.plan.scaling_of(name) != "none" for name in data.plan.inputs)
    if data.n_inputs != 2 or not known or data.labels != known or scaled or not few:
        return None
    if np.abs(data.x).max() > PLANE:
        return None
    return Dataset(_painted(data.x, data.target.astype(np.float64)), PLAN)


def _read(table: Table) -> tuple[Array, Array]:
    names = tuple(column.name for column in table.columns)
    if names != NAMES:
        raise DataError(
            _("points: expected the columns {known}, got another table", known=", ".join(NAMES))
        )
    x1, x2, classes = (column.numbers for column in table.columns)
    return np.column_stack([x1, x2]), classes


def _painted(xy: Array, classes: Array) -> Table:
    if len(xy) > MAX_PAINTED:
        raise DataError(
            _("points: expected at most {most}, got {count}", most=MAX_PAINTED, count=len(xy))
        )
    xy = xy.round(DIGITS)
    values = zip(NAMES, (xy[:, 0], xy[:, 1], classes), strict=True)
    return Table("points", [Column(name, "number", column) for name, column in values])


def _on_plane(given: ArrayLike) -> Array:
    try:
        xy = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(_("points: expected pairs of numbers, got something else")) from error
    if xy.ndim != 2 or xy.shape[1] != 2:
        raise DataError(
            _("points: expected pairs of numbers, got the shape {shape}", shape=xy.shape)
        )
    off = np.argwhere(~(np.abs(xy) <= PLANE))  # a comparison with nan is false: nan is off it too
    if len(off):
        at, axis = off[0]
        raise DataError(
            _(
                "point {number}: expected {axis} from −{plane} to {plane}, got {value}",
                number=at + 1,
                axis=NAMES[axis],
                plane=brief(PLANE),
                value=brief(xy[at, axis]),
            )
        )
    return xy


def _check_rows(rows: Sequence[int], n: int) -> None:
    for row in rows:
        if isinstance(row, bool) or not isinstance(row, (int, np.integer)):
            raise DataError(_("row: expected a whole number, got {row}", row=quoted(row)))
        if not 0 <= row < n:
            raise DataError(_("row: expected 1 to {n}, got {row}", n=n, row=quoted(row + 1)))
