"""What the forward pass has computed as far as it has been played; ``None`` is what it has not.

Whatever shows a number during playback asks here, so that all of the page agrees: a number is blank
until the step that computes it has been played. Layer k, neuron j and source i count from 0.
"""

from playground.analysis.neurons.contributions import products, weighted_sum
from playground.analysis.neurons.neuron_states import layer_slopes
from playground.scene import Scene, reached, reached_back


def layer_done(scene: Scene, k: int) -> bool:
    """Whether every neuron of layer k has its activation."""
    return reached(scene, k, scene.network.layers[k].n_out - 1)


def pass_done(scene: Scene) -> bool:
    """Whether the pass has come to its end."""
    return layer_done(scene, len(scene.network.layers) - 1)


def loss_done(scene: Scene) -> bool:
    """Whether the loss is known: with the pass, and in training when its own step has been done."""
    in_steps = scene.mode == "train" and scene.step is not None
    return reached_back(scene, "loss") if in_steps else pass_done(scene)


def source(scene: Scene, k: int, i: int) -> float | None:
    """What layer k reads at place i."""
    return float(scene.x[i]) if k == 0 else activation(scene, k - 1, i)


def product(scene: Scene, k: int, j: int, i: int) -> float | None:
    """w·x of source i for neuron j."""
    return float(products(scene, k, j)[i]) if reached(scene, k, j, "multiply") else None


def partial_sum(scene: Scene, k: int, j: int) -> float | None:
    """Σ w·x of neuron j, before its bias joins."""
    return weighted_sum(scene, k, j) if reached(scene, k, j, "multiply") else None


def pre_activation(scene: Scene, k: int, j: int) -> float | None:
    """z of neuron j."""
    return float(scene.trace.pre_activations[k][j]) if reached(scene, k, j, "bias") else None


def activation(scene: Scene, k: int, j: int) -> float | None:
    """a of neuron j."""
    return float(scene.trace.activations[k][j]) if reached(scene, k, j) else None


def slope(scene: Scene, k: int, j: int) -> float | None:
    """f′(z) of neuron j, known with its activation."""
    return layer_slopes(scene, k)[j] if reached(scene, k, j) else None
