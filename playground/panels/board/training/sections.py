"""The sections that show one thing at large: curves, weights, the loss plane, the rate test."""

from collections.abc import Callable, Iterator
from functools import partial

import htpy

from playground.analysis.learning.kept_curves import kept_curves
from playground.analysis.learning.rate_test import takes_too_long
from playground.language import _, to_say
from playground.panels.board.training import charts, choices, layers, rates, runs, weights
from playground.panels.board.training.drawing import Drawing, Section, chart_box, place, said
from playground.panels.board.training.overview import limit, overview, plane, weights_place
from playground.panels.kit import plot
from playground.panels.kit.recipe_words import recipe_words
from playground.panels.panel import Figure, slot

_CHART = 190  # px of a chart's height
_PICTURE, _LEAST_PICTURE = 150, 200  # px of the height of a layer's weights, and of their width
_LARGEST_PLANE = 470
_BY_LAYER = {
    "gradients": to_say("Mean |∂L/∂w| per layer"),
    "ratios": to_say("Mean |update| / mean |w| per layer"),
    "weights": to_say("Mean |w| per layer"),
}
_THINNED = to_say("Of each layer the {count} weights that moved most.")
_TOO_SLOW = to_say(
    "A hundred steps take too long here: a smaller batch or network is tested at once."
)
_LEGEND = to_say(
    "thin lines join equal ones. The path is the way of this run, the violet point where it is "
    "now, the teal arrow the way in which the loss falls from there."
)
_LOWEST = {
    "light": to_say("White is the lowest loss;"),
    "dark": to_say("The darkest is the lowest loss;"),
}


def _charts(drawing: Drawing) -> Iterator[tuple[str, str, Callable[[plot.Box], Figure]]]:
    """The name and the title of each chart, and what draws it."""
    scene, view, story, palette, _width = drawing
    kept = kept_curves(scene)
    yield "losses", _("Mean loss"), lambda box: charts.losses(story, kept, view, box, palette)
    if story.data.task != "regression":
        yield "right", _("Right answers"), lambda box: charts.right_answers(story, box, palette)
    for of, title in _BY_LAYER.items():
        yield of, _(title), partial(charts.by_layer, story, of, view, palette)
    if charts.any_dead(story):
        title = _("Dead: off for every training row")
        yield "dead", title, lambda box: charts.dead(story, box, palette)


def _curves(drawing: Drawing) -> Section:
    scene, story = drawing.scene, drawing.story
    boxes = [chart_box(width, _CHART) for width in drawing.columns]
    places, figures = [], {}
    for n, (name, title, draw) in enumerate(_charts(drawing)):
        places.append(place(name, title, boxes[n % 2]))
        figures[name] = draw(boxes[n % 2])
    parts = {
        "verdict": layers.words(story, scene),
        "layers": layers.table(story, scene),
        "runs": runs.table(story, scene),
    }
    content: list[htpy.Node] = [htpy.div(".grid")[places], *(slot(name) for name in parts)]
    return Section(content, parts, figures)


def _weights(drawing: Drawing) -> Section:
    scene, _view, story, palette, width = drawing
    grid = weights.Grid.of(len(story.run.network.layers), width, _PICTURE, _LEAST_PICTURE)
    figures = {"weights": weights.figure(story, scene, grid, width, palette)}
    parts = {"layers": layers.table(story, scene), "limit": limit(story)}
    thinned = (
        htpy.p(".note")[_(_THINNED, count=weights.MOST_LINES)]
        if weights.is_thinned(story)
        else None
    )
    return Section([weights_place(grid, width), thinned, slot("layers")], parts, figures)


def _plane(drawing: Drawing) -> Section:
    story = drawing.story
    found, parts, figures = plane(drawing, min(drawing.width, _LARGEST_PLANE))
    pair = choices.pair_of(drawing.scene, drawing.view, story)
    parts |= {"knobs": choices.choice_of_plane(story, pair)}
    legend = htpy.p(".note")[f"{_(_LOWEST[drawing.view.theme])} {_(_LEGEND)}"]
    return Section([slot("knobs"), found, legend], parts, figures)


def _rates(drawing: Drawing) -> Section:
    scene, view, story, palette, width = drawing
    if takes_too_long(story.run, story.data):
        return Section([htpy.p(".note")[_(_TOO_SLOW)]], {}, {})
    box = plot.Box(width, 260, left=52, right=14, top=18, bottom=44)
    figures = {"rates": rates.figure(story, view, box, palette)}
    recipe = said("recipe", recipe_words(story.recipe))
    parts = {"rate": rates.words(story, scene), "recipe": recipe}
    title = _("Loss of each step against its learning rate")
    content: list[htpy.Node] = [
        place("rates", title, box, slot("recipe")),
        slot("rate"),
        htpy.p(".note")[_(rates.METHOD)],
    ]
    return Section(content, parts, figures)


#: What draws each section of ``choices.SECTIONS``.
DRAWN: dict[str, Callable[[Drawing], Section]] = {
    "overview": overview,
    "curves": _curves,
    "weights": _weights,
    "plane": _plane,
    "rates": _rates,
}
