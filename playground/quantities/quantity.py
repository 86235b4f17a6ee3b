"""What a quantity is, and what those of every subject are made with."""

from collections.abc import Callable
from typing import Any, NamedTuple

from playground.analysis.so_far import layer_done, pass_done
from playground.scene import Scene


class Quantity(NamedTuple):
    """How a number is had from a scene, and whether the pass has been played as far as it.

    Both take the scene and what stands in the places of the form, in its order.
    """

    value: Callable[..., Any]
    computed: Callable[..., bool] = lambda scene, *places: True


def at_end(scene: Scene, *places: object) -> bool:
    """Known once the whole pass has been played."""
    return pass_done(scene)


def in_layer(scene: Scene, k: int, *places: int) -> bool:
    """Known once layer k has been."""
    return layer_done(scene, k)


def if_defined(
    value: Callable[..., float | None], done: Callable[..., bool] = lambda scene, *places: True
) -> Quantity:
    """A number that is blank where it is not defined."""
    return Quantity(value, lambda s, *places: done(s) and value(s, *places) is not None)


def so_far(value: Callable[..., float | None]) -> Quantity:
    """A number that is blank until it has been computed, and is asked for as such."""

    def played(scene: Scene, *places: int) -> float | None:
        return value(scene, *places)

    return Quantity(played, lambda s, *places: played(s, *places) is not None)
