"""Symmetry: neurons of a layer that compute the same, and whether training would part them.

Neurons compute the same if they give the same activation, but for rounding, for every input that is
tried: a grid from −3 to 3, which is where the page's sliders reach at first (thinner for a wide
layer). That is so where their weights and biases are equal, and may be so where they are not, as of
two ReLUs that are both off. If the same weights lead out of them, too, they receive equal gradients
for every input: training changes them alike, and they stay one neuron for ever. Different weights
that lead out give different gradients, and training parts them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.sweep import grid
from playground.engine import forward
from playground.network import NetworkError
from playground.scene import Scene

_ROUNDING = 1e-9  # of the largest activation: below it a difference is rounding
_LOW, _HIGH = -3.0, 3.0
_MOST_ACTIVATIONS = 40_000  # of a layer, over all inputs tried: about a millisecond


@dataclass(frozen=True)
class Group:
    """Neurons that compute the same; those of them that stay equal, in groups of two or more."""

    neurons: tuple[int, ...]
    stay: tuple[tuple[int, ...], ...]


def answers(scene: Scene, k: int) -> Array:
    """Activations (count, n_out) of layer k for every input that is tried. Raises NetworkError."""
    network = scene.active_network
    if k >= len(network.layers):
        raise NetworkError(f"layer: there is no number {k + 1}")
    tried = grid(network.n_inputs, _LOW, _HIGH)
    step = -(-len(tried) * max(network.sizes) // _MOST_ACTIVATIONS)
    return forward(network, tried[::step]).activations[k]


def twins(scene: Scene, k: int) -> list[tuple[int, ...]]:
    """The groups of two or more neurons of layer k that compute the same."""
    a = answers(scene, k)
    allowed = _allowed(a)
    groups = [group for run in _runs(a, allowed) for group in _alike(a, run, allowed)]
    return sorted(tuple(group) for group in groups if len(group) > 1)


def _allowed(a: Array) -> float:
    return _ROUNDING * float(np.max(np.abs(a), initial=1.0, where=np.isfinite(a)))


def _runs(a: Array, allowed: float) -> Iterator[list[int]]:
    """Columns of ``a`` (count, n) that may agree: two or more whose weighted means do.

    The weights are random, and fixed: columns that differ hardly ever have the same mean, so few
    are held against each other in a layer of a thousand neurons.
    """
    weights = np.random.default_rng(0).uniform(1.0, 2.0, len(a))
    means = weights / weights.sum() @ np.where(np.isfinite(a), a, 0.0)
    order = np.argsort(means, kind="stable")
    for run in np.split(order, np.flatnonzero(np.diff(means[order]) > allowed) + 1):
        if len(run) > 1:
            yield sorted(run.tolist())


def _alike(a: Array, columns: list[int], allowed: float) -> list[list[int]]:
    """The columns in groups; each agrees with the first of its group."""
    groups: list[list[int]] = []
    for j in columns:
        for group in groups:
            if _agree(a[:, group[0]], a[:, j], allowed):
                group.append(j)
                break
        else:
            groups.append([j])
    return groups


@np.errstate(all="ignore")
def _agree(one: Array, other: Array, allowed: float) -> bool:
    """Whether two columns are equal but for rounding; overflowed values must be the same ones."""
    same = (one == other) | (np.abs(one - other) <= allowed) | (np.isnan(one) & np.isnan(other))
    return bool(same.all())


def groups_of(scene: Scene, k: int) -> list[Group]:
    """The twins of layer k, and which of them stay equal when the network is trained."""
    return [Group(members, _staying(scene, k, members)) for members in twins(scene, k)]


def _staying(scene: Scene, k: int, members: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The twins in groups out of which the same weights lead; outputs each have their own aim."""
    layers = scene.active_network.layers
    if k + 1 == len(layers):
        return ()
    out = layers[k + 1].weights
    largest = _ROUNDING * float(np.abs(out).max(initial=0.0))
    groups = _alike(out, list(members), largest)
    return tuple(tuple(group) for group in groups if len(group) > 1)


def stay_equal(scene: Scene, k: int, neurons: Collection[int]) -> bool:
    """Whether these neurons compute the same, and go on to when the network is trained."""
    return any(set(neurons) <= set(stay) for group in groups_of(scene, k) for stay in group.stay)


def gap(scene: Scene, k: int, neurons: list[int]) -> float:
    """The largest distance between activations of these neurons, over every input tried."""
    a = answers(scene, k)[:, neurons]
    return float((a.max(axis=1) - a.min(axis=1)).max())
