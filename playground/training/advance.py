"""How a run goes on: one update from one batch, as often as is wanted."""

from dataclasses import replace

import numpy as np

from playground.activations import Array
from playground.cache import cached
from playground.data import Dataset
from playground.data.splits import Indices
from playground.engine import backward_steps, by_alpha, by_weights, passed
from playground.language import _
from playground.limits import MAX_MAGNITUDE, TrainingError
from playground.training.losses import by_outputs, check_targets
from playground.training.objective import by_penalty
from playground.training.parameters import TrainedLayer, layers_in, weight_parts
from playground.training.recipe import Recipe
from playground.training.run import Fault, Run, read_only


def advance(run: Run, data: Dataset, steps: int = 1) -> Run:
    """The run after so many more updates; one that left float64 stops before it did.

    Raises TrainingError if the data are not for this network or this loss.
    """
    x, y = _training_rows(run, data)
    work = Work(run, x, y)
    for _update in range(steps):
        if not work.update():
            break
    return work.done()


def next_batch(run: Run, data: Dataset) -> Indices:
    """The rows of the data, by number, that the next update reads, in their order."""
    train, size = data.train, run.recipe.batch
    if size is None:
        return train
    epoch, batch = _place(run, len(train))
    return train[_order(run.recipe.seed, epoch, len(train))[batch * size : (batch + 1) * size]]


def batches(recipe: Recipe, data: Dataset) -> int:
    """How many updates an epoch has."""
    return 1 if recipe.batch is None else -(-len(data.train) // recipe.batch)


def _order(seed: int, epoch: int, n: int) -> Indices:
    return np.random.default_rng([seed, epoch]).permutation(n)


def _place(run: Run, n: int) -> tuple[int, int]:
    """Epoch and batch of the next update: the rows of before may have been others, and more."""
    if run.batch * (run.recipe.batch or 0) >= n:
        return run.epoch + bool(run.batch), 0
    return run.epoch, run.batch


def _training_rows(run: Run, data: Dataset) -> tuple[Array, Array]:
    if (data.n_inputs, data.n_outputs) != (run.start.n_inputs, run.start.n_outputs):
        raise TrainingError(
            _(
                "data: expected {inputs} inputs and {outputs} outputs, "
                "got {given_inputs} and {given_outputs}",
                inputs=run.start.n_inputs,
                outputs=run.start.n_outputs,
                given_inputs=data.n_inputs,
                given_outputs=data.n_outputs,
            )
        )
    x, y = _of_training(data)
    check_targets(run.recipe.loss_row, y)
    return x, y


@cached(8, key=lambda data: data.digest, spoken=False)
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
        self.epoch, self.batch = _place(run, len(x))
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
            self._change(before[0])
        if not np.abs(self.vector).max() <= MAX_MAGNITUDE:  # nor is it if one is nan
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
            self.order = _order(self.run.recipe.seed, self.epoch, len(self.x))
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
        if self.run.frozen is not None:
            self.gradient[self.run.frozen] = 0.0

    def _change(self, before: Array) -> None:
        recipe, frozen = self.run.recipe, self.run.frozen
        if recipe.optimiser_row.decouples and recipe.l2:
            for part in self.parts:
                self.vector[part] *= 1.0 - recipe.rate * recipe.l2
        self.remembered += 1
        recipe.optimiser_row.step(
            self.vector, self.gradient, self.memory, self.remembered, recipe.rate, recipe.momentum
        )
        if frozen is not None:  # what is remembered from before it was
            self.vector[frozen] = before[frozen]

    def done(self) -> Run:
        """The run as a value."""
        return replace(
            self.run,
            vector=read_only(self.vector),
            memory=tuple(map(read_only, self.memory)),
            remembered=self.remembered,
            step=self.step,
            epoch=self.epoch,
            batch=self.batch,
            fault=self.fault,
        )


def _fault(layers: tuple[TrainedLayer, ...], step: int) -> Fault:
    for k, layer in enumerate(layers):
        if not _is_sound(layer.weights):
            return Fault(step, k, "weights")
        if not _is_sound(layer.biases):
            return Fault(step, k, "biases")
        if layer.learned is not None and not _is_sound(layer.learned):
            return Fault(step, k, "α")
    raise AssertionError("every number is sound")


def _is_sound(values: Array) -> bool:
    return bool(np.abs(values).max() <= MAX_MAGNITUDE)
