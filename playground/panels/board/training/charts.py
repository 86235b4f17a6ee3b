"""What was measured along a training: losses, right answers, and what reached each layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.learning.story import Story
from playground.language import _
from playground.notation import percent
from playground.panels.board.training.scales import Scale, epochs_axis, scale_of
from playground.panels.kit import plot
from playground.panels.kit.names import layer_names
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure, View
from playground.training.record import Curve

TRAIN, TEST, KEPT = 2.6, 1.3, 1.4  # px: the lines of the training rows, of the test, of kept runs
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_CLOSEST = 13  # px between two names at the end of lines
_MOST_NAMED = 6  # layers whose lines have names at their ends


@dataclass(frozen=True)
class Series:
    """A line of a chart over the epochs (n,), and what it is called at its end."""

    epochs: Array
    values: Array
    colour: str
    width: float = TEST
    dash: str = "solid"
    name: str = ""
    steps: bool = False  # it jumps from value to value


def chart(
    story: Story, series: Sequence[Series], scale: Scale, box: plot.Box, palette: Palette
) -> Figure:
    """Series over the epochs, and where the present network is among them."""
    last = max((float(each.epochs[-1]) for each in series if len(each.epochs)), default=1.0)
    across = epochs_axis(last)
    here = story.epoch_of(story.run)
    drawn = [_line(each, scale) for each in series]
    mark = plot.line([here, here], list(scale.axis.ends), palette.accent, 1.6)
    names = _names(series, scale, across, box)
    return {"data": [*drawn, mark, names], "layout": plot.layout(box, across, scale.axis, palette)}


def _line(series: Series, scale: Scale) -> plot.PlotTrace:
    places = scale.places(series.values)
    trace = plot.line(
        series.epochs.round(4).tolist(), places, series.colour, series.width, series.dash
    )
    if series.steps:
        trace["line"]["shape"] = "hv"
    return trace


def _names(
    series: Sequence[Series], scale: Scale, across: plot.Axis, box: plot.Box
) -> plot.PlotTrace:
    """The names of the lines behind their ends, so far apart that each can be read."""
    ends: list[tuple[float, Series]] = []
    for each in series:
        places = [place for place in scale.places(each.values) if place is not None]
        if each.name and places:
            ends.append((box.down(scale.axis, places[-1]), each))
    ends.sort(key=lambda end: end[0])
    per_pixel = (scale.axis.high - scale.axis.low) / (box.height - box.top - box.bottom)
    x, y, texts, colours = [], [], [], []
    lowest = -np.inf
    for down, each in ends:
        lowest = max(down, lowest + _CLOSEST)
        x.append(across.high)
        y.append(scale.axis.high - (lowest - box.top) * per_pixel)
        texts.append(f" {each.name}")
        colours.append(each.colour)
    return plot.labels(x, y, texts, colours, "middle right", 12)


def losses(
    story: Story,
    kept: Sequence[tuple[str, Curve]],
    view: View,
    box: plot.Box,
    palette: Palette,
) -> Figure:
    """The mean loss of the training rows and of the test; of ``kept`` runs the former."""
    curve = story.curve
    lines = [
        Series(each.epochs, each.train, palette.text3, KEPT, name=plot.escaped(name))
        for name, each in kept
    ]
    lines.append(Series(curve.epochs, curve.train, palette.text1, TRAIN, name=_("train")))
    if story.has_test:
        lines.append(Series(curve.epochs, curve.test, palette.text2, TEST, name=_("test")))
    scale = scale_of([each.values for each in lines], view)
    return chart(story, lines, scale, box, palette)


def right_answers(story: Story, box: plot.Box, palette: Palette) -> Figure:
    """Which share of the rows is given the wanted class."""
    curve, data = story.curve, story.data
    train = curve.right_train / max(len(data.train), 1)
    lines = [Series(curve.epochs, train, palette.text1, TRAIN, name=_("train"), steps=True)]
    if story.has_test:
        test = curve.right_test / len(data.test)
        lines.append(Series(curve.epochs, test, palette.text2, TEST, name=_("test"), steps=True))
    least = min((float(np.nanmin(each.values)) for each in lines), default=0.0)
    low = 0.5 if least >= 0.5 else 0.0
    ticks = tuple((share, percent(share)) for share in (0.0, 0.5, 1.0) if share >= low)
    scale = Scale(plot.Axis(low, 1.02, "", ticks, False), False)
    return chart(story, lines, scale, box, palette)


def _by_layer(story: Story, of: str, colour: str) -> list[Series]:
    """A line a layer of what its ``Flow`` says; those of many layers are named by their numbers."""
    names = layer_names(story.run.network)
    values = np.array([getattr(flow, of) for flow in story.flows])  # (n_states, n_layers)
    if len(names) > _MOST_NAMED:
        names = tuple(str(k + 1) for k in range(len(names)))
    return [
        Series(story.epochs, values[:, k], colour, 1.8, _DASHES[k % len(_DASHES)], name)
        for k, name in enumerate(names)
        if not np.isnan(values[:, k]).all()
    ]


def by_layer(story: Story, of: str, view: View, palette: Palette, box: plot.Box) -> Figure:
    """Sizes of each layer along the training: its gradients, its updates, its weights."""
    colour = palette.gradient_text if of == "gradients" else palette.text2
    lines = _by_layer(story, of, colour)
    return chart(story, lines, scale_of([each.values for each in lines], view), box, palette)


def dead(story: Story, box: plot.Box, palette: Palette) -> Figure:
    """Which share of each layer's neurons is off for every training row."""
    lines = _by_layer(story, "dead", palette.text2)
    ticks = tuple((share, percent(share)) for share in (0.0, 0.5, 1.0))
    scale = Scale(plot.Axis(-0.02, 1.02, "", ticks, False), False)
    return chart(story, lines, scale, box, palette)


def any_dead(story: Story) -> bool:
    """Whether a layer has a function whose neurons can be dead."""
    return not bool(np.isnan(story.flow.dead).all())
