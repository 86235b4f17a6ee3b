"""Where the labels of the activation curve go: clear of lines, borders and each other."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.activations import Array
from playground.notation import format_number

HEIGHT = 200  # px, as all lengths here
RIGHT, TOP, BOTTOM = 6, 6, 26  # margins
FONT_SIZE = 13
_CHARACTER = 5.6  # mean width at that size
_LINE = 18  # height of a label
_SAMPLES = 13  # points of a straight line

Box = tuple[float, float, float, float]  # left, top, right, bottom
Segment = tuple[list[float], list[float]]  # x and y of both ends, or nothing


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
class Window:
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
        return (self.width - self.left - RIGHT) / (2 * self.reach)

    @property
    def up(self) -> float:
        """Pixels per unit of a."""
        return (HEIGHT - TOP - BOTTOM) / (self.high - self.low)

    def to_pixels(self, x: Any, y: Any) -> Array:
        """Points as (n, 2) pixels from the figure's top left corner."""
        across = self.left + (np.asarray(x, dtype=float) + self.reach) * self.across
        down = TOP + (self.high - np.asarray(y, dtype=float)) * self.up
        return np.stack([across, down], axis=-1)

    def from_pixels(self, across: float, down: float) -> tuple[float, float]:
        """The data point at a pixel."""
        return (across - self.left) / self.across - self.reach, self.high - (down - TOP) / self.up


def place(
    point: Operating, tangent: Segment, curve: Segment, window: Window, decimals: int
) -> tuple[list[float], list[float], list[str]]:
    """The labels' centres in data units, x and y, and their texts."""
    lines = _obstacles(point, tangent, curve, window)
    placed: list[Box] = []
    x, y, texts = [], [], []
    for name, value in (("z", point.z), ("a", point.a), ("slope", point.slope)):
        if value is None:
            continue
        number = format_number(value, decimals)
        width = _CHARACTER * (_LENGTHS[name] + len(number))
        # z belongs at the foot of its guide, even across the axis of a = 0
        avoided = lines[:-_SAMPLES] if name == "z" else lines
        box = _best(_candidates(name, point, window, width), avoided, placed, window)
        placed.append(box)
        across, down = window.from_pixels((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        x.append(across)
        y.append(down)
        texts.append(f"{_WORDS[name]} = <b>{number}</b>")
    return x, y, texts


_LENGTHS = {"z": 4, "a": 4, "slope": 13}  # characters before the number
_WORDS = {"z": "<i>z</i>", "a": "<i>a</i>", "slope": "slope <i>f</i>′(<i>z</i>)"}


def _obstacles(point: Operating, tangent: Segment, curve: Segment, window: Window) -> Array:
    """Pixels that a label should not cover, as (n, 2); the last ones are the axis of a = 0."""
    z, a = point.z, point.a
    pieces = [window.to_pixels(*curve)]
    share = np.linspace(0.0, 1.0, _SAMPLES)
    if a is not None and math.isfinite(a) and z is not None:
        pieces.append(window.to_pixels(-window.reach + share * (z + window.reach), 0 * share + a))
        pieces.append(window.to_pixels(0 * share + z, window.low + share * (a - window.low)))
        pieces.append(np.repeat(window.to_pixels([z], [a]), 12, axis=0))
    if tangent[0]:
        (x0, x1), (y0, y1) = tangent
        pieces.append(window.to_pixels(x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
    pieces.append(window.to_pixels(window.reach * (2 * share - 1), 0 * share))
    return np.concatenate(pieces)


def _candidates(name: str, point: Operating, window: Window, width: float) -> Array:
    """Top left corners to try, best first, as (n, 2) with the label's size appended."""
    a = point.a if point.a is not None and math.isfinite(point.a) else 0.0
    across, down = window.to_pixels([point.z], [a])[0]
    bottom, left, right = HEIGHT - BOTTOM, window.left, window.width - RIGHT
    if name == "z":
        heights = (bottom - 18, down - _LINE - 10, down + 10, TOP, bottom - 40)
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


def _best(boxes: Array, lines: Array, placed: list[Box], window: Window) -> Box:
    """The candidate with the least overlap; the earlier one where it makes no difference."""
    boxes[:, [0, 2]] -= np.maximum(boxes[:, 2] - (window.width - 2), 0)[:, None]
    boxes[:, [0, 2]] += np.maximum(window.left + 2 - boxes[:, 0], 0)[:, None]
    x, y = lines[:, 0], lines[:, 1]
    covered = (
        (x > boxes[:, 0:1] - 3)
        & (x < boxes[:, 2:3] + 3)
        & (y > boxes[:, 1:2] - 2)
        & (y < boxes[:, 3:4] + 2)
    ).sum(axis=1)
    outside = (boxes[:, 1] < 0) | (boxes[:, 3] > HEIGHT - BOTTOM + 2)
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
