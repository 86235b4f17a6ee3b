"""The recipe that holds in a scene, and what of its network training leaves alone."""

from dataclasses import replace

import numpy as np

from playground.activations import ACTIVATIONS
from playground.data import Dataset
from playground.limits import TrainingError
from playground.network import Network
from playground.scene.scene import Scene, replace_scene
from playground.scene.structure import rebuilt
from playground.training import Recipe
from playground.training.losses import check_output, usual_loss
from playground.training.run import Frozen

USUAL_RATE = 0.03  # of Adam: a few hundred updates for a picture that moves
USUAL_BATCH = 10  # rows, as in TensorFlow Playground; fewer rows are one batch


def recipe_of(scene: Scene, data: Dataset) -> Recipe:
    """The recipe by which the network would be trained on these rows.

    The one that was chosen, or the usual one. Its loss is the one that goes with data and output
    where none was chosen, and where the chosen one can't be had of this output any more.
    """
    activation = scene.network.layers[-1].activation
    usual = usual_loss(data.task, activation)
    if scene.recipe is None:
        batch = USUAL_BATCH if len(data.train) > USUAL_BATCH else None
        return Recipe(usual, rate=USUAL_RATE, batch=batch)
    try:
        check_output(scene.recipe.loss_row, activation)
    except TrainingError:
        return replace(scene.recipe, loss=usual)
    return scene.recipe


def frozen_in(scene: Scene) -> Frozen | None:
    """Which numbers training leaves alone (n_parameters,), ``None`` if none: what is switched off.

    Of a neuron that is off also what leads into it, and its bias.
    """
    if not scene.off:
        return None
    parts = []
    for k, layer in enumerate(scene.network.layers):
        off = np.array([scene.is_off("neuron", k, j) for j in range(layer.n_out)])
        parts += [(scene.cut[k] | off[:, np.newaxis]).ravel(), off]
        if ACTIVATIONS[layer.activation].learns_alpha:
            parts.append(np.array([False]))
    return np.concatenate(parts)


def with_trained(scene: Scene, trained: Network) -> Scene:
    """The scene with a trained network in its own's place; what is cut remembers its numbers.

    It may have other layers: training went on from each that was drawn.
    """
    names = scene.network.input_names, scene.network.output_names
    if trained.sizes != scene.network.sizes:
        network = Network(trained.layers, *names)
        return rebuilt(scene, network, lambda each: each if each.within(network) else None)
    layers = [
        replace(new, weights=np.where(cut, layer.weights, new.weights))
        for layer, new, cut in zip(scene.network.layers, trained.layers, scene.cut, strict=True)
    ]
    return replace_scene(scene, network=Network(layers, *names))
