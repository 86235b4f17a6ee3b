"""What the page shows over the surface and beside it, told along for a saved picture."""

from collections.abc import Sequence
from typing import Any

from playground.analysis import so_far
from playground.analysis.focus import focused_output
from playground.notation import blank, compact, format_number, output_name
from playground.panels.kit import plot, saving
from playground.panels.kit.names import input_name
from playground.panels.kit.theme import Palette
from playground.scene import Scene

_MOST_INPUTS = 6  # of which the numbers are told


def besides(
    scene: Scene,
    free: tuple[int, int],
    axes: tuple[plot.Axis, plot.Axis],
    fill: str,
    told: Sequence[str],
    palette: Palette,
) -> dict[str, Any]:
    """The figure's ``meta``: inputs, output and what is ``told`` above, the point on the plane.

    ``fill`` is the point's colour. Beyond the axes there is no point, as on the page.
    """
    lines = [f"{plot.escaped(name)} = <b>{number}</b>" for name, number in _numbers(scene, free)]
    lines += [plot.escaped(each) for each in told]
    x, y = (float(scene.x[i]) for i in free)
    if not (axes[0].holds(x) and axes[1].holds(y)):
        return saving.captioned(lines, palette)
    cross = plot.line([x, x, axes[0].low], [axes[1].low, y, y], palette.text3, 1.0)
    point = plot.points([x], [y], fill, palette.accent, 16, rim_width=2.5)
    return saving.captioned(lines, palette, [cross, point])


def _numbers(scene: Scene, free: tuple[int, int]) -> list[tuple[str, str]]:
    """Names and numbers: those on the axes, the inputs that are held, the output."""
    network, decimals, output = scene.network, scene.decimals, focused_output(scene)
    order = [*free, *(i for i in range(network.n_inputs) if i not in free)][:_MOST_INPUTS]
    found = [(input_name(network, i), format_number(float(scene.x[i]), decimals)) for i in order]
    y = so_far.activation(scene, len(network.layers) - 1, output)
    text = blank(decimals) if y is None else compact(y, decimals)
    return [*found, (output_name(network, output), text)]
