"""Bias as a shift: the activation over Σwx, and the threshold θ = −b on the same axis.

a = f(Σwx + b), so the curve of f is moved by −b; where Σwx reaches θ, z is 0.
"""

import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS, Array
from playground.analysis import so_far
from playground.analysis.focus import focused_neuron
from playground.analysis.input_space.windows import DRAWABLE, half_window
from playground.analysis.neurons.contributions import theta
from playground.analysis.neurons.response import response
from playground.language import _
from playground.notation import format_number
from playground.panels.kit import card, controls, plot
from playground.panels.kit.names import full_name
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette, palette_of, value_colour
from playground.panels.panel import Figure, Panel, View, slot
from playground.relation import compared
from playground.scene import Scene

Place = tuple[int, int]  # of a neuron: its layer and its number
Point = tuple[float | None, float | None]  # Σwx and a, as far as they are known
_HEIGHT = 230
_SAMPLES = 161
_CAPTION = Template(
    '<span class="caption"><span class="math symbol"><i>b</i></span>'
    '<span class="math">θ = −<i>b</i> = {}</span></span>'
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The threshold panel."""
    k, j = focused_neuron(scene)
    palette = palette_of(view)
    border = theta(scene, k, j)
    total, a = so_far.partial_sum(scene, k, j), so_far.activation(scene, k, j)
    box = plot.Box(card.inner_width(view, "threshold"), _HEIGHT, top=24)
    parts = {
        "point": _point(scene, (k, j), border, (total, a)),
        "bias": _bias_row(scene, k, j, border),
    }
    frame = card.frame(
        "threshold",
        _("Bias and threshold"),
        scene,
        view,
        slot("point"),
        card.figure_place(
            "threshold", "threshold", box.width, box.height, _("activation over the weighted sum")
        ),
        slot("bias"),
    )
    figure = _figure(scene, (k, j), border, (total, a), box, palette)
    return Panel(frame, parts, {"threshold": figure})


def _point(scene: Scene, neuron: Place, border: float, point: Point) -> Markup:
    """Σwx ≥ θ, and what follows from it."""
    (k, j), (total, a) = neuron, point
    decimals = scene.decimals
    z = so_far.pre_activation(scene, k, j)
    texts: tuple[str | None, str, str | None] = None, "", None
    if total is not None and not np.isnan(total):
        texts = compared(total, border, decimals)
    items = [
        card.equality(
            Markup("Σ<i>wx</i>"),
            printed(total, decimals, quantity=f"weighted-sum/{k}/{j}", text=texts[0]),
        ),
        card.equality("θ", printed(border, decimals, quantity=f"theta/{k}/{j}", text=texts[2])),
        _relation(texts[1]),
        card.equality(Markup("<i>z</i>"), computed(z, decimals, f"z/{k}/{j}")),
        card.equality(Markup("<i>a</i>"), computed(a, decimals, f"a/{k}/{j}"), " strong"),
    ]
    name = full_name(scene.network, k, j)
    return card.line("point", [*items, Markup('<span class="aside">{}</span>').format(name)])


def _relation(sign: str) -> Markup:
    if not sign:
        return Markup("")
    return Markup('<span class="fact math {}">Σ<i>wx</i> {} θ</span>').format(
        "yes" if sign == "≥" else "no", sign
    )


def _bias_row(scene: Scene, k: int, j: int, border: float) -> Markup:
    setting = controls.Setting(
        key=f"bias/{k}/{j}",
        label=_("bias b, threshold {theta}", theta=format_number(border, scene.decimals)),
        value=float(scene.network.layers[k].biases[j]),
        decimals=scene.decimals,
        locked="biases" in scene.locked or "weights" in scene.hidden,
        coloured=True,
    )
    shown = computed(border, scene.decimals, f"theta/{k}/{j}")
    return controls.control_row("bias", _CAPTION.format(shown), setting, " shift")


def _figure(
    scene: Scene,
    neuron: Place,
    border: float,
    point: Point,
    box: plot.Box,
    palette: Palette,
) -> Figure:
    k, j = neuron
    total, a = point
    layer = scene.network.layers[k]
    reach = half_window(total or 0.0, border, least=4.0)
    sums = _grid(reach, border, layer.activation)
    z = scene.trace.pre_activations[k]
    unmoved, moved = (
        response(z, j, layer.activation, layer.alpha or 0.0, sums + shift)
        for shift in (0.0, -border)
    )
    seen = np.append(moved, [] if a is None else [a])
    low, high = plot.span(np.clip(seen, -6, 6) if reach == 4.0 else seen, -0.25, 1.25)
    axes = plot.Axis(-reach, reach, "Σ<i>wx</i>"), plot.Axis(low, high)
    grid = plot.finite(sums.round(4))
    data = [
        plot.line(grid, plot.finite(unmoved), palette.control, 2, "dot"),
        plot.line(grid, plot.finite(moved), palette.text2, 2.4),
        plot.line([border, border], [low, high], palette.accent, 1.8, "dash"),
        plot.labels([border], [high], ["θ"], palette.accent_text, "top center", 15),
        *_here(total, a, low, palette),
    ]
    return {"data": data, "layout": plot.layout(box, *axes, palette)}


def _here(
    total: float | None, a: float | None, low: float, palette: Palette
) -> list[plot.PlotTrace]:
    """The point that the neuron is at, with a line down to its Σwx, as far as it is known."""
    known = total is not None and a is not None and abs(total) + abs(a) <= DRAWABLE
    x, y = ([total], [a]) if known else ([], [])
    fill = value_colour(a or 0.0, palette)
    return [
        plot.line(x * 2, [low, *y] if y else [], palette.accent, 1.2, "dot"),
        plot.points(x, y, fill, palette.accent, 13, rim_width=2.5),
    ]


def _grid(reach: float, border: float, activation: str) -> Array:
    """Sums to sample; just before and at the jump where there is one, to draw it upright."""
    grid = np.linspace(-reach, reach, _SAMPLES)
    if not ACTIVATIONS[activation].jumps:
        return grid
    return np.sort(np.concatenate([grid, [border - 1e-9, border, -1e-9, 0.0]]))
