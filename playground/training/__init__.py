"""How weights come to be what they are: losses, optimisers, recipes, and runs as values.

``start`` and ``advance`` are pure: the same network, recipe and data give the same weights, to the
last bit, however the steps are divided.
"""

from playground.training.advance import advance, batches, next_batch
from playground.training.losses import LOSSES, Loss
from playground.training.objective import loss_and_gradients
from playground.training.optimisers import OPTIMISERS, Optimiser
from playground.training.recipe import Recipe
from playground.training.run import Fault, Run, start, with_network, with_recipe
from playground.training.stopping import Stop
from playground.training.timeline import Training

__all__ = [
    "LOSSES",
    "OPTIMISERS",
    "Fault",
    "Loss",
    "Optimiser",
    "Recipe",
    "Run",
    "Stop",
    "Training",
    "advance",
    "batches",
    "loss_and_gradients",
    "next_batch",
    "start",
    "with_network",
    "with_recipe",
]
