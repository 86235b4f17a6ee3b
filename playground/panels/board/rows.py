"""The rows of the data in the Inputs panel: which one is at the inputs, a strip of all, and rugs.

Parts are ``row-picker``, ``row-strip`` and, within an input's row, what it is before scaling and
where the rows lie along its slider.
"""

import htpy
from markupsafe import Markup, escape

from playground.analysis.rows.predictions import predictions
from playground.cache import cached
from playground.data import Dataset
from playground.language import _, to_say
from playground.panels.kit import controls
from playground.panels.kit.marks import class_label, is_test, mark, spoken, wanted_label
from playground.panels.kit.scales import slider_limit
from playground.panels.kit.template import Template, join
from playground.panels.kit.units import with_unit
from playground.scene import Scene, SetRow

MOST_IN_STRIP = 60  # rows that are drawn one by one: five lines of twelve
_TICKS = 300  # places along a slider that a tick can have: two of them a pixel
_SCALINGS = {
    "z-score": to_say("z-scores of the training rows"),
    "min-max": to_say("min–max of the training rows"),
    "none": to_say("as in the table"),
}

_PICKER = Template(
    '<div class="row-picker{}" data-key="row-picker"><span class="row-now">{}<label>{} '
    '<input type="text" inputmode="numeric" class="field" value="{}" data-edit="row" '
    'autocomplete="off" aria-label="{}"{}></label><span class="of">{}{}</span>'
    '</span><span class="row-steps">{}<span class="slider" style="--at:{}"><input type="range" '
    'min="1" max="{}" step="1" value="{}" data-edit="row" data-value="{}" aria-label="{}" '
    'aria-valuetext="{}"{}></span>{}{}</span>{}</div>'
)
_STEP = Template(
    '<button type="button" class="icon-button" data-edit="{}" aria-label="{}"{}>{}</button>'
)
_CHANGED = Template(
    '<p class="row-changed">{} <button type="button" class="link" '
    'data-edit="row/{}"{}>{}</button></p>'
)
_FIRST = Template(
    '<p class="row-changed">{} <button type="button" class="link" '
    'data-edit="row/0"{}>{}</button></p>'
)
_STRIP = Template(
    '<div class="row-strip" data-key="row-strip"><p class="strip-head"><b>{}</b>'
    '<span class="aside">{}</span></p><div class="marks">{}</div></div>'
)
_CELL = Template(
    '<button type="button" data-edit="row/{0}" data-link="row/{0}" aria-label="{1}"'
    "{2}{3}>{4}</button>"
)
_BEFORE = Template('<span class="unscaled" data-key="unscaled-{}">{}</span>')
_RUG = Template(
    '<svg class="rug" viewBox="0 0 300 16" preserveAspectRatio="none" aria-hidden="true">'
    '<path class="{}" d="{}"/><path class="no" d="{}"/></svg>'
)
_NOW = Template('<i class="rug-now" style="--at:{}"></i>')
_NOTHING = Markup("")
_CURRENT = Markup(' aria-current="true"')


def heading(data: Dataset) -> str:
    """How the inputs are scaled, in words."""
    scaling = data.plan.scaling
    words = {scaling} if isinstance(scaling, str) else set(scaling)
    if len(words) > 1:
        return _("scaled by the training rows")
    (word,) = words
    return _(_SCALINGS[word])


def picker(scene: Scene, data: Dataset) -> Markup:
    """Which row is at the inputs, and the ways to another one."""
    row, n = scene.row, data.n_rows
    fixed = controls.is_fixed(scene, SetRow(0))
    off = controls.disabled(fixed)
    at = 0 if row is None else row
    label = _NOTHING
    if row is not None and data.task != "regression":
        label = Markup(" · {}").format(wanted_label(data, row))
    return _PICKER.format(
        "" if scene.is_at_row else " is-changed",
        _NOTHING if row is None else mark(data, row, is_test(data)[row]),
        _("Row"),
        "" if row is None else row + 1,
        _("Row, from 1 to {count}", count=n),
        off,
        _("of {count}", count=n),
        label,
        _STEP.format("row-back", _("Previous row"), off, "‹"),
        f"{at / max(n - 1, 1):.4f}",
        n,
        at + 1,
        "" if row is None else row + 1,
        _("Row"),
        _("no row") if row is None else row + 1,
        off,
        _STEP.format("row-forward", _("Next row"), off, "›"),
        _STEP.format("row-play", _("Play the rows"), off, _PLAY),
        _changed(scene, off),
    )


_PLAY = Markup(
    '<svg viewBox="0 0 12 12" aria-hidden="true"><path class="to-play" d="M3 1.5v9l7.5-4.5z"/>'
    '<path class="to-pause" d="M2.5 1.5h2.6v9H2.5zM6.9 1.5h2.6v9H6.9z"/></svg>'
)


def _changed(scene: Scene, off: Markup) -> Markup:
    """What leads back to the row where an input was moved since; as tall when there is nothing."""
    if scene.row is None:
        return _FIRST.format(_("No row is chosen."), off, _("Put row 1 to the inputs"))
    if scene.is_at_row:
        return _NOTHING
    row = scene.row + 1
    return _CHANGED.format(
        _("Row {row}, changed.", row=row), scene.row, off, _("Back to row {row}", row=row)
    )


def strip(scene: Scene, data: Dataset) -> Markup:
    """Every row as its mark, or as many ticks as there are wrong ones; what is right is counted."""
    found = predictions(scene)
    wrong = None if found is None else found.wrong
    if wrong is None:
        counted = _("{train} training · {test} test", train=len(data.train), test=len(data.test))
        wrong_rows = [False] * data.n_rows
    else:
        n_wrong = int(wrong.sum())
        counted = _("{right} right · {wrong} wrong", right=data.n_rows - n_wrong, wrong=n_wrong)
        wrong_rows = wrong.tolist()
    tested, off = is_test(data), controls.is_fixed(scene, SetRow(0))
    cells = [
        _CELL.format(
            row,
            _("Row {row}, {words}", row=row + 1, words=spoken(data, row))
            + (_(", wrong") if wrong_rows[row] else ""),
            _CURRENT if row == scene.row else _NOTHING,
            controls.disabled(off),
            mark(data, row, tested[row], wrong_rows[row], row == scene.row),
        )
        for row in range(data.n_rows)
    ]
    return _STRIP.format(_("All rows"), counted, join(cells))


def has_strip(data: Dataset) -> bool:
    """Whether there are few enough rows to draw each."""
    return data.n_rows <= MOST_IN_STRIP


def unscaled(scene: Scene, data: Dataset, i: int) -> Markup:
    """What input i is before scaling, with its unit; nothing where that says no more."""
    value = data.unscaled(i, float(scene.x[i]))
    unit = data.units.get(data.input_names[i], "")
    same = value is not None and value == float(scene.x[i])
    if value is None or (same and not unit):
        return _BEFORE.format(i, "")
    return _BEFORE.format(i, with_unit(value, unit, f"unscaled/{i}"))


def rug(scene: Scene, data: Dataset, i: int) -> Markup:
    """Where the rows lie along the slider of input i: class 1 upwards, class 0 downwards."""
    limit = slider_limit(float(scene.x[i]))
    now = scene.row_values
    tick = _NOTHING
    if now is not None and abs(now[i]) <= limit:
        tick = _NOW.format(f"{(float(now[i]) + limit) / (2 * limit):.4f}")
    return Markup('<span class="rug-box">{}{}</span>').format(_ticks(data, i, limit), tick)


@cached(256, key=lambda data, i, limit: (data.digest, i, limit))
def _ticks(data: Dataset, i: int, limit: float) -> Markup:
    """The ticks of all rows; those at one place are one."""
    values = data.x[:, i]
    inside = abs(values) <= limit
    places = ((values[inside] + limit) / (2 * limit) * _TICKS).round().astype(int)
    if data.task != "binary":
        return _RUG.format("all", _path(places.tolist(), 2, 14), "")
    ones = data.target[inside] == 1
    up, down = places[ones].tolist(), places[~ones].tolist()
    return _RUG.format("yes", _path(up, 1, 8), _path(down, 8, 15))


def _path(places: list[int], top: int, bottom: int) -> str:
    return "".join(f"M{x} {top}V{bottom}" for x in sorted(set(places)))


def legend(data: Dataset) -> Markup | None:
    """What the ticks of the rugs mean; there is nothing to tell where all point one way."""
    if data.task != "binary":
        return None
    first, second = class_label(data, 0), class_label(data, 1)
    return escape(
        htpy.p(".rug-legend")[
            htpy.span[htpy.i(".tick.yes"), second],
            htpy.span[htpy.i(".tick.no"), first],
            htpy.span[htpy.i(".tick.now"), _("this row")],
        ]
    )
