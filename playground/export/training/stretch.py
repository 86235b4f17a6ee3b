"""What a script trains again: a run as it was, and how many updates were made from there."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.data import Dataset
from playground.network import Layer, Network
from playground.training import Recipe, Run, start
from playground.training.loss_code import LossCode
from playground.training.parameters import layers_in

_MOST_PRINTED = 200  # epochs whose losses are all printed; of more, about half as many


@dataclass(frozen=True)
class Stretch:
    """``run`` is the state before the first update, ``updates`` how many there are, from 0 on.

    ``rates`` are changes of the learning rate on the way: after so many updates, counted as the run
    counts, it is another. Epochs count from 0 here, as in ``Run``: the first one may have been
    under way at the start (``skipped`` batches of it were done), and the last one at the end
    (``rest`` batches are).
    """

    run: Run
    data: Dataset
    updates: int
    title: str = ""
    rates: tuple[tuple[int, float], ...] = ()

    @property
    def network(self) -> Network:
        """With the weights of the start."""
        return self.run.network

    @property
    def recipe(self) -> Recipe:
        """By which it is trained."""
        return self.run.recipe

    @property
    def layers(self) -> tuple[Layer, ...]:
        """With the weights of the start."""
        return self.network.layers

    @cached_property
    def rows(self) -> dict[str, Array]:
        """x and y of the training rows, and of the test rows where there are any, by their names.

        In the order in which they lie in the table, scaled as the network gets them.
        """
        data = self.data
        found = {"x": data.x[data.train], "y": data.y[data.train]}
        if len(data.test):
            found |= {"x_test": data.x[data.test], "y_test": data.y[data.test]}
        return found

    @property
    def has_test(self) -> bool:
        """Whether there are rows that were not trained with."""
        return len(self.data.test) > 0

    @property
    def per_epoch(self) -> int:
        """How many updates an epoch has."""
        return -(-len(self.data.train) // (self.recipe.batch or len(self.data.train)))

    @property
    def skipped(self) -> int:
        """The batches of the first epoch that were done before."""
        return self.run.batch if self.run.batch < self.per_epoch else 0

    @property
    def first(self) -> int:
        """The number of the first epoch; one that other data have cut short is over."""
        return self.run.epoch + (self.run.batch >= self.per_epoch)

    @property
    def end(self) -> int:
        """The number after the last epoch's, complete or not."""
        return self.first + -(-(self.skipped + self.updates) // self.per_epoch)

    @property
    def rest(self) -> int:
        """The batches of the last epoch that are done; 0 if it is complete."""
        return (self.skipped + self.updates) % self.per_epoch

    @property
    def last_update(self) -> int:
        """The number of updates there have been in the end."""
        return self.run.step + self.updates

    @property
    def every(self) -> int:
        """Of how many epochs one's losses are printed."""
        epochs = self.end - self.first
        return 1 if epochs <= _MOST_PRINTED else -(-epochs // (_MOST_PRINTED // 2))

    @property
    def takes_z(self) -> bool:
        """Whether the loss is computed from z, and takes the output's activation along."""
        return self.layers[-1].activation in self.recipe.loss_row.fused

    @property
    def loss_code(self) -> LossCode:
        """The loss as code."""
        return self.recipe.loss_row.code_with(self.layers[-1].activation)

    @property
    def learns_alpha(self) -> tuple[bool, ...]:
        """Of each layer, whether its α is trained."""
        return tuple(ACTIVATIONS[layer.activation].learns_alpha for layer in self.layers)

    @property
    def l2(self) -> float:
        """The λ of the penalty that is a part of the gradient."""
        return 0.0 if self.recipe.optimiser_row.decouples else self.recipe.l2

    @property
    def decay(self) -> float:
        """The λ by which the weights shrink beside the gradient."""
        return self.recipe.l2 if self.recipe.optimiser_row.decouples else 0.0

    @cached_property
    def memory(self) -> tuple[tuple[Array, ...], ...]:
        """What the optimiser remembers: arrays like weights, biases and α; none at a fresh start.

        One tuple for each of its memories, in the order of the parameters.
        """
        return tuple(map(self._parts, self.run.memory if self.run.remembered else ()))

    @cached_property
    def frozen(self) -> tuple[Array, ...]:
        """Where 1 stands, a number stays as it is: arrays like ``memory``'s; none if none does."""
        frozen = self.run.frozen
        return () if frozen is None or not frozen.any() else self._parts(frozen.astype(np.float64))

    def _parts(self, vector: Array) -> tuple[Array, ...]:
        """Weights, biases and the α that is learned, layer by layer."""
        return tuple(
            each
            for layer in layers_in(self.run.start, vector)
            for each in (layer.weights, layer.biases, layer.learned)
            if each is not None
        )


def stretch_of_epochs(network: Network, data: Dataset, recipe: Recipe, epochs: int) -> Stretch:
    """So many epochs from a fresh start. Raises TrainingError if the loss does not fit."""
    fresh = Stretch(start(network, recipe), data, 0)
    return Stretch(fresh.run, data, epochs * fresh.per_epoch)
