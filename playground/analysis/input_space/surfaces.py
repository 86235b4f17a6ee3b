"""The outputs over the plane of two inputs, and the boundary that the threshold makes of them.

The plane is cut into ``side × side`` squares; values are those at the squares' middles, row by row
from the bottom left. The other inputs stay at x. Ends are in the units of the inputs.
"""

from collections.abc import Sequence

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.input_space.classes import are_cut
from playground.analysis.input_space.windows import ends_over, half_window
from playground.cache import cached
from playground.data import points
from playground.engine import forward
from playground.network import Network
from playground.scene import Scene

# Squares along a side: primes, so that lines such as x + y = 1.5 do not run through their middles.
_FINEST, _COARSEST = 79, 31
_MOST_WORK = 1_000_000  # weights times squares that a frame of a drag may cost

Ends = tuple[float, float]


def side_of(network: Network) -> int:
    """How many squares a side has: as many as can be computed anew in every frame of a drag."""
    return int(min(max((_MOST_WORK / network.n_parameters) ** 0.5, _COARSEST), _FINEST))


def plane(across: Ends, up: Ends, base: Array, free: Sequence[int], side: int) -> Array:
    """Inputs (side², n_inputs): ``base`` with its free entries swept.

    ``free`` are one or two indices; a single one is swept across only.
    """
    batch = np.tile(base, (side * side, 1))
    batch[:, free[0]] = np.tile(_middles(*across, side), side)
    if len(free) > 1:
        batch[:, free[1]] = np.repeat(_middles(*up, side), side)
    return batch


def _middles(low: float, high: float, side: int) -> Array:
    """The middles of the squares between two ends, shape (side,)."""
    return low + (np.arange(side) + 0.5) / side * (high - low)


def ends_of(scene: Scene, i: int) -> Ends:
    """How far input i is swept: over the rows of the data and x, or else about zero.

    Painted points are within what is swept about zero: the plane stays as it is with one more.
    The kept network has the same inputs, and is swept over the same, whatever its outputs are.
    """
    x, data = float(scene.x[i]), scene.data
    if data is None or data.n_inputs != scene.network.n_inputs or points.is_plane(data):
        reach = half_window(x)
        return -reach, reach
    values = data.x[:, i]
    low, high = ends_over(values, float(values[0]))
    return (low, high) if low <= x <= high else ends_over(values, x)


def surface(scene: Scene, free: tuple[int, int]) -> Array:
    """Outputs (side², n_outputs) over two inputs."""
    others = scene.x.copy()
    others[list(free)] = 0.0  # so that a drag of the point finds the same surface again
    ends = ends_of(scene, free[0]), ends_of(scene, free[1])
    return _surface(scene.active_network, free, ends, others.tobytes())


def output_range(scene: Scene, free: tuple[int, int], output: int) -> tuple[float, float]:
    """The lowest and the highest value of an output over two inputs."""
    values = surface(scene, free)[:, output]
    return float(values.min()), float(values.max())


@cached(32, spoken=False)
def _surface(
    network: Network, free: tuple[int, int], ends: tuple[Ends, Ends], others: bytes
) -> Array:
    base = np.frombuffer(others, dtype=np.float64)
    return forward(network, plane(*ends, base, free, side_of(network))).output


def beyond(activation: str, threshold: float, z: Array, a: Array) -> Array:
    """What is 0 where an activation passes a threshold: straight if it can be.

    Of a function that jumps or that has an inverse it is taken before it, where it is linear.
    """
    row = ACTIVATIONS[activation]
    if row.jumps:
        return z
    low, high = row.range
    if row.inverse is not None and low < threshold < high:  # it never gets to its ends
        return np.asarray(z - row.inverse(threshold))
    return np.asarray(a - threshold)


def lead(scene: Scene, values: Array, output: int) -> Array:
    """What is 0 on the boundary, for outputs (…, n_outputs): above it the class is that output's.

    It is the distance from the threshold, from the largest other share, or from 0.
    """
    activation = scene.network.layers[-1].activation
    own = values[..., output]
    if are_cut(scene):
        return np.asarray(own - scene.threshold)
    if ACTIVATIONS[activation].whole_layer and values.shape[-1] > 1:
        return np.asarray(own - np.delete(values, output, axis=-1).max(axis=-1))
    return own
