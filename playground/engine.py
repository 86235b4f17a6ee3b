"""The passes through a network, forward and back, in NumPy; ``analysis`` says what they mean.

For layer k: ``z = W a_prev + b`` (pre-activation) and ``a = f(z)`` (activation). A single input has
shape ``(n_in,)``; a batch ``(batch, n_in)``, and then every array of the trace has the batch axis
first. All arrays are float64. A value too large for float64 becomes ``inf`` or ``nan`` in the
trace, without a warning: it is a result to be shown, not an accident.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from playground.activations import ACTIVATIONS, Array
from playground.network import Network, NetworkError


class Parameters(Protocol):
    """What the passes need of a layer: a Layer has it, and so has one that is being trained."""

    @property
    def weights(self) -> Array: ...
    @property
    def biases(self) -> Array: ...
    @property
    def activation(self) -> str: ...
    @property
    def alpha(self) -> float | None: ...


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


def _pre_activation(layer: Parameters, a: Array) -> Array:
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
    return passed(network.layers, values)


def passed(layers: Sequence[Parameters], values: Array) -> Trace:
    """The pass of values that fit, ``(n_in,)`` or ``(batch, n_in)``, through layers that fit."""
    pre_activations, activations = [], []
    a = values
    for layer in layers:
        z = _pre_activation(layer, a)
        a = ACTIVATIONS[layer.activation].function(z, layer.alpha or 0.0)
        pre_activations.append(z)
        activations.append(a)
    return Trace(values, tuple(pre_activations), tuple(activations))


@dataclass(frozen=True)
class Gradients:
    """The slopes of one number, an output or a loss, with respect to everything.

    ``activations[k]`` is ∂/∂a and ``pre_activations[k]`` (δ) is ∂/∂z, each of the shape of the
    trace's; ``x`` is ∂/∂x. ``weights[k]`` ``(n_out, n_in)``, ``biases[k]`` ``(n_out,)`` and
    ``alphas[k]`` are sums over the batch; an α is ``None`` in a layer that does not learn it.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    alphas: tuple[float | None, ...]
    pre_activations: tuple[Array, ...]
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
    """The slopes of output number ``output`` at the trace of a single input.

    Raises NetworkError for a batch or an output that is not there.
    """
    if trace.x.ndim != 1:
        raise NetworkError("gradients: expected the trace of a single input, got a batch")
    if not 0 <= output < network.n_outputs:
        raise NetworkError(f"gradients: there is no output {output + 1}")
    return backward(network, trace, np.eye(network.n_outputs)[output])


@np.errstate(all="ignore")
def backward(
    network: Network,
    trace: Trace,
    by_output: ArrayLike,
    by_last: ArrayLike | None = None,
) -> Gradients:
    """Backpropagate a number's slopes ``by_output``, which have the shape of the trace's output.

    The chain rule, layer by layer from the end (Rumelhart, Hinton and Williams 1986):
    ``δ = f′(z) ⊙ ∂/∂a``, ``∂/∂W = δ aᵀ``, ``∂/∂b = δ``, and ``Wᵀ δ`` is ∂/∂a of the layer before.
    Where the last δ is known without ∂/∂a, which may leave float64, it is given as ``by_last``.
    Raises NetworkError for slopes of another shape.
    """
    by_a = _checked(by_output, trace)
    known = None if by_last is None else _checked(by_last, trace)
    weights, biases, alphas, deltas, activations = [], [], [], [], []
    for k, delta, upstream in backward_steps(network.layers, trace, by_a, known):
        activations.append(upstream)
        deltas.append(delta)
        weights.append(by_weights(delta, trace.sources(k)))
        biases.append(delta if delta.ndim == 1 else delta.sum(axis=0))
        alphas.append(by_alpha(network.layers[k], trace.pre_activations[k], upstream))
    return Gradients(
        tuple(weights[::-1]),
        tuple(biases[::-1]),
        tuple(alphas[::-1]),
        tuple(deltas[::-1]),
        tuple(activations[::-1]),
        sent_back(network.layers[0], deltas[-1]),
    )


def backward_steps(
    layers: Sequence[Parameters], trace: Trace, by_output: Array, by_last: Array | None = None
) -> Iterator[tuple[int, Array, Array]]:
    """Of each layer from the last one back: its number, its δ, and ∂/∂a of its activations.

    ``by_output`` and ``by_last`` are those of ``backward``.
    """
    by_a, delta = by_output, by_last
    for k in reversed(range(len(layers))):
        if delta is None:
            z, a = trace.pre_activations[k], trace.activations[k]
            delta = by_pre_activation(layers[k], z, a, by_a)
        yield k, delta, by_a
        if k:
            by_a, delta = sent_back(layers[k], delta), None


def _checked(slopes: ArrayLike, trace: Trace) -> Array:
    found = np.asarray(slopes, dtype=np.float64)
    if found.shape != trace.output.shape:
        raise NetworkError(
            f"slopes: expected the output's shape {trace.output.shape}, got {found.shape}"
        )
    return found


def by_pre_activation(layer: Parameters, z: Array, a: Array, by_a: Array) -> Array:
    """δ = f′(z) ⊙ ∂/∂a, both ``(…, n_out)``, or the Jacobian's transpose times ∂/∂a."""
    entry = ACTIVATIONS[layer.activation]
    if entry.back:
        return entry.back(a, by_a)
    slope = entry.derivative(z, layer.alpha or 0.0)
    if entry.whole_layer:
        return np.asarray(np.matmul(by_a[..., None, :], slope)[..., 0, :])
    slope *= by_a
    return slope


def by_weights(delta: Array, sources: Array) -> Array:
    """∂/∂W = δ aᵀ ``(n_out, n_in)``, summed over the batch where there is one."""
    return np.outer(delta, sources) if delta.ndim == 1 else np.asarray(delta.T.dot(sources))


def by_alpha(layer: Parameters, z: Array, by_a: Array) -> float | None:
    """∂/∂α = Σ ∂/∂a · min(z, 0), He et al. 2015; ``None`` of a layer that learns none."""
    if not ACTIVATIONS[layer.activation].learns_alpha:
        return None
    return float((by_a * np.minimum(z, 0.0)).sum())


def sent_back(layer: Parameters, delta: Array) -> Array:
    """``Wᵀ δ``: ∂/∂a of what the layer receives, ``(n_in,)`` or ``(batch, n_in)``."""
    return np.asarray(layer.weights.T.dot(delta.T).T)
