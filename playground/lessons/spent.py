"""What the second level of a task counts: how much of it an attempt has used."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from playground.activations import Array
from playground.lessons.checks import Attempt
from playground.lessons.feedback import Remark
from playground.lessons.lesson import Counts, Further
from playground.network import Layer
from playground.scene import Scene


def spent(counts: Counts | None, attempt: Attempt) -> int:
    """How much of what ``counts`` the attempt has used; 0 where nothing does."""
    return _COUNTED[counts](attempt) if counts else 0


def told(level: Further, attempt: Attempt, best: int | None) -> Remark | None:
    """What there is to say of what a level counts: how much so far, its par and the own best."""
    if level.counts is None:
        return None
    values = {"spent": spent(level.counts, attempt), "par": level.par or 0, "best": best or 0}
    return Remark(f"spent-{level.counts}" + ("" if best is None else "-best"), values)


def _changes(attempt: Attempt) -> int:
    """How many numbers and functions are others than at first, however often they were moved.

    A neuron that has come or gone is one change, whatever its weights are; so is a layer. Inputs
    do not count: who moves them looks at what the network does.
    """
    scene, start = attempt.scene, attempt.start
    layers, first = scene.active_network.layers, start.active_network.layers
    network = _least_changes(*sorted((layers, first), key=len))
    return network + int(scene.threshold != start.threshold)


def _least_changes(fewer: Sequence[Layer], more: Sequence[Layer]) -> int:
    """How many changes there are; layers that came or went are those that leave the fewest."""
    gone = len(more) - len(fewer)
    return gone + min(
        sum(map(_changes_of, chosen, fewer)) for chosen in combinations(more, len(fewer))
    )


def _changes_of(now: Layer, first: Layer) -> int:
    """How many changes there are between a layer and what it was at first."""
    functions = (now.activation, now.alpha) != (first.activation, first.alpha)
    numbers = _apart(now.weights, first.weights) + _apart(now.biases, first.biases)
    return numbers + int(functions) + abs(now.n_out - first.n_out)


def _apart(now: Array, first: Array) -> int:
    """How many numbers differ, of those that both have."""
    both = tuple(slice(min(sizes)) for sizes in zip(now.shape, first.shape, strict=True))
    return int(np.count_nonzero(now[both] != first[both]))


def _neurons(attempt: Attempt) -> int:
    """How many neurons the hidden layers have that are not switched off."""
    network = attempt.scene.network
    hidden = range(network.n_hidden)
    off = sum(_is_off(attempt.scene, k, j) for k in hidden for j in range(network.sizes[k + 1]))
    return sum(network.sizes[1:-1]) - off


def _is_off(scene: Scene, k: int, j: int) -> bool:
    return scene.is_off("neuron", k, j)


def _updates(attempt: Attempt) -> int:
    """How many updates training has made."""
    training = attempt.scene.training
    return 0 if training is None else training.step


_COUNTED: dict[Counts, Callable[[Attempt], int]] = {
    "changes": _changes,
    "neurons": _neurons,
    "parameters": lambda attempt: attempt.scene.network.n_parameters,
    "updates": _updates,
}
