"""The activation curve with the operating point: a Plotly figure as plain dicts.

Traces, always in this order and number: curve, dotted guides, tangent, operating point, labels.
Curve and layout are remembered and reused; in a drag only the last four change.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.notation import format_number
from playground.panels.controls import nice_above
from playground.panels.panel import Figure
from playground.panels.theme import FONT, Palette, value_colour

HEIGHT = 200  # px, as all lengths here
_RIGHT, _TOP, _BOTTOM = 6, 6, 26  # margins
_REACH = 3.3  # |z| shown at least
_DRAWABLE = 1e12  # beyond this |z| a curve shows nothing
_SAMPLES = 121
_AXIS = 13  # samples of a straight line
_TANGENT = 44  # half the tangent's length
_FONT_SIZE = 13
_CHARACTER = 5.6  # mean width at that size
_LINE = 18  # height of a label

Trace = dict[str, Any]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Operating:
    """What the curve marks: z, a = f(z) and the slope f′(z); ``None`` while not computed.

    ``offset`` is, for softmax, the logarithm of the other neurons' summed exponentials.
    """

    activation: str
    alpha: float
    z: float | None
    a: float | None
    slope: float | None
    offset: float = 0.0


@dataclass(frozen=True)
class Frame:
    """The window of the plot in data units, and its size in pixels."""

    reach: float
    low: float
    high: float
    width: int

    @property
    def left(self) -> int:
        """The left margin: as wide as the longest number beside the axis."""
        longest = max(abs(self.low), abs(self.high))
        return 30 if longest < 50 else 36 if longest < 500 else 46

    @property
    def across(self) -> float:
        """Pixels per unit of z."""
        return (self.width - self.left - _RIGHT) / (2 * self.reach)

    @property
    def up(self) -> float:
        """Pixels per unit of a."""
        return (HEIGHT - _TOP - _BOTTOM) / (self.high - self.low)

    def to_pixels(self, x: Any, y: Any) -> Array:
        """Points as (n, 2) pixels from the figure's top left corner."""
        across = self.left + (np.asarray(x, dtype=float) + self.reach) * self.across
        down = _TOP + (self.high - np.asarray(y, dtype=float)) * self.up
        return np.stack([across, down], axis=-1)

    def from_pixels(self, across: float, down: float) -> tuple[float, float]:
        """The data point at a pixel."""
        return (across - self.left) / self.across - self.reach, self.high - (down - _TOP) / self.up


def figure(point: Operating, decimals: int, palette: Palette, width: int) -> Figure:
    """The figure for an operating point, ``width`` pixels wide."""
    reach = _reach(point.z)
    curve, frame = _curve(point.activation, point.alpha, point.offset, reach, palette, width)
    z, a, slope = point.z, point.a, point.slope
    marks: list[Trace] = [
        _line([], [], palette.accent, 1.5, "dot"),
        _line([], [], palette.accent, 2.5),
        _marker(None, None, palette),
        _labels([], [], [], palette),
    ]
    if _drawable(z) and z is not None:
        shown = a if a is not None and math.isfinite(a) and abs(a) < 1e300 else None
        marks[0] = _guides(z, shown, frame, palette)
        marks[2] = _marker(z, shown, palette)
        tangent = _tangent(z, shown, slope, frame)
        marks[1] = _line(*tangent, palette.accent, 2.5)
        marks[3] = _placed(point, tangent, curve, frame, decimals, palette)
    return {"data": [curve, *marks], "layout": _layout(frame, palette)}


def _drawable(z: float | None) -> bool:
    return z is not None and abs(z) <= _DRAWABLE


def _reach(z: float | None) -> float:
    if z is None or not _drawable(z) or abs(z) <= 3.1:
        return _REACH
    return 1.1 * nice_above(abs(z) / 0.97)


@lru_cache(maxsize=128)
def _curve(
    activation: str, alpha: float, offset: float, reach: float, palette: Palette, width: int
) -> tuple[Trace, Frame]:
    x = np.linspace(-reach, reach, _SAMPLES)
    with np.errstate(all="ignore"):
        if activation == "softmax":
            y = ACTIVATIONS["sigmoid"].function(x - offset, 0.0)
        else:
            y = ACTIVATIONS[activation].function(x, alpha)
    xs, ys = x.tolist(), y.tolist()
    if activation == "step":
        xs, ys = [-reach, 0.0, 0.0, reach], [0.0, 0.0, 1.0, 1.0]
    low, high = _window(activation, min(ys), max(ys))
    return _line(xs, ys, palette.text2, 2.2), Frame(reach, low, high, width)


def _window(activation: str, low: float, high: float) -> tuple[float, float]:
    """The interval of a to show: the function's range if it is bounded, with some air."""
    ends = ACTIVATIONS[activation].range
    if all(map(math.isfinite, ends)):
        low, high = ends
    elif low > -0.1 * high:
        low = min(low, 0.0)
    air = 0.15 * (high - low) or 1.0
    return low - air, high + air


def _line(x: list[Any], y: list[Any], colour: str, width: float, dash: str = "solid") -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def _marker(z: float | None, a: float | None, palette: Palette) -> Trace:
    known = z is not None and a is not None
    fill = value_colour(a, palette) if a is not None else palette.card
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [z] if known else [],
        "y": [a] if known else [],
        "marker": {"size": 13, "color": fill, "line": {"color": palette.accent, "width": 2.5}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _guides(z: float, a: float | None, frame: Frame, palette: Palette) -> Trace:
    x: list[float | None] = [z, z]
    y: list[float | None] = [frame.low, frame.high if a is None else a]
    if a is not None:
        x, y = [-frame.reach, z, None, *x], [a, a, None, *y]
    return _line(x, y, palette.accent, 1.5, "dot")


def _tangent(
    z: float, a: float | None, slope: float | None, frame: Frame
) -> tuple[list[float], list[float]]:
    """Both ends of the tangent, as long in pixels whatever the slope."""
    if a is None or slope is None or not math.isfinite(slope):
        return [], []
    steepness = slope * frame.up / frame.across
    dx = _TANGENT / math.hypot(1.0, steepness) / frame.across
    return [z - dx, z + dx], [a - slope * dx, a + slope * dx]


def _labels(x: list[float], y: list[float], text: list[str], palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textposition": "middle center",
        "textfont": {"family": FONT, "size": _FONT_SIZE, "color": palette.accent_text},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _placed(
    point: Operating,
    tangent: tuple[list[float], list[float]],
    curve: Trace,
    frame: Frame,
    decimals: int,
    palette: Palette,
) -> Trace:
    """The labels where they cover neither lines nor each other nor the border."""
    lines = _obstacles(point, tangent, curve, frame)
    placed: list[Box] = []
    x, y, texts = [], [], []
    for name, value, plain in (
        ("z", point.z, 2),
        ("a", point.a, 2),
        ("slope", point.slope, 11),
    ):
        if value is None:
            continue
        number = format_number(value, decimals)
        width = _CHARACTER * (plain + 2 + len(number))
        covered = lines[:-_AXIS] if name == "z" else lines  # z belongs at the foot of its guide
        box = _best(_candidates(name, point, frame, width), covered, placed, frame)
        placed.append(box)
        across, down = frame.from_pixels((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        x.append(across)
        y.append(down)
        texts.append(f"{_WORDS[name]} = <b>{number}</b>")
    return _labels(x, y, texts, palette)


_WORDS = {"z": "<i>z</i>", "a": "<i>a</i>", "slope": "slope <i>f</i>′(<i>z</i>)"}


def _obstacles(
    point: Operating, tangent: tuple[list[float], list[float]], curve: Trace, frame: Frame
) -> Array:
    """Pixels that a label should not cover, as (n, 2); the last ones are the axis of a = 0."""
    z, a = point.z, point.a
    pieces = [frame.to_pixels(curve["x"], curve["y"])]
    share = np.linspace(0.0, 1.0, _AXIS)
    if a is not None and math.isfinite(a) and z is not None:
        pieces.append(frame.to_pixels(-frame.reach + share * (z + frame.reach), 0 * share + a))
        pieces.append(frame.to_pixels(0 * share + z, frame.low + share * (a - frame.low)))
        pieces.append(np.repeat(frame.to_pixels([z], [a]), 12, axis=0))
    if tangent[0]:
        (x0, x1), (y0, y1) = tangent
        pieces.append(frame.to_pixels(x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
    pieces.append(frame.to_pixels(frame.reach * (2 * share - 1), 0 * share))
    return np.concatenate(pieces)


def _candidates(name: str, point: Operating, frame: Frame, width: float) -> Array:
    """Top left corners to try, best first, as (n, 2) with the label's size appended."""
    a = point.a if point.a is not None and math.isfinite(point.a) else 0.0
    across, down = frame.to_pixels([point.z], [a])[0]
    bottom, left, right = HEIGHT - _BOTTOM, frame.left, frame.width - _RIGHT
    if name == "z":
        heights = (bottom - 18, down - _LINE - 10, down + 10, _TOP, bottom - 40)
        spots = [(across + side, y) for y in heights for side in (7, -width - 7)]
    elif name == "a":
        rises = (4, -_LINE - 4, 24, -_LINE - 24)
        spots = [(x, down + dy) for x in (left + 6, right - width) for dy in rises]
    else:
        falls = (16, 4, -_LINE - 15, -_LINE - 3, 36, -_LINE - 36, 60, -_LINE - 60, 84)
        sides = (right - width, across + 14, across - width - 14, left + 6)
        spots = [(x, down + dy) for x in sides[:2] for dy in falls[:2]]
        spots += [(x, down + dy) for dy in falls for x in sides]
    corners = np.array(spots)
    return np.concatenate([corners, corners + np.array([width, _LINE])], axis=1)


def _best(boxes: Array, lines: Array, placed: list[Box], frame: Frame) -> Box:
    """The candidate with the least overlap; the earlier one where it makes no difference."""
    boxes[:, [0, 2]] -= np.maximum(boxes[:, 2] - (frame.width - 2), 0)[:, None]
    boxes[:, [0, 2]] += np.maximum(frame.left + 2 - boxes[:, 0], 0)[:, None]
    x, y = lines[:, 0], lines[:, 1]
    covered = (
        (x > boxes[:, 0:1] - 3)
        & (x < boxes[:, 2:3] + 3)
        & (y > boxes[:, 1:2] - 2)
        & (y < boxes[:, 3:4] + 2)
    ).sum(axis=1)
    outside = (boxes[:, 1] < 0) | (boxes[:, 3] > HEIGHT - _BOTTOM + 2)
    cost = covered + 100.0 * outside + 0.01 * np.arange(len(boxes))
    for left, top, right, bottom in placed:
        overlaps = (
            (boxes[:, 0] < right + 4)
            & (boxes[:, 2] > left - 4)
            & (boxes[:, 1] < bottom)
            & (boxes[:, 3] > top)
        )
        cost += 100.0 * overlaps
    left, top, right, bottom = boxes[int(cost.argmin())].tolist()
    return left, top, right, bottom


@lru_cache(maxsize=64)
def _layout(frame: Frame, palette: Palette) -> dict[str, Any]:
    font = {"family": FONT, "size": 12, "color": palette.text3}
    axis = {
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": palette.border,
        "zerolinewidth": 1.5,
        "fixedrange": True,
        "tickfont": font,
        "ticks": "",
    }
    tall = frame.high - frame.low
    return {
        "width": frame.width,
        "height": HEIGHT,
        "margin": {"l": frame.left, "r": _RIGHT, "t": _TOP, "b": _BOTTOM, "pad": 0},
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": font,
        "xaxis": axis
        | {"range": [-frame.reach, frame.reach], "dtick": nice_above(frame.reach / 3.4)},
        "yaxis": axis
        | {"range": [frame.low, frame.high], "dtick": nice_above(tall / 4.5), "tick0": 0},
    }
