"""A curve to match: its dots, the best straight line and the network's own curve, with both errors.

The dots lie on the curve, x from end to end of its range. The errors are those at the dots; the
largest gap may lie between them. A network with more inputs is read along its first one. Where the
output is a sum of a few hidden neurons, what each of them adds is drawn below, in the colour of its
weight.
"""

from collections.abc import Callable

import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis.focus import focused_output
from playground.analysis.input_space.fit import (
    CURVES,
    N_DOTS,
    RANGES,
    WITHIN,
    Gaps,
    at_dots,
    best_line,
    dots,
    everywhere,
    line_error,
)
from playground.analysis.input_space.pieces import pieces
from playground.analysis.input_space.sweep import line, outputs
from playground.cache import cached
from playground.engine import forward
from playground.glossary import glossary
from playground.language import _, language
from playground.notation import brief
from playground.panels.kit import card, plot
from playground.panels.kit.glossary import explained_term
from playground.panels.kit.marks import CROSS
from playground.panels.kit.names import input_axis
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, mix, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene, Target

_HEIGHT = 250
_ROW = Template('<p class="facts" data-key="{}"><span class="key {}"></span><b>{}</b>{}</p>')


def render_curve(name: str) -> Callable[[Scene, View], Panel]:
    """The renderer of the panel of the curve ``name``; its own name is ``fit-`` and that."""
    if name not in CURVES:
        raise KeyError(f"curve: expected one of {', '.join(CURVES)}, got {name!r}")
    return lambda scene, view: _render(scene, view, name, f"fit-{name}")


@np.errstate(all="ignore")
def _render(scene: Scene, view: View, name: str, panel: str) -> Panel:
    palette = palette_of(view)
    box = plot.Box(card.inner_width(view, panel), _HEIGHT)
    parts = {
        "line": _line_row(name, scene.decimals),
        "network": _network_row(scene, name),
        "pieces": _pieces_row(scene, name),
        "fixed": card.note("fixed", card.fixed_inputs(scene, (0,))),
    }
    frame = card.frame(
        panel,
        _("Fit"),
        scene,
        view,
        card.figure_place(panel, "fit", box.width, box.height, _("target, best line and network")),
        slot("line"),
        slot("network"),
        slot("pieces"),
        slot("fixed"),
    )
    return Panel(frame, parts, {"fit": _figure(scene, name, box, palette)})


@cached(64)
def _line_row(name: str, decimals: int) -> Markup:
    layer = best_line(name).layers[0]
    slope = computed(float(layer.weights[0, 0]), decimals, f"line-slope/{name}")
    intercept = computed(float(layer.biases[0]), decimals, f"line-intercept/{name}")
    items = [
        _mean_squared(line_error(name), decimals, f"line-error/{name}"),
        card.equality(Markup("<i>w</i>"), slope),
        card.equality(Markup("<i>b</i>"), intercept),
    ]
    return _ROW.format("line", "dashed", _("best line"), join(items))


def _network_row(scene: Scene, name: str) -> Markup:
    decimals, output = scene.decimals, focused_output(scene)
    some, all_over = at_dots(scene, name, output), everywhere(scene, name, output)
    within = printed(some.n_within, 0, quantity=f"within/{name}/{output}")
    items = [
        _mean_squared(some.mean_squared, decimals, f"error/{name}/{output}"),
        card.named(
            _("largest gap"),
            computed(all_over.largest, decimals, f"largest-gap/{name}/{output}"),
        ),
        Markup('<span class="{}">{}</span>').format(
            _verdict(all_over),
            Template(_("{count} of {n} within ±{gap}")).format(
                count=within, n=N_DOTS, gap=brief(WITHIN)
            ),
        ),
    ]
    return _ROW.format("network", "accent", _("network"), join(items))


def _pieces_row(scene: Scene, name: str) -> Markup:
    """What the thin lines are, where there are any."""
    if pieces(scene, line(scene, _grid(name)[:1]), focused_output(scene)) is None:
        return card.empty("pieces")
    told = _("The thin lines are what each hidden neuron adds. With b they sum to the curve.")
    return card.note("pieces", told)


def _verdict(all_over: Gaps) -> str:
    """The class that says whether the whole curve is matched, between the dots, too."""
    return "good" if all_over.fit(WITHIN).all() else "aside"


def _mean_squared(value: float, decimals: int, name: str) -> Markup:
    number = computed(value, max(decimals, 3), name)
    short = explained_term(glossary(language())["mean squared error"], "MSE")
    return card.equality(Markup('<span class="upright">{}</span>').format(short), number, " strong")


def _grid(name: str) -> Array:
    """Where curves are drawn, from end to end of the range."""
    return np.linspace(*RANGES[name], 121)


@cached(64)
def _curve_traces(name: str, palette: Palette) -> tuple[plot.PlotTrace, ...]:
    """The band, the curve's dots and the best line: they change with the curve only."""
    x, places = _grid(name), dots(name)
    grid, curve, height = x.round(4).tolist(), CURVES[name](x), CURVES[name](places)
    straight = forward(best_line(name), x[:, None]).output[:, 0]
    band = mix(palette.text3, palette.card, 0.22)
    return (
        plot.line(grid, (curve - WITHIN).tolist(), band, 0),
        plot.line(grid, (curve + WITHIN).tolist(), band, 0, fill="tonexty", fillcolour=band),
        plot.line(grid, straight.tolist(), palette.text2, 2.0, "dash"),
        plot.points(places.tolist(), height.tolist(), palette.text1, palette.card, 8, CROSS, 1),
    )


def _figure(scene: Scene, name: str, box: plot.Box, palette: Palette) -> Figure:
    x = _grid(name)
    target = CURVES[name](x)
    own: Array = outputs(scene, line(scene, x))[:, focused_output(scene)]
    air = 0.35
    low, high = float(target.min()) - air, float(target.max()) + air
    own = np.where((own < low) | (own > high), np.nan, own)
    axes = (
        plot.Axis(*RANGES[name], input_axis(scene.network, 0)),
        plot.Axis(low, high),
    )
    curve = plot.line(x.round(4).tolist(), plot.finite(own), palette.accent, 2.6)
    return {
        "data": [*_curve_traces(name, palette), *_piece_traces(scene, x, palette), curve],
        "layout": plot.layout(box, *axes, palette),
    }


def _piece_traces(scene: Scene, x: Array, palette: Palette) -> list[plot.PlotTrace]:
    """What each hidden neuron adds to the output at x (n,), the selected one's thicker."""
    output = focused_output(scene)
    found = pieces(scene, line(scene, x), output)
    if found is None:
        return []
    network = scene.active_network
    last = len(network.layers) - 1
    grid = x.round(4).tolist()
    return [
        plot.line(
            grid,
            plot.finite(found[:, j]),
            palette.stroke(float(weight)),
            2.2 if scene.selected == Target("neuron", (last - 1, j)) else 1.1,
            "dot",
        )
        for j, weight in enumerate(network.layers[last].weights[output])
    ]
