"""The Data tab: what the network makes of each row, sorted and filtered, and the row that is shown.

A row is put to the inputs by a click. Where the rows do not fit the network, one sentence says what
differs, and a button makes it fit.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.rows.measured import measured
from playground.analysis.rows.ordering import ordered, selected, shown
from playground.analysis.rows.predictions import Predictions, predictions
from playground.data import Dataset
from playground.data.splits import Indices
from playground.language import _, grouped, ngettext, to_say
from playground.panels.board.data import plane
from playground.panels.board.data.columns import MOST_INPUTS, head_row, order_of
from playground.panels.board.data.rows import ROW_HEIGHT, SEEN, Listed, body
from playground.panels.kit import card, marks
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.unfit import unfit
from playground.panels.panel import Panel, View, slot
from playground.scene import LISTED, PARTS, Scene, shows_loss

_FILTERS = Template(
    '<div class="segmented" role="group" aria-label="{}" data-key="filters">{}</div>'
)
_FILTER = Template(
    '<button type="button" data-edit="select-rows/{}" aria-pressed="{}">{} {}</button>'
)
_SUMMARY = Template('<p class="summary" data-key="summary">{}</p>')
_EMPTY = {
    "wrong": to_say("no row is wrong"),
    "selected": to_say("the selected cell is empty"),
}
_NAMES = {
    "all": to_say("all"),
    "train": to_say("train"),
    "test": to_say("test"),
    "wrong": to_say("wrong"),
    "selected": to_say("selected"),
}
_N_RIGHT = Template('<span data-quantity="right/{}" data-value="{}">{}</span>')
_DOT = Markup(" · ")
_NO_ROWS = to_say("no rows")
_COUNT = Template('<p class="note" data-key="count">{}</p>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The Data panel."""
    found = predictions(scene)
    if found is None:
        return Panel(card.frame("data", _("Data"), scene, view, unfit(scene)))
    listed = _listed(scene, found, view.first)
    parts = {
        "filters": _filters(scene, found),
        "summary": _summary(scene, found),
        "heads": head_row(scene, found.data),
        "rows": body(scene, found, listed, marks.picked(scene, found)),
        "count": _count(scene, found, listed, view.first),
    }
    room = plane.room(scene, view, found)
    if room is None:
        return Panel(_frame(scene, view, found.data), parts)
    over, figures = plane.parts(scene, view)
    frame = _frame(scene, view, found.data, plane.place(found), room == "below")
    return Panel(frame, parts | over, figures)


def _frame(
    scene: Scene,
    view: View,
    data: Dataset,
    picture: htpy.Element | None = None,
    below: bool = False,
) -> Markup:
    return card.frame(
        "data",
        _("Data"),
        scene,
        view,
        htpy.header[slot("filters"), slot("summary")],
        htpy.div(class_="rows is-stacked" if below else "rows")[
            htpy.div[_list(data), slot("count")], picture
        ],
    )


def _list(data: Dataset) -> htpy.Element:
    """The table, which scrolls under its heads."""
    table = htpy.table(aria_label=_("Rows"), aria_rowcount=data.n_rows + 1)
    return htpy.div(".list", data_row_height=ROW_HEIGHT, style=f"--rows:{min(data.n_rows, SEEN)}")[
        table[slot("heads"), slot("rows")]
    ]


def _listed(scene: Scene, found: Predictions, first: int) -> Listed:
    column, down = order_of(scene, found.data)
    rows = ordered(found, _rows(scene, found, _which(scene, found)), column, down)
    cell = scene.cell if scene.listed == "selected" else ""
    return Listed(rows, first, f"{scene.listed}{cell} {scene.order}")


def _rows(scene: Scene, found: Predictions, which: str) -> Indices:
    return shown(found, which, selected(scene, found))


def _words(scene: Scene, found: Predictions) -> list[str]:
    """What can be listed: in a regression no row is wrong, and without a cell none is selected.

    Where losses are hidden, training has no part of the rows, and its test none.
    """
    lacks = {"wrong": found.wrong is None, "selected": found.wrong is None or not scene.cell}
    if not shows_loss(scene):
        lacks |= {"train": True, "test": True}
    return [word for word in LISTED if not lacks.get(word)]


def _which(scene: Scene, found: Predictions) -> str:
    """What is listed: all rows, where there are none of that kind."""
    return scene.listed if scene.listed in _words(scene, found) else "all"


def _filters(scene: Scene, found: Predictions) -> Markup:
    now = _which(scene, found)
    counts = {word: len(_rows(scene, found, word)) for word in _words(scene, found)}
    return _FILTERS.format(
        _("Rows"),
        join(
            _FILTER.format(
                word, "true" if word == now else "false", _(_NAMES[word]), grouped(count)
            )
            for word, count in counts.items()
        ),
    )


def _summary(scene: Scene, found: Predictions) -> Markup:
    """Of the part that is listed how many are right and, unless it is hidden, the mean loss."""
    now = _which(scene, found)
    part = now if now in PARTS else "all"
    of = measured(scene, part)
    if of is None:
        return card.empty("summary")
    loss = Template(_("mean loss {loss}")).format(
        loss=computed(of.loss, scene.decimals, f"loss/{part}", css=" strong")
    )
    if of.confusion is None:
        return _SUMMARY.format(loss) if shows_loss(scene) else card.empty("summary")
    n_right = of.confusion.n_right
    right = _N_RIGHT.format(part, n_right, grouped(n_right))
    words = Template(_("{right} of {count} right"))
    told = words.format(right=right, count=grouped(of.n_rows))
    return _SUMMARY.format(join([told, _DOT, loss]) if shows_loss(scene) else told)


def _count(scene: Scene, found: Predictions, listed: Listed, first: int) -> Markup:
    """Which rows are seen, and what has no room."""
    n = len(listed.rows)
    if not n:
        return _COUNT.format(_(_EMPTY.get(scene.listed, _NO_ROWS)))
    start = min(first, max(n - SEEN, 0))
    text = _(
        "rows {first}–{last} of {count}",
        first=grouped(start + 1),
        last=grouped(min(start + SEEN, n)),
        count=grouped(n),
    )
    more = len(found.data.plan.inputs) - MOST_INPUTS
    if more > 0:
        text += " · " + ngettext("{count} more input", "{count} more inputs", more)
    return _COUNT.format(text)
