"""The body of the table: of all rows only those near the part that is scrolled to.

What stands above and below them is as high as the rows that are left out. Heights are CSS pixels.
"""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from playground.analysis.focus import focused_output
from playground.analysis.rows.predictions import Predictions
from playground.analysis.rows.unscaled import unscaled_of_row
from playground.cache import cached
from playground.data import Dataset
from playground.data.splits import Indices
from playground.language import _, called
from playground.panels.board.data.columns import input_cells
from playground.panels.kit import marks
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.units import with_unit
from playground.scene import Mask, Scene, shows_loss

ROW_HEIGHT = 28  # the style sheet's, too
SEEN = 10  # rows that are seen at once
_STEP = 10  # rows by which the part that is drawn moves on
_DRAWN = 40
_BODY = Template('<tbody data-key="rows" data-list="{}" data-row="{}" data-at="{}">{}{}{}</tbody>')
_SPACE = Template('<tr class="space" data-key="{}" style="height:{}px"></tr>')
_ROW = Template(
    '<tr class="{}" data-key="at-{}" data-link="row/{}" aria-rowindex="{}"><th scope="row">'
    '<button type="button" data-edit="row/{}" tabindex="{}" aria-label="{}"{}>{}'
    '<span>{}</span></button></th>{}<td class="{}">{}</td><td>{}</td>{}{}</tr>'
)
_BAR = Template('<td class="bar"><i style="width:{}%"></i></td><td>{}</td>')
_SAYS = Template('<td class="says {}"><b>{}</b> {}</td>')
_TWO = Template("{}{}")
_BEFORE = Template('<span class="unscaled">{}</span> ')
_CURRENT = Markup(' aria-current="true"')
_NONE = Markup("")


@dataclass(frozen=True)
class Listed:
    """Rows in the order in which they stand, and the first of them that is scrolled to."""

    rows: Indices
    first: int
    name: str  # of the order and of what is listed: another one begins at the top

    @property
    def drawn(self) -> range:
        """Where the rows stand that are drawn."""
        start = max((self.first - _STEP) // _STEP * _STEP, 0)
        start = min(start, max(len(self.rows) - _DRAWN, 0))
        return range(start, min(start + _DRAWN, len(self.rows)))

    def place_of(self, row: int | None) -> int | None:
        """Where a row stands; ``None`` if it is not listed."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if found.size else None


def body(scene: Scene, found: Predictions, listed: Listed, picked: Mask) -> Markup:
    """The rows that are drawn; ``picked`` (n,) are brought out."""
    drawn, here = listed.drawn, listed.place_of(scene.row)
    stop = here if here in drawn else drawn.start  # where the Tab key leads
    write = _Row(scene, found, picked)
    return _BODY.format(
        listed.name,
        "" if scene.row is None else scene.row,
        "" if here is None else here,
        _SPACE.format("above", ROW_HEIGHT * drawn.start),
        join(write(int(listed.rows[at]), at, at == stop) for at in drawn),
        _SPACE.format("below", ROW_HEIGHT * (len(listed.rows) - drawn.stop)),
    )


class _Row:
    """Writes rows of a scene."""

    def __init__(self, scene: Scene, found: Predictions, picked: Mask) -> None:
        self._scene, self._found, self._picked = scene, found, picked
        self._data = found.data
        self._output = focused_output(scene)
        self._tested = marks.is_test(found.data)
        self._largest = _largest(found)

    def __call__(self, row: int, at: int, stop: bool) -> Markup:
        found, data, decimals = self._found, self._data, self._scene.decimals
        current = row == self._scene.row
        wrong = found.wrong is not None and bool(found.wrong[row])
        css = ("is-here " if current else "") + ("is-picked" if self._picked[row] else "")
        output = float(found.output[row, self._output])
        before = self._before_scaling(row)
        return _ROW.format(
            css,
            at,
            row,
            at + 2,  # the heads are the first
            row,
            0 if stop else -1,
            _("row {row}, {words}", row=row + 1, words=_spoken(data, row)),
            _CURRENT if current else _NONE,
            marks.mark(data, row, self._tested[row], wrong),
            row + 1,
            input_cells(data, row),
            "text" if data.task == "classes" else "",
            _TWO.format(before[0], self._wanted(row)),
            _TWO.format(before[1], computed(output, decimals, f"row-output/{row}/{self._output}")),
            self._says(row, wrong),
            self._how_far(row, before[2]),
        )

    def _before_scaling(self, row: int) -> list[Markup]:
        """Expected, actual and error in units of the table, where the target is scaled."""
        found = unscaled_of_row(self._found, row)
        if found is None:
            return [_NONE] * 3
        return [
            _BEFORE.format(with_unit(value, "", f"unscaled-row-{which}/{row}"))
            for value, which in zip(found, ("target", "output", "error"), strict=True)
        ]

    def _wanted(self, row: int) -> Markup | str:
        if self._data.task != "regression":
            return called(self._data.labels[int(self._data.target[row])])
        value = float(self._data.y[row, 0])
        return computed(value, self._scene.decimals, f"row-target/{row}/0")

    def _says(self, row: int, wrong: bool) -> Markup:
        said = self._found.said
        if said is None:
            return _NONE
        label = called(self._data.labels[int(said[row])])
        return _SAYS.format("wrong" if wrong else "right", "✗" if wrong else "✓", label)

    def _how_far(self, row: int, before: Markup) -> Markup:
        """How far off a row is, as a bar and a number; no loss where losses are hidden."""
        if self._found.said is not None and not shows_loss(self._scene):
            return _NONE
        amount, share = self._amount(row)
        return _BAR.format(round(100 * share), _TWO.format(before, amount))

    def _amount(self, row: int) -> tuple[Markup, float]:
        """The loss, or the error of a regression, and its share of the largest one."""
        decimals = self._scene.decimals
        if self._found.said is None:
            value = float(self._found.error[row, 0])
            text = computed(value, decimals, f"row-error/{row}/0")
        else:
            value = float(self._found.loss[row])
            text = computed(value, decimals, f"row-loss/{row}")
        share = abs(value) / self._largest if self._largest else 0.0
        return text, min(share, 1.0) if np.isfinite(share) else 1.0


@cached(2048, key=lambda data, row: (data.digest, row))
def _spoken(data: Dataset, row: int) -> str:
    return marks.spoken(data, row)


def _largest(found: Predictions) -> float:
    """The largest finite loss, or size of an error, of all rows."""
    sizes = np.abs(found.error[:, 0]) if found.said is None else found.loss
    return float(sizes.max(initial=0.0, where=np.isfinite(sizes)))
