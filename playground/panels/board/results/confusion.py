"""The confusion matrix: how many rows of each class were given which, marks and all.

A click on a cell selects its rows, which are brought out in the table and on planes. Of more
classes than have room those that are mistaken most often have places of their own, the others one.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np
from markupsafe import Markup

from playground.analysis.rows.condensed import Condensed, condensed
from playground.analysis.rows.metrics import Confusion
from playground.analysis.rows.ordering import in_cell
from playground.analysis.rows.ordering import selected as selected_rows
from playground.analysis.rows.predictions import Predictions
from playground.language import _, called, grouped, ngettext, to_say
from playground.panels.board.results.both import of_both
from playground.panels.board.results.tiles import class_share
from playground.panels.kit import marks
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template, join
from playground.scene import Scene

_MOST_MARKED_CLASSES = 6
_MOST_MARKS = 60  # rows that are drawn as marks
_LONGEST_FLAT = 4  # letters of a name that fits over a narrow column
_MOST_NAMED = 12  # rows whose numbers are told
_MATRIX = Template(
    '<table class="confusion{}" data-key="confusion" aria-label="{}"><thead><tr>'
    "<td></td>{}</tr></thead><tbody>{}</tbody></table>"
)
_SHORT = Template('<th scope="col">{}</th>')
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template(
    '<td><button type="button" class="{}" data-edit="{}" aria-pressed="{}">'
    '<span class="sr-only">{}: </span><b>{}</b>{}'
    '<span class="marks">{}</span></button></td>'
)
_OTHERS = to_say("others")
_SUM = Template('<td class="sum{}">{}</td>')
_VERDICT = Template("<small>{}</small>")
_SELECTED = Template('<p class="note selected" data-key="selected">{} {}</p>')
_OPEN = Template(
    '<button type="button" class="link" data-edit="select-rows/{}" data-tab="{}">{}</button>'
)
_CLASSES = Template(
    '<table class="measures" data-key="classes" aria-label="{}"><thead><tr><td></td>'
    '<th scope="col">{}</th><th scope="col">{}</th><th scope="col">F1</th></tr></thead>'
    "<tbody>{}</tbody></table>"
)
_CLASS = Template('<tr><th scope="row">{}{}</th>{}</tr>')
_SHARE = Template("<td>{}{}</td>")


def matrix(scene: Scene, found: Predictions, confusion: Confusion) -> Markup:
    """The matrix of the part that is measured: wanted classes down, said ones across."""
    shown = condensed(confusion)
    labels = [called(found.data.labels[c]) for c in shown.classes]
    marked = len(labels) <= _MOST_MARKED_CLASSES
    places = range(len(shown.counts))
    rows = [
        _ROW.format(
            _("wanted {label}", label=label) if marked else label,
            join(_place(scene, found, confusion, shown, (i, j)) for j in places),
        )
        for i, label in enumerate([*labels, _(_OTHERS)][: len(places)])
    ]
    said = [_("says {label}", label=label) if marked else label for label in labels]
    heads = map(_SHORT.format, [*said, *[_(_OTHERS)] * shown.n_others])
    return _MATRIX.format(
        "" if marked else _dense(labels), _("Wanted and said"), join(heads), join(rows)
    )


def _dense(labels: Sequence[str]) -> str:
    """The class of a matrix of many classes: long names stand upright over its narrow columns."""
    return " dense upright" if max(map(len, labels)) > _LONGEST_FLAT else " dense"


def _place(
    scene: Scene,
    found: Predictions,
    confusion: Confusion,
    shown: Condensed,
    place: tuple[int, int],
) -> Markup:
    """The cell of two classes; of the others the sum alone, because no one cell is meant."""
    wanted, said = place
    if max(place) < len(shown.classes):
        cell = int(shown.classes[wanted]), int(shown.classes[said])
        return _cell(scene, found, confusion, cell)
    count = int(shown.counts[wanted, said])
    name = f"confusion-others/{scene.measured}/{wanted}/{said}"
    return _SUM.format("" if count else " none", printed(count, 0, quantity=name))


def _cell(scene: Scene, found: Predictions, confusion: Confusion, cell: tuple[int, int]) -> Markup:
    wanted, said = cell
    name, labels = f"{wanted}/{said}", found.data.labels
    count = int(confusion.counts[wanted, said])
    chosen = scene.cell == name
    right = wanted == said
    marked = len(labels) <= _MOST_MARKED_CLASSES
    return _CELL.format(
        "right" if right else "wrong" if count else "none",
        "select-cell" if chosen else f"select-cell/{name}",
        "true" if chosen else "false",
        _("wanted {wanted}, says {said}", wanted=called(labels[wanted]), said=called(labels[said])),
        printed(count, 0, quantity=f"confusion/{scene.measured}/{name}"),
        _VERDICT.format(_("right") if right else _("wrong")) if marked else "",
        _marks(scene, found, cell, not right) if marked and confusion.n <= _MOST_MARKS else "",
    )


def _marks(scene: Scene, found: Predictions, cell: tuple[int, int], wrong: bool) -> Markup:
    tested = marks.is_test(found.data)
    return join(
        marks.mark(found.data, row, tested[row], wrong, row == scene.row, linked=True)
        for row in in_cell(found, *cell, scene.measured).tolist()
    )


def selected(scene: Scene, found: Predictions) -> Markup:
    """Which rows the chosen cell has, and the way to them in the table; or to the wrong ones."""
    if not scene.cell:
        wrong = found.wrong is not None and bool(found.wrong.any())
        way = (
            _OPEN.format("wrong", _("Data"), _("Open the wrong rows in Data"))
            if wrong
            else Markup("")
        )
        return _SELECTED.format(_("A click on a cell selects its rows."), way)
    rows = selected_rows(scene, found)
    if not len(rows):
        return _SELECTED.format(_("no row selected: the cell is empty"), "")
    way = _OPEN.format("selected", _("Data"), _("Open in Data"))
    return _SELECTED.format(_named(rows.tolist()), way)


def _named(rows: Sequence[int]) -> str:
    """``rows 1, 9, 13 selected.``, and how many more there are."""
    names = ", ".join(grouped(row + 1) for row in rows[:_MOST_NAMED])
    rest = len(rows) - _MOST_NAMED
    if rest > 0:
        return _("rows {names} and {count} more selected.", names=names, count=grouped(rest))
    return ngettext("row {names} selected.", "rows {names} selected.", len(rows), names=names)


def classes(scene: Scene, found: Predictions, confusion: Confusion) -> Markup:
    """Recall, precision and F1 of each class that has a place of its own in the matrix.

    Beside them stands what the kept network has.
    """
    part, labels, rows = scene.measured, found.data.labels, []
    for c in condensed(confusion).classes.tolist():
        shares = (
            of_both(scene, f"{which}/{part}/{c}", partial(class_share, which, part, c))
            for which in ("recall", "precision", "f1")
        )
        cells = join(_SHARE.format(*share) for share in shares)
        rows.append(_CLASS.format(_sign(found, c), called(labels[c]), cells))
    return _CLASSES.format(_("Classes"), _("recall"), _("precision"), join(rows))


def told(found: Predictions, confusion: Confusion) -> str:
    """Which classes have places of their own, where not all have."""
    n, own = len(found.data.labels), len(condensed(confusion).classes)
    if own == n:
        return ""
    return _(": {count} of {n} classes, most mistakes first", count=own, n=n)


def _sign(found: Predictions, c: int) -> Markup:
    """The mark of a class, that of its first row."""
    rows = np.flatnonzero(found.data.target == c)
    return marks.mark(found.data, int(rows[0]), hollow=False) if rows.size else Markup("")
