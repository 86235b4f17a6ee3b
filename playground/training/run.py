"""A training under way, as a value: the same start, data and recipe give the same weights, always.

One step is one update from one batch. In epoch e the batches are consecutive slices of
``np.random.default_rng([seed, e]).permutation(len(data.train))``, an order of the training rows;
a batch of ``None`` is all of them, as they lie.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from playground.activations import ACTIVATIONS, Array
from playground.network import Network
from playground.training.losses import check_output
from playground.training.parameters import (
    network_with,
    vector_of,
)
from playground.training.recipe import Recipe

Frozen = NDArray[np.bool_]


What = Literal["weights", "biases", "α"]


@dataclass(frozen=True)
class Fault:
    """Why a run has stopped: what is no finite number after the step that was not taken."""

    step: int
    layer: int
    what: What


@dataclass(frozen=True, eq=False)
class Run:
    """A network that is trained by a recipe.

    ``start`` says what is trained, ``vector`` (n_parameters,) its numbers now, ``memory`` what the
    optimiser remembers, of ``remembered`` steps. ``step`` counts the updates from 0, ``epoch`` the
    passes through the training rows that are complete, and ``batch`` those of the present one.
    ``frozen`` (n_parameters,) says which numbers stay as they are, ``None`` if none do.
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
    frozen: Frozen | None = None

    @cached_property
    def digest(self) -> str:
        """24 hexadecimal digits, equal for runs that go on alike."""
        digest = hashlib.blake2b(digest_size=12)
        digest.update(repr((structure(self.start), self.recipe, _counts(self))).encode())
        for array in (self.vector, *self.memory, *(() if self.frozen is None else (self.frozen,))):
            digest.update(array.tobytes())
        return digest.hexdigest()

    @cached_property
    def network(self) -> Network:
        """The network as it is now."""
        return network_with(self.start, self.vector)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Run):
            return NotImplemented
        return self is other or self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def structure(network: Network) -> tuple[object, ...]:
    """What of a network no training changes; α is changed where it is learned."""
    return network.sizes, [
        (layer.activation, None if ACTIVATIONS[layer.activation].learns_alpha else layer.alpha)
        for layer in network.layers
    ]


def _counts(run: Run) -> tuple[object, ...]:
    return run.remembered, run.step, run.epoch, run.batch, run.fault


def start(network: Network, recipe: Recipe, frozen: Frozen | None = None) -> Run:
    """Before the first step. Raises TrainingError if the loss does not fit the network's output."""
    check_output(recipe.loss_row, network.layers[-1].activation)
    vector = read_only(vector_of(network))
    return Run(network, recipe, vector, _nothing(recipe, vector), frozen=frozen)


def with_network(run: Run, network: Network, frozen: Frozen | None = None) -> Run:
    """Go on with another network. Raises TrainingError as ``start`` does.

    What the optimiser remembers stays where there are as many numbers as before.
    """
    check_output(run.recipe.loss_row, network.layers[-1].activation)
    vector = read_only(vector_of(network))
    if len(vector) == len(run.vector):
        return replace(run, start=network, vector=vector, frozen=frozen, fault=None)
    memory = _nothing(run.recipe, vector)
    return replace(
        run,
        start=network,
        vector=vector,
        memory=memory,
        remembered=0,
        frozen=frozen,
        fault=None,
    )


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


def _nothing(recipe: Recipe, vector: Array) -> tuple[Array, ...]:
    zeros = read_only(np.zeros_like(vector))
    return (zeros,) * recipe.optimiser_row.n_memory


def read_only(values: Array) -> Array:
    """The array itself, which cannot be changed from now on."""
    values.setflags(write=False)
    return values
