"""How much an output changes for a small change of an input, a weight or a pre-activation.

On what is switched off nothing depends: its derivative is 0.
"""

from playground.engine import gradients
from playground.scene import Scene


def by_input(scene: Scene, output: int, i: int) -> float:
    """∂y/∂x of input i."""
    slope = float(gradients(scene.active_network, scene.trace, output).x[i])
    return 0.0 if scene.is_off("input", i) else slope


def by_weight(scene: Scene, output: int, k: int, j: int, i: int) -> float:
    """∂y/∂w of the weight from source i into neuron j of layer k."""
    slope = float(gradients(scene.active_network, scene.trace, output).weights[k][j, i])
    return 0.0 if scene.is_cut(k, j, i) else slope


def by_pre_activation(scene: Scene, output: int, k: int, j: int) -> float:
    """∂y/∂z of neuron j of layer k, as by its bias."""
    return float(gradients(scene.active_network, scene.trace, output).biases[k][j])
