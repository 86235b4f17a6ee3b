"""The space of a layer as a plane: two of its neurons, or the two main directions of many inputs.

Whatever is drawn there is activations of the layer, (…, width), seen along two axes. A grid of the
inputs, sent through the layer, shows how it bends and folds them; behind the last hidden layer the
boundary is straight.
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.surfaces import Ends, beyond, plane
from playground.engine import Trace, forward
from playground.network import Network
from playground.scene import Scene


@dataclass(frozen=True)
class Axes:
    """Where activations (…, width) lie: at (a − centre)·directionsᵀ, across and up.

    ``shares`` are those of the variance that principal components explain, ``None`` of neurons.
    """

    centre: Array  # (width,)
    directions: Array  # (2, width), of length 1, or 0 where a space has one dimension
    shares: Array | None = None  # (2,)

    def places(self, activations: Array) -> Array:
        """(…, 2)."""
        with np.errstate(all="ignore"):
            return np.asarray((activations - self.centre) @ self.directions.T)

    def activations(self, places: Array) -> Array:
        """What lies at places (…, 2) in the plane through the centre, (…, width)."""
        return np.asarray(self.centre + places @ self.directions)


def of_neurons(width: int, across: int, up: int) -> Axes:
    """Two neurons of a layer; the same twice is that one alone, across."""
    directions = np.zeros((2, width))
    directions[0, across] = 1.0
    directions[1, up] = float(up != across)
    return Axes(np.zeros(width), directions)


def principal_components(activations: Array) -> Axes | None:
    """The two directions along which activations (n, width) vary most.

    By the singular value decomposition of the centred values (Pearson 1901), each turned so that
    its largest entry is positive, as scikit-learn's PCA. ``None`` of no row, or of values that are
    not finite.
    """
    if not len(activations) or not np.isfinite(activations).all():
        return None
    centre = activations.mean(axis=0)
    _, sizes, directions = np.linalg.svd(activations - centre, full_matrices=False)
    largest = np.abs(directions).argmax(axis=1, keepdims=True)
    directions *= np.sign(np.take_along_axis(directions, largest, axis=1))
    two = np.zeros((2, activations.shape[1]))
    two[: len(directions)] = directions[:2]
    squares = np.zeros(max(2, len(sizes)))
    if sizes[0]:
        squares[: len(sizes)] = (sizes / sizes[0]) ** 2
    return Axes(centre, two, squares[:2] / (squares.sum() or 1.0))


def bent_grid(
    scene: Scene, k: int, free: tuple[int, int], ends: tuple[Ends, Ends], lines: int, count: int
) -> Array:
    """Layer k's activations (2, lines, count, width) along a grid of two inputs."""
    points = straight_grid(scene, free, ends, lines, count)
    trace = forward(scene.active_network, points.reshape(-1, points.shape[-1]))
    return trace.activations[k].reshape(2, lines, count, -1)


def straight_grid(
    scene: Scene, free: tuple[int, int], ends: tuple[Ends, Ends], lines: int, count: int
) -> Array:
    """Inputs (2, lines, count, n_inputs) along a grid of two of them, the others at x.

    First the lines that run across, from the lowest up; then those that run up, from the left.
    """
    points = np.tile(scene.x, (2, lines, count, 1))
    for direction in (0, 1):
        along, over = (direction, 1 - direction)
        points[direction, ..., free[along]] = np.linspace(*ends[along], count)
        points[direction, ..., free[over]] = np.linspace(*ends[over], lines)[:, np.newaxis]
    return points


def moved(places: Array, before: tuple[Ends, Ends], after: tuple[Ends, Ends]) -> Array:
    """Places (…, 2) of one window at the same share of another's width and height."""
    low, high = np.array(before).T
    into_low, into_high = np.array(after).T
    return np.asarray(into_low + (places - low) / (high - low) * (into_high - into_low))


def trace_over(
    scene: Scene, k: int, axes: Axes, ends: tuple[Ends, Ends], side: int
) -> Trace | None:
    """What follows layer k, a hidden one, over a plane of it, as a batch of side² squares.

    ``None`` if the layer has more neurons than two: what follows sees all of them, so a plane of
    two says nothing of more.
    """
    if scene.network.layers[k].n_out > 2:
        return None
    batch = axes.activations(plane(*ends, np.zeros(2), (0, 1), side))
    return forward(_behind(scene.active_network, k), batch)


def lead_over(
    scene: Scene, k: int, axes: Axes, ends: tuple[Ends, Ends], side: int, output: int
) -> Array:
    """What is 0 on the boundary (side²,) over a plane of layer k; nan where there is no trace."""
    trace = trace_over(scene, k, axes, ends, side)
    return np.full(side**2, np.nan) if trace is None else straight_lead(scene, trace, output)


def _behind(network: Network, k: int) -> Network:
    """The network behind layer k."""
    return Network(network.layers[k + 1 :], None, network.output_names)


def straight_lead(scene: Scene, trace: Trace, output: int) -> Array:
    """What is 0 where the output passes the threshold, for a batch: straight if it can be."""
    z, a = trace.pre_activations[-1][:, output], trace.output[:, output]
    return beyond(scene.network.layers[-1].activation, scene.threshold, z, a)
