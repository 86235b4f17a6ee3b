"""Linear collapse: hidden layers that bend nothing multiply out to one layer.

W = W_L … W₂W₁ and b = W_L(… (W₂b₁ + b₂) …) + b_L. The output keeps its own activation: the one
layer gives the output's pre-activation z = Wx + b for every input, whatever f comes after it. So
"one layer does the same" is a statement on hidden layers. Whether the output over an input is a
straight line is another: it may be straight over a range with layers that bend elsewhere, and it
may bend though one layer does the same, where the output itself has a curved activation.
"""

import numpy as np

from playground.activations import ACTIVATIONS, Array
from playground.analysis.input_space.sweep import ON_A_LINE, line, outputs
from playground.analysis.input_space.windows import half_window
from playground.cache import cached
from playground.engine import forward
from playground.language import _
from playground.network import Layer, Network, NetworkError
from playground.scene import Scene

N_INPUTS = 128  # inputs at which both networks are compared
_ROUNDING = 1e-9  # of the largest output: below it a difference is rounding


def is_linear(layer: Layer) -> bool:
    """Whether the layer's activation bends nothing; a leaky ReLU with α = 1 does not either."""
    return ACTIVATIONS[layer.activation].is_identity(layer.alpha)


def bends(network: Network) -> list[int]:
    """The hidden layers that are not linear."""
    return [k for k, layer in enumerate(network.layers[:-1]) if not is_linear(layer)]


@np.errstate(all="ignore")
def product(network: Network) -> tuple[Array, Array]:
    """W (n_outputs, n_inputs) and b (n_outputs,) of all layers multiplied out, f left aside."""
    first = network.layers[0]
    weights, biases = first.weights, first.biases
    for layer in network.layers[1:]:
        weights = layer.weights @ weights
        biases = layer.weights @ biases + layer.biases
    return np.ascontiguousarray(weights), np.ascontiguousarray(biases)


def single_layer(network: Network) -> Network | None:
    """The product with the output's own activation; ``None`` if its numbers overflow."""
    weights, biases = product(network)
    if not (np.isfinite(weights).all() and np.isfinite(biases).all()):
        return None
    last = network.layers[-1]
    layer = Layer(weights, biases, last.activation, last.alpha)
    return Network([layer], network.input_names, network.output_names)


def one_layer_output(scene: Scene) -> Array:
    """The outputs (n_outputs,) that the one layer has for x; nan if its numbers overflow."""
    one = single_layer(scene.active_network)
    return np.full(scene.network.n_outputs, np.nan) if one is None else forward(one, scene.x).output


def collapses(network: Network) -> bool:
    """Whether one layer does the same: no hidden layer bends, and the product does not overflow."""
    return not bends(network) and single_layer(network) is not None


@cached(16, spoken=False)
def equivalent_layer(network: Network) -> tuple[Array, Array]:
    """W (n_outputs, n_inputs) and b (n_outputs,) of the one layer that does the same.

    Raises NetworkError if there is none.
    """
    if curved := bends(network):
        k = curved[0]
        raise NetworkError(
            _(
                "layer {k}: only linear layers collapse, not {activation}",
                k=k + 1,
                activation=ACTIVATIONS[network.layers[k].activation].called,
            )
        )
    if not collapses(network):
        raise NetworkError(_("equivalent layer: its numbers overflow"))
    return product(network)


def windows_of(scene: Scene) -> tuple[float, ...]:
    """How far from zero each input is looked at when both networks are compared."""
    return tuple(half_window(float(x)) for x in scene.x)


@cached(32, spoken=False)
def comparison(network: Network, flat: Network, windows: tuple[float, ...]) -> tuple[Array, Array]:
    """Outputs (N_INPUTS, n_outputs) of both at the same inputs, each within ± its window."""
    half = np.array(windows)
    x = np.random.default_rng(0).uniform(-1.0, 1.0, (N_INPUTS, len(windows))) * half
    return forward(network, x).output, forward(flat, x).output


def difference(deep: Array, flat: Array) -> float:
    """The largest distance between the outputs of both."""
    return float(np.abs(deep - flat).max())


def is_rounding(deep: Array, flat: Array) -> bool:
    """Whether both differ by no more than float64 does."""
    return difference(deep, flat) <= _ROUNDING * max(1.0, float(np.abs(deep).max()))


def bend(scene: Scene, low: float, high: float) -> float:
    """How far the first output over the first input leaves the straight line between its ends.

    What is rounding beside the largest output is none; nan where an output overflows.
    """
    x = np.linspace(low, high, ON_A_LINE)
    y = outputs(scene, line(scene, x))[:, 0]
    chord = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0])
    bend = float(np.abs(y - chord).max())
    return 0.0 if bend <= _ROUNDING * float(np.abs(y).max()) else bend
