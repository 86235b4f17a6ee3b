"""From a dense layer to a convolution: most weights zero, and the rest shared along a band."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis import so_far
from playground.analysis.focus import focused_layer
from playground.analysis.layers.convolution import POOL, Band, band_of, pooled
from playground.language import _, decimal_mark, language
from playground.network import Layer
from playground.notation import compact, exact
from playground.panels.kit import card, controls, plot
from playground.panels.kit.cells import rows_of
from playground.panels.kit.names import layer_name, layer_names
from playground.panels.kit.numbers import computed, printed, sign_class
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, ink, palette_of, value_colour
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_ROW_HEIGHT = 62  # of one signal
_NUMBERS_UP_TO = 8  # columns that still have room for digits
_FEW = 0.25  # up to this share of weights off the pattern they are outlined: above, all are
_MOST = 32  # values of a signal that are drawn
# Plain text, filled with numbers only: a matrix has hundreds of cells.
_CELL = (
    '<span class="cell{}" data-quantity="running-weight/{}/{}/{}" data-value="{}" '
    'style="background:{};color:{}">{}</span>'
)
_MATRIX = Template('<div class="band" data-key="band"><div class="{}">{}</div></div>')
_SIGNAL = Template('<p class="facts" data-key="{}"><span class="fact math">{}</span>{}</p>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The convolution panel of the selected layer."""
    k = focused_layer(scene)
    palette = palette_of(view)
    layer = scene.active_network.layers[k]
    band = band_of(layer)
    a, halved, known = _signals(scene, k)
    box = plot.Box(card.inner_width(view, "convolution"), 3 * _ROW_HEIGHT + 8, 34, 8, 4, 4)
    parts = {
        "verdict": _verdict(scene, k, band),
        "band": _matrix(k, layer, band, scene.decimals, palette),
        "a": _numbers(scene, ("a", k), Markup("<i>a</i>"), known[0]),
        "pooled": _numbers(scene, ("pooled", k), _("max 2"), known[1]),
    }
    label = _("W of {layer}", layer=layer_name(scene.network, k))
    frame = card.frame(
        "convolution",
        _("Convolution"),
        scene,
        view,
        _header(scene, k),
        slot("verdict"),
        card.figure_place(
            "convolution", "signals", box.width, box.height, _("input, output and pooled signal")
        ),
        slot("a"),
        slot("pooled"),
        htpy.div(".scroll", tabindex="0", role="group", aria_label=label)[slot("band")],
    )
    signals = scene.trace.sources(k), a, halved
    return Panel(frame, parts, {"signals": _figure(signals, band, box, palette)})


def _signals(scene: Scene, k: int) -> tuple[Array, Array, list[list[float | None]]]:
    """Activations of layer k and what pooling leaves, to draw; and both as far as known."""
    shown = [so_far.activation(scene, k, j) for j in range(scene.network.layers[k].n_out)]
    a = np.array([np.nan if value is None else value for value in shown])
    halved = pooled(a)
    done = so_far.layer_done(scene, k)
    return a, halved, [shown, [value if done else None for value in halved.tolist()]]


def _header(scene: Scene, k: int) -> htpy.Element:
    return htpy.header[
        htpy.span(".math.title")[Markup("<i>a</i><sub>j</sub> = <i>f</i>(Σ "
                                        "<i>w</i><sub>i−j</sub><i>x</i><sub>i</sub> + <i>b</i>)")],
        controls.layer_picker(layer_names(scene.network), k),
    ]  # fmt: skip


def _verdict(scene: Scene, k: int, band: Band) -> Markup:
    """A convolution with its kernel, or what is missing."""
    decimals = scene.decimals
    size = band.shape[0] * band.shape[1]
    zeros = printed(band.zeros, 0, quantity=f"zeros/{k}")
    counted = Template(_("{count} of {size} weights are 0")).format(count=zeros, size=size)
    if band.is_convolution:
        between = Markup("; ") if decimal_mark(language()) == "," else Markup(", ")
        kernel = between.join(
            computed(value, decimals, f"kernel/{k}/{n}", sign_class(value))
            for n, value in enumerate(band.kernel)
        )
        text = Template(_("✓ convolution, kernel [{kernel}] · {zeros}")).format(
            kernel=kernel, zeros=counted
        )
        return card.note("verdict", text, " good")
    reasons = [
        (band.shape[0] == 1, _("one neuron has nothing to share")),
        (not band.kernel, _("no weights")),
        (len(band.kernel) >= band.shape[1], _("no narrow band: dense")),
        (bool(band.odd.any()), _("{count} off the pattern", count=int(band.odd.sum()))),
        (not band.one_bias, _("biases differ")),
    ]
    why = " · ".join(reason for holds, reason in reasons if holds)
    return card.note(
        "verdict", Template(_("✗ no convolution: {why} · {zeros}")).format(why=why, zeros=counted)
    )


def _matrix(k: int, layer: Layer, band: Band, decimals: int, palette: Palette) -> Markup:
    """W with its zeros blank and its band in colour; outlined what leaves the pattern."""
    values = layer.weights.tolist()
    marked = band.odd if band.odd.mean() <= _FEW else np.zeros_like(band.odd)
    small = layer.n_in > _NUMBERS_UP_TO
    rows = rows_of(
        layer.n_out,
        layer.n_in,
        lambda j, i: _cell((k, j, i), values[j][i], bool(marked[j, i]), decimals, palette, small),
    )
    return _MATRIX.format(
        "matrix small" if small else "matrix",
        Markup(rows),  # noqa: S704 - see _CELL
    )


def _cell(
    path: tuple[int, int, int],
    value: float,
    odd: bool,
    decimals: int,
    palette: Palette,
    small: bool,
) -> str:
    css = (" is-odd" if odd else "") + (" is-zero" if value == 0 else "")
    fill = palette.card if value == 0 else value_colour(value, palette)
    text = "0" if value == 0 else compact(value, decimals, tiny=True)
    colour = palette.text3 if value == 0 else ink(fill)
    return _CELL.format(css, *path, exact(value), fill, colour, "" if small else text)


def _numbers(
    scene: Scene, of: tuple[str, int], symbol: Markup | str, values: list[float | None]
) -> Markup:
    """One signal of layer k, as far as it is known: ``of`` is (name, k)."""
    name, k = of
    shown = join(
        Markup("{} ").format(computed(value, scene.decimals, f"{name}/{k}/{n}"))
        for n, value in enumerate(values[:_MOST])
    )
    return _SIGNAL.format(name, symbol, shown)


def _figure(
    signals: tuple[Array, Array, Array], band: Band, box: plot.Box, palette: Palette
) -> Figure:
    """Three rows of bars; an output stands in the middle of the inputs that it reads."""
    middle = (band.low + band.high) / 2 if band.is_convolution else 0.0
    if not band.is_convolution and band.shape[0] > 1:  # spread the outputs over the inputs
        spread = (band.shape[1] - 1) / (band.shape[0] - 1)
    else:
        spread = 1.0
    data: list[plot.PlotTrace] = []
    layout = plot.bare_layout(box, palette)
    widths = (0.8, 0.8 * min(spread, 1.0), 0.8 * POOL * min(spread, 1.0))
    ends = [0.0, 0.0]
    for row, (name, signal) in enumerate(zip(("x", "a", "max"), signals, strict=True)):
        shown = signal[:_MOST]
        index = np.arange(len(shown), dtype=np.float64)
        if row == 2:
            index = POOL * index + (POOL - 1) / 2
        at = index if row == 0 else middle + spread * index
        data.append(_bars(at, shown, widths[row], row, palette))
        ends = [min([*ends, *at.tolist()]), max([*ends, *at.tolist()])]
        top = 1.0 - row / 3
        layout["yaxis" + ("", "2", "3")[row]] = _rows_axis(shown, name, top, palette)
    horizontal = plot.Axis(ends[0] - 0.6, ends[1] + 0.6, ticks=(), zero=False)
    layout["xaxis"] = plot.axis_dict(horizontal, palette) | {"visible": False, "anchor": "y3"}
    return {"data": data, "layout": layout}


def _bars(at: Array, values: Array, width: float, row: int, palette: Palette) -> plot.PlotTrace:
    fills = [value_colour(value, palette) for value in values.tolist()]
    axis = "y" + ("", "2", "3")[row]
    return plot.bars(at.tolist(), plot.finite(values), fills, width=width, yaxis=axis)


def _rows_axis(values: Array, name: str, top: float, palette: Palette) -> dict[str, object]:
    low, high = plot.span(values, -0.15, 1.0)
    axis = plot.Axis(low, high, f"<i>{name}</i>" if len(name) == 1 else name, ((0.0, "0"),))
    return plot.axis_dict(axis, palette) | {"domain": [top - 1 / 3 + 0.035, top], "anchor": "x"}
