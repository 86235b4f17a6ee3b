"""How signals travel through the layers, over all rows of the data: forward, and back.

For each layer a line from the least to the largest size, a bar over the middle half, and a ring at
the median, on a logarithmic scale. What is exactly 0 lies on the lower edge.
"""

import math
from typing import NamedTuple

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.focus import focused_output
from playground.analysis.rows.signals import Signal, signals
from playground.language import _, to_say
from playground.notation import power_of_ten, significant
from playground.panels.kit import card, plot
from playground.panels.kit.names import layer_names
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_HEIGHT = 190
_GAP, _LEAST_WIDTH = 20, 200  # px between the figures, and of one before they stand under another
_FLOOR, _CEILING = -16, 16  # powers of ten that are told apart
_MEDIAN = 2  # where it stands among the quantiles
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td>{}</td>")
_BODY = Template('<tbody data-key="medians">{}</tbody>')
_F_PRIME = '<i>f</i><span class="prime">′</span>'


class _Series(NamedTuple):
    """One of the sizes that a layer has: its field, its figure and its symbol."""

    field: str
    figure: str
    symbol: str


SERIES = (
    _Series("z", "forward", "|<i>z</i>|"),
    _Series("a", "forward", "|<i>a</i>|"),
    _Series("path", "back", f"max Π|{_F_PRIME}|"),
    _Series("derivative", "back", to_say("mean |∂<i>ŷ</i>/∂<i>z</i>|")),
)
_TITLES = {"forward": to_say("Forward to the output"), "back": to_say("Back from the output")}


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The signals panel."""
    found = signals(scene, focused_output(scene))
    if found is None:
        note = htpy.p(".note")[_missing(scene)]
        return Panel(card.frame("signals", _("Signals"), scene, view, _heading(), note))
    palette, box = palette_of(view), _box(view)
    figures = {name: _figure(found, name, box, palette) for name in _TITLES}
    frame = card.frame(
        "signals",
        _("Signals"),
        scene,
        view,
        _heading(),
        htpy.div(".beside")[[_place(name, _(title), box) for name, title in _TITLES.items()]],
        htpy.div(".scroll", tabindex="0", role="group", aria_label=_("medians"))[
            htpy.table(".numbers")[_head(), slot("medians")]
        ],
    )
    return Panel(frame, {"medians": _medians(scene, found)}, figures)


def _heading() -> htpy.Element:
    return htpy.h2[_("How signals travel")]


def _missing(scene: Scene) -> str:
    if scene.fitting is None:
        return _("It takes rows: add data above, and each layer's sizes over all of them are here.")
    return _("There are too many rows for a network of this size.")


def _box(view: View) -> plot.Box:
    inner = card.inner_width(view, "signals")
    half = (inner - _GAP) // 2
    return plot.Box(half if half >= _LEAST_WIDTH else inner, _HEIGHT, left=44, right=8, bottom=26)


def _place(name: str, title: str, box: plot.Box) -> htpy.Element:
    keys = [
        htpy.span[htpy.i(f".size-key.is-{shade}"), Markup(_(each.symbol))]  # noqa: S704 - a constant
        for shade, each in zip(("light", "dark"), _of(name), strict=True)
    ]
    return htpy.div(".signal", style=f"width:{box.width}px")[
        htpy.p[htpy.b[title], keys],
        card.figure_place(
            "signals", name, box.width, box.height, _("sizes by layer: {title}", title=title)
        ),
    ]


def _of(figure: str) -> list[_Series]:
    return [each for each in SERIES if each.figure == figure]


def _head() -> htpy.Element:
    return htpy.thead[
        htpy.tr[
            htpy.th(scope="col")[_("median")],
            (
                htpy.th(".math", scope="col")[Markup(_(each.symbol))]  # noqa: S704 - a constant
                for each in SERIES
            ),
        ]
    ]


def _medians(scene: Scene, found: tuple[Signal, ...]) -> Markup:
    output, rows = focused_output(scene), []
    for k, (name, signal) in enumerate(zip(layer_names(scene.network), found, strict=True)):
        cells = (
            _CELL.format(_number(getattr(signal, each.field), f"median/{each.field}/{output}/{k}"))
            for each in SERIES
        )
        rows.append(_ROW.format(name, join(cells)))
    return _BODY.format(join(rows))


def _number(sizes: Array, quantity: str) -> Markup:
    median = float(sizes[_MEDIAN])
    return printed(median, 0, quantity=quantity, text=significant(median))


def _figure(found: tuple[Signal, ...], name: str, box: plot.Box, palette: Palette) -> Figure:
    sizes = [[getattr(signal, each.field) for signal in found] for each in _of(name)]
    low, high = _ends(np.array(sizes))
    data = []
    for shift, series, colour in zip(
        (-0.14, 0.14), sizes, (palette.text3, palette.text1), strict=True
    ):
        data += _spreads(series, shift, low, colour, palette)
    ticks = tuple((float(k), _short(k, len(found))) for k in range(len(found)))
    axes = (
        plot.Axis(-0.6, len(found) - 0.4, ticks=ticks, zero=False),
        plot.Axis(low - 0.3, high + 0.3, ticks=_powers(low, high), zero=False),
    )
    return {"data": data, "layout": plot.layout(box, *axes, palette)}


def _short(k: int, count: int) -> str:
    return _("output") if k == count - 1 else f"{k + 1}"


def _ends(sizes: Array) -> tuple[int, int]:
    """Powers of ten that hold all sizes but 0."""
    seen = sizes[np.isfinite(sizes) & (sizes > 0)]
    logs = np.log10(seen) if seen.size else np.zeros(1)
    low = max(math.floor(float(logs.min())), _FLOOR)
    high = min(math.ceil(float(logs.max())), _CEILING)
    return min(low, high - 1, -1), max(high, low + 1, 0)


def _spreads(
    series: list[Array], shift: float, low: int, colour: str, palette: Palette
) -> list[plot.PlotTrace]:
    """Line, bar and median of each layer."""
    logs = [np.maximum(np.log10(sizes), low).tolist() for sizes in series]
    thin, bar, medians = [], [], []
    for k, (least, first, median, third, most) in enumerate(logs):
        x = k + shift
        thin += [(x, least), (x, most), (np.nan, np.nan)]
        bar += [(x, first), (x, third), (np.nan, np.nan)]
        medians.append((x, median))
    return [
        _path(thin, colour, 1.2),
        _path(bar, colour, 7.0),
        plot.points(*_coordinates(medians), palette.card, colour, 8, rim_width=2.2),
    ]


def _path(places: list[tuple[float, float]], colour: str, width: float) -> plot.PlotTrace:
    return plot.line(*_coordinates(places), colour, width, simplify=False)


def _coordinates(
    places: list[tuple[float, float]],
) -> tuple[list[float | None], list[float | None]]:
    x, y = plot.coordinates(places)
    return plot.finite(x), plot.finite(y)


def _powers(low: int, high: int) -> tuple[tuple[float, str], ...]:
    step = max(1, math.ceil((high - low) / 5))
    return tuple((float(power), power_of_ten(power)) for power in range(high, low - 1, -step))
