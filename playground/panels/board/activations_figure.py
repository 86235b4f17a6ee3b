"""All activation curves in one figure, a tile each; one unit is one CSS pixel."""

import math
from dataclasses import dataclass

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.input_space.windows import DRAWABLE, half_window
from playground.analysis.neurons.response import response
from playground.cache import cached
from playground.panels.kit import plot
from playground.panels.kit.theme import Palette, value_colour
from playground.panels.panel import Figure

TILE_HEIGHT = 148
GAP = 8
_LEAST_TILE = 148
_CURVE_TOP, _CURVE_HEIGHT, _SIDE = 30, 62, 10  # within a tile
_REACH = 4.0  # |z| shown at least
_LOW, _HIGH = -1.35, 2.6  # a shown at least, so that slopes can be compared
_SAMPLES = 81
_TANGENT = 20  # half of its length
_SPILL = 7  # px that a tangent goes beyond its curve, within the tile


@dataclass(frozen=True)
class Tile:
    """A function at the operating point; ``None`` where there is nothing to know yet."""

    name: str
    alpha: float
    a: float | None
    slope: float | None
    usable: bool
    current: bool


@dataclass(frozen=True)
class Places:
    """Where the tiles stand: ``columns`` of them, ``width`` each."""

    columns: int
    width: int

    def text(self, n: int) -> tuple[int, int]:
        """Left of tile ``n``'s text, and the top of the tile."""
        row, column = divmod(n, self.columns)
        return column * (self.width + GAP) + _SIDE, row * (TILE_HEIGHT + GAP)

    def corner(self, n: int) -> tuple[int, int]:
        """Left and top of tile ``n``'s curve."""
        left, top = self.text(n)
        return left, top + _CURVE_TOP

    @property
    def across(self) -> int:
        """The width of a curve."""
        return self.width - 2 * _SIDE

    def height(self, count: int) -> int:
        """The height of ``count`` tiles."""
        return math.ceil(count / self.columns) * (TILE_HEIGHT + GAP) - GAP


def places_of(width: int) -> Places:
    """Where tiles stand in a panel ``width`` wide."""
    columns = max(2, (width + GAP) // (_LEAST_TILE + GAP))
    columns = 8 if columns >= 8 else 4 if columns >= 4 else 2  # rows of equal length
    return Places(columns, (width - GAP * (columns - 1)) // columns)


@dataclass(frozen=True)
class _Window:
    """What one tile shows, and where."""

    reach: float
    low: float
    high: float
    left: int
    top: int
    across: int

    def pixels(self, z: Array, a: Array) -> tuple[Array, Array]:
        """Points in the figure's pixels."""
        x = self.left + (z / self.reach + 1.0) * 0.5 * self.across
        y = self.top + (self.high - a) / (self.high - self.low) * _CURVE_HEIGHT
        return x, y


def _window(tile: Tile, n: int, reach: float, places: Places) -> _Window:
    seen = np.array([] if tile.a is None else [tile.a])
    low, high = plot.span(seen, _LOW, _HIGH)
    return _Window(reach, low, high, *places.corner(n), places.across)


def figure(
    tiles: list[Tile], layer_z: Array, j: int, z: float | None, width: int, palette: Palette
) -> Figure:
    """The curves of all tiles at one z; ``layer_z`` and j are for those that need the layer."""
    places = places_of(width)
    reach = half_window(z or 0.0, least=_REACH)
    windows = [_window(tile, n, reach, places) for n, tile in enumerate(tiles)]
    curves = [
        _curve(tile.name, tile.alpha, window)
        if not ACTIVATIONS[tile.name].whole_layer
        else _sampled(tile, window, layer_z, j)
        for tile, window in zip(tiles, windows, strict=True)
    ]
    drawable = z is not None and abs(z) <= DRAWABLE
    marks = [
        (tile, window)
        for tile, window in zip(tiles, windows, strict=True)
        if drawable and tile.a is not None and abs(tile.a) <= DRAWABLE
    ]
    data = [
        _axes(tuple(windows), palette),
        *_lines(tiles, curves, palette),
        _tangents(marks, z or 0.0, palette),
        _operating(marks, z or 0.0, palette),
    ]
    return {"data": data, "layout": _layout(places, width, len(tiles), palette)}


_Points = tuple[list[float | None], list[float | None]]


@cached(1024)
def _curve(name: str, alpha: float, window: _Window) -> _Points:
    row = ACTIVATIONS[name]
    z = np.linspace(-window.reach, window.reach, _SAMPLES)
    with np.errstate(all="ignore"):
        a = row.function(z, alpha)
    if row.jumps:
        z, a = np.array([-1.0, 0.0, 0.0, 1.0]) * window.reach, a[[0, 0, -1, -1]]
    return _clipped(z, a, window)


def _sampled(tile: Tile, window: _Window, layer_z: Array, j: int) -> _Points:
    """The curve of a function of the whole layer, which depends on the other neurons."""
    if not tile.usable:
        return [None], [None]
    z = np.linspace(-window.reach, window.reach, _SAMPLES)
    return _clipped(z, response(layer_z, j, tile.name, tile.alpha, z), window)


def _clipped(z: Array, a: Array, window: _Window) -> _Points:
    """The curve in pixels, without what leaves its tile, ended by a gap."""
    x, y = window.pixels(z, a)
    y[(a < window.low) | (a > window.high)] = np.nan
    return [*plot.finite(x.round(1)), None], [*plot.finite(y.round(1)), None]


def _joined(curves: list[_Points]) -> _Points:
    return [v for x, _ in curves for v in x], [v for _, y in curves for v in y]


def _lines(tiles: list[Tile], curves: list[_Points], palette: Palette) -> list[plot.PlotTrace]:
    """All curves in grey, and the layer's own on top in violet."""
    rest = [curve for tile, curve in zip(tiles, curves, strict=True) if not tile.current]
    own = [curve for tile, curve in zip(tiles, curves, strict=True) if tile.current]
    return [
        plot.line(*_joined(rest), palette.text2, 2.0),
        plot.line(*_joined(own), palette.accent, 2.5),
    ]


@cached(64)
def _axes(windows: tuple[_Window, ...], palette: Palette) -> plot.PlotTrace:
    lines = []
    for window in windows:
        z, a = (
            np.array([-window.reach, window.reach, np.nan, 0.0, 0.0]),
            np.array([0.0, 0.0, np.nan, window.low, window.high]),
        )
        lines.append(_clipped(z, a, window))
    return plot.line(*_joined(lines), palette.control, 1.0)


def _tangents(marks: list[tuple[Tile, _Window]], z: float, palette: Palette) -> plot.PlotTrace:
    """A short tangent at each operating point, as long in pixels whatever the slope."""
    x: list[float | None] = []
    y: list[float | None] = []
    for tile, window in marks:
        if tile.a is None or tile.slope is None or not math.isfinite(tile.slope):
            continue
        spot = window.pixels(np.array([z]), np.array([tile.a]))
        px, py = float(spot[0][0]), float(spot[1][0])
        up = tile.slope * _CURVE_HEIGHT / (window.high - window.low)
        steepness = up / (window.across / (2 * window.reach))
        dx = _TANGENT / math.hypot(1.0, steepness)
        back = min(dx, px - window.left + _SPILL)  # at its edge it does not leave the tile
        on = min(dx, window.left + window.across - px + _SPILL)
        x += [round(px - back, 1), round(px + on, 1), None]
        y += [round(py + back * steepness, 1), round(py - on * steepness, 1), None]
    return plot.line(x, y, palette.accent, 1.5)


def _operating(marks: list[tuple[Tile, _Window]], z: float, palette: Palette) -> plot.PlotTrace:
    spots = [window.pixels(np.array([z]), np.array([tile.a])) for tile, window in marks]
    fills = [value_colour(tile.a or 0.0, palette) for tile, _ in marks]
    x = [round(float(px[0]), 1) for px, _ in spots]
    y = [round(float(py[0]), 1) for _, py in spots]
    return plot.points(x, y, fills, palette.accent, size=9)


def _layout(places: Places, width: int, count: int, palette: Palette) -> dict[str, object]:
    return plot.pixel_layout(width, places.height(count), palette)
