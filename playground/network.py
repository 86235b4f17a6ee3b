"""The network as a value: layers of weights, biases and an activation, and ways to make one.

Weights of a layer have shape ``(n_out, n_in)``, row j being the weights into neuron j; biases
``(n_out,)``; all float64, finite and read-only. A Network never changes: an edit makes a new one.
"""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from playground.activations import ACTIVATIONS, Array
from playground.initialisers import DEFAULT, initial_weights
from playground.language import _
from playground.limits import (
    MAX_DRAWN_HIDDEN,
    MAX_DRAWN_NEURONS,
    NetworkError,
    check_name,
    check_sizes,
    checked_array,
    quoted,
)

__all__ = ["Layer", "Network", "NetworkError"]


@dataclass(frozen=True, eq=False)
class Layer:
    """One fully connected layer: ``a = f(W x + b)``.

    ``weights`` (n_out, n_in), ``biases`` (n_out,), ``activation`` a key of ACTIVATIONS, ``alpha``
    its parameter where it has one (the default is the table's). Raises NetworkError.
    """

    weights: Array
    biases: Array
    activation: str = "relu"
    alpha: float | None = None

    def __init__(
        self,
        weights: ArrayLike,
        biases: ArrayLike,
        activation: str = "relu",
        alpha: float | None = None,
    ) -> None:
        object.__setattr__(self, "weights", checked_array(weights, "weights", 2))
        object.__setattr__(self, "biases", checked_array(biases, "biases", 1))
        if len(self.biases) != len(self.weights):
            raise NetworkError(
                _(
                    "biases: expected {count}, one for each row of weights, got {given}",
                    count=len(self.weights),
                    given=len(self.biases),
                )
            )
        if not isinstance(activation, str) or activation not in ACTIVATIONS:
            raise NetworkError(
                _(
                    "activation: expected one of {known}, got {activation}",
                    known=", ".join(ACTIVATIONS),
                    activation=quoted(activation),
                )
            )
        object.__setattr__(self, "activation", activation)
        object.__setattr__(self, "alpha", _alpha(activation, alpha))

    @property
    def n_in(self) -> int:
        """The fan-in of each neuron."""
        return int(self.weights.shape[1])

    @property
    def n_out(self) -> int:
        """The number of neurons."""
        return int(self.weights.shape[0])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Layer):
            return NotImplemented
        return (
            self.activation == other.activation
            and self.alpha == other.alpha
            and np.array_equal(self.weights, other.weights)
            and np.array_equal(self.biases, other.biases)
        )

    def __hash__(self) -> int:
        # + 0.0 makes the two zeros one, as == does
        numbers = ((self.weights + 0.0).tobytes(), (self.biases + 0.0).tobytes())
        return hash((self.activation, self.alpha, *numbers))


def _alpha(activation: str, alpha: float | None) -> float | None:
    default = ACTIVATIONS[activation].alpha
    if alpha is None:
        return default
    if default is None:
        raise NetworkError(
            _(
                "alpha: {activation} has no such parameter, got {alpha}",
                activation=activation,
                alpha=quoted(alpha),
            )
        )
    if isinstance(alpha, bool) or not isinstance(alpha, (int, float, np.floating, np.integer)):
        raise NetworkError(_("alpha: expected a number, got {alpha}", alpha=quoted(alpha)))
    if not np.isfinite(alpha):
        raise NetworkError(_("alpha: expected a finite number, got {alpha}", alpha=quoted(alpha)))
    return float(alpha)


def _names(given: Sequence[str] | None, count: int, what: str, letter: str) -> tuple[str, ...]:
    if given is None:
        return (letter,) if count == 1 else tuple(f"{letter}{i + 1}" for i in range(count))
    if isinstance(given, str) or len(given) != count:
        raise NetworkError(
            _(
                "{what} names: expected {count}, got {given}",
                what=what,
                count=count,
                given=len(given),
            )
        )
    names = tuple(check_name(name, f"{what} {i + 1}'s name") for i, name in enumerate(given))
    if len(set(names)) != count:
        taken = next(name for name in names if names.count(name) > 1)
        raise NetworkError(
            _(
                "{what} names: expected different names, got {taken} twice",
                what=what,
                taken=quoted(taken),
            )
        )
    return names


@dataclass(frozen=True, eq=False)
class Network:
    """A feed-forward network of fully connected layers, input names and output names.

    Raises NetworkError if the layers do not fit each other, a hidden layer has softmax, a name is
    taken, or a limit is passed. With no hidden layer it is a linear model or a single neuron; it
    is an MLP only if it has one.
    """

    layers: tuple[Layer, ...]
    input_names: tuple[str, ...] = field(default=())
    output_names: tuple[str, ...] = field(default=())

    def __init__(
        self,
        layers: Sequence[Layer],
        input_names: Sequence[str] | None = None,
        output_names: Sequence[str] | None = None,
    ) -> None:
        layers = tuple(layers)
        _check_layers(layers)
        object.__setattr__(self, "layers", layers)
        object.__setattr__(self, "input_names", _names(input_names, layers[0].n_in, "input", "x"))
        object.__setattr__(
            self, "output_names", _names(output_names, layers[-1].n_out, "output", "y")
        )

    @classmethod
    def create(
        cls,
        sizes: Sequence[int],
        hidden: str = "relu",
        output: str = "linear",
        init: str = DEFAULT,
        seed: int = 0,
        input_names: Sequence[str] | None = None,
        output_names: Sequence[str] | None = None,
    ) -> "Network":
        """A network of ``sizes`` = (inputs, hidden …, outputs) with fresh weights, biases zero."""
        check_sizes(sizes)
        rng = np.random.default_rng(seed)
        last = len(sizes) - 2
        layers = [
            Layer(
                initial_weights(init, n_out, n_in, rng),
                np.zeros(n_out),
                output if k == last else hidden,
            )
            for k, (n_in, n_out) in enumerate(itertools.pairwise(sizes))
        ]
        return cls(layers, input_names, output_names)

    @property
    def n_inputs(self) -> int:
        return self.layers[0].n_in

    @property
    def n_outputs(self) -> int:
        return self.layers[-1].n_out

    @property
    def sizes(self) -> tuple[int, ...]:
        """(inputs, neurons of each layer …)."""
        return (self.n_inputs, *(layer.n_out for layer in self.layers))

    @property
    def n_hidden(self) -> int:
        return len(self.layers) - 1

    @property
    def n_parameters(self) -> int:
        """Weights and biases; an α that is learned counts too."""
        return sum(
            layer.weights.size + layer.biases.size + ACTIVATIONS[layer.activation].learns_alpha
            for layer in self.layers
        )

    @property
    def is_mlp(self) -> bool:
        """Whether it has a hidden layer: only then it is a multilayer perceptron."""
        return self.n_hidden > 0

    @property
    def drawable(self) -> bool:
        """Whether the diagram can show every neuron."""
        return self.n_hidden <= MAX_DRAWN_HIDDEN and max(self.sizes) <= MAX_DRAWN_NEURONS

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits, equal for equal networks."""
        digest = hashlib.blake2b(digest_size=8)
        digest.update(repr((self.sizes, self.input_names, self.output_names)).encode())
        for layer in self.layers:
            # + 0.0 makes the two zeros one, as == does
            digest.update(f"{layer.activation} {(layer.alpha or 0.0) + 0.0!r}".encode())
            digest.update((layer.weights + 0.0).tobytes() + (layer.biases + 0.0).tobytes())
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
            return NotImplemented
        return (
            self.layers == other.layers
            and self.input_names == other.input_names
            and self.output_names == other.output_names
        )

    def __hash__(self) -> int:
        return hash(self.fingerprint)


def _check_layers(layers: tuple[Layer, ...]) -> None:
    check_sizes([layers[0].n_in, *(layer.n_out for layer in layers)] if layers else [])
    for k, layer in enumerate(layers):
        if k and layer.n_in != layers[k - 1].n_out:
            raise NetworkError(
                _(
                    "layer {k}: expected weights from {n_out} neurons, "
                    "as many as layer {before} has, got {n_in}",
                    k=k + 1,
                    n_out=layers[k - 1].n_out,
                    before=k,
                    n_in=layer.n_in,
                )
            )
        if k < len(layers) - 1 and ACTIVATIONS[layer.activation].output_only:
            raise NetworkError(
                _(
                    "layer {k}: {activation} works on the output layer only, "
                    "got it on a hidden layer",
                    k=k + 1,
                    activation=layer.activation,
                )
            )
