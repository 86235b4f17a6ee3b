"""What was expected against what came, a mark a row: on the line both are the same."""

import htpy
import numpy as np

from playground.analysis.rows.predictions import Predictions
from playground.panels.kit import card, marks, plot
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure
from playground.scene import Scene

SIDE = 230
_MOST_STEPS = 6
BOX = plot.Box(SIDE + 64, SIDE + 54, left=52, right=12, top=10, bottom=44)


def place() -> htpy.Element:
    """The figure's place in the frame."""
    return htpy.div(".residuals")[
        htpy.h3["Expected and actual"],
        card.figure_place("results", "residuals", BOX.width, BOX.height, "expected and actual"),
    ]


def figure(scene: Scene, found: Predictions, palette: Palette) -> Figure:
    """The marks of the rows over both axes, which have the same ends."""
    rows = marks.drawn_rows(found.data, scene.row)
    wanted, given = found.data.y[rows, 0], found.output[rows, 0]
    axis = plot.Axis(*_ends(found))
    data = [
        plot.line(list(axis.ends), list(axis.ends), palette.control, 1.0),
        *marks.traces(scene, found, rows, (wanted, given), palette),
    ]
    across = plot.Axis(*axis.ends, "expected", zero=False)
    up = plot.Axis(*axis.ends, "actual", zero=False)
    return {"data": data, "layout": plot.layout(BOX, across, up, palette)}


def _ends(found: Predictions) -> tuple[float, float]:
    """A window that holds what is expected with air around it, and grows by half its width.

    So a drag seldom changes it. What lies far beyond is not seen.
    """
    wanted = found.data.y[:, 0]
    low, high = float(wanted.min()), float(wanted.max())
    air = 0.15 * (high - low) or 1.0
    low, high = low - air, high + air
    step = (high - low) / 2
    given = np.clip(found.output[:, 0], low - _MOST_STEPS * step, high + _MOST_STEPS * step)
    given = given[np.isfinite(given)]
    below = np.ceil((low - given.min(initial=low)) / step)
    above = np.ceil((given.max(initial=high) - high) / step)
    return low - float(below) * step, high + float(above) * step
