"""The inspector: whatever is selected, explained with its real numbers."""

import numpy as np

from playground.panels.inspector import edge, layer, neuron, overview
from playground.panels.panel import Panel, View
from playground.scene import Scene


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The inspector of the selection: a neuron, weight, bias, input or layer, or nothing."""
    selected = scene.selected
    if selected is None:
        return overview.render(scene, view)
    match selected.kind, selected.path:
        case "weight", (k, j, i):
            return edge.render_weight(scene, view, k, j, i)
        case "input", (i,):
            return edge.render_input(scene, view, i)
        case "layer", (k,):
            return layer.render(scene, view, k)
        case _, (k, j):  # a neuron, or its bias
            return neuron.render(scene, view, k, j)
    raise ValueError(f"a selection of unknown kind: {selected}")
