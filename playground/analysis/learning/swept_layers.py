"""A network's layers while its own parameters are swept along a plane.

The values of a layer are kept apart by what they depend on: of a weight in the second layer the
first one is passed once, whatever the weight is; of two weights into one neuron, that neuron alone
is passed for each point of the plane. Arrays of values are (neurons, rows, up, across), and an axis
that nothing depends on has the length 1. They are float32: no picture shows the difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.activations import ACTIVATIONS, Array
from playground.activations.functions import Function
from playground.analysis.learning.directions import Plane
from playground.cache import cached
from playground.data.splits import Indices
from playground.scene import Mask
from playground.training.parameters import layers_in

Single = NDArray[np.float32]
Places = tuple[Single, Single]  # (across,) and (up,): places along the plane's directions

_TABLE_END, _TABLE_STEPS = 12.0, 8192  # of a function that is read from a table: ±1e-6


@dataclass(frozen=True, eq=False)
class SweptLayer:
    """A layer's numbers along the plane: those at its origin, and what each direction adds.

    ``weights`` (3, n_out, n_in), ``biases`` (3, n_out), ``alphas`` (3,).
    """

    activation: str
    weights: Single
    biases: Single
    alphas: Single

    def depends(self, spread: Mask) -> Mask:
        """Which neurons depend on each direction, (2, n_out).

        ``spread`` (2,) says of each direction whether what the layer receives depends on it.
        """
        own = (self.weights[1:] != 0).any(axis=2) | (self.biases[1:] != 0)
        whole = (self.alphas[1:] != 0) | spread
        return np.asarray(own | whole[:, np.newaxis])


@dataclass(frozen=True, eq=False)
class Part:
    """Some neurons of a layer, all of which depend on the same; ``values`` as the module says."""

    neurons: Indices
    values: Single


def single(values: Any) -> Single:
    """An array of float32."""
    return np.asarray(values, dtype=np.float32)


def layers_along(plane: Plane) -> list[SweptLayer]:
    """The layers of the plane's network."""
    points = [layers_in(plane.network, each) for each in (plane.origin, *plane.directions)]
    found = []
    for at, *ways in zip(*points, strict=True):
        learned = at.learned is not None
        found.append(
            SweptLayer(
                at.activation,
                single([each.weights for each in (at, *ways)]),
                single([each.biases for each in (at, *ways)]),
                single([at.alpha or 0.0, *(way.alpha or 0.0 if learned else 0.0 for way in ways)]),
            )
        )
    return found


def last_pre_activations(layers: list[SweptLayer], x: Single, places: Places) -> list[Part]:
    """z of the output layer, for rows x (n, n_in)."""
    parts = [Part(np.arange(x.shape[1]), np.ascontiguousarray(x.T)[:, :, None, None])]
    for layer in layers[:-1]:
        z = _pre_activations(layer, parts, places)
        parts = [Part(each.neurons, _activated(layer, each.values, places)) for each in z]
    return list(_pre_activations(layers[-1], parts, places))


def _pre_activations(layer: SweptLayer, parts: list[Part], places: Places) -> Iterator[Part]:
    """z of the layer's neurons, in parts: those that depend on the same two directions or none."""
    shapes = np.array([part.values.shape[:1:-1] for part in parts])  # across, up
    depends = layer.depends(np.asarray((shapes > 1).any(axis=0)))
    for which in ((False, False), (True, False), (False, True), (True, True)):
        neurons = np.flatnonzero((np.array(which)[:, np.newaxis] == depends).all(axis=0))
        if len(neurons):
            yield Part(neurons, _weighted(layer, neurons, parts, places))


def _weighted(layer: SweptLayer, neurons: Indices, parts: list[Part], places: Places) -> Single:
    """W a + b of some neurons, W and b being at their place on the plane."""
    s, t = places[0][None, None, None, :], places[1][None, None, :, None]
    terms = list(_terms(layer, 0, neurons, parts))
    for n, at in ((1, s), (2, t)):
        if layer.weights[n, neurons].any() or layer.biases[n, neurons].any():
            terms += [at * term for term in _terms(layer, n, neurons, parts)]
    shape = np.broadcast_shapes(*(term.shape for term in terms))
    alike: dict[tuple[int, ...], Single] = {}  # those of one form are added while they are small
    for term in terms:
        alike[term.shape] = alike[term.shape] + term if term.shape in alike else term
    total = alike.pop(shape, None)
    if total is None:  # no single term depends on all that the sum does
        total = np.array(np.broadcast_to(alike.popitem()[1], shape))
    for term in alike.values():
        total += term
    return total


def _terms(layer: SweptLayer, n: int, neurons: Indices, parts: list[Part]) -> Iterator[Single]:
    """The layer's n-th biases, and what its n-th weights make of each part."""
    yield layer.biases[n, neurons][:, None, None, None]
    for part in parts:
        weights = layer.weights[n][np.ix_(neurons, part.neurons)]
        if weights.any():
            yield _times(weights, part.values)


def _times(weights: Single, values: Single) -> Single:
    """Weights (n_out, n_in) times values of so many neurons."""
    if len(values) == 1:  # an outer product, which is quicker without the matrix routines
        return np.asarray(weights[:, :, None, None] * values)
    product = weights @ values.reshape(len(values), -1)
    return np.asarray(product.reshape(len(weights), *values.shape[1:]))


def _activated(layer: SweptLayer, z: Single, places: Places) -> Single:
    row = ACTIVATIONS[layer.activation]
    if not layer.alphas[1:].any():
        alpha = float(layer.alphas[0])
        return z if row.is_identity(alpha) else _each(row.function, z, alpha)
    across, up = places
    alphas: Any = layer.alphas[0] + layer.alphas[1] * across + layer.alphas[2] * up[:, np.newaxis]
    values: Any = z
    return single(row.function(values, alphas))


def _each(function: Function, z: Any, alpha: float) -> Single:
    """f(z) of a function that is applied to each number by itself.

    One that has no float32 is slow, because it leaves NumPy; it is read from a table.
    """
    if function(z[:0], alpha).dtype == z.dtype:
        found: Any = function(z, alpha)
        return single(found)
    values, rises = _table(function, alpha)
    at = (z + np.float32(_TABLE_END)) * np.float32(_TABLE_STEPS / (2 * _TABLE_END))
    inside = (at >= 0) & (at < _TABLE_STEPS)
    n = np.where(inside, at, 0).astype(np.int32)
    read = values[n] + rises[n] * single(at - n)
    beyond = ~inside
    read[beyond] = function(z[beyond].astype(np.float64), alpha)
    return read


@cached(16, spoken=False)
def _table(function: Function, alpha: float) -> tuple[Single, Single]:
    """A function at equal distances, and by how much it rises to the next one."""
    places: Array = np.linspace(-_TABLE_END, _TABLE_END, _TABLE_STEPS + 1)
    values = function(places, alpha)
    return single(values[:-1]), single(np.diff(values))
