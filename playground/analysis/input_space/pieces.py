"""A curve as a sum: what each neuron of the last hidden layer adds to it.

Where the output is linear, y = Σⱼ wⱼaⱼ + b: each wⱼaⱼ, as a function of the input, is a piece.
"""

from playground.activations import Array
from playground.engine import forward
from playground.scene import Scene

MOST_PIECES = 8  # that can be told apart in one picture


def pieces(scene: Scene, points: Array, output: int) -> Array | None:
    """wⱼaⱼ at points (count, n_inputs), shape (count, n): n neurons of the last hidden layer.

    What is switched off adds 0. ``None`` where the output is no sum of a few pieces: there is no
    hidden layer, or a wide one, or the output bends what it sums.
    """
    network = scene.active_network
    last = network.layers[-1]
    if not network.n_hidden or last.n_in > MOST_PIECES or last.activation != "linear":
        return None
    found: Array = forward(network, points).activations[-2] * last.weights[output]
    return found
