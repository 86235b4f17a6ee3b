"""What every neuron makes of two inputs: its activation over their plane, or its curve over one.

The other inputs stay at x. A map is ``values[j, up, across]``, from the bottom left, at the middles
of the squares that the plane is cut into; all neurons come from one forward pass of one batch.
"""

from dataclasses import dataclass, replace

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.input_space.classes import are_cut
from playground.analysis.input_space.surfaces import Ends, beyond, lead, plane
from playground.analysis.input_space.sweep import ON_A_LINE, line
from playground.cache import cached
from playground.engine import forward
from playground.limits import MAX_MAP_BYTES
from playground.network import Network
from playground.scene import Scene

COARSE, FINE = 60, 100  # squares along a side: of a thumbnail beside a neuron, and of one alone
_MOST_FOR_FINE = 500  # parameters of what one neuron alone depends on
_MOST_NUMBERS = 2_000_000  # activations of all maps: every network that is drawn has fine ones


@dataclass(frozen=True)
class Maps:
    """The activations of all neurons over a plane of two inputs, ``free`` = (across, up)."""

    free: tuple[int, int]
    ends: tuple[Ends, Ends]
    inputs: Array  # (n_inputs, side, side)
    sums: tuple[Array, ...]  # pre-activations (n_out, side, side) of each layer
    layers: tuple[Array, ...]  # activations (n_out, side, side) of each layer

    @property
    def side(self) -> int:
        """How many squares a side has."""
        return int(self.inputs.shape[-1])


def side_of_maps(network: Network, finest: int = COARSE) -> int:
    """How many squares a side can have, at most ``finest``."""
    return min(finest, int((_MOST_NUMBERS / sum(network.sizes)) ** 0.5))


def maps(
    scene: Scene, free: tuple[int, int], ends: tuple[Ends, Ends], finest: int = COARSE
) -> Maps:
    """Every neuron over the inputs ``free`` between ``ends``, both across first."""
    others = scene.x.copy()
    others[list(free)] = 0.0  # so that a drag of either finds the same maps again
    side = side_of_maps(scene.network, finest)
    return _maps(scene.active_network, free, ends, side, others.tobytes())


def _bytes(maps: Maps) -> int:
    return sum(values.nbytes for values in (maps.inputs, *maps.sums, *maps.layers))


@cached(MAX_MAP_BYTES, key=lambda *arguments: arguments, weigh=_bytes, spoken=False)
def _maps(
    network: Network, free: tuple[int, int], ends: tuple[Ends, Ends], side: int, others: bytes
) -> Maps:
    batch = plane(*ends, np.frombuffer(others, dtype=np.float64), free, side)
    trace = forward(network, batch)
    # The engine keeps each neuron's values together, so that turning them round copies nothing.
    inputs, sums, layers = (
        tuple(a.T.reshape(-1, side, side) for a in group)
        for group in ((trace.x,), trace.pre_activations, trace.activations)
    )
    return Maps(free, ends, inputs[0], sums, layers)


def level(scene: Scene, maps: Maps, k: int, j: int) -> Array:
    """What is 0 on the line of neuron j, layer k, (side, side): there its activation passes 0.

    Of an output that decides it is the threshold, of a share of several the largest other one.
    """
    return _level(scene, k, maps.sums[k], maps.layers[k], j)


def _level(scene: Scene, k: int, sums: Array, values: Array, at: int) -> Array:
    """The same, of row ``at`` of some pre-activations and activations of layer k."""
    layer = scene.network.layers[k]
    row = ACTIVATIONS[layer.activation]
    z, a = sums[at], values[at]
    if k == len(scene.network.layers) - 1:
        if row.whole_layer:
            return lead(scene, np.moveaxis(values, 0, -1), at)
        if are_cut(scene):
            return beyond(layer.activation, scene.threshold, z, a)
    at_zero = row.function(np.zeros(1), layer.alpha or 0.0).item()
    return np.asarray(z if row.jumps or at_zero == 0.0 else a)


@dataclass(frozen=True)
class Map:
    """One neuron over a plane, both (side, side): its activation, and what is 0 on its line."""

    values: Array
    level: Array


def map_of(scene: Scene, free: tuple[int, int], ends: tuple[Ends, Ends], k: int, j: int) -> Map:
    """Neuron j of layer k over the inputs ``free``, without what its value does not depend on.

    It has FINE squares along a side, or COARSE ones where a drag could not follow.
    """
    network = scene.active_network
    last = network.layers[k]
    whole = ACTIVATIONS[last.activation].whole_layer
    if not whole:
        rows = slice(j, j + 1)
        last = replace(last, weights=last.weights[rows], biases=last.biases[rows])
    before = Network((*network.layers[:k], last), network.input_names)
    others = scene.x.copy()
    others[list(free)] = 0.0
    finest = FINE if before.n_parameters <= _MOST_FOR_FINE else COARSE
    found = _maps(before, free, ends, side_of_maps(before, finest), others.tobytes())
    at = j if whole else 0
    return Map(found.layers[k][at], _level(scene, k, found.sums[k], found.layers[k], at))


def input_map(scene: Scene, free: tuple[int, int], ends: tuple[Ends, Ends], i: int) -> Array:
    """Input i over the inputs ``free``, (FINE, FINE)."""
    return plane(*ends, scene.x, free, FINE)[:, i].reshape(FINE, FINE)


@dataclass(frozen=True)
class Curves:
    """The activations of all neurons along one input, the others at x."""

    x: Array  # (count,)
    layers: tuple[Array, ...]  # (n_out, count) of each layer


def curves(scene: Scene, i: int, ends: Ends, count: int = ON_A_LINE) -> Curves:
    """Every neuron over input i. Raises NetworkError if there is none."""
    x = np.linspace(*ends, count)
    trace = forward(scene.active_network, line(scene, x, i))
    return Curves(x, tuple(a.T for a in trace.activations))
