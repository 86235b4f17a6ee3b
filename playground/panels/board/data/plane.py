"""The small plane of the rows, beside the table or below it: the output over two inputs."""

from typing import Literal

import htpy
from markupsafe import Markup

from playground.analysis.rows.predictions import Predictions
from playground.analysis.rows.unscaled import target_scale
from playground.language import _
from playground.panels.board.data.columns import heads
from playground.panels.board.surface_plane import figure
from playground.panels.kit import card, marks, plot
from playground.panels.kit.plane import plane_axes
from playground.panels.kit.row_buttons import over_inputs
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.theme import palette_of
from playground.panels.panel import Figure, View, slot
from playground.scene import Scene

_SIDE = 170  # px
_BOX = plot.Box(_SIDE + 54, _SIDE + 48, left=44, right=10, top=8, bottom=40)
_GAP = 18  # px between it and the table
_COLUMN = 50  # px that a column of the table takes at least
_FEW = 6  # rows of a table that leaves room below it


def room(scene: Scene, view: View, found: Predictions) -> Literal["beside", "below"] | None:
    """Where it fits: beside the table, or below a short one. One input has no plane."""
    left = card.inner_width(view, "data") - _BOX.width - _GAP
    columns = len(heads(scene, found.data)) + 1  # the bars
    columns += 3 if target_scale(found.data) is not None else 0  # which stand in the same ones
    if scene.network.n_inputs == 1:
        return None
    if left >= _COLUMN * columns:
        return "beside"
    return "below" if found.data.n_rows <= _FEW else None


def place(found: Predictions) -> htpy.Element:
    """Its place in the frame, with what the marks mean."""
    return htpy.div(".beside-rows")[
        htpy.h3[_("Output over the plane")],
        htpy.div(".plane", style=f"width:{_BOX.width}px;height:{_BOX.height}px")[
            card.figure_place("data", "plane", _BOX.width, _BOX.height, _("rows over two inputs")),
            slot("hits"),
        ],
        marks.legend(found.data),
        htpy.p(".note")[
            _("Click a mark or a line of the table: that row goes through the network.")
        ],
    ]


def parts(scene: Scene, view: View) -> tuple[dict[str, Markup], dict[str, Figure]]:
    """What is over the figure, and the figure."""
    free = swept_inputs(scene, view)
    axes = plane_axes(scene, free)
    drawn = figure(scene, free, axes, _BOX, palette_of(view))
    return {"hits": over_inputs("hits", scene, free, axes, _BOX)}, {"plane": drawn}
