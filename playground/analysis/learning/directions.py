"""Planes through the space of all that is trained: two of its numbers, or a run's main directions.

A point is a vector (n_parameters,) as ``training.parameters`` lays it out. A plane says where such
points lie along two directions; whatever else they differ in is not seen on it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.projection import principal_components
from playground.analysis.input_space.surfaces import Ends
from playground.analysis.input_space.windows import ends_over, nice_above
from playground.language import _
from playground.network import Network, NetworkError
from playground.scene import Target
from playground.training.parameters import vector_of, weight_parts


@dataclass(frozen=True, eq=False)
class Plane:
    """All points ``origin + s·directions[0] + t·directions[1]``, a network's numbers each.

    ``origin`` (n_parameters,) and ``directions`` (2, n_parameters) belong to a network of that
    form. Of two parameters s and t are their values. ``shares`` (2,) are those of a path's variance
    that main directions explain, ``None`` of parameters.
    """

    network: Network
    origin: Array
    directions: Array
    shares: Array | None = None

    @property
    def share(self) -> float | None:
        """How much of the path's variance the plane shows, from 0 to 1; ``None`` of parameters."""
        return None if self.shares is None else float(self.shares.sum())

    def places(self, vectors: Array) -> Array:
        """Where vectors (…, n_parameters) lie, (…, 2); their projections, if they lie beside."""
        with np.errstate(all="ignore"):
            return np.asarray((vectors - self.origin) @ self.directions.T)


def index_of(network: Network, target: Target) -> int:
    """Where in the vector a weight or a bias is. Raises NetworkError for anything else."""
    if target.kind not in ("weight", "bias") or not target.within(network):
        raise NetworkError(_("plane: this network has no weight or bias {target}", target=target))
    k, j, *i = target.path
    begin: int = weight_parts(network)[k].start
    n_in = network.layers[k].n_in
    return begin + (j * n_in + i[0] if i else network.layers[k].weights.size + j)


def of_parameters(network: Network, across: Target, up: Target) -> Plane:
    """The plane of two weights or biases, the others as they are.

    Raises NetworkError if it has them not, or if both are the same.
    """
    found = [index_of(network, across), index_of(network, up)]
    if found[0] == found[1]:
        raise NetworkError(
            _("plane: expected two different parameters, got {across} twice", across=across)
        )
    origin = vector_of(network)
    directions = np.zeros((2, len(origin)))
    directions[[0, 1], found] = 1.0
    origin[found] = 0.0
    return Plane(network, origin, directions)


def of_path(network: Network, path: Array) -> Plane | None:
    """The plane through a network along the two main directions of a path (n, n_parameters).

    They are the path's principal components; the network, its end, is the origin (Li et al. 2018,
    Visualizing the loss landscape of neural nets, section 7). ``None`` of a path that went nowhere,
    or to where no number is finite.
    """
    axes = principal_components(path) if (path != path[:1]).any() else None
    if axes is None:
        return None
    return Plane(network, vector_of(network), axes.directions, axes.shares)


def most_moved(network: Network, path: Array, k: int, j: int) -> tuple[Target, ...]:
    """Weights and bias of neuron j, layer k, those first that a path (n, n_parameters) moved most.

    As far as the path goes that is how far apart each one's least and largest value are; of as
    much the weights come first, in their order, and the bias last.
    """
    targets = parameters_of(network, k, j)
    at = [index_of(network, target) for target in targets]
    moved = np.ptp(path[:, at], axis=0) if len(path) else np.zeros(len(at))
    return tuple(targets[n] for n in np.argsort(-moved, kind="stable").tolist())


def parameters_of(network: Network, k: int, j: int) -> Sequence[Target]:
    """The weights into a neuron, and its bias."""
    n_in = network.layers[k].n_in
    return [*(Target("weight", (k, j, i)) for i in range(n_in)), Target("bias", (k, j))]


def ends_along(places: Array, at: float, least: float = 2.0) -> Ends:
    """How far a plane is looked at along a direction: a path's places (n,), and where one is.

    There is room around them, ``least`` to each side of their middle; the ends are round numbers,
    so that they stay as they are while the path goes on a little.
    """
    low, high = ends_over(places, at, margin=0.3)
    room = max(least, (high - low) / 2)
    middle = (low + high) / 2
    step = nice_above(room) / 5
    return math.floor((middle - room) / step) * step, math.ceil((middle + room) / step) * step
