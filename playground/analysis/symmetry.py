"""Symmetry: neurons of a layer that compute the same, and whether training would part them.

Neurons compute the same if they give the same activation, but for rounding, for every input that is
tried: a grid from −3 to 3, which is where the page's sliders reach at first, and x. That is so
where their weights and biases are equal; it may be so where they are not, as of two ReLUs that are
both off. If the gradients ∂y/∂w and ∂y/∂b that they receive are equal, too, training changes
them alike, and they stay one neuron for ever.
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.sweep import grid
from playground.engine import Gradients, forward
from playground.network import NetworkError
from playground.scene import Scene

_ROUNDING = 1e-9  # of the largest activation: below it a difference is rounding
_LOW, _HIGH = -3.0, 3.0


@dataclass(frozen=True)
class Group:
    """Neurons that compute the same, and whether they receive the same gradient."""

    neurons: tuple[int, ...]
    same_gradient: bool


def answers(scene: Scene, k: int) -> Array:
    """Activations (count, n_out) of layer k for every input that is tried. Raises NetworkError."""
    network = scene.active_network
    if k >= len(network.layers):
        raise NetworkError(f"layer: there is no number {k + 1}")
    points = np.vstack([scene.x, grid(network.n_inputs, _LOW, _HIGH)])
    return forward(network, points).activations[k]


def twins(scene: Scene, k: int) -> list[tuple[int, ...]]:
    """The groups of two or more neurons of layer k that compute the same."""
    if len(_alike(scene.trace.activations[k][None, :])) == scene.network.layers[k].n_out:
        return []  # all differ at x already: no need to try other inputs
    return [tuple(group) for group in _alike(answers(scene, k)) if len(group) > 1]


@np.errstate(all="ignore")
def _alike(a: Array) -> list[list[int]]:
    """The columns of ``a`` (count, n) in groups; each agrees with the first of its group."""
    allowed = _ROUNDING * float(np.max(np.abs(a), initial=1.0, where=np.isfinite(a)))
    groups: list[list[int]] = []
    for j in range(a.shape[1]):
        for group in groups:
            if _agree(a[:, group[0]], a[:, j], allowed):
                group.append(j)
                break
        else:
            groups.append([j])
    return groups


def _agree(one: Array, other: Array, allowed: float) -> bool:
    """Whether two columns are equal but for rounding; overflowed values must be the same ones."""
    same = (one == other) | (np.abs(one - other) <= allowed) | (np.isnan(one) & np.isnan(other))
    return bool(same.all())


def groups_of(scene: Scene, received: Gradients, k: int) -> list[Group]:
    """The twins of layer k, and whether they receive the same gradient at x."""
    groups = []
    for members in twins(scene, k):
        of_each = np.column_stack([received.weights[k], received.biases[k]])[list(members)]
        same = bool(np.allclose(of_each, of_each[0], rtol=1e-9, atol=0.0, equal_nan=True))
        groups.append(Group(members, same))
    return groups


def gap(scene: Scene, k: int, neurons: list[int]) -> float:
    """The largest distance between activations of these neurons, over every input tried."""
    a = answers(scene, k)[:, neurons]
    return float((a.max(axis=1) - a.min(axis=1)).max())
