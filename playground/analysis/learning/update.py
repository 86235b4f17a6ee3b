"""What the next update makes of a weight: from the rows of its batch so far, and in the end.

The gradients of the rows of a batch are those of one pass there and back of all of them. A row is
known when the way back has come to the gradients of the weight's neuron, and so are those before
it in the batch. ``Expected`` is the update that would follow if the batch ended there, by the
optimiser's own rule with what it remembers of that weight.
"""

from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.analysis.learning.moments import moment_of, trainable
from playground.analysis.rows.predictions import content_key
from playground.cache import cached
from playground.data import Dataset
from playground.engine import Gradients, Trace, backward, forward
from playground.network import Network
from playground.scene import Scene, reached_back
from playground.training import Run, Training, advance, loss_and_gradients, next_batch
from playground.training.losses import by_outputs
from playground.training.objective import by_penalty
from playground.training.parameters import layers_in
from playground.training.record import record_of

MOST_HISTORY = 40  # updates whose gradients are told


@dataclass(frozen=True)
class Batch:
    """The rows of the next update by their numbers in the data; ``place`` is that of the one at x.

    Nothing of a row that comes later is known.
    """

    training: Training
    data: Dataset
    rows: tuple[int, ...]
    place: int


@dataclass(frozen=True)
class Expected:
    """A weight before and after, by the mean gradient ``g`` with its penalties.

    ``memory`` and ``next_memory`` are what the optimiser remembers of it, before and after.
    """

    weight: float
    g: float
    memory: tuple[float, ...]
    next_memory: tuple[float, ...]
    next_weight: float


def batch_of(scene: Scene) -> Batch | None:
    """The batch of the row at x; ``None`` where nothing is trained, or the row is in none."""
    if scene.mode != "train" or scene.step is None:
        return None
    found = trainable(scene)
    if isinstance(found, str):
        return None
    training, data = found
    place = moment_of(scene, training, data).row
    if place is None:
        return None
    return Batch(training, data, tuple(next_batch(training.run, data).tolist()), place)


def row_gradients(scene: Scene, batch: Batch, k: int, j: int, i: int) -> Array:
    """∂L/∂w of one weight for each row of the batch that is known, in its order."""
    known = batch.place + bool(reached_back(scene, "gradients", k, j))
    trace, found = _passed(scene, batch)
    by_row = found.pre_activations[k][:known, j] * trace.sources(k)[:known, i]
    return np.zeros(known) if scene.is_cut(k, j, i) else by_row + 0.0


def row_gradient(scene: Scene, row: int, k: int, j: int, i: int) -> float | None:
    """∂L/∂w for the row of that number in the data; ``None`` if it is not known."""
    batch = batch_of(scene)
    if batch is None or row not in batch.rows:
        return None
    known = row_gradients(scene, batch, k, j, i)
    place = batch.rows.index(row)
    return float(known[place]) if place < len(known) else None


def mean_so_far(scene: Scene, k: int, j: int, i: int) -> float | None:
    """The mean of ∂L/∂w over the rows that are known."""
    batch = batch_of(scene)
    known = np.zeros(0) if batch is None else row_gradients(scene, batch, k, j, i)
    return float(known.mean()) if len(known) else None


def expected(scene: Scene, k: int, j: int, i: int) -> Expected | None:
    """The update if the batch ended with the rows that are known."""
    batch, mean = batch_of(scene), mean_so_far(scene, k, j, i)
    if batch is None or mean is None:
        return None
    run = batch.training.run
    places = layers_in(run.start, np.arange(len(run.vector), dtype=np.float64))
    at = int(places[k].weights[j, i])
    if run.frozen is not None and run.frozen[at]:
        return None
    with np.errstate(all="ignore"):
        return _by_rule(run, at, mean)


def _by_rule(run: Run, at: int, mean: float) -> Expected:
    """The optimiser's step of one number, as it takes that of all."""
    recipe, weight = run.recipe, run.vector[at : at + 1].copy()
    memory = tuple(each[at : at + 1].copy() for each in run.memory)
    before = float(weight[0]), tuple(float(each[0]) for each in memory)
    decouples = recipe.optimiser_row.decouples
    g = mean + by_penalty(weight, recipe.l1, 0.0 if decouples else recipe.l2)
    if decouples:
        weight *= 1.0 - recipe.rate * recipe.l2
    recipe.optimiser_row.step(weight, g, memory, run.remembered + 1, recipe.rate, recipe.momentum)
    after = tuple(float(each[0]) for each in memory)
    return Expected(before[0], float(g[0]), before[1], after, float(weight[0]))


def updated(scene: Scene) -> Network | None:
    """The network after the update, once that step has been played; ``None`` if it left float64."""
    if scene.mode != "train" or not reached_back(scene, "update"):
        return None
    found = trainable(scene)
    if isinstance(found, str):
        return None
    training, data = found
    run = _advanced(training.run, data)
    return run.network if run.step > training.step else None


def gradient_history(batch: Batch, k: int, j: int, i: int) -> list[tuple[int, float]]:
    """(update, ∂L/∂w of its batch) of one weight, for the last updates of the present stretch."""
    found = _last_gradients(batch.training, batch.data)
    return [(step, float(weights[k][j, i])) for step, weights in found]


@cached(
    8,
    key=lambda training, data: (training.run.digest, training.legs[-1].digest, data.digest),
    spoken=False,
)
def _last_gradients(training: Training, data: Dataset) -> list[tuple[int, tuple[Array, ...]]]:
    leg = training.leg(training.step)
    first = max(leg.step, training.step - MOST_HISTORY)
    run, found = record_of(leg, data).run_at(first), []
    while run.step < training.step and run.fault is None:
        found.append((run.step, _of_batch(run, data)))
        run = advance(run, data, 1)
    return found


def last_gradient(scene: Scene, k: int, j: int, i: int) -> float | None:
    """The latest of the history."""
    batch = None if scene.is_cut(k, j, i) else batch_of(scene)
    found = [] if batch is None else gradient_history(batch, k, j, i)
    return found[-1][1] if found else None


def _of_batch(run: Run, data: Dataset) -> tuple[Array, ...]:
    """∂L/∂W of each layer over the rows that a run's next update reads."""
    rows = next_batch(run, data)
    with np.errstate(all="ignore"):
        _, found = loss_and_gradients(run.network, data.x[rows], data.y[rows], loss=run.recipe.loss)
    return found.weights


@cached(16, key=lambda run, data: (run.digest, data.digest), spoken=False)
def _advanced(run: Run, data: Dataset) -> Run:
    return advance(run, data, 1)


def _key(scene: Scene, batch: Batch) -> tuple[object, ...]:
    return *content_key(scene, batch.data), batch.training.run.recipe.loss, batch.rows


@cached(16, key=_key, spoken=False)
def _passed(scene: Scene, batch: Batch) -> tuple[Trace, Gradients]:
    """All rows of the batch there and back; δ is of each row's own loss, not of their mean."""
    rows, network = list(batch.rows), scene.active_network
    trace = forward(network, batch.data.x[rows])
    loss = batch.training.run.recipe.loss_row
    with np.errstate(all="ignore"):
        by_a, by_z = by_outputs(
            loss, network.layers[-1].activation, trace.output, batch.data.y[rows]
        )
        n = len(rows)
        return trace, backward(network, trace, by_a * n, None if by_z is None else by_z * n)
