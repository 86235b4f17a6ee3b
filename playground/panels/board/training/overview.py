"""The first section: the loss plane, right answers, what reaches each layer, weights, and runs."""

import htpy
from markupsafe import Markup

from playground.analysis.learning.kept_curves import kept_curves
from playground.analysis.learning.loss_plane import FINEST
from playground.analysis.learning.story import Story
from playground.analysis.learning.terrain import Pair, Terrain, plane_through, terrain_of
from playground.language import _, to_say
from playground.notation import brief
from playground.panels.board.training import charts, choices, layers, loss_plane, runs, weights
from playground.panels.board.training.drawing import (
    Drawing,
    Section,
    chart_box,
    epoch,
    place,
    said,
)
from playground.panels.kit import plot
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template
from playground.panels.panel import Figure, slot

_PLANE, _SQUARES = 340, 40  # px of a side of the loss plane at most, and its squares
_CHART, _WEIGHTS = 118, 58  # px of the height of the chart, and of a picture of weights
_LEAST_PICTURE = 84  # px of its width
_TOO_LARGE = to_say(
    "This network is too large for a plane: each point of it is a pass of all rows."
)


def overview(drawing: Drawing) -> Section:
    """All of it in small."""
    scene, view, story, palette, _width = drawing
    left, right = drawing.columns
    beside, parts, figures = plane(drawing, min(left, _PLANE), _SQUARES)
    grid = weights.Grid.of(len(story.run.network.layers), right, _WEIGHTS, _LEAST_PICTURE)
    figures["weights"] = weights.figure(story, scene, grid, right, palette)
    progress, figures["progress"] = _progress(drawing, right)
    if story.data.task != "regression":
        parts["right"] = runs.right(story)
    parts |= {
        "bars": _bar_words(story),
        "limit": limit(story),
        "gradients": layers.bars(story, scene, view),
        "verdict": layers.words(story, scene),
        "runs": runs.table(story, scene),
    }
    stack = htpy.div(".stack", style=f"width:{right}px")[
        progress,
        htpy.h3[_("Mean |∂L/∂w| per layer"), slot("bars")],
        slot("gradients"),
        slot("verdict"),
        weights_place(grid, right),
    ]
    return Section([htpy.div(".beside")[beside, stack], slot("runs")], parts, figures)


def _progress(drawing: Drawing, width: int) -> tuple[htpy.Element, Figure]:
    """How many rows are right; of numbers, which are not right or wrong, the loss."""
    scene, view, story, palette, _width = drawing
    box = chart_box(width, _CHART)
    if story.data.task != "regression":
        figure = charts.right_answers(story, box, palette)
        return place("progress", _("Right answers"), box, slot("right")), figure
    figure = charts.losses(story, kept_curves(scene), view, box, palette)
    return place("progress", _("Mean loss"), box), figure


def _bar_words(story: Story) -> Markup:
    words = _("bar: epoch {epoch}")
    if story.first_epoch is not None:
        words = _("bar: epoch {epoch} · tick: epoch 1")
    return said("bars", Template(words).format(epoch=epoch(story)))


def weights_place(grid: weights.Grid, width: int) -> htpy.Element:
    """The place of the weights' pictures; beside the title stands the part ``limit``."""
    box = plot.Box(width, grid.total)
    return place("weights", _("Weights over the epochs"), box, slot("limit"))


def limit(story: Story) -> Markup:
    """Where the axes of all weights end."""
    return said("limit", _("±{limit} · thick: selected", limit=brief(weights.limit_of(story))))


def plane(
    drawing: Drawing, side: int, squares: int = FINEST
) -> tuple[htpy.Element, dict[str, Markup], dict[str, Figure]]:
    """The loss plane with its title, of at most so many squares a side; or why there is none."""
    scene, view, story, palette, _width = drawing
    pair = choices.pair_of(scene, view, story)
    through = plane_through(story, pair)
    found: Terrain | None = None if through is None else terrain_of(story, through, squares)
    title = _("Loss over two weights") if pair else _("Loss over the main directions")
    if found is None:
        return htpy.div(".chart")[htpy.h3[title], htpy.p(".note")[_(_TOO_LARGE)]], {}, {}
    box = plot.Box(side, side, left=52, right=8, top=8, bottom=46)
    figures = {"plane": loss_plane.figure(found, story, pair, box, palette)}
    parts = {"others": _others(drawing, found, pair)}
    return place("plane", title, box, slot("others")), parts, figures


def _others(drawing: Drawing, found: Terrain, pair: Pair | None) -> Markup:
    """What of the network the plane leaves as it is; or how much of the path it shows."""
    if pair is not None:
        return said(
            "others", Template(_("others as at epoch {epoch}")).format(epoch=epoch(drawing.story))
        )
    share = computed(found.plane.share, drawing.scene.decimals, "path-share")
    return said("others", Template(_("{share} of the path’s variance")).format(share=share))
