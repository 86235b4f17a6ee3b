"""How much an output changes for a small change of an input, a weight or a pre-activation.

On what is switched off nothing depends: its derivative is 0.
"""

from dataclasses import replace

import numpy as np

from playground.engine import Gradients, gradients
from playground.scene import Scene


def derivatives(scene: Scene, output: int) -> Gradients:
    """∂ŷ/∂ everything, ŷ being that output."""
    found = gradients(scene.active_network, scene.trace, output)
    if not scene.off:
        return found
    weights = tuple(
        np.where(cut, 0.0, by_weight)
        for cut, by_weight in zip(scene.cut, found.weights, strict=True)
    )
    x = np.where(scene.cut[0].all(axis=0), 0.0, found.x)
    return replace(found, x=x, weights=weights)


def by_input(scene: Scene, output: int, i: int) -> float:
    """∂ŷ/∂x of input i."""
    return float(derivatives(scene, output).x[i])


def by_weight(scene: Scene, output: int, k: int, j: int, i: int) -> float:
    """∂ŷ/∂w of the weight from source i into neuron j of layer k."""
    return float(derivatives(scene, output).weights[k][j, i])


def by_pre_activation(scene: Scene, output: int, k: int, j: int) -> float:
    """∂ŷ/∂z of neuron j of layer k, as by its bias."""
    return float(derivatives(scene, output).biases[k][j])
