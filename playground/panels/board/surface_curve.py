"""The output over the one input of a network: a curve an output, and the point to drag along it."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis import so_far
from playground.analysis.focus import focused_output
from playground.analysis.input_space.classes import are_cut
from playground.analysis.input_space.sweep import ON_A_LINE, curve
from playground.analysis.input_space.windows import DRAWABLE, half_window
from playground.analysis.rows.predictions import Predictions, predictions
from playground.analysis.so_far import pass_done
from playground.language import _
from playground.notation import compact, exact, format_number, output_name
from playground.panels.kit import card, controls, plot
from playground.panels.kit.kept import kept_output
from playground.panels.kit.marks import drawn_rows, traces
from playground.panels.kit.names import input_axis, input_name, output_names
from playground.panels.kit.numbers import printed, sign_class
from playground.panels.kit.row_buttons import row_buttons
from playground.panels.kit.scales import resting_ends, slider_step
from playground.panels.kit.theme import Palette, palette_of, value_colour
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene, SetInput, SetRow

MOST_CURVES = 8
_CURVE_HEIGHT = 240
_DASHES = ("solid", "dash", "dot", "longdash", "dashdot", "longdashdot", "5px,2px", "2px,6px")
_GRAB = Markup(
    '<div class="grab {0}" data-key="{0}" data-target="input/{1}" tabindex="0" role="slider" '
    'aria-label="{2}" aria-valuemin="{3}" aria-valuemax="{4}" aria-valuenow="{5}" '
    'aria-valuetext="{6}" data-value="{5}" data-step="{7}" data-keystep="{8}" '
    'data-sensitivity="{9}" style="left:{10:.1f}px;top:{11:.1f}px"></div>'
)


def render_curve(scene: Scene, view: View) -> Panel:
    """The surface panel of a network with one input."""
    palette = palette_of(view)
    width = card.inner_width(view, "surface")
    x = float(scene.x[0])
    found = predictions(scene)
    rows = _row_places(scene, found)
    reach = half_window(x, *rows[:, 0].tolist())
    curves = curve(scene.active_network, reach)
    chosen = focused_output(scene)
    kept = _kept_curve(scene, reach, chosen)
    shown = curves[:, : min(scene.network.n_outputs, MOST_CURVES)]
    drawn = np.concatenate([shown.ravel(), *kept, rows[:, 1]])
    low, high = plot.span(drawn, *resting_ends(scene.network.layers[-1].activation))
    box = plot.Box(width, _CURVE_HEIGHT, right=52)
    horizontal = plot.Axis(-reach, reach, input_axis(scene.network, 0))
    vertical = plot.Axis(low, high)
    figure = _curve_figure(scene, curves, (horizontal, vertical), box, palette)
    x_drawn = _along(horizontal)
    figure["data"] += [
        plot.line(x_drawn, plot.finite(each), palette.text3, 1.6, plot.KEPT_DASH) for each in kept
    ]
    parts = {"point": point(scene, (0,)), "grab": _grab(scene, box, horizontal, vertical, chosen)}
    parts["hits"] = _hits(scene, found, rows, box, (horizontal, vertical))
    if found is not None:
        of = drawn_rows(found.data, scene.row)
        figure["data"] += traces(scene, found, of, (rows[:, 0], rows[:, 1]), palette, crossed=True)
    width_style = f"width:{width}px"
    frame = card.frame(
        "surface",
        _("Output over the input"),
        scene,
        view,
        htpy.header[slot("point"), controls.output_picker(scene.network, chosen)],
        htpy.div(".plot", style=width_style)[
            card.figure_place(
                "surface", "surface", width, _CURVE_HEIGHT, _("output over the input")
            ),
            [slot("hits"), slot("grab")],
        ],
    )
    return Panel(frame, parts, {"surface": figure})


def _hits(
    scene: Scene,
    found: Predictions | None,
    rows: Array,
    box: plot.Box,
    axes: tuple[plot.Axis, plot.Axis],
) -> Markup:
    """What a click on the mark of a row finds; nothing where the inputs are fixed."""
    if found is None or controls.is_fixed(scene, SetRow(0)):
        return card.empty("hits")
    return row_buttons("hits", found, drawn_rows(found.data, scene.row), box, axes, rows)


def _row_places(scene: Scene, found: Predictions | None) -> Array:
    """Where rows are drawn, (count, 2): their input, and what is wanted of the output."""
    if found is None:
        return np.zeros((0, 2))
    data, rows = found.data, drawn_rows(found.data, scene.row)
    return np.column_stack([data.x[rows, 0], data.y[rows, focused_output(scene)]])


def _kept_curve(scene: Scene, reach: float, output: int) -> list[Array]:
    """The kept network's answers for an output, if it is there."""
    kept = scene.ghost_scene
    if kept is None or output >= kept.network.n_outputs:
        return []
    return [curve(kept.network, reach)[:, output]]


def _along(axis: plot.Axis) -> list[float]:
    """The inputs at which a curve is drawn."""
    points: list[float] = np.linspace(axis.low, axis.high, ON_A_LINE).round(4).tolist()
    return points


def _curve_figure(
    scene: Scene,
    curves: Array,
    axes: tuple[plot.Axis, plot.Axis],
    box: plot.Box,
    palette: Palette,
) -> Figure:
    horizontal, vertical = axes
    network = scene.network
    chosen = focused_output(scene)
    count = min(network.n_outputs, MOST_CURVES)
    x = _along(horizontal)
    colours = [palette.accent if j == chosen and count > 1 else palette.text2 for j in range(count)]
    data = [
        plot.line(x, plot.finite(curves[:, j]), colours[j], 2.4, _DASHES[j]) for j in range(count)
    ]
    if are_cut(scene):
        ends = [horizontal.low, horizontal.high]
        data.append(plot.line(ends, [scene.threshold] * 2, palette.text3, 1, "dot"))
    names = [" " + plot.escaped(name[:8]) for name in output_names(network)[:count]]
    ends_y = plot.finite(curves[-1, :count])
    data.append(plot.labels([x[-1]] * count, ends_y, names, colours, "middle right"))
    y = plot.finite(scene.trace.output[:count]) if pass_done(scene) else []
    fills = [value_colour(value or 0.0, palette) for value in y]
    data.append(plot.points([float(scene.x[0])] * len(y), y, fills, palette.accent, 13))
    return {"data": data, "layout": plot.layout(box, horizontal, vertical, palette)}


def _grab(
    scene: Scene, box: plot.Box, horizontal: plot.Axis, vertical: plot.Axis, chosen: int
) -> Markup:
    """The point as something to drag along the curve."""
    y = float(scene.trace.output[chosen]) if pass_done(scene) else 0.0
    if not abs(y) <= DRAWABLE:
        return card.empty("grab")
    place = box.across(horizontal, float(scene.x[0])), box.down(vertical, y)
    return grab("grab", scene, 0, horizontal, box.width - box.left - box.right, place)


def grab(
    key: str, scene: Scene, i: int, axis: plot.Axis, length: int, place: tuple[float, float]
) -> Markup:
    """A part that drags input i along an axis ``length`` pixels long; empty if it is fixed."""
    x = float(scene.x[i])
    if controls.is_fixed(scene, SetInput(i, x)) or not axis.holds(x):
        return card.empty(key)
    step = slider_step(*axis.ends)
    return _GRAB.format(
        key,
        i,
        input_name(scene.network, i),
        exact(axis.low),
        exact(axis.high),
        exact(x),
        format_number(x, scene.decimals),
        exact(step),
        exact(10 * step),
        exact((axis.high - axis.low) / length),
        *place,
    )


def point(scene: Scene, free: tuple[int, ...]) -> Markup:
    """x and y of the current point, one fact each."""
    decimals, network = scene.decimals, scene.network
    items = [
        card.named(
            input_name(network, i),
            printed(float(scene.x[i]), decimals, f"input/{i}"),
        )
        for i in free
    ]
    j = focused_output(scene)
    last = len(network.layers) - 1
    y = so_far.activation(scene, last, j)
    text = None if y is None else compact(y, decimals)
    value = printed(y, decimals, f"neuron/{last}/{j}", css=sign_class(y), text=text)
    items.append(card.named(output_name(network, j), value, " strong"))
    if scene.ghost is not None:
        items.append(kept_output(scene, last, j, drawn=free == (0,)))
    return card.line("point", items)
