"""From logits to probabilities: softmax(z/T) at a temperature T.

Only a softmax layer's outputs are probabilities of classes: other outputs may sum to 1 by chance,
at one input. What the layer itself gives is T = 1. One output stands for two classes: σ(z/T) is
the softmax over the logits z and 0.
"""

import numpy as np

from playground.activations import ACTIVATIONS, Activation, Array
from playground.analysis.input_space.classes import largest_output
from playground.network import Network
from playground.scene import Scene


def logits(scene: Scene) -> Array:
    """The output layer's pre-activations; a single one is joined by 0, the other class's."""
    z = scene.trace.pre_activations[-1]
    return np.array([z[0], 0.0]) if len(z) == 1 else z


def exponentials(z: Array) -> Array:
    """eᶻ of each logit, of the shape of z: what a softmax divides by its sum."""
    return np.asarray(np.exp(z))


def probabilities(z: Array, temperature: float = 1.0) -> Array:
    """softmax(z/T), of the shape of z."""
    return ACTIVATIONS["softmax"].function(z / temperature, 0.0)


def at_temperature(scene: Scene, temperature: str) -> Array:
    """The probabilities of the classes at a temperature as text, or at the scene's ``own``."""
    t = scene.temperature if temperature == "own" else float(temperature)
    return probabilities(logits(scene), t)


def own_function(network: Network) -> Activation:
    """The function of the output layer whose values are the probabilities at T = 1."""
    return ACTIVATIONS["sigmoid" if network.n_outputs == 1 else "softmax"]


def are_given(network: Network) -> bool:
    """Whether the outputs are probabilities of classes, one each."""
    row = ACTIVATIONS[network.layers[-1].activation]
    return row.probability and row.whole_layer


def most_probable(scene: Scene) -> int | None:
    """The class with the largest share; ``None`` if the outputs are no shares, or overflowed."""
    if not are_given(scene.network) or not np.isfinite(scene.trace.output).all():
        return None
    return largest_output(scene)
