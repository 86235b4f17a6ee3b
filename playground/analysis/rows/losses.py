"""Which loss each row of the data has: the recipe's, so that all of the page speaks of one loss."""

from playground.data import Dataset
from playground.scene import Scene, recipe_of


def loss_name(scene: Scene, data: Dataset) -> str:
    """The loss of rows of ``data`` as the scene stands."""
    return recipe_of(scene, data).loss
