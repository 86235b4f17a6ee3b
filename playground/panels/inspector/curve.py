"""The activation curve with the operating point: a Plotly figure as plain dicts.

Traces, always in this order and number: curve, dotted guides, tangent, operating point, labels;
and of a network that is kept, dashed and grey, its curve and its point. Curves and layout are
remembered and reused; in a drag only the points and what belongs to them change.
"""

import math
from typing import Any, NamedTuple

import numpy as np

from playground.activations import ACTIVATIONS
from playground.analysis.input_space.windows import DRAWABLE, nice_above
from playground.analysis.neurons.response import response
from playground.cache import cached
from playground.panels.inspector.curve_labels import FONT_SIZE, place
from playground.panels.inspector.curve_map import (
    BOTTOM,
    HEIGHT,
    RIGHT,
    TOP,
    Costs,
    Operating,
    Segment,
    Window,
    background,
)
from playground.panels.kit import plot
from playground.panels.kit.plot import PlotTrace
from playground.panels.kit.theme import Palette, value_colour
from playground.panels.panel import Figure

_REACH = 3.3  # |z| shown at least
_HIGHEST = 1e300  # an axis ends here: twice as much, and air, is still a number
_SAMPLES = 121
_APART = 9  # px between two operating points that can be told apart
_TANGENT = 44  # px: half the tangent's length


def figure(
    point: Operating,
    decimals: int,
    palette: Palette,
    width: int,
    kept: Operating | None = None,
) -> Figure:
    """The figure for an operating point, ``width`` pixels wide; and for one that was kept."""
    reach = max(_reach(point.z), _reach(kept.z) if kept else 0.0)
    functions = [
        Function(each.activation, each.alpha, each.others) for each in (point, kept) if each
    ]
    lines, window, costs = _curves(tuple(functions), reach, palette, width)
    z, a, slope = point.z, point.a, point.slope
    marks: list[PlotTrace] = [
        plot.line([], [], palette.accent, 1.5, "dot"),
        plot.line([], [], palette.accent, 2.5),
        _marker(None, None, palette),
        _labels([], [], [], palette),
    ]
    if _drawable(z) and z is not None:
        shown = a if a is not None and math.isfinite(a) and abs(a) < 1e300 else None
        marks[0] = _guides(z, shown, window, palette)
        marks[2] = _marker(z, shown, palette)
        tangent = _tangent(z, shown, slope, window)
        marks[1] = plot.line(*tangent, palette.accent, 2.5)
        marks[3] = _labels(*place(point, tangent, costs, window, decimals), palette)
    if kept:
        marks += [lines[1], _kept_point(kept, point, window, palette)]
    return {"data": [lines[0], *marks], "layout": _layout(window, palette)}


def _kept_point(kept: Operating, live: Operating, window: Window, palette: Palette) -> PlotTrace:
    """Where the kept network's neuron is, within the plot and clear of the live point."""
    z, a = plot.finite([kept.z, kept.a])
    shown = z is not None and a is not None and window.low <= a <= window.high
    x, y = ([z], [a]) if shown and not _meet((z, a), live, window) else ([], [])
    return plot.points(x, y, plot.CLEAR, palette.text3, 9, rim_width=1.5)


def _meet(point: tuple[float | None, float | None], live: Operating, window: Window) -> bool:
    """Whether a point and the live one are one to the eye."""
    z, a = plot.finite([live.z, live.a])
    if z is None or a is None:
        return False
    one, other = window.to_pixels([point[0], z], [point[1], a])
    return math.dist(one, other) < _APART


def _drawable(z: float | None) -> bool:
    return z is not None and abs(z) <= DRAWABLE


def _reach(z: float | None) -> float:
    if z is None or not _drawable(z) or abs(z) <= 3.1:
        return _REACH
    return 1.1 * nice_above(abs(z) / 0.97)


class Function(NamedTuple):
    """What a curve is of; ``others`` as of an operating point."""

    activation: str
    alpha: float
    others: tuple[float, ...]

    def points(self, reach: float) -> Segment:
        """z and a from −reach to reach."""
        x = np.linspace(-reach, reach, _SAMPLES)
        with np.errstate(all="ignore"):
            y = response(np.array([0.0, *self.others]), 0, self.activation, self.alpha, x)
        xs, ys = x.tolist(), y.tolist()
        if ACTIVATIONS[self.activation].jumps:
            return [-reach, 0.0, 0.0, reach], [ys[0], ys[0], ys[-1], ys[-1]]
        return xs, ys


@cached(128)
def _curves(
    functions: tuple[Function, ...], reach: float, palette: Palette, width: int
) -> tuple[list[PlotTrace], Window, Costs]:
    """The curve of the first function, and dashed that of a second, in a window for both."""
    curves = [function.points(reach) for function in functions]
    ends = [
        _window(function.activation, max(min(ys), -_HIGHEST), min(max(ys), _HIGHEST))
        for function, (_, ys) in zip(functions, curves, strict=True)
    ]
    window = Window(reach, min(low for low, _ in ends), max(high for _, high in ends), width)
    lines = [
        plot.line(*curve, colour, line, dash)
        for curve, colour, line, dash in zip(
            curves,
            (palette.text2, palette.text3),
            (2.2, 1.6),
            ("solid", plot.KEPT_DASH),
            strict=False,
        )
    ]
    return lines, window, background(curves, window)


def _window(activation: str, low: float, high: float) -> tuple[float, float]:
    """The interval of a to show: the function's range if it is bounded, with some air."""
    ends = ACTIVATIONS[activation].range
    if all(map(math.isfinite, ends)):
        low, high = ends
    elif low > -0.1 * high:
        low = min(low, 0.0)
    air = 0.15 * (high - low) or 1.0
    return low - air, high + air


def _marker(z: float | None, a: float | None, palette: Palette) -> PlotTrace:
    known = z is not None and a is not None
    fill = value_colour(a, palette) if a is not None else palette.card
    x, y = ([z], [a]) if known else ([], [])
    return plot.points(x, y, fill, palette.accent, 13, rim_width=2.5)


def _labels(x: list[float], y: list[float], text: list[str], palette: Palette) -> PlotTrace:
    return plot.labels(x, y, text, palette.accent_text, size=FONT_SIZE)


def _guides(z: float, a: float | None, window: Window, palette: Palette) -> PlotTrace:
    x: list[float | None] = [z, z]
    y: list[float | None] = [window.low, window.high if a is None else a]
    if a is not None:
        x, y = [-window.reach, z, None, *x], [a, a, None, *y]
    return plot.line(x, y, palette.accent, 1.5, "dot")


def _tangent(z: float, a: float | None, slope: float | None, window: Window) -> Segment:
    """Both ends of the tangent, as long in pixels whatever the slope."""
    if a is None or slope is None or not math.isfinite(slope):
        return [], []
    steepness = slope * window.up / window.across
    dx = _TANGENT / math.hypot(1.0, steepness) / window.across
    return [z - dx, z + dx], [a - slope * dx, a + slope * dx]


def _layout(window: Window, palette: Palette) -> dict[str, Any]:
    x, y = plot.Axis(-window.reach, window.reach), plot.Axis(window.low, window.high)
    box = plot.Box(window.width, HEIGHT, window.left, RIGHT, TOP, BOTTOM)
    layout = plot.layout(box, x, y, palette)
    # The margin has room for 20k, not for a power of ten.
    own = {"zerolinecolor": palette.border, "zerolinewidth": 1.5, "exponentformat": "B"}
    layout["xaxis"] |= own | {"dtick": nice_above(window.reach / 3.4)}
    layout["yaxis"] |= own | {"dtick": nice_above((y.high - y.low) / 4.5), "tick0": 0}
    return layout
