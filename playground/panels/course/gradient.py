"""The vanishing gradient: how much of the output's slope is left in each layer.

A bar a layer shows the mean |∂ŷ/∂z| over its neurons on a logarithmic scale, for the network as it
is and for copies whose hidden layers have another activation; all other numbers are the same.
"""

import math

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.focus import focused_output
from playground.analysis.layers.vanishing import VARIANTS, Variant
from playground.language import _
from playground.network import Network
from playground.notation import output_name, significant
from playground.panels.kit import card, equation, plot
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.relation import multiplies_out
from playground.scene import Scene

_HEIGHT = 190
_F_PRIME = Markup('<i>f</i><span class="prime">′</span>')
_LEAST = 1e-16  # below it a bar shows nothing
_ROW = Template('<tr class="{}"><th scope="row">{}</th>{}<td><b>{}</b></td></tr>')
_CELL = Template("<td>{}</td>")
_BODY = Template('<tbody data-key="means">{}</tbody>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The gradient panel."""
    palette = palette_of(view)
    output = focused_output(scene)
    variants = {name: Variant.of(scene, name) for name in VARIANTS}
    means = {name: variant.layer_means(output) for name, variant in variants.items()}
    box = plot.Box(card.inner_width(view, "gradient"), _HEIGHT, left=44, bottom=26)
    parts = {
        "path": _path(variants["now"]),
        _("means"): _table(variants, means, output),
    }
    frame = card.frame(
        "gradient",
        _("Vanishing gradient"),
        scene,
        view,
        _header(output_name(scene.network, output)),
        card.figure_place(
            "gradient", "gradient", box.width, box.height, _("mean gradient a layer")
        ),
        htpy.div(".scroll", tabindex="0", role="group", aria_label=_("means"))[
            htpy.table(".numbers")[_head(scene.network), slot(_("means"))]
        ],
        slot("path"),
    )
    return Panel(frame, parts, {"gradient": _figure(means, box, palette)})


def _header(name: str) -> htpy.Element:
    return htpy.header[
        htpy.span(".math.title")[
            Template(_("mean |∂<i>{name}</i>/∂<i>z</i>|")).format(name=name)
        ],
        htpy.span(".aside")[_("a bar a layer, from the first to the output")],
    ]  # fmt: skip


def _head(network: Network) -> htpy.Element:
    return htpy.thead[
        htpy.tr[
            htpy.td,
            [htpy.th(scope="col")[f"{k + 1}"] for k in range(len(network.layers))],
            htpy.th(".math", scope="col")[Markup("max Π|{}|").format(_F_PRIME)],
        ]
    ]


def _table(variants: dict[str, Variant], means: dict[str, list[float]], output: int) -> Markup:
    rows = []
    for name, values in means.items():
        cells = join(
            _CELL.format(_number(value, f"mean-derivative/{name}/{output}/{k}"))
            for k, value in enumerate(values)
        )
        product = _number(variants[name].largest_product, f"largest-path/{name}")
        rows.append(
            _ROW.format("is-current" if name == "now" else "", _called(name), cells, product)
        )
    return _BODY.format(join(rows))


def _called(variant: str) -> str:
    """What a variant is called: the function of its hidden layers, or that it is as it is now."""
    function = VARIANTS[variant]
    return _("now") if function is None else ACTIVATIONS[function].called


def _path(now: Variant) -> Markup:
    """The product for the network as it is, factor by factor."""
    factors = enumerate(now.steepest_slopes)
    shown = [_number(value, f"steepest-slope/now/{k}") for k, value in factors]
    product = _number(now.largest_product, "largest-path/now")
    text = Markup(' <span class="op">·</span> ').join(shown)
    holds = multiplies_out((factor.striptags() for factor in shown), product.striptags())
    return card.line(
        "path",
        [
            card.equality(Markup("max Π|{}|").format(_F_PRIME), text),
            Markup("{} <b>{}</b>").format(equation.judged(holds), product),
        ],
    )


def _number(value: float, name: str) -> Markup:
    """A printed number: gradients span many powers of ten."""
    return printed(value, 0, quantity=name, text=significant(value))


def _figure(means: dict[str, list[float]], box: plot.Box, palette: Palette) -> Figure:
    seen = [value for values in means.values() for value in values if _LEAST <= value < math.inf]
    low = math.floor(math.log10(min([*seen, 0.1]))) - 0.2
    high = math.ceil(math.log10(max([*seen, 1.0])) - 1e-9) + 0.15
    count = len(next(iter(means.values())))
    data = []
    ticks = []
    for group, (name, values) in enumerate(means.items()):
        start = group * (count + 1.0)
        heights = [math.log10(v) - low if _LEAST <= v < math.inf else None for v in values]
        fill = palette.accent if group == 0 else palette.text3
        data.append(plot.bars([start + k for k in range(count)], heights, fill, base=low))
        ticks.append((start + (count - 1) / 2, _called(name)))
    data.append(_zeros(means, count, low, palette))
    horizontal = plot.Axis(-0.8, len(means) * (count + 1.0) - 1.2, ticks=tuple(ticks), zero=False)
    vertical = plot.Axis(low, high, ticks=plot.powers(low, high), zero=False)
    layout = plot.layout(box, horizontal, vertical, palette)
    layout["shapes"] = [_one(palette)]
    return {"data": data, "layout": layout}


def _zeros(
    means: dict[str, list[float]], count: int, low: float, palette: Palette
) -> plot.PlotTrace:
    """A printed 0 where there is no bar at all."""
    x = [
        group * (count + 1.0) + k
        for group, values in enumerate(means.values())
        for k, value in enumerate(values)
        if value < _LEAST
    ]
    return plot.labels(x, [low] * len(x), ["0"] * len(x), palette.text2, "top center", 12)


def _one(palette: Palette) -> dict[str, object]:
    """A line at 1, where nothing vanishes."""
    line = {"color": palette.control, "width": 1}
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line,
        "layer": "below",
    }  # fmt: skip
