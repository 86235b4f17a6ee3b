"""Many starts of one network: a small loss curve for each seed, and whether it found the answer."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.learning.starts import N_STARTS, Starts, starts
from playground.language import _, to_say
from playground.panels.kit import card, plot
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_CELL = 76  # px of a start's height
_FOOT = 24  # px below them, for the figure's menu
_NARROW = 420  # px: below it they stand in four rows
_SIDE, _TALL = 0.86, 0.62  # of a cell, what its curve takes
_NONE = to_say(
    "Nothing is trained here: it takes rows with classes, the mode “train”, and a network that is "
    "trained twenty times in a moment."
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The panel of starts."""
    palette, width = palette_of(view), card.inner_width(view, "starts")
    found = starts(scene)
    if found is None:
        return Panel(card.frame("starts", _("Starts"), scene, view, htpy.p(".note")[_(_NONE)]))
    columns = N_STARTS // (4 if width < _NARROW else 2)
    box = plot.Box(width, N_STARTS // columns * _CELL + _FOOT, 0, 0, 0, _FOOT)
    frame = card.frame(
        "starts",
        _("Starts"),
        scene,
        view,
        htpy.header[
            htpy.span(".title")[_("{count} random starts", count=N_STARTS)],
            htpy.span(".aside")[_("loss over updates, a curve a seed")],
        ],
        card.figure_place("starts", "starts", box.width, box.height, _("the loss of each start")),
        slot("found"),
    )
    return Panel(frame, {"found": _found(found)}, {"starts": _figure(found, columns, box, palette)})


def _found(found: Starts) -> Markup:
    count = printed(found.n_found, 0, quantity="starts-found", css=" strong")
    updates = printed(int(found.updates[-1]), 0, quantity="starts-updates")
    words = Template(_("{count} of {n} have every row right after {updates} updates"))
    return card.note("found", words.format(count=count, n=N_STARTS, updates=updates))


def _figure(found: Starts, columns: int, box: plot.Box, palette: Palette) -> Figure:
    """Each curve in a cell of its own, from the cell's top, the largest loss of all starts at 0."""
    rows = N_STARTS // columns
    highest = float(np.nanmax(found.losses[:, 0], initial=1e-9))
    along = _SIDE * found.updates / found.updates[-1]
    data = []
    for ends in (False, True):  # a trace for all that are stuck, and one for those that found it
        x: list[float | None] = []
        y: list[float | None] = []
        for seed in np.flatnonzero(found.found == ends):
            row, column = divmod(int(seed), columns)
            heights = _TALL * np.clip(found.losses[seed] / highest, 0.0, 1.15)
            x += [*(column + 0.07 + along).tolist(), None]
            y += [*plot.finite(rows - 1 - row + 0.08 + heights), None]
        colour = palette.good if ends else palette.text3
        data.append(plot.line(x, y, colour, 2.2 if ends else 1.8))
    data.append(_marks(found, columns, palette))
    axes = plot.Axis(0, columns, ticks=(), zero=False), plot.Axis(0, rows, ticks=(), zero=False)
    layout = plot.layout(box, *axes, palette)
    layout["shapes"] = [_ground(seed, columns, rows, palette) for seed in range(N_STARTS)]
    return {"data": data, "layout": layout}


def _marks(found: Starts, columns: int, palette: Palette) -> plot.PlotTrace:
    """Each start's seed, with a tick if it found the answer."""
    rows = N_STARTS // columns
    places = [divmod(seed, columns) for seed in range(N_STARTS)]
    return plot.labels(
        [column + 0.5 for _, column in places],
        [rows - 1 - row + 0.84 for row, _ in places],
        [f"{seed} ✓" if found.found[seed] else f"{seed} ✗" for seed in range(N_STARTS)],
        [palette.good if each else palette.text2 for each in found.found],
        size=12,
    )


def _ground(seed: int, columns: int, rows: int, palette: Palette) -> dict[str, object]:
    """The line at loss 0."""
    row, column = divmod(seed, columns)
    height = rows - 1 - row + 0.08
    line = {"color": palette.control, "width": 1}
    return {
        "type": "line", "x0": column + 0.07, "x1": column + 0.93, "y0": height, "y1": height,
        "line": line, "layer": "below",
    }  # fmt: skip
