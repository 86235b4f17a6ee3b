"""The output over a plane of two inputs as a figure: picture, boundaries, and the rows of the data.

A row's mark is drawn by the figure; over it lies what puts that row to the inputs.
"""

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.focus import focused_output
from playground.analysis.input_space.surfaces import (
    lead,
    side_of,
    surface,
)
from playground.analysis.input_space.windows import DRAWABLE
from playground.cache import cached
from playground.panels.kit import marks, plot
from playground.panels.kit.contours import Path, zero_lines
from playground.panels.kit.image import png, shades
from playground.panels.kit.plane import Axes
from playground.panels.kit.scales import round_above
from playground.panels.kit.theme import Palette
from playground.panels.panel import Figure
from playground.scene import Scene


def figure(
    scene: Scene, free: tuple[int, int], axes: Axes, box: plot.Box, palette: Palette
) -> Figure:
    """The plane of the inputs ``free``, with the marks of the rows where there are any."""
    chosen = focused_output(scene)
    values = surface(scene, free)[:, chosen]
    limit, side = scale_limit(scene, values), side_of(scene.network)
    source = png(shades(values.reshape(side, side), limit), palette)
    image = plot.image(source, axes[0].ends, axes[1].ends)
    return {
        "data": [
            *_boundaries(scene, free, axes, palette),
            *marks.over_inputs(scene, free, palette),
        ],
        "layout": {**plot.layout(box, *axes, palette), "images": [image]},
    }


def scale_limit(scene: Scene, values: Array) -> float:
    """Where the colours end: ±1 of a function that stays within, or round numbers that hold all."""
    low, high = ACTIVATIONS[scene.network.layers[-1].activation].range
    seen = np.abs(values[np.abs(values) <= DRAWABLE])
    largest = float(seen.max()) if seen.size else 0.0
    if (low >= -1.0 and high <= 1.0) or largest == 0.0:
        return 1.0
    return round_above(largest)


def _boundaries(
    scene: Scene, free: tuple[int, int], axes: Axes, palette: Palette
) -> list[plot.PlotTrace]:
    """The boundary, and dashed that of the network that is kept."""
    output, kept = focused_output(scene), scene.ghost_scene
    lines = [_boundary(scene, free, output, axes, palette.text1)]
    if kept and output < kept.network.n_outputs:
        lines.append(_boundary(kept, free, output, axes, palette.text2, 1.6, plot.KEPT_DASH))
    return lines


def _boundary(
    scene: Scene,
    free: tuple[int, int],
    output: int,
    axes: Axes,
    colour: str,
    width: float = 2.0,
    dash: str = "solid",
) -> plot.PlotTrace:
    level = lead(scene, surface(scene, free), output)
    x, y = _zero_lines(level.tobytes(), side_of(scene.network), axes)
    return plot.line(x, y, colour, width, dash, simplify=False)


@cached(32)
def _zero_lines(level: bytes, side: int, axes: Axes) -> Path:
    return zero_lines(np.frombuffer(level).reshape(side, side), *(axis.ends for axis in axes))
