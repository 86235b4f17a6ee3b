"""The marks of rows, the same in the table, on planes, in the strip and in the confusion matrix.

The shape is the class that is wanted: 0 a circle, 1 a square, then triangle and diamond; from the
fifth on its number. Filled is a training row, hollow a test row. A ring of ink is wrong, a violet
ring is the current row. In a regression all are circles, in the colour of what is wanted; where a
mark's place says that already, it is a cross of ink, for colour means a sign there.
"""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.rows.hidden_places import few_rows
from playground.analysis.rows.ordering import selected
from playground.analysis.rows.predictions import Predictions, predictions
from playground.cache import cached
from playground.data import Dataset
from playground.data.splits import Indices
from playground.language import _, called
from playground.panels.kit import plot
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, value_colour
from playground.scene import Mask, Scene

#: Plotly's names of the shapes, by class; the style sheet has the same words.
CROSS = "x"
SHAPES = ("circle", "square", "triangle-up", "diamond")
_SIZE, _RING, _RIM = 10, 17, 1.6  # px of a mark, of the ring around it, and of either's line
_LEGEND = Template('<p class="marks-legend">{}</p>')
_MEANS = Template('<span><i class="mark{}" aria-hidden="true"></i>{}</span>')
_MARK = Template('<i class="mark{}"{} aria-hidden="true">{}</i>')
_LINK = Template(' data-link="row/{}"')


def shape(data: Dataset, row: int) -> str | None:
    """The shape of a row by Plotly's name; ``None`` for a class that is shown by its number."""
    if data.task == "regression":
        return SHAPES[0]
    wanted = int(data.target[row])
    return SHAPES[wanted] if wanted < len(SHAPES) else None


@cached(16, key=lambda data: data.digest)
def is_test(data: Dataset) -> Sequence[bool]:
    """Whether each row is one of the test."""
    tested = [False] * data.n_rows
    for row in data.test.tolist():
        tested[row] = True
    return tested


def mark(
    data: Dataset,
    row: int,
    hollow: bool,
    wrong: bool = False,
    current: bool = False,
    linked: bool = False,
) -> Markup:
    """The mark of one row, as markup in the size of the text around it.

    One that is ``linked`` lights up with the others of its row.
    """
    drawn = shape(data, row)
    css = f" {drawn}" if drawn else " number"
    if data.task == "binary" and data.target[row] == 1:
        css += " yes"
    css += (" hollow" if hollow else "") + (" wrong" if wrong else "")
    css += " current" if current else ""
    return _MARK.format(
        css, _LINK.format(row) if linked else "", "" if drawn else str(int(data.target[row]))
    )


def spoken(data: Dataset, row: int) -> str:
    """What a row's mark says, in words: ``class 1, test``."""
    part = _("test") if is_test(data)[row] else _("training")
    return part if data.task == "regression" else f"{wanted_label(data, row)}, {part}"


def wanted_label(data: Dataset, row: int) -> str:
    """What is wanted of a row: ``class 1``, or the label as the table has it."""
    return class_label(data, int(data.target[row]))


def class_label(data: Dataset, c: int) -> str:
    """What class c is called: ``class 1``, or the label as the table has it."""
    label = data.labels[c]
    return _("class {label}", label=label) if label.isdecimal() else called(label)


@cached(64, key=lambda data, crossed=False: (data.digest, crossed))
def legend(data: Dataset, crossed: bool = False) -> Markup:
    """What the marks mean: the classes that have a shape, test rows, and wrong ones.

    ``crossed`` says that a regression's rows stand at what is wanted of them.
    """
    items = []
    form = " cross" if crossed and data.task == "regression" else " circle"
    if form == " cross":
        items.append(_MEANS.format(form, _("wanted")))
    if data.task != "regression":
        for c in range(min(len(data.labels), len(SHAPES))):
            yes = " yes" if data.task == "binary" and c == 1 else ""
            items.append(_MEANS.format(f" {SHAPES[c]}{yes}", class_label(data, c)))
    if len(data.test):
        items.append(_MEANS.format(f"{form} hollow", _("test")))
    if data.task != "regression":
        items.append(_MEANS.format(" circle wrong", _("wrong")))
    return _LEGEND.format(join(items))


def picked(scene: Scene, found: Predictions) -> Mask:
    """The rows (n,) of the cell of the confusion matrix that is selected."""
    mask = np.zeros(found.data.n_rows, dtype=bool)
    mask[selected(scene, found)] = True
    return mask


def drawn_rows(data: Dataset, current: int | None) -> Indices:
    """The rows that a plane shows: all, or as many as can be told apart, and the current one."""
    few = few_rows(data)
    return few if current is None else np.union1d(few, [current])


def over_inputs(scene: Scene, free: tuple[int, int], palette: Palette) -> list[plot.PlotTrace]:
    """The traces of the rows over the plane of two inputs; none where there are no rows."""
    found = predictions(scene)
    if found is None:
        return []
    rows = drawn_rows(found.data, scene.row)
    across, up = (found.data.x[rows, i] for i in free)
    return traces(scene, found, rows, (across, up), palette)


def traces(
    scene: Scene,
    found: Predictions,
    rows: Indices,
    places: tuple[Array, Array],
    palette: Palette,
    crossed: bool = False,
) -> list[plot.PlotTrace]:
    """The marks of rows at places across and up, (count,) each, and the rings around some of them.

    ``crossed`` says that up is what a regression wants of them.

    There are always as many traces, and a point in each of the rows' own, so that a drag moves and
    colours what is drawn.
    """
    data = found.data
    x, y = (plot.finite(values) for values in places)
    shapes, fills, rims = _looks(data, tuple(rows.tolist()), palette, crossed)
    ringed, rings = _rings(scene, found, rows, palette)
    around = [x[i] for i in ringed], [y[i] for i in ringed]
    drawn = [
        plot.points(x, y, fills, rims, _SIZE, shapes, _RIM),
        plot.points(*around, plot.CLEAR, rings, _RING, rim_width=1.6),
    ]
    if len(data.labels) > len(SHAPES):
        numbers = [str(c) if c >= len(SHAPES) else "" for c in data.target[rows].tolist()]
        drawn.append(plot.labels(x, y, numbers, palette.text1, size=11))
    here = np.flatnonzero(rows == scene.row)[:1].tolist()
    at_x, at_y = [x[i] for i in here], [y[i] for i in here]
    return [*drawn, plot.points(at_x, at_y, plot.CLEAR, palette.accent, _RING + 2, rim_width=2.6)]


def _rings(
    scene: Scene, found: Predictions, rows: Indices, palette: Palette
) -> tuple[list[int], list[str]]:
    """Which of the rows have a ring, selected or wrong, and its colour.

    Where none has, the first has one that is not seen: it is coloured when it becomes wrong.
    """
    chosen, wrong = picked(scene, found)[rows], found.wrong
    if wrong is None or scene.cell:
        seen, colour = chosen, palette.accent
    else:
        seen, colour = wrong[rows], palette.text1
    ringed: list[int] = np.flatnonzero(seen).tolist()
    return (ringed, [colour] * len(ringed)) if ringed or not len(rows) else ([0], [plot.CLEAR])


@cached(64, key=lambda data, rows, palette, crossed: (data.digest, rows, palette, crossed))
def _looks(
    data: Dataset, rows: tuple[int, ...], palette: Palette, crossed: bool
) -> tuple[list[str], list[str], list[str]]:
    """Shape, fill and rim of each row: nothing of it depends on the network."""
    tested, shapes, fills, rims = is_test(data), [], [], []
    largest = float(np.abs(data.y).max()) or 1.0
    for row in rows:
        drawn, ink = shape(data, row), palette.text2
        if data.task == "regression" and crossed:
            drawn, ink = CROSS, palette.text1
        elif data.task == "regression":
            ink = value_colour(float(data.y[row, 0]) / largest, palette)
        elif data.task == "binary" and data.target[row] == 1:
            ink = palette.stroke_positive  # lighter than the picture below it, in the dark
        shapes.append(drawn or SHAPES[0])
        fills.append(plot.CLEAR if not drawn else palette.card if tested[row] else ink)
        rims.append(plot.CLEAR if not drawn else ink if tested[row] else palette.card)
    return shapes, fills, rims
