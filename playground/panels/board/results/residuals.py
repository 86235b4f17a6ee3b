"""What was expected against what came, a mark a row: on the line both are the same."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.comparison import kept_on_rows
from playground.analysis.rows.predictions import Predictions, predictions
from playground.data.splits import Indices
from playground.language import _
from playground.panels.kit import card, controls, marks, plot
from playground.panels.kit.kept import kept_points
from playground.panels.kit.row_buttons import row_buttons
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure, slot
from playground.scene import Scene, SetRow

SIDE = 230
_MOST_STEPS = 6
BOX = plot.Box(SIDE + 64, SIDE + 54, left=52, right=12, top=10, bottom=44)


def place(scene: Scene) -> htpy.Element:
    """The figure's place in the frame."""
    return htpy.div(".residuals")[
        htpy.h3[_("Expected and actual"), " ", kept_points() if kept_on_rows(scene) else None],
        htpy.div(".plot", style=f"width:{BOX.width}px;height:{BOX.height}px")[
            card.figure_place(
                "results", "residuals", BOX.width, BOX.height, _("expected and actual")
            ),
            slot("hits"),
        ],
    ]


def hits(scene: Scene, found: Predictions) -> Markup:
    """What a click on the mark of a row finds; nothing where the inputs are fixed."""
    if controls.is_fixed(scene, SetRow(0)):
        return card.empty("hits")
    rows, (axis, _) = marks.drawn_rows(found.data, scene.row), _axes(scene, found)
    places = np.column_stack([found.data.y[rows, 0], found.output[rows, 0]])
    return row_buttons("hits", found, rows, BOX, (axis, axis), places)


def figure(scene: Scene, found: Predictions, palette: Palette) -> Figure:
    """The marks of the rows over both axes, which have the same ends.

    Hollow grey points are what the kept network gives.
    """
    rows = marks.drawn_rows(found.data, scene.row)
    wanted, given = found.data.y[rows, 0], found.output[rows, 0]
    kept = _of_kept(scene, rows)
    across, up = _axes(scene, found)
    data = [
        plot.line(list(across.ends), list(across.ends), palette.control, 1.0),
        *(
            plot.points(
                plot.finite(wanted), plot.finite(each), plot.CLEAR, palette.text3, 6, rim_width=1.2
            )
            for each in kept
        ),
        *marks.traces(scene, found, rows, (wanted, given), palette),
    ]
    return {"data": data, "layout": plot.layout(BOX, across, up, palette)}


def _axes(scene: Scene, found: Predictions) -> tuple[plot.Axis, plot.Axis]:
    """Both axes, which hold what either network gives for the rows that are drawn."""
    kept = _of_kept(scene, marks.drawn_rows(found.data, scene.row))
    ends = _ends(found, np.concatenate([found.output[:, 0], *kept]))
    return plot.Axis(*ends, _("expected"), zero=False), plot.Axis(*ends, _("actual"), zero=False)


def _of_kept(scene: Scene, rows: Indices) -> list[Array]:
    """What the kept network gives for the rows (count,), if they can go through it."""
    kept = kept_on_rows(scene)
    found = predictions(kept) if kept else None
    return [] if found is None else [found.output[rows, 0]]


def _ends(found: Predictions, given: Array) -> tuple[float, float]:
    """A window that holds what is expected with air around it, and grows by half its width.

    So a drag seldom changes it. What lies far beyond is not seen.
    """
    wanted = found.data.y[:, 0]
    low, high = float(wanted.min()), float(wanted.max())
    air = 0.15 * (high - low) or 1.0
    low, high = low - air, high + air
    step = (high - low) / 2
    given = np.clip(given, low - _MOST_STEPS * step, high + _MOST_STEPS * step)
    given = given[np.isfinite(given)]
    below = np.ceil((low - given.min(initial=low)) / step)
    above = np.ceil((given.max(initial=high) - high) / step)
    return low - float(below) * step, high + float(above) * step
