"""How weights come to be what they are: losses, optimisers, recipes, and runs as values.

``start`` and ``advance`` are pure: the same network, recipe and data give the same weights, to the
last bit, however the steps are divided.
"""

from playground.training.losses import LOSSES, Loss
from playground.training.objective import loss_and_gradients
from playground.training.optimisers import OPTIMISERS, Optimiser
from playground.training.recipe import Recipe
from playground.training.run import Fault, Run, advance, start, with_recipe

__all__ = [
    "LOSSES",
    "OPTIMISERS",
    "Fault",
    "Loss",
    "Optimiser",
    "Recipe",
    "Run",
    "advance",
    "loss_and_gradients",
    "start",
    "with_recipe",
]
