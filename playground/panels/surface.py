"""What the network computes: its output over one input, or over the plane of two.

With more inputs two are swept and the others stay at x; a selected input is one of the two.
"""

from functools import lru_cache

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.engine import forward
from playground.network import Network
from playground.notation import format_number
from playground.panels import controls, facts, mosaic, plot
from playground.panels.output import is_decision
from playground.panels.panel import Figure, Panel, View, slot
from playground.panels.surface_curve import LEAST, is_done, point, render_curve, window
from playground.panels.theme import Palette, value_colour
from playground.scene import Scene

_SQUARE = 8  # px of a square of the mosaic
_RAMP = Markup(
    '<p class="ramp-line" data-key="ramp"><span>−1</span><span class="ramp"></span>'
    '<span>+1</span><span class="aside">{}</span></p>'
)
_CUT = Markup('<p class="note" data-key="cut"><span class="cut"></span>{}</p>')


def render(scene: Scene, view: View) -> Panel:
    """The output surface."""
    renderer = render_curve if scene.network.n_inputs == 1 else _render_plane
    with np.errstate(all="ignore"):
        return renderer(scene, view)


def axes_of(scene: Scene) -> tuple[int, int]:
    """The two inputs to sweep: the selected one and the first other, or the first two."""
    selected = scene.selected
    chosen = None
    if selected is not None and selected.kind == "input":
        chosen = selected.path[0]
    elif selected is not None and selected.kind == "weight" and selected.path[0] == 0:
        chosen = selected.path[2]
    if chosen is None or chosen < 2:
        return 0, 1
    return 0, chosen


def _render_plane(scene: Scene, view: View) -> Panel:
    palette = controls.palette_of(view)
    free = axes_of(scene)
    chosen = facts.output_of(scene)
    windows = window(float(scene.x[free[0]])), window(float(scene.x[free[1]]))
    others = scene.x.copy()
    others[list(free)] = 0.0
    values = surface(scene.active_network, free, windows, others.tobytes())
    side = mosaic.SIDE * _SQUARE
    box = plot.Box(side + 52, side + 46, left=44, right=8, top=8, bottom=38)
    figure = _figure(scene, values, free, windows, box, palette)
    parts = {
        "point": point(scene, free),
        "ramp": _ramp(values[:, chosen], scene.decimals),
        "fixed": facts.note("fixed", facts.fixed_inputs(scene, free)),
        "cut": _CUT.format(boundary_words(scene)),
    }
    frame = facts.frame(
        "surface",
        "Output over two inputs",
        scene,
        view,
        htpy.div(".beside")[
            facts.figure("surface", box.width, box.height, "output over two inputs"),
            htpy.div(".side")[
                slot("point"),
                facts.output_picker(scene.network, chosen),
                slot("ramp"),
                slot("fixed"),
                slot("cut"),
            ],
        ],
    )
    return Panel(frame, parts, {"surface": figure})


def _ramp(values: Array, decimals: int) -> Markup:
    """The value scale, and how far the output goes on this plane."""
    low = facts.quantity(float(values.min()), decimals, "low")
    high = facts.quantity(float(values.max()), decimals, "high")
    return _RAMP.format(Markup("{} … {}").format(low, high))


@lru_cache(maxsize=32)
def surface(
    network: Network, free: tuple[int, int], windows: tuple[float, float], others: bytes
) -> Array:
    """Outputs (SIDE², n_outputs) over two inputs, row by row from the bottom left."""
    base = np.frombuffer(others, dtype=np.float64)
    ends = [(-reach, reach) for reach in windows]
    return forward(network, mosaic.plane(ends[0], ends[1], base, free)).output


def boundary(scene: Scene, values: Array, chosen: int) -> Array:
    """What is 0 on the boundary, for outputs (…, n): above it the class is the chosen one."""
    activation = scene.network.layers[-1].activation
    own = values[..., chosen]
    if is_decision(activation):
        return np.asarray(own - scene.threshold)
    if activation == "softmax" and values.shape[-1] > 1:
        return np.asarray(own - np.delete(values, chosen, axis=-1).max(axis=-1))
    return own


def boundary_words(scene: Scene) -> str:
    """The boundary in symbols."""
    activation = scene.network.layers[-1].activation
    name = scene.network.output_names[facts.output_of(scene)]
    if is_decision(activation):
        return f"{name} = {format_number(scene.threshold, scene.decimals)}"
    if activation == "softmax" and scene.network.n_outputs > 1:
        return f"{name} = the largest other"
    return f"{name} = 0"


def _figure(
    scene: Scene,
    values: Array,
    free: tuple[int, int],
    windows: tuple[float, float],
    box: plot.Box,
    palette: Palette,
) -> Figure:
    chosen = facts.output_of(scene)
    tiles, cut = _drawn(
        values[:, chosen].tobytes(), boundary(scene, values, chosen).tobytes(), palette
    )
    place = [
        mosaic.to_squares(float(scene.x[i]), -reach, reach)
        for i, reach in zip(free, windows, strict=True)
    ]
    y = float(scene.trace.output[chosen])
    fill = value_colour(y, palette) if is_done(scene) else palette.card
    names = [plot.escaped(scene.network.input_names[i]) for i in free]
    axes = [
        plot.Axis(0, mosaic.SIDE, name, _ticks(reach), zero=False)
        for name, reach in zip(names, windows, strict=True)
    ]
    return {
        "data": [
            *tiles,
            plot.line(*cut, palette.text1, 2.0),
            plot.points(place[:1], place[1:], palette.card, palette.card, 17, rim_width=0),
            plot.points(place[:1], place[1:], fill, palette.accent, 13, rim_width=2.5),
        ],
        "layout": plot.layout(box, axes[0], axes[1], palette),
    }


@lru_cache(maxsize=16)
def _drawn(
    values: bytes, cut: bytes, palette: Palette
) -> tuple[list[plot.Trace], tuple[list[float | None], list[float | None]]]:
    shape = (mosaic.SIDE, mosaic.SIDE)
    grid = np.frombuffer(values).reshape(shape)
    return mosaic.traces(grid, palette), mosaic.zero_lines(np.frombuffer(cut).reshape(shape))


def _ticks(reach: float) -> tuple[tuple[float, str], ...]:
    """Five marks from end to end, in squares."""
    values = [-reach, -reach / 2, 0.0, reach / 2, reach]
    if reach == LEAST:
        values = [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]
    return tuple(
        (mosaic.to_squares(value, -reach, reach), f"{value:g}".replace("-", "−"))
        for value in values
    )
