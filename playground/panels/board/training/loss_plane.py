"""The loss plane as a figure: grey by the loss, lines of equal loss, the path, and downhill."""

import math

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.windows import nice_above
from playground.analysis.learning.story import Story
from playground.analysis.learning.terrain import Pair, Terrain
from playground.language import _
from playground.notation import brief, power_of_ten
from playground.panels.board.training.choices import parameter_name
from playground.panels.kit import plot
from playground.panels.kit.contours import zero_lines
from playground.panels.kit.image import grey_png
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure

_LEAST_LINES, _MOST_LINES = 4, 6
_DIGITS = ((1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0))  # of round losses, few or more
_TOP_SHARE = 0.98  # of the plane's losses; what is above is as grey as the highest
_ARROW, _HEAD = 46.0, 9.0  # px: the arrow downhill, and its head
_NEAR = (0.16, 0.07)  # of the plane's sides: nearer to each other no two numbers stand
_LEAST_PLAIN = 0.001  # below it a loss is written with a power of ten
_AIR = 0.06  # of the height, at either end of which no number stands
_LABELLED = 0.82  # of the width: about where a line's number stands


def figure(
    terrain: Terrain, story: Story, pair: Pair | None, box: plot.Box, palette: Palette
) -> Figure:
    """The plane; its axes are named by the parameters or the directions."""
    across, up = _axes(terrain, story, pair)
    image = plot.image(grey_png(_shares(terrain.values), palette), across.ends, up.ends)
    data = [
        *_lines(terrain, across, up, palette),
        *_path(terrain, story, palette),
        *_arrow(terrain, (across, up), box, palette),
        _here(terrain, palette),
    ]
    return {"data": data, "layout": {**plot.layout(box, across, up, palette), "images": [image]}}


def _axes(terrain: Terrain, story: Story, pair: Pair | None) -> tuple[plot.Axis, plot.Axis]:
    network = story.run.network
    if pair is None:
        titles = _("main direction {number}", number=1), _("main direction {number}", number=2)
    else:
        titles = parameter_name(network, pair[0]), parameter_name(network, pair[1], pair[0])
    first, second = (
        plot.Axis(*ends, plot.escaped(title), None, False)
        for ends, title in zip(terrain.ends, titles, strict=True)
    )
    return first, second


def _shares(values: Array) -> Array:
    """How high each place is, from 0 to 1: by the logarithm, for losses span powers of ten."""
    with np.errstate(all="ignore"):
        heights = np.log(np.where(values > 0, values, np.nan))
    seen = heights[np.isfinite(heights)]
    if not seen.size:
        return np.ones_like(values)
    low, high = float(seen.min()), float(np.quantile(seen, _TOP_SHARE))
    shares = (heights - low) / max(high - low, 1e-12)
    return np.clip(np.where(np.isfinite(shares), shares, 1.0), 0.0, 1.0)


def levels(low: float, high: float) -> list[float]:
    """Round losses between two, as 1, 2, 5 · 10ⁿ; where those are few, at equal distances."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low):
        return []
    first = math.floor(math.log10(max(low, high * 1e-4, 1e-12)))
    powers = range(first, math.ceil(math.log10(high)) + 1)
    for digits in _DIGITS:
        found = [m * 10.0**p for p in powers for m in digits if low < m * 10.0**p < high]
        if len(found) >= _LEAST_LINES:
            break
    else:
        step = nice_above((high - low) / 6)
        count = math.floor(high / step) - math.floor(low / step)
        found = [(math.floor(low / step) + n + 1) * step for n in range(count)]
    every = -(-len(found) // _MOST_LINES)
    rounded = (float(f"{level:.6g}") for level in found[::every])
    return [level for level in rounded if low < level < high]


def _lines(
    terrain: Terrain, across: plot.Axis, up: plot.Axis, palette: Palette
) -> list[plot.PlotTrace]:
    """The lines of equal loss in one trace, and their numbers."""
    values = terrain.values
    seen = values[np.isfinite(values)]
    x: list[float | None] = []
    y: list[float | None] = []
    at: list[tuple[float, float, str]] = []
    for level in levels(float(seen.min()), float(seen.max())) if seen.size else []:
        along, over = zero_lines(values - level, across.ends, up.ends)
        x, y = [*x, *along, None], [*y, *over, None]
        place = _label_place(along, over, across, up)
        if place is not None and not any(_is_near(place, each[:2], across, up) for each in at):
            at.append((*place, _written(level)))
    numbers = plot.labels(
        [each[0] for each in at],
        [each[1] for each in at],
        [each[2] for each in at],
        palette.text1,
        size=12,
    )
    return [plot.line(x, y, palette.text2, 1.0, simplify=False), numbers]


def _written(level: float) -> str:
    """A round loss: ``0.05``, ``2·10⁻⁵``."""
    if level >= _LEAST_PLAIN:
        return brief(level)
    power = math.floor(math.log10(level) + 1e-9)
    return f"{brief(float(f'{level / 10.0**power:.3g}'))}·{power_of_ten(power)}"


def _is_near(
    place: tuple[float, float], other: tuple[float, float], across: plot.Axis, up: plot.Axis
) -> bool:
    """Whether two numbers would stand over each other."""
    dx, dy = (abs(a - b) for a, b in zip(place, other, strict=True))
    wide, high = (
        share * (axis.high - axis.low) for share, axis in zip(_NEAR, (across, up), strict=True)
    )
    return dx < wide and dy < high


def _label_place(
    x: list[float | None], y: list[float | None], across: plot.Axis, up: plot.Axis
) -> tuple[float, float] | None:
    """The point of a line that is nearest to where its number would stand, but for the edges."""
    wanted = across.low + _LABELLED * (across.high - across.low)
    air = _AIR * (up.high - up.low)
    found = [
        (abs(a - wanted), a, b)
        for a, b in zip(x, y, strict=True)
        if a is not None and b is not None and up.low + air < b < up.high - air
    ]
    return min(found)[1:] if found else None


def _path(terrain: Terrain, story: Story, palette: Palette) -> list[plot.PlotTrace]:
    """The states so far, those that were reached further on in grey, and the first one named."""
    x, y = (plot.finite(column) for column in terrain.path.T)
    here = story.here
    start_name = _("epoch {number}", number=story.states[0].epoch)
    named = story.is_trained
    return [
        plot.line(x[here:], y[here:], palette.text3, 1.2, "dot"),
        plot.line(x[: here + 1], y[: here + 1], palette.text1, 1.8),
        plot.points(x[:1], y[:1], palette.card, palette.text1, 8, rim_width=1.6),
        plot.labels(
            x[:1] if named else [],
            y[:1] if named else [],
            [f"\u2003{start_name}"] if named else [],
            palette.text1,
            "middle right",
            12,
        ),
    ]


def _arrow(
    terrain: Terrain, axes: tuple[plot.Axis, plot.Axis], box: plot.Box, palette: Palette
) -> list[plot.PlotTrace]:
    """From the present network the way in which the loss falls; none where it falls no way."""
    inner = box.width - box.left - box.right, box.height - box.top - box.bottom
    per_pixel = np.array([(axis.high - axis.low) / n for axis, n in zip(axes, inner, strict=True)])
    way = terrain.downhill / per_pixel  # as it is seen: px of each axis for a unit of it
    size = float(np.hypot(*way))
    if not math.isfinite(size) or size < 1e-12:
        return [plot.line([], [], palette.gradient_line, 2.4), _head([], [], palette)]
    way /= size
    aside = np.array([-way[1], way[0]])
    tip = terrain.here + _ARROW * way * per_pixel
    neck = terrain.here + (_ARROW - _HEAD) * way * per_pixel
    corners = [
        tip,
        neck + 0.55 * _HEAD * aside * per_pixel,
        neck - 0.55 * _HEAD * aside * per_pixel,
    ]
    x, y = zip(*([*corners, corners[0]]), strict=True)
    return [
        plot.line(
            [float(terrain.here[0]), float(neck[0])],
            [float(terrain.here[1]), float(neck[1])],
            palette.gradient_line,
            2.4,
        ),
        _head([float(each) for each in x], [float(each) for each in y], palette),
    ]


def _head(x: list[float], y: list[float], palette: Palette) -> plot.PlotTrace:
    return plot.line(x, y, palette.gradient_line, 1.0, "solid", "toself", palette.gradient_line)


def _here(terrain: Terrain, palette: Palette) -> plot.PlotTrace:
    x, y = (plot.finite([value]) for value in terrain.here)
    return plot.points(x, y, palette.accent, palette.card, 13)
