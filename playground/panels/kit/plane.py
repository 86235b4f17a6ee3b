"""The axes of a plane of two inputs, as far as they are swept."""

from playground.analysis.input_space.surfaces import ends_of
from playground.analysis.input_space.windows import half_window
from playground.notation import brief
from playground.panels.kit import plot
from playground.panels.kit.names import input_axis
from playground.scene import Scene

Axes = tuple[plot.Axis, plot.Axis]


def plane_axes(scene: Scene, free: tuple[int, int]) -> Axes:
    """The axes of the inputs ``free``, as far as they are swept."""
    across, up = (
        plot.Axis(*ends, input_axis(scene.network, i), _ticks(*ends), False)
        for i, ends in ((i, ends_of(scene, i)) for i in free)
    )
    return across, up


def _ticks(low: float, high: float) -> tuple[tuple[float, str], ...] | None:
    """Five marks from end to end of a window about zero; elsewhere Plotly's own."""
    if low != -high:
        return None
    values = [low, low / 2, 0.0, high / 2, high]
    if high == half_window():
        values = [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]
    return tuple((value, brief(value)) for value in values)
