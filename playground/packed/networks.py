"""A network as plain data for MessagePack, and as a token; the numbers are little-endian float64.

The same network has the same token.
"""

from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from playground.activations import Array
from playground.language import _
from playground.limits import MAX_LAYERS, MAX_NAME, MAX_NEURONS, MAX_PARAMETERS
from playground.network import Layer, Network, NetworkError
from playground.packed.decoding import Decoder, checked_layer, made_layer
from playground.packed.sealing import opened, sealed

#: What a name, a list of names and an activation may be, wherever a network is written.
Name = Annotated[str, Meta(max_length=MAX_NAME)]
Names = Annotated[list[Name], Meta(max_length=MAX_NEURONS)]
_BYTES = 8  # of a number
_Numbers = Annotated[bytes, Meta(max_length=_BYTES * MAX_PARAMETERS)]


class _Layer(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    activation: Name
    alpha: float | None
    numbers: _Numbers  # weights (n_out, n_in) row by row, then biases (n_out,)


class PackedNetwork(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A network as MessagePack holds it."""

    n_inputs: Annotated[int, Meta(ge=1, le=MAX_NEURONS)]
    layers: Annotated[list[_Layer], Meta(max_length=MAX_LAYERS)]
    input_names: Names | None  # None: the names that a network has by default
    output_names: Names | None


_NETWORK: Decoder[PackedNetwork] = msgspec.msgpack.Decoder(PackedNetwork)


def to_token(network: Network) -> str:
    """The network as a token. Raises NetworkError if it is over the limits."""
    return sealed(b"n", packed(network))


def from_token(token: str) -> Network:
    """The network of a network's token. Raises NetworkError."""
    return unpacked(opened(b"n", token, _NETWORK))


def packed(network: Network) -> PackedNetwork:
    """The network as plain data. Raises NetworkError if it is over the limits."""
    inputs, outputs = network.input_names, network.output_names
    plain = Network(network.layers)
    return PackedNetwork(
        network.n_inputs,
        [_packed_layer(checked_layer(layer, k)) for k, layer in enumerate(network.layers)],
        None if inputs == plain.input_names else list(inputs),
        None if outputs == plain.output_names else list(outputs),
    )


def _packed_layer(layer: Layer) -> _Layer:
    numbers = np.concatenate([layer.weights.ravel(), layer.biases]).astype("<f8", copy=False)
    return _Layer(layer.activation, layer.alpha, numbers.tobytes())


def unpacked(given: PackedNetwork) -> Network:
    """The network of plain data. Raises NetworkError."""
    if not given.layers:
        raise NetworkError(_("layers: expected 1 to {most}, got {count}", most=MAX_LAYERS, count=0))
    layers: list[Layer] = []
    n_in = given.n_inputs
    for k, layer in enumerate(given.layers):
        layers.append(_layer(layer, n_in, k))
        n_in = layers[-1].n_out
    return Network(layers, given.input_names, given.output_names)


def _layer(given: _Layer, n_in: int, k: int) -> Layer:
    place = f"layer {k + 1}, weights"
    numbers = unpacked_numbers(given.numbers, place)
    n_out, rest = divmod(len(numbers), n_in + 1)
    if rest or not n_out:
        raise NetworkError(
            _(
                "{place}: expected rows of {n_in} and a bias for each, got {count} numbers",
                place=place,
                n_in=n_in,
                count=len(numbers),
            )
        )
    weights, biases = numbers[: n_in * n_out].reshape(n_out, n_in), numbers[n_in * n_out :]
    return made_layer(k, weights, biases, given.activation, given.alpha)


def unpacked_numbers(data: bytes, place: str) -> Array:
    """The numbers of a token: little-endian float64, one after the other. Raises NetworkError."""
    if len(data) % _BYTES:
        raise NetworkError(
            _(
                "{place}: expected 8 bytes a number, got {count} in all",
                place=place,
                count=len(data),
            )
        )
    return np.frombuffer(data, dtype="<f8").astype(np.float64, copy=False)
