"""Networks that are trained beside the scene's own, to see what comes of another start or another
function: how long, by which data, and what was to be seen on the way.

All of it is a pure function of the network's form, the data and the recipe, and is kept; how many
updates there are follows from sizes alone, so that the same scene shows the same everywhere.
"""

from dataclasses import dataclass, replace

import numpy as np

from playground.activations import Array
from playground.data import Dataset
from playground.network import Network
from playground.scene import Scene
from playground.training import Recipe, advance, start
from playground.training.record import point_of

SEED = 0  # of fresh weights, where one start stands for all
_MOST_WORK = 80_000_000  # what the updates of a drawing may cost: a third of a second at most
_LAYER_WORK = 5_000  # what a layer of an update costs beside its products
_FEWEST = 50  # updates with which a training shows anything
_MARKS = 30  # places along a training at which it is measured


@dataclass(frozen=True, eq=False)
class Trial:
    """A training from its start to its end.

    ``train`` and ``test`` (marks,) are the mean losses after so many ``updates`` (marks,), nan
    where there are no test rows. ``right`` says whether in the end every training row is given the
    class that is wanted. A training that leaves float64 ends before it does.
    """

    updates: Array
    train: Array
    test: Array
    right: bool


def fresh(network: Network, seed: int, hidden: str | None = None) -> Network:
    """A network of the same form with fresh weights; ``hidden`` takes the place of its functions.

    Raises NetworkError for a function that no hidden layer has.
    """
    drawn = Network.create(network.sizes, seed=seed)
    layers = [
        replace(own, weights=new.weights, biases=new.biases)
        for own, new in zip(network.layers, drawn.layers, strict=True)
    ]
    if hidden is not None:
        layers[:-1] = [replace(layer, activation=hidden, alpha=None) for layer in layers[:-1]]
    return Network(layers, network.input_names, network.output_names)


def form_of(network: Network) -> tuple[object, ...]:
    """What fresh networks of the same form share: a short key of all but the numbers."""
    functions = tuple((layer.activation, layer.alpha) for layer in network.layers)
    return (network.sizes, functions)


def affordable(network: Network, recipe: Recipe, data: Dataset, runs: int, most: int) -> int:
    """How many updates, up to ``most``, each of some trainings may take; 0 for too few to show."""
    rows = min(recipe.batch or len(data.train), len(data.train))
    work = _LAYER_WORK * len(network.layers) + network.n_parameters * rows
    updates = min(_MOST_WORK // (runs * work), most)
    return updates if updates >= _FEWEST else 0


def trained(network: Network, recipe: Recipe, data: Dataset, updates: int) -> Trial:
    """A training of so many updates. Raises TrainingError where recipe and network do not fit."""
    run = start(network, recipe)
    points = []
    for mark in np.unique(np.linspace(0, updates, _MARKS + 1).astype(int)):
        run = advance(run, data, int(mark) - run.step)
        points.append(point_of(run, data))
        if run.fault is not None:
            break
    return Trial(
        np.array([point.step for point in points], dtype=float),
        np.array([point.train for point in points]),
        np.array([point.test for point in points]),
        points[-1].right_train == len(data.train),
    )


def rows_to_train(scene: Scene) -> Dataset | None:
    """The rows that are trained with, where the scene is in training; else nothing is tried."""
    data = scene.fitting
    return data if scene.mode == "train" and data is not None and len(data.train) else None
