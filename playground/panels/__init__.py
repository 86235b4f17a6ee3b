"""Pure renderers, one file a panel: ``(scene, view) -> Panel``."""

from collections.abc import Callable

from playground.panels import inputs, matrices, neuron, numbers, output, stage
from playground.panels.panel import Panel, View
from playground.scene import Scene

#: Every panel that the wire can draw, by the name of its container.
PANELS: dict[str, Callable[[Scene, View], Panel]] = {
    "stage": stage.render,
    "inputs": inputs.render,
    "output": output.render,
    "neuron": neuron.render,
    "matrices": matrices.render,
    "numbers": numbers.render,
}
