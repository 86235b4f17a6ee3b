"""The loss around a training: a plane through its network, and where its path lies there."""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.input_space.surfaces import Ends
from playground.analysis.learning.directions import (
    Plane,
    ends_along,
    most_moved,
    of_parameters,
    of_path,
)
from playground.analysis.learning.loss_plane import (
    FINEST,
    downhill,
    is_too_large,
    loss_over,
    side_of,
    some_rows,
)
from playground.analysis.learning.story import Story
from playground.cache import cached
from playground.data import Dataset
from playground.scene import Target
from playground.training import Recipe
from playground.training.parameters import weight_parts
from playground.training.run import structure

Pair = tuple[Target, Target]


@dataclass(frozen=True, eq=False)
class Terrain:
    """The loss over a plane, ``values`` (side, side) at the middles of its squares from below left.

    ``ends`` are the plane's, across and up; ``path`` (n, 2) says where the story's states lie,
    ``here`` (2,) where the present network, and ``downhill`` (2,) which way the loss falls there,
    by how much. ``n_rows`` are those of which the loss is the mean.
    """

    plane: Plane
    ends: tuple[Ends, Ends]
    values: Array
    path: Array
    here: Array
    downhill: Array
    n_rows: int


def plane_through(story: Story, pair: Pair | None) -> Plane | None:
    """The plane of two parameters, or of the path's main directions, if it went anywhere."""
    network = story.run.network
    return of_path(network, story.path) if pair is None else of_parameters(network, *pair)


def usual_pair(story: Story, chosen: Target | None) -> Pair:
    """Which two parameters are worth a look: of the chosen one's neuron those that moved most.

    A weight or a bias that is chosen goes across; else its bias is one only of a single weight.
    Without a choice it is the neuron of which a weight moved most, or the first of the output.
    """
    network = story.run.network
    if chosen is not None and chosen.kind in ("weight", "bias", "neuron"):
        k, j = chosen.path[:2]
    else:
        k, j = _liveliest(story)
    found = most_moved(network, story.path, k, j)
    if chosen is not None and chosen.kind in ("weight", "bias"):
        return chosen, next(each for each in found if each != chosen)
    weights_first = sorted(found, key=lambda each: each.kind == "bias")[:2]
    across, up = sorted(weights_first, key=lambda each: (each.kind == "bias", each.path))
    return across, up


def _liveliest(story: Story) -> tuple[int, int]:
    """The layer and the neuron of which a weight has moved most."""
    network, moved = story.run.network, np.ptp(story.path, axis=0)
    last = len(network.layers) - 1
    best, found = 0.0, (last, 0)
    for k, part in enumerate(weight_parts(network)):
        of_neurons = moved[part].reshape(network.layers[k].weights.shape).max(axis=1)
        if of_neurons.max() > best:
            best, found = float(of_neurons.max()), (k, int(of_neurons.argmax()))
    return found


def terrain_of(story: Story, plane: Plane, finest: int = FINEST) -> Terrain | None:
    """The terrain around a story's present network; ``None`` if it would take too long.

    A side of it has ``finest`` squares at most.
    """
    data, recipe = story.data, story.recipe
    x, y = some_rows(data.x[data.train], data.y[data.train])
    if is_too_large(plane, len(x)):
        return None
    here, path = plane.places(story.run.vector), plane.places(story.path)
    ends = tuple(ends_along(path[:, n], float(here[n])) for n in (0, 1))
    return Terrain(
        plane,
        (ends[0], ends[1]),
        _values(plane, data, recipe, (ends[0], ends[1]), finest),
        path,
        here,
        downhill(plane, x, y, recipe),
        len(x),
    )


def _plane_key(
    plane: Plane, data: Dataset, recipe: Recipe, ends: tuple[Ends, Ends], finest: int
) -> tuple[object, ...]:
    """Of two parameters the plane is the same wherever on it the network is."""
    numbers = plane.origin.tobytes(), plane.directions.tobytes()
    form = repr(structure(plane.network))
    return *numbers, form, data.digest, recipe.loss, recipe.l1, recipe.l2, ends, finest


@cached(32, key=_plane_key, spoken=False)
def _values(
    plane: Plane, data: Dataset, recipe: Recipe, ends: tuple[Ends, Ends], finest: int
) -> Array:
    x, y = some_rows(data.x[data.train], data.y[data.train])
    side = side_of(plane, len(x), finest)
    across, up = (low + (np.arange(side) + 0.5) / side * (high - low) for low, high in ends)
    return loss_over(plane, x, y, recipe, across, up)
