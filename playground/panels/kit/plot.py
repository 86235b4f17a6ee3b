"""What figures are made of: traces and layouts as plain Plotly dicts.

Lengths are CSS pixels. What cannot be drawn, a ``nan``, an infinity or a number beyond any axis,
becomes ``None``, which Plotly leaves out.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.windows import DRAWABLE
from playground.language import decimal_mark, language
from playground.notation import brief, power_of_ten
from playground.panels.kit.scales import round_above
from playground.panels.kit.theme import FONT, Palette

PlotTrace = dict[str, Any]

CLEAR = "rgba(0,0,0,0)"
KEPT_DASH = "5px,4px"  # of a line of the network that is kept


@dataclass(frozen=True)
class Axis:
    """What an axis shows: its ends, its name, and its ticks where they are not Plotly's own."""

    low: float
    high: float
    title: str = ""
    ticks: tuple[tuple[float, str], ...] | None = None
    zero: bool = True

    @property
    def ends(self) -> tuple[float, float]:
        """Its low and its high end."""
        return self.low, self.high

    def holds(self, value: float) -> bool:
        """Whether a value has a place on it."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Box:
    """A plot's place: the figure's size and the margins around the plot."""

    width: int
    height: int
    left: int = 38
    right: int = 10
    top: int = 8
    bottom: int = 36

    def across(self, axis: Axis, x: float) -> float:
        """The pixel of ``x`` from the figure's left edge."""
        return self.left + (x - axis.low) / (axis.high - axis.low) * (
            self.width - self.left - self.right
        )

    def down(self, axis: Axis, y: float) -> float:
        """The pixel of ``y`` from the figure's top edge."""
        return self.top + (axis.high - y) / (axis.high - axis.low) * (
            self.height - self.top - self.bottom
        )


def finite(values: Any) -> list[float | None]:
    """Plain numbers; ``None`` for each that cannot be drawn."""
    array = np.asarray(values, dtype=np.float64).ravel()
    if (np.abs(array) <= DRAWABLE).all():
        return list(array.tolist())
    return [value if abs(value) <= DRAWABLE else None for value in array.tolist()]


def coordinates(places: Iterable[tuple[Any, ...]]) -> tuple[list[Any], list[Any]]:
    """The x and the y of all places, as traces take them; each place begins with its own."""
    places = list(places)
    return [place[0] for place in places], [place[1] for place in places]


def span(values: Array, low: float, high: float) -> tuple[float, float]:
    """The interval from ``low`` to ``high``, widened to round numbers that hold the values."""
    seen = values[np.abs(values) <= DRAWABLE]
    if not seen.size:
        return low, high
    least, most = float(seen.min()), float(seen.max())
    return (
        low if least >= low else -round_above(-1.03 * least),
        high if most <= high else round_above(1.03 * most),
    )


def line(
    x: list[Any],
    y: list[Any],
    colour: str,
    width: float = 2.0,
    dash: str = "solid",
    fill: str | None = None,
    fillcolour: str = CLEAR,
    simplify: bool = True,
) -> PlotTrace:
    """A line; ``fill`` is Plotly's, as ``tonexty`` or ``toself``.

    With ``simplify`` Plotly leaves out points that change little; without, the browser can move
    each one in place while something is dragged.
    """
    trace: PlotTrace = {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width, "dash": dash, "simplify": simplify},
        "hoverinfo": "skip",
    }
    if fill is not None:
        trace |= {"fill": fill, "fillcolor": fillcolour}
    return trace


def points(
    x: list[Any],
    y: list[Any],
    fill: str | list[str],
    rim: str | list[str],
    size: float | list[float] = 12,
    symbol: str | list[str] = "circle",
    rim_width: float | list[float] = 2.0,
) -> PlotTrace:
    """Markers with a rim; opaque also where each has a size of its own, which Plotly dims."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {
            "size": size,
            "symbol": symbol,
            "color": fill,
            "opacity": 1,
            "line": {"color": rim, "width": rim_width},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def labels(
    x: list[Any],
    y: list[Any],
    text: list[str],
    colour: str | list[str],
    place: str | list[str] = "middle center",
    size: float | list[float] = 13,
) -> PlotTrace:
    """Text at points."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textposition": place,
        "textfont": {"family": FONT, "size": size, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def image(source: str, x: tuple[float, float], y: tuple[float, float]) -> dict[str, Any]:
    """A picture under the traces, for ``images`` of a layout: from left to right, bottom to top."""
    return {
        "source": source,
        "xref": "x",
        "yref": "y",
        "x": x[0],
        "y": y[1],
        "sizex": x[1] - x[0],
        "sizey": abs(y[1] - y[0]),
        "sizing": "stretch",
        "layer": "below",
    }


def bars(x: list[float], heights: list[Any], fill: str | list[str], **more: Any) -> PlotTrace:
    """Upright bars; ``more`` is Plotly's, as ``base`` or ``yaxis``."""
    return {
        "type": "bar",
        "x": x,
        "y": heights,
        "width": 0.8,
        "marker": {"color": fill},
        "hoverinfo": "skip",
    } | more


def escaped(name: str) -> str:
    """A visitor's text for a figure, where Plotly would read it as markup."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def powers(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Ticks of a logarithmic axis: at most six powers of ten between its ends."""
    step = max(1, math.ceil((high - low) / 5))
    return tuple(
        (float(power), _power(power))
        for power in range(math.floor(high), math.ceil(low) - 1, -1)
        if power % step == 0
    )


def _power(power: int) -> str:
    return {0: "1", 1: "10", -1: brief(0.1)}.get(power) or power_of_ten(power)


def axis_dict(axis: Axis, palette: Palette) -> dict[str, Any]:
    """One axis of a layout."""
    shown: dict[str, Any] = {
        "range": [axis.low, axis.high],
        "showgrid": False,
        "zeroline": axis.zero,
        "zerolinecolor": palette.control,
        "zerolinewidth": 1,
        "fixedrange": True,
        "tickfont": {"family": FONT, "size": 12, "color": palette.text3},
        "exponentformat": "power",
        "ticks": "",
        "nticks": 7,
    }
    if axis.ticks is not None:
        shown |= {
            "tickmode": "array",
            "tickvals": [at for at, _ in axis.ticks],
            "ticktext": [text for _, text in axis.ticks],
        }
    if axis.title:
        font = {"family": FONT, "size": 13, "color": palette.text2}
        shown["title"] = {"text": axis.title, "font": font, "standoff": 4}
    return shown


def layout(box: Box, x: Axis, y: Axis, palette: Palette) -> dict[str, Any]:
    """A layout with one pair of axes."""
    return bare_layout(box, palette) | {
        "xaxis": axis_dict(x, palette),
        "yaxis": axis_dict(y, palette),
    }


def pixel_layout(width: int, height: int, palette: Palette) -> dict[str, Any]:
    """A layout without axes whose unit is one CSS pixel, counted from the top left."""
    hidden = {"visible": False, "fixedrange": True, "autorange": False}
    box = Box(width, height, 0, 0, 0, 0)
    return bare_layout(box, palette) | {
        "xaxis": {**hidden, "range": [0, width]},
        "yaxis": {**hidden, "range": [height, 0]},
    }


def bare_layout(box: Box, palette: Palette) -> dict[str, Any]:
    """Size, margins and type, without axes."""
    return {
        "width": box.width,
        "height": box.height,
        "margin": {"l": box.left, "r": box.right, "t": box.top, "b": box.bottom, "pad": 0},
        "showlegend": False,
        "hovermode": False,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": 12, "color": palette.text3},
        "separators": decimal_mark(language()) + " ",  # Plotly's own ticks
    }
