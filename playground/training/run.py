"""A training under way, as a value: the same start, data and recipe give the same weights, always.

One step is one update from one batch. In epoch e the batches are consecutive slices of
``np.random.default_rng([seed, e]).permutation(len(data.train))``, an order of the training rows;
a batch of ``None`` is all of them, as they lie.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from playground.activations import Array
from playground.cache import cached
from playground.data import Dataset
from playground.data.splits import Indices
from playground.engine import backward_steps, by_alpha, by_weights, passed
from playground.limits import TrainingError
from playground.network import Network
from playground.training.losses import by_outputs, check_output, check_targets
from playground.training.objective import by_penalty
from playground.training.parameters import (
    TrainedLayer,
    layers_in,
    network_with,
    vector_of,
    weight_parts,
)
from playground.training.recipe import Recipe


@dataclass(frozen=True)
class Fault:
    """Why a run has stopped: what is no finite number after the step that was not taken."""

    step: int
    layer: int
    what: str  # weights, biases or α


@dataclass(frozen=True, eq=False)
class Run:
    """A network that is trained by a recipe.

    ``start`` says what is trained, ``vector`` (n_parameters,) its numbers now, ``memory`` what the
    optimiser remembers, of ``remembered`` steps. ``step`` counts the updates from 0, ``epoch`` the
    passes through the training rows that are complete, and ``batch`` those of the present one.
    """

    start: Network
    recipe: Recipe
    vector: Array
    memory: tuple[Array, ...]
    remembered: int = 0
    step: int = 0
    epoch: int = 0
    batch: int = 0
    fault: Fault | None = None

    @cached_property
    def network(self) -> Network:
        """The network as it is now."""
        return network_with(self.start, self.vector)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Run):
            return NotImplemented
        mine, theirs = ((r.start, r.recipe, *_counts(r)) for r in (self, other))
        return mine == theirs and all(
            np.array_equal(a, b)
            for a, b in zip((self.vector, *self.memory), (other.vector, *other.memory), strict=True)
        )

    def __hash__(self) -> int:
        return hash((self.start, self.recipe, *_counts(self), self.vector.tobytes()))


def _counts(run: Run) -> tuple[object, ...]:
    return run.remembered, run.step, run.epoch, run.batch, run.fault


def start(network: Network, recipe: Recipe) -> Run:
    """Before the first step. Raises TrainingError if the loss does not fit the network's output."""
    check_output(recipe.loss_row, network.layers[-1].activation)
    vector = _frozen(vector_of(network))
    return Run(network, recipe, vector, _nothing(recipe, vector))


def with_recipe(run: Run, recipe: Recipe) -> Run:
    """Go on by another recipe. Raises TrainingError as ``start`` does.

    Another optimiser remembers nothing yet; another order of the rows begins the epoch anew.
    """
    check_output(recipe.loss_row, run.start.layers[-1].activation)
    if (recipe.batch, recipe.seed) != (run.recipe.batch, run.recipe.seed):
        run = replace(run, batch=0)
    if recipe.optimiser != run.recipe.optimiser:
        run = replace(run, memory=_nothing(recipe, run.vector), remembered=0)
    return replace(run, recipe=recipe, fault=None)


def advance(run: Run, data: Dataset, steps: int = 1) -> Run:
    """The run after so many more updates; one that left float64 stops before it did.

    Raises TrainingError if the data are not for this network or this loss.
    """
    x, y = _training_rows(run, data)
    work = Work(run, x, y)
    for _ in range(steps):
        if not work.update():
            break
    return work.done()


def _training_rows(run: Run, data: Dataset) -> tuple[Array, Array]:
    if (data.n_inputs, data.n_outputs) != (run.start.n_inputs, run.start.n_outputs):
        raise TrainingError(
            f"data: expected {run.start.n_inputs} inputs and {run.start.n_outputs} outputs, "
            f"got {data.n_inputs} and {data.n_outputs}"
        )
    x, y = _of_training(data)
    check_targets(run.recipe.loss_row, y)
    return x, y


@cached(8, key=lambda data: data.digest)
def _of_training(data: Dataset) -> tuple[Array, Array]:
    """x and y of the training rows, as they lie in the table."""
    return data.x[data.train], data.y[data.train]


class Work:
    """A run while it is being advanced: arrays of its own, changed in place."""

    def __init__(self, run: Run, x: Array, y: Array) -> None:
        self.run, self.x, self.y = run, x, y
        self.vector = run.vector.copy()
        self.memory = tuple(each.copy() for each in run.memory)
        self.layers = layers_in(run.start, self.vector)
        self.gradient = np.empty_like(self.vector)
        self.by = layers_in(run.start, self.gradient)
        self.parts = weight_parts(run.start)
        self.remembered, self.step = run.remembered, run.step
        self.epoch, self.batch = run.epoch, run.batch
        if run.batch * (run.recipe.batch or 0) >= len(x):  # the data were others, and more
            self.epoch, self.batch = run.epoch + bool(run.batch), 0
        self.order: Indices | None = None
        self.fault = run.fault

    def update(self) -> bool:
        """Take one step; False where there is none, because something left float64."""
        if self.fault is not None:
            return False
        x, y = self._next_rows()
        before = self.vector.copy(), *(each.copy() for each in self.memory)
        with np.errstate(all="ignore"):
            self._find_gradient(x, y)
            self._change()
        if not np.isfinite(self.vector).all():
            self.fault = _fault(self.layers, self.step + 1)
            for now, old in zip((self.vector, *self.memory), before, strict=True):
                now[:] = old
            self.remembered -= 1
            return False
        self._count()
        return True

    def _next_rows(self) -> tuple[Array, Array]:
        size = self.run.recipe.batch
        if size is None:
            return self.x, self.y
        if self.order is None:
            rng = np.random.default_rng([self.run.recipe.seed, self.epoch])
            self.order = rng.permutation(len(self.x))
        rows = self.order[self.batch * size : (self.batch + 1) * size]
        return self.x[rows], self.y[rows]

    def _count(self) -> None:
        self.step += 1
        self.batch += 1
        size = self.run.recipe.batch
        if size is None or self.batch * size >= len(self.x):
            self.epoch, self.batch, self.order = self.epoch + 1, 0, None

    def _find_gradient(self, x: Array, y: Array) -> None:
        """The mean loss's gradient over these rows, and that of the penalties, in place."""
        recipe, trace = self.run.recipe, passed(self.layers, x)
        activation = self.layers[-1].activation
        by_output, by_last = by_outputs(recipe.loss_row, activation, trace.output, y)
        for k, delta, by_a in backward_steps(self.layers, trace, by_output, by_last):
            by = self.by[k]
            by.weights[:] = by_weights(delta, trace.sources(k))
            np.add.reduce(delta, axis=0, out=by.biases)
            if by.learned is not None:
                by.learned[0] = by_alpha(self.layers[k], trace.pre_activations[k], by_a)
        l2 = 0.0 if recipe.optimiser_row.decouples else recipe.l2
        if recipe.l1 or l2:
            for part in self.parts:
                self.gradient[part] += by_penalty(self.vector[part], recipe.l1, l2)

    def _change(self) -> None:
        recipe = self.run.recipe
        if recipe.optimiser_row.decouples and recipe.l2:
            for part in self.parts:
                self.vector[part] *= 1.0 - recipe.rate * recipe.l2
        self.remembered += 1
        recipe.optimiser_row.step(
            self.vector, self.gradient, self.memory, self.remembered, recipe.rate, recipe.momentum
        )

    def done(self) -> Run:
        """The run as a value."""
        return replace(
            self.run,
            vector=_frozen(self.vector),
            memory=tuple(map(_frozen, self.memory)),
            remembered=self.remembered,
            step=self.step,
            epoch=self.epoch,
            batch=self.batch,
            fault=self.fault,
        )


def _fault(layers: tuple[TrainedLayer, ...], step: int) -> Fault:
    for k, layer in enumerate(layers):
        for what, values in (("weights", layer.weights), ("biases", layer.biases)):
            if not np.isfinite(values).all():
                return Fault(step, k, what)
        if layer.learned is not None and not np.isfinite(layer.learned).all():
            return Fault(step, k, "α")
    raise AssertionError("every number is finite")


def _nothing(recipe: Recipe, vector: Array) -> tuple[Array, ...]:
    zeros = _frozen(np.zeros_like(vector))
    return (zeros,) * recipe.optimiser_row.n_memory


def _frozen(values: Array) -> Array:
    values.setflags(write=False)
    return values
