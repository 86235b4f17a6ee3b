"""The rows over two of their inputs: filled if they are for training, hollow for the test."""

import htpy as h
import numpy as np
from markupsafe import escape
from numpy.typing import NDArray

from playground.activations import Array
from playground.data import BuiltIn, Dataset
from playground.data.sets import as_pictures
from playground.language import _, called, grouped
from playground.panels.dialog import svg
from playground.panels.dialog.thumbnail import thumbnail
from playground.panels.kit import marks
from playground.panels.panel import Panel

SIZE, MARGIN = 140.0, 9.0  # the picture is shown larger, so that its marks are
POINTS = 300  # more of them are a blot
_MOST_CLASSES = 4  # in the legend: the others are numbers in the picture too


def scatter(data: Dataset) -> Panel | None:
    """The picture, its axes' names and its legend; ``None`` where no input is a number.

    Rows that are pictures themselves are shown as such, some of them.
    """
    if as_pictures(data) is not None:
        alone = h.section(".panel.panel-scatter.pictures", aria_label=_("rows"))[
            h.img(src=thumbnail(data), alt=_("the first rows as pictures"))
        ]
        return Panel(escape(alone))
    found = _axes(data)
    if found is None:
        return None
    (across, x), (up, y) = found
    chosen = np.random.default_rng(0).permutation(data.n_rows)[:POINTS]
    drawn = _drawn(data, np.column_stack([_unit(x), _unit(y)]), np.sort(chosen))
    up, across = called(up), called(across)
    seen = _(
        "{up} against {across}, {count} of {n} rows",
        up=up,
        across=across,
        count=grouped(len(chosen)),
        n=grouped(data.n_rows),
    )
    picture = h.img(src=svg.address(SIZE, SIZE, *drawn), alt=seen)
    markup = h.section(".panel.panel-scatter", aria_label=_("rows"))[
        h.span(".up")[up], picture, h.span(".across")[across], _legend(data)
    ]
    return Panel(escape(markup))


def _axes(data: Dataset) -> tuple[tuple[str, Array], tuple[str, Array]] | None:
    source = data.source
    if isinstance(source, BuiltIn) and source.row.pictured:
        first, second = map(data.table.column, source.row.pictured)
        return (first.label, first.numbers[data.rows]), (second.label, second.numbers[data.rows])
    numbers = [i for i, each in enumerate(data.inputs) if each.category is None]
    if not numbers:
        return None
    named = [(data.input_names[i], data.x[:, i]) for i in numbers[:2]]
    if len(named) == 1:
        target = np.asarray(data.target, dtype=np.float64)
        named.append((data.table.column(data.plan.target).label, target))
    return named[0], named[1]


def _drawn(data: Dataset, points: Array, chosen: NDArray[np.intp]) -> list[h.Node]:
    tested = np.asarray(marks.is_test(data))
    classes = np.asarray(data.target if data.labels else np.zeros(data.n_rows), dtype=np.intp)
    drawn: list[h.Node] = []
    for at in range(max(len(data.labels), 1)):
        css = "yes" if data.task == "binary" and at == 1 else ""
        for rows in (chosen[(classes[chosen] == at) & part[chosen]] for part in (~tested, tested)):
            places = _places(points[rows])
            drawn.append(svg.marks(places, at, css))
            if len(rows) and tested[rows[0]]:
                drawn.append(h.g(".hollow")[svg.marks(places, at, "hole")])
    return drawn


def _places(points: Array) -> list[svg.Point]:
    inner = SIZE - 2 * MARGIN
    x, y = MARGIN + points[:, 0] * inner, SIZE - MARGIN - points[:, 1] * inner
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _unit(values: Array) -> Array:
    """From 0, the lowest, to 1, the highest: the place on an axis of the picture."""
    low, high = values.min(), values.max()
    if low == high:
        return np.full_like(values, 0.5)
    return np.asarray((values - low) / (high - low), dtype=np.float64)


def _legend(data: Dataset) -> h.Element:
    first = [int(np.flatnonzero(data.target == at)[0]) for at in _with_rows(data)]
    entries: list[h.Node] = [
        h.span[marks.mark(data, row, hollow=False), marks.wanted_label(data, row)]
        for row in first[:_MOST_CLASSES]
    ]
    if len(data.test):
        hollow = [marks.mark(data, row, hollow=True) for row in first[:2] or [0]]
        entries.append(h.span[hollow, _("test")])
    return h.p(".key")[entries]


def _with_rows(data: Dataset) -> list[int]:
    return [at for at in range(len(data.labels)) if (data.target == at).any()]
