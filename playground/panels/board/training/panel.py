"""The Training tab: sections, one at a time, of what a training comes to and why."""

from collections.abc import Callable
from typing import NamedTuple

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.learning.story import Story, refused, story_of
from playground.analysis.learning.terrain import Pair, Terrain, plane_through, terrain_of
from playground.notation import brief
from playground.panels.board.training import (
    charts,
    choices,
    layers,
    loss_plane,
    rates,
    runs,
    weights,
)
from playground.panels.kit import card, plot
from playground.panels.kit.numbers import printed
from playground.panels.kit.recipe_words import recipe_words
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.kit.unfit import unfit
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_NAME = "training"
_GAP = 22  # px between two columns
_LEAST_COLUMN = 250  # px: below it one stands under the other
_PLANE = 340  # px of a side of the loss plane at most, beside other things
_LARGE_PLANE = 470


class Drawing(NamedTuple):
    """What a section is drawn of, and how wide."""

    scene: Scene
    view: View
    story: Story
    palette: Palette
    width: int

    @property
    def columns(self) -> tuple[int, int]:
        """The widths of two columns beside each other; both whole where they have no room."""
        half = (self.width - _GAP) // 2
        return (half, self.width - _GAP - half) if half >= _LEAST_COLUMN else (self.width,) * 2


class Section(NamedTuple):
    """What stands below the choices: the frame, the parts and the figures."""

    content: list[htpy.Node]
    parts: dict[str, Markup]
    figures: dict[str, Figure]


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The Training panel."""
    story = story_of(scene)
    if story is None:
        why = refused(scene)
        content = htpy.p(".note")[_sentence(why)] if why else unfit(scene)
        return Panel(card.frame(_NAME, "Training", scene, view, content))
    drawing = Drawing(scene, view, story, palette_of(view), card.inner_width(view, _NAME))
    section = _SECTIONS[view.training](drawing)
    parts = {
        "sections": _part("sections", choices.choice_of_sections(view)),
        "scales": _part("scales", choices.choice_of_scales(view)),
        **section.parts,
    }
    frame = card.frame(
        _NAME,
        "Training",
        scene,
        view,
        htpy.header[slot("sections"), slot("scales")],
        section.content,
    )
    return Panel(frame, parts, section.figures)


def _part(key: str, content: Markup) -> Markup:
    return Markup('<div data-key="{}">{}</div>').format(key, content)


def _sentence(text: str) -> str:
    """An error as a sentence of the page."""
    return text[:1].upper() + text[1:] + "."


def _figure(name: str, title: str, box: plot.Box, beside: htpy.Node = None) -> htpy.Element:
    """A figure with its title, and what is said beside that."""
    return htpy.div(".chart", style=f"width:{box.width}px")[
        htpy.h3[title, beside],
        card.figure_place(_NAME, name, box.width, box.height, title),
    ]


def _chart_box(width: int, height: int = 150) -> plot.Box:
    return plot.Box(width, height, left=46, right=62, top=8, bottom=36)


def _overview(drawing: Drawing) -> Section:
    scene, view, story, palette, _ = drawing
    left, right = drawing.columns
    plane, parts, figures = _plane(drawing, min(left, _PLANE), "small")
    box = _chart_box(right, 118)
    grid = weights.Grid.of(len(story.run.network.layers), right, 58, 84)
    if story.data.task == "regression":
        progress = _figure("progress", "Mean loss", box)
        figures["progress"] = charts.losses(story, view, box, palette)
    else:
        progress = _figure("progress", "Right answers", box, slot("right"))
        parts["right"] = runs.right(story)
        figures["progress"] = charts.right_answers(story, box, palette)
    figures["weights"] = weights.figure(story, scene, grid, right, palette)
    parts |= {
        "bars": _bar_words(story),
        "limit": _limit(story),
        "gradients": layers.bars(story, scene, view),
        "verdict": layers.words(story, scene),
        "runs": runs.table(story, scene),
    }
    content: list[htpy.Node] = [
        htpy.div(".beside")[
            plane,
            htpy.div(".stack", style=f"width:{right}px")[
                progress,
                htpy.h3["Mean |∂L/∂w| per layer", slot("bars")],
                slot("gradients"),
                slot("verdict"),
                _weights(story, grid, right),
            ],
        ],
        slot("runs"),
    ]
    return Section(content, parts, figures)


def _bar_words(story: Story) -> Markup:
    tick = Markup("") if story.first_epoch is None else Markup(" · tick: epoch 1")
    return _said("bars", Markup("bar: epoch {}").format(_epoch(story)) + tick)


def _epoch(story: Story) -> Markup:
    return printed(story.run.epoch, 0, quantity="epoch")


def _said(key: str, text: Markup | str) -> Markup:
    """A part within a line."""
    return Markup('<span data-key="{}">{}</span>').format(key, text)


def _weights(story: Story, grid: weights.Grid, width: int) -> htpy.Element:
    box = plot.Box(width, grid.total)
    return _figure("weights", "Weights over the epochs", box, slot("limit"))


def _limit(story: Story) -> Markup:
    return _said("limit", f"±{brief(weights.limit_of(story))} · thick: selected")


def _plane(
    drawing: Drawing, side: int, size: str
) -> tuple[htpy.Element, dict[str, Markup], dict[str, Figure]]:
    """The loss plane with its title; in words why there is none."""
    scene, view, story, palette, _ = drawing
    pair = choices.pair_of(scene, view, story)
    plane = plane_through(story, pair)
    found: Terrain | None = None if plane is None else terrain_of(story, plane)
    title = "Loss over two weights" if pair else "Loss over the main directions"
    if found is None:
        return htpy.div(".chart")[htpy.h3[title], htpy.p(".note")[_TOO_LARGE]], {}, {}
    box = plot.Box(side, side, left=52, right=8, top=8, bottom=46)
    parts = {"others": _others(story, pair)}
    figures = {"plane": loss_plane.figure(found, story, pair, box, palette)}
    return _figure("plane", title, box, slot("others")), parts, figures


def _others(story: Story, pair: Pair | None) -> Markup:
    """What of the network the plane leaves as it is."""
    if pair is None:
        return _said("others", "")
    return _said("others", Markup("others as at epoch {}").format(_epoch(story)))


_TOO_LARGE = "This network is too large for a plane: each point of it is a pass of all rows."


def _curves(drawing: Drawing) -> Section:
    scene, view, story, palette, _ = drawing
    left, right = drawing.columns
    boxes = _chart_box(left, 190), _chart_box(right, 190)
    made: list[tuple[str, str, Callable[[plot.Box], Figure]]] = [
        ("losses", "Mean loss", lambda box: charts.losses(story, view, box, palette)),
    ]
    if story.data.task != "regression":
        made.append(
            ("right", "Right answers", lambda box: charts.right_answers(story, box, palette))
        )
    for of, title in _BY_LAYER.items():
        made.append((of, title, _layer_chart(drawing, of)))
    if charts.any_dead(story):
        made.append(
            (
                "dead",
                "Dead: off for every training row",
                lambda box: charts.dead(story, box, palette),
            )
        )
    figures = {name: draw(boxes[n % 2]) for n, (name, _, draw) in enumerate(made)}
    places = [_figure(name, title, boxes[n % 2]) for n, (name, title, _) in enumerate(made)]
    parts = {"verdict": layers.words(story, scene), "layers": layers.table(story, scene)}
    content: list[htpy.Node] = [htpy.div(".grid")[places], slot("verdict"), slot("layers")]
    return Section(content, parts, figures)


_BY_LAYER = {
    "gradients": "Mean |∂L/∂w| per layer",
    "ratios": "Mean |update| / mean |w| per layer",
    "weights": "Mean |w| per layer",
}


def _layer_chart(drawing: Drawing, of: str) -> Callable[[plot.Box], Figure]:
    return lambda box: charts.by_layer(drawing.story, of, drawing.view, box, drawing.palette)


def _all_weights(drawing: Drawing) -> Section:
    scene, _, story, palette, width = drawing
    grid = weights.Grid.of(len(story.run.network.layers), width, 150, 200)
    figures = {"weights": weights.figure(story, scene, grid, width, palette)}
    thinned = "Of each layer the 400 weights that moved most." if weights.is_thinned(story) else ""
    parts = {"layers": layers.table(story, scene), "limit": _limit(story)}
    content: list[htpy.Node] = [
        _weights(story, grid, width),
        htpy.p(".note")[thinned] if thinned else None,
        slot("layers"),
    ]
    return Section(content, parts, figures)


def _large_plane(drawing: Drawing) -> Section:
    story = drawing.story
    plane, parts, figures = _plane(drawing, min(drawing.width, _LARGE_PLANE), "large")
    pair = choices.pair_of(drawing.scene, drawing.view, story)
    parts |= {"knobs": choices.choice_of_plane(story, pair)}
    legend = htpy.p(".note")[_LEGEND.format(_LOWEST[drawing.view.theme])]
    return Section([slot("knobs"), plane, legend], parts, figures)


_LEGEND = (
    "{} is the lowest loss; thin lines join equal ones. The path is the way of this run, the "
    "violet point where it is now, the teal arrow the way in which the loss falls from there."
)
_LOWEST = {"light": "White", "dark": "The darkest"}


def _rate_test(drawing: Drawing) -> Section:
    scene, view, story, palette, width = drawing
    box = plot.Box(width, 260, left=52, right=14, top=18, bottom=44)
    figures = {"rates": rates.figure(story, view, box, palette)}
    recipe = _said("recipe", recipe_words(story.recipe))
    parts = {"rate": rates.words(story, scene), "recipe": recipe}
    title = "Loss of each step against its learning rate"
    content: list[htpy.Node] = [
        _figure("rates", title, box, slot("recipe")),
        slot("rate"),
        htpy.p(".note")[rates.METHOD],
    ]
    return Section(content, parts, figures)


_SECTIONS: dict[str, Callable[[Drawing], Section]] = {
    "overview": _overview,
    "curves": _curves,
    "weights": _all_weights,
    "plane": _large_plane,
    "rates": _rate_test,
}
