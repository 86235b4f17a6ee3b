"""XOR in two spaces: its corners as inputs, and as the first hidden layer sees them.

The corners are taken in the first two inputs, the others stay at x. The boundary is where an output
passes the threshold: bent in the space of the inputs, straight in the space that feeds the output.
"""

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.classes import corner_inputs, cut
from playground.analysis.input_space.projection import lead_over, of_neurons, straight_lead
from playground.analysis.input_space.surfaces import Ends, plane
from playground.engine import Trace, forward
from playground.scene import Scene

XOR = (0, 1, 1, 0)  # what is wanted of the corners, in their order


def corner_trace(scene: Scene) -> Trace:
    """The forward pass of the four corners."""
    return forward(scene.active_network, corner_inputs(scene))


def are_right(scene: Scene, trace: Trace, output: int) -> list[bool]:
    """Which corners have the class that XOR wants, by the scene's threshold."""
    found: list[bool] = (cut(trace.output[:, output], scene.threshold) == XOR).tolist()
    return found


def n_right(scene: Scene, output: int) -> int:
    """How many corners have it."""
    return sum(are_right(scene, corner_trace(scene), output))


def hidden_places(trace: Trace) -> Array:
    """The corners (4, 2) as the first hidden layer's first two neurons; one alone has a₂ = 0."""
    first = trace.activations[0][:, :2]
    return first if first.shape[1] == 2 else np.hstack([first, np.zeros((len(first), 1))])


def lead_over_inputs(scene: Scene, ends: Ends, side: int, output: int) -> Array:
    """What is 0 on the boundary (side²,) over the first two inputs, both between the same ends."""
    batch = plane(ends, ends, scene.x, (0, 1), side)
    return straight_lead(scene, forward(scene.active_network, batch), output)


def lead_over_hidden(scene: Scene, across: Ends, up: Ends, side: int, output: int) -> Array:
    """The same over a₁ and a₂ of the first hidden layer; nan if it has more neurons than two."""
    width = scene.network.layers[0].n_out
    axes = of_neurons(width, 0, min(1, width - 1))
    return lead_over(scene, 0, axes, (across, up), side, output)
