"""The rows of one input as points, the best straight line through them, and the network's curve.

Best is the line with the least mean squared error over the training rows. The root of that error
stands beside both, over the training rows and over the test rows.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.input_space.sweep import ON_A_LINE, curve
from playground.analysis.rows.best_line import best_line, curve_rows, line_rmse
from playground.analysis.rows.measured import measured
from playground.analysis.rows.predictions import Predictions
from playground.language import _, to_say
from playground.panels.kit import card, plot
from playground.panels.kit.marks import drawn_rows, legend, traces
from playground.panels.kit.names import input_axis
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_HEIGHT = 250
_AIR = 1.04  # how far the inputs are drawn, of the largest among the rows
_LEAST_DECIMALS = 3  # of an error
_ROW = Template('<p class="facts" data-key="{}"><span class="key {}"></span><b>{}</b>{}</p>')
_PART = Template('<span class="aside">{}</span> {}')
_PARTS = {"train": to_say("train"), "test": to_say("test")}
_NO_ROWS = to_say("No rows of one input and one number: there is no curve to fit.")


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The fit panel."""
    found = curve_rows(scene)
    if found is None:
        return Panel(card.frame("fit", _("Fit"), scene, view, htpy.p(".note")[_(_NO_ROWS)]))
    box = plot.Box(card.inner_width(view, "fit"), _HEIGHT)
    frame = card.frame(
        "fit",
        _("Fit"),
        scene,
        view,
        card.figure_place("fit", "fit", box.width, box.height, _("rows, best line and network")),
        legend(found.data, crossed=True),
        slot("line"),
        slot("network"),
    )
    parts = {"line": _line_row(scene), "network": _network_row(scene)}
    return Panel(frame, parts, {"fit": _figure(scene, found, box, view)})


def _line_row(scene: Scene) -> Markup:
    line, decimals = best_line(scene), scene.decimals
    errors = {part: line_rmse(scene, part) for part in ("train", "test")}
    slope = computed(line and line.slope, decimals, "row-line-slope")
    intercept = computed(line and line.intercept, decimals, "row-line-intercept")
    items = [
        _errors(scene, "row-line-rmse", errors),
        card.equality(Markup("<i>w</i>"), slope),
        card.equality(Markup("<i>b</i>"), intercept),
    ]
    return _ROW.format("line", "dashed", _("best line"), join(items))


def _network_row(scene: Scene) -> Markup:
    errors: dict[str, float | None] = {}
    for part in ("train", "test"):
        of = measured(scene, part)
        errors[part] = of.regression.mean_rmse if of is not None and of.regression else None
    return _ROW.format("network", "accent", _("network"), _errors(scene, "rmse", errors))


def _errors(scene: Scene, name: str, errors: dict[str, float | None]) -> Markup:
    """Both errors under one name; that of test rows only where there are any."""
    decimals = max(scene.decimals, _LEAST_DECIMALS)
    shown = {
        part: computed(value, decimals, f"{name}/{part}", css=" strong" if part == "train" else "")
        for part, value in errors.items()
    }
    if errors["test"] is None:
        del shown["test"]
    parts = join(_PART.format(_(_PARTS[part]), number) for part, number in shown.items())
    return Markup('<span class="upright">RMSE</span> {}').format(parts)


def _figure(scene: Scene, found: Predictions, box: plot.Box, view: View) -> Figure:
    palette, data = palette_of(view), found.data
    rows = drawn_rows(data, scene.row)
    x, wanted = data.x[rows, 0], data.y[rows, 0]
    reach = _AIR * float(np.abs(x).max()) or 1.0
    along = np.linspace(-reach, reach, ON_A_LINE)
    low, high = plot.span(wanted, -1.5, 1.5)
    own = curve(scene.active_network, reach)[:, 0]
    own = np.where((own < low) | (own > high), np.nan, own)
    across = along.round(4).tolist()
    line = best_line(scene)
    straight = np.full_like(along, np.nan) if line is None else line.at(along)
    axes = (
        plot.Axis(-reach, reach, input_axis(scene.network, 0)),
        plot.Axis(low, high),
    )
    return {
        "data": [
            plot.line(across, plot.finite(straight), palette.text2, 2.0, "dash"),
            plot.line(across, plot.finite(own), palette.accent, 2.6),
            *traces(scene, found, rows, (x, wanted), palette, crossed=True),
        ],
        "layout": plot.layout(box, *axes, palette),
    }
