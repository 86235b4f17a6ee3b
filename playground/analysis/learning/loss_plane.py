"""The loss over a plane of a network's own parameters: how it would be, were they others.

It is what training makes smaller: the mean loss of some rows, and the penalties.
"""

from typing import Any

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.learning.directions import Plane
from playground.analysis.learning.swept_layers import (
    Part,
    Places,
    Single,
    last_pre_activations,
    layers_along,
    single,
)
from playground.scene import Mask
from playground.training import Recipe, loss_and_gradients
from playground.training.losses import Loss, check_output
from playground.training.objective import penalty
from playground.training.parameters import network_with, vector_of, weight_parts

MOST_ROWS = 500  # of which the loss is the mean: more of them change no picture
FINEST, _COARSEST = 64, 16  # points along a side
_MOST_WORK = 170_000_000  # steps that a plane may cost, so that it follows a drag
_MOST_FOR_ONE = 1_700_000_000  # steps that a coarse one may cost: half a second
_OF_LOSS = 10  # steps that the loss of an output costs
_HELD = 524_288  # numbers of an array: fewer are more calls, more leave the processor's cache


def side_of(plane: Plane, n_rows: int, finest: int = FINEST) -> int:
    """How many points a side of the plane has: as many as can be computed anew in every frame."""
    side = (_MOST_WORK / max(_work(plane, n_rows), 1)) ** 0.5
    return int(min(max(side, _COARSEST), finest))


def is_too_large(plane: Plane, n_rows: int) -> bool:
    """Whether even the coarsest plane would take so long that nobody waits for it."""
    return _COARSEST**2 * _work(plane, n_rows) > _MOST_FOR_ONE


def _work(plane: Plane, n_rows: int) -> int:
    """Steps that a point costs: those of the neurons that depend on both directions."""
    moving, work = 0, _OF_LOSS * plane.network.n_outputs
    spread: Mask = np.zeros(2, dtype=bool)
    for layer in layers_along(plane):
        depends = layer.depends(spread)
        work += int(depends.all(axis=0).sum()) * (4 + moving)
        moving, spread = int(depends.any(axis=0).sum()), np.asarray(depends.any(axis=1))
    return work * n_rows


def some_rows(x: Array, y: Array, most: int = MOST_ROWS) -> tuple[Array, Array]:
    """Inputs and targets of all rows, or of the ``most`` at equal distances."""
    if len(x) <= most:
        return x, y
    rows = np.linspace(0, len(x) - 1, most).round().astype(np.intp)
    return x[rows], y[rows]


@np.errstate(all="ignore")
def loss_over(plane: Plane, x: Array, y: Array, recipe: Recipe, across: Array, up: Array) -> Array:
    """The loss (len(up), len(across)) of rows x (n, n_in) with the targets y (n, n_out).

    ``across`` and ``up`` are places along the plane's directions. nan or inf where the network
    leaves float32. Raises TrainingError if the recipe's loss cannot be had of the output.
    """
    check_output(recipe.loss_row, plane.network.layers[-1].activation)
    # The C library keeps memory for what comes if it has once had a large block: without it, every
    # array here would be fetched from the system page by page, which takes longer than to fill it.
    np.empty(32 * _HELD, dtype=np.uint8)
    layers, places = layers_along(plane), (single(across), single(up))
    widest = max(len(layer.biases[0]) for layer in layers)
    step = max(1, _HELD // (widest * len(across) * len(up)))
    activation, total = layers[-1].activation, np.zeros((len(up), len(across)))
    for start in range(0, len(x), step):
        rows = slice(start, start + step)
        z = last_pre_activations(layers, single(x[rows]), places)
        total += _summed(recipe.loss_row, activation, z, single(y[rows]), places)
    return np.asarray(total / len(x) + _penalties(plane, recipe, across, up))


def loss_at(plane: Plane, x: Array, y: Array, recipe: Recipe, s: float, t: float) -> float:
    """The same at one place, in float64 and by the engine. Raises NetworkError beyond float64."""
    network = network_with(plane.network, plane.origin + np.array([s, t]) @ plane.directions)
    return loss_and_gradients(network, x, y, recipe.loss, recipe.l1, recipe.l2)[0]


def downhill(plane: Plane, x: Array, y: Array, recipe: Recipe) -> Array:
    """Where the plane falls most steeply from the plane's network, (2,), by how much each way."""
    _, found = loss_and_gradients(plane.network, x, y, recipe.loss, recipe.l1, recipe.l2)
    parts: list[Any] = []
    for weights, biases, alpha in zip(found.weights, found.biases, found.alphas, strict=True):
        parts += [weights.ravel(), biases, [] if alpha is None else [alpha]]
    return np.asarray(-(plane.directions @ np.concatenate(parts)))


def _summed(loss: Loss, activation: str, parts: list[Part], y: Single, places: Places) -> Array:
    """The sum over the rows of their losses, (up, across), of the output layer's parts of z."""
    side = len(places[1]), len(places[0])
    n, width = y.shape
    z = np.empty((width, n, *side), dtype=np.float32)
    for part in parts:
        z[part.neurons] = part.values
    flat: Any = z.reshape(width, -1).T  # (rows · up · across, n_out)
    wanted: Any = y.repeat(side[0] * side[1], axis=0)
    a: Any = single(ACTIVATIONS[activation].function(flat, 0.0))
    losses = loss.of_rows(activation, flat, a, wanted)
    return np.asarray(losses.reshape(n, *side).sum(axis=0, dtype=np.float64))


def _penalties(plane: Plane, recipe: Recipe, across: Array, up: Array) -> Array:
    """The penalties (up, across) of the weights, of which those along a direction vary."""
    if not recipe.l1 and not recipe.l2:
        return np.zeros((len(up), len(across)))
    weights = np.concatenate([np.r_[part] for part in weight_parts(plane.network)])
    moved = weights[plane.directions[:, weights].any(axis=0)]
    s, t = plane.directions[:, moved]
    here = vector_of(plane.network)[moved]
    constant = penalty(plane.network, recipe.l1, recipe.l2) - _penalty(here, recipe)
    found = np.empty((len(up), len(across)))
    for row, at in enumerate(up):
        w = plane.origin[moved] + across[:, np.newaxis] * s + at * t
        found[row] = constant + _penalty(w, recipe)
    return found


def _penalty(w: Array, recipe: Recipe) -> Any:
    """λ₁Σ|w| + (λ₂/2)Σw² along the last axis."""
    return recipe.l1 * np.abs(w).sum(axis=-1) + 0.5 * recipe.l2 * (w * w).sum(axis=-1)
