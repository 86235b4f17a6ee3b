"""The passes through a network, forward and back, in NumPy; ``analysis`` says what they mean.

For layer k: ``z = W a_prev + b`` (pre-activation) and ``a = f(z)`` (activation). A single input has
shape ``(n_in,)``; a batch ``(batch, n_in)``, and then every array of the trace has the batch axis
first. All arrays are float64. A value too large for float64 becomes ``inf`` or ``nan`` in the
trace, without a warning: it is a result to be shown, not an accident.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from playground.activations import ACTIVATIONS, Array
from playground.network import Layer, Network, NetworkError


@dataclass(frozen=True)
class Trace:
    """Everything that one forward pass computed.

    ``pre_activations[k]`` and ``activations[k]`` have shape ``(n_out,)`` of layer k, or
    ``(batch, n_out)`` when ``x`` is a batch.
    """

    x: Array
    pre_activations: tuple[Array, ...]
    activations: tuple[Array, ...]

    @property
    def output(self) -> Array:
        """The last layer's activations."""
        return self.activations[-1]

    def sources(self, k: int) -> Array:
        """What layer k receives: the input for k = 0, else the activations before it."""
        return self.activations[k - 1] if k else self.x


def _pre_activation(layer: Layer, a: Array) -> Array:
    """``W a + b`` for one input, ``a Wᵀ + b`` for a batch."""
    z: Array
    if a.ndim == 1:
        z = layer.weights.dot(a)
        return z + layer.biases  # on so few numbers, quicker than in place
    # Wᵀ from the left: each neuron's column lies together in memory, and a bias, a maximum or a
    # sum over the neurons then runs along the batch, several times as fast.
    z = layer.weights.dot(a.T).T
    z += layer.biases
    return z


@np.errstate(all="ignore")
def forward(network: Network, x: ArrayLike) -> Trace:
    """Run ``x`` of shape ``(n_in,)`` or ``(batch, n_in)`` through the network and keep every step.

    Raises NetworkError when the last axis of ``x`` is not the number of inputs.
    """
    values = np.asarray(x, dtype=np.float64)
    if values.ndim not in (1, 2) or values.shape[-1] != network.n_inputs:
        raise NetworkError(
            f"input: expected {network.n_inputs} values (or a batch of them), "
            f"got an array of shape {values.shape}"
        )
    pre_activations, activations = [], []
    a = values
    for layer in network.layers:
        z = _pre_activation(layer, a)
        a = ACTIVATIONS[layer.activation].function(z, layer.alpha or 0.0)
        pre_activations.append(z)
        activations.append(a)
    return Trace(values, tuple(pre_activations), tuple(activations))


@dataclass(frozen=True)
class Gradients:
    """The slope of one output with respect to everything, for a single input.

    ``weights[k]`` is ``(n_out, n_in)``, ``biases[k]`` (equal to the slope by z) and
    ``activations[k]`` are ``(n_out,)``, ``x`` is ``(n_in,)``.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    activations: tuple[Array, ...]
    x: Array


def own_slopes(activation: str, alpha: float, z: Array) -> Array:
    """∂a/∂z of each neuron of a layer by its own z, of z's shape ``(…, n_out)``.

    f′(z); of a function of the whole layer, which has a Jacobian, its diagonal.
    """
    entry = ACTIVATIONS[activation]
    with np.errstate(all="ignore"):
        slope = entry.derivative(z, alpha)
    return np.diagonal(slope, axis1=-2, axis2=-1).copy() if entry.whole_layer else slope


def slopes(network: Network, trace: Trace, k: int) -> Array:
    """``own_slopes`` of layer k at the trace's operating point."""
    layer = network.layers[k]
    return own_slopes(layer.activation, layer.alpha or 0.0, trace.pre_activations[k])


def gradients(network: Network, trace: Trace, output: int = 0) -> Gradients:
    """Backpropagate from output number ``output`` through the trace of a single input.

    Chain rule, layer by layer from the end (Rumelhart, Hinton and Williams 1986):
    ``∂y/∂z = f′(z)·∂y/∂a`` (for softmax its Jacobian), ``∂y/∂W = ∂y/∂z aᵀ``, ``∂y/∂b = ∂y/∂z``.
    Raises NetworkError for a batch or an output that is not there.
    """
    if trace.x.ndim != 1:
        raise NetworkError("gradients: expected the trace of a single input, got a batch")
    if not 0 <= output < network.n_outputs:
        raise NetworkError(f"gradients: there is no output {output + 1}")
    weights: list[Array] = []
    biases: list[Array] = []
    activations: list[Array] = []
    upstream = np.eye(network.n_outputs)[output]
    with np.errstate(all="ignore"):
        for k in reversed(range(len(network.layers))):
            layer = network.layers[k]
            slope = ACTIVATIONS[layer.activation].derivative(
                trace.pre_activations[k], layer.alpha or 0.0
            )
            activations.append(upstream)
            whole_layer = ACTIVATIONS[layer.activation].whole_layer
            by_z = slope @ upstream if whole_layer else slope * upstream
            weights.append(np.outer(by_z, trace.sources(k)))
            biases.append(by_z)
            upstream = layer.weights.T @ by_z
    return Gradients(tuple(weights[::-1]), tuple(biases[::-1]), tuple(activations[::-1]), upstream)
