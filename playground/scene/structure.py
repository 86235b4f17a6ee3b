"""What the edits of topology share: another structure, and what moves along with it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from playground.language import _
from playground.limits import MAX_DRAWN_NEURONS
from playground.network import Layer, Network, NetworkError
from playground.scene.fresh import small_weights
from playground.scene.scene import Scene, replace_scene
from playground.scene.target import Target

Move = Callable[[Target], Target | None]


def stay(target: Target) -> Target:
    """The move where all targets of the old network are in the new one, at their places."""
    return target


def rebuilt(scene: Scene, network: Network, move: Move, **changes: object) -> Scene:
    """The scene with a network of another structure; the step that was played is forgotten.

    ``move`` tells where each target of the old network is in the new one.
    """
    moved = {move(target) for target in scene.off}
    return replace_scene(
        scene,
        network=network,
        step=None,
        selected=move(scene.selected) if scene.selected else None,
        off=frozenset(target for target in moved if target is not None),
        **changes,
    )


def after_loss(target: Target, position: int, index: int) -> Target | None:
    """The target after number ``index`` left the axis at ``position`` of its path."""
    if target.path[position] == index:
        return None
    if target.path[position] < index:
        return target
    path = list(target.path)
    path[position] -= 1
    return Target(target.kind, tuple(path))


def with_source(layer: Layer, seed: int) -> Layer:
    """The layer with one more source, read with small weights."""
    column = small_weights(layer.n_out, layer.n_in + 1, seed)[:, -1:]
    return replace(layer, weights=np.hstack([layer.weights, column]))


def without_source(layer: Layer, i: int) -> Layer:
    """The layer without source i."""
    return replace(layer, weights=np.delete(layer.weights, i, axis=1))


def check_room(count: int, what: str) -> None:
    """Raise NetworkError if ``count`` neurons or inputs are as many as a layer may draw."""
    if count >= MAX_DRAWN_NEURONS:
        raise NetworkError(
            _("{what}: the page draws at most {most} in a layer", what=what, most=MAX_DRAWN_NEURONS)
        )


def with_new_name(names: tuple[str, ...], letter: str) -> tuple[str, ...]:
    """The names and one more: the letter, and the first number from theirs on that is free."""
    if names == (letter,):  # the default of a single one has no number yet
        names = (f"{letter}1",)
    taken = {*names}
    number = len(names) + 1
    while f"{letter}{number}" in taken:
        number += 1
    return (*names, f"{letter}{number}")
