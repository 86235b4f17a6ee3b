"""What a click on the mark of a row does: places that are not seen, over the marks of a plane.

The figure holds the marks themselves (``marks.traces``), so that a saved picture has them, too.
These are the pointer's way to what the table and the picker do for everybody, and no buttons: in a
drag hundreds move, and all that the style sheets say of buttons would be worked out for each.
"""

from markupsafe import Markup

from playground.activations import Array
from playground.analysis.rows.predictions import Predictions, predictions
from playground.cache import cached
from playground.data import Dataset
from playground.data.splits import Indices
from playground.language import _
from playground.panels.kit import card, controls, plot
from playground.panels.kit.marks import drawn_rows, spoken
from playground.panels.kit.template import Template, join
from playground.scene import Scene, SetRow

_LAYER = Template('<div class="row-buttons" data-key="{}" aria-hidden="true">{}</div>')
_PLACE = Template(
    '<i data-edit="row/{0}" data-link="row/{0}" title="{1}" style="left:{2}px;top:{3}px"></i>'
)


def row_buttons(
    key: str,
    found: Predictions,
    rows: Indices,
    box: plot.Box,
    axes: tuple[plot.Axis, plot.Axis],
    places: Array,
) -> Markup:
    """A part over a figure: at each place (count, 2) within the axes a click sets the row."""
    of = tuple(rows.tolist())
    return _LAYER.format(key, _buttons(found.data, of, box, axes, places.tobytes(), places))


def over_inputs(
    key: str, scene: Scene, free: tuple[int, int], axes: tuple[plot.Axis, plot.Axis], box: plot.Box
) -> Markup:
    """A part over the plane of two inputs; empty without rows, or where the inputs are fixed."""
    found = predictions(scene)
    if found is None or controls.is_fixed(scene, SetRow(0)):
        return card.empty(key)
    rows = drawn_rows(found.data, scene.row)
    return row_buttons(key, found, rows, box, axes, found.data.x[rows][:, list(free)])


@cached(64, key=lambda data, rows, box, axes, name, places: (data.digest, rows, box, axes, name))
def _buttons(
    data: Dataset,
    rows: tuple[int, ...],
    box: plot.Box,
    axes: tuple[plot.Axis, plot.Axis],
    name: bytes,
    places: Array,
) -> Markup:
    # A drag of a weight moves no row on the plane of the inputs: ``name`` says where all stand.
    across, up = axes
    return join(
        _PLACE.format(row, text, round(box.across(across, x), 1), round(box.down(up, y), 1))
        for row, text, (x, y) in zip(rows, _names(data, rows), places.tolist(), strict=True)
        if across.holds(x) and up.holds(y)
    )


@cached(64, key=lambda data, rows: (data.digest, rows))
def _names(data: Dataset, rows: tuple[int, ...]) -> tuple[str, ...]:
    """``row 3, class 1, test`` of each row."""
    return tuple(_("row {row}, {what}", row=row + 1, what=spoken(data, row)) for row in rows)
