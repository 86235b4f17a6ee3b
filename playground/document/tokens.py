"""Tokens: a network, or a whole scene, as URL-safe text.

A token is base64url, without padding, of a version byte, a kind byte, the CRC-32 of the body
(4 bytes, big-endian) and the deflated body: MessagePack, in which the numbers are little-endian
float64. The same network has the same token; a damaged or cut one is told.
"""

import base64
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from playground.document.validation import (
    DAMAGED,
    Decoder,
    T_co,
    checked_layer,
    checked_scene,
    decoded,
    made_layer,
)
from playground.limits import MAX_DOCUMENT_BYTES, MAX_LAYERS, MAX_NEURONS
from playground.network import Layer, Network, NetworkError
from playground.scene import FIELDS, Scene
from playground.scene.network_fields import unpacked_numbers

VERSION = 1
_KINDS = {b"n": "network", b"s": "scene"}
_HEAD_BYTES = 6  # version, kind, CRC-32
_MAX_CHARACTERS = 4 * MAX_DOCUMENT_BYTES // 3


class _Layer(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    activation: str
    alpha: float | None
    numbers: bytes  # weights (n_out, n_in) row by row, then biases (n_out,)


class _Network(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    n_inputs: int
    layers: list[_Layer]
    input_names: list[str] | None  # None: the names that a network has by default
    output_names: list[str] | None


#: The first tokens end with the note; what came later may be missing.
_FIRST_END = "note"
#: What is newer than the temperature is left out at a token's end while it is as usual.
_WRITTEN_TO = "temperature"
_NAMES = list(FIELDS)


def _token_fields() -> Iterator[tuple[str, Any] | tuple[str, Any, Any]]:
    for at, (name, field) in enumerate(FIELDS.items()):
        if at <= _NAMES.index(_FIRST_END):
            yield name, field.packed
        else:
            yield name, field.packed, field.to_packed(field.default)


_Scene = msgspec.defstruct(
    "_Scene",
    [("network", _Network), *_token_fields()],
    array_like=True,
    forbid_unknown_fields=True,
)


_NETWORK = msgspec.msgpack.Decoder(_Network)
_SCENE: Decoder[Any] = msgspec.msgpack.Decoder(_Scene)


def to_token(network: Network) -> str:
    """The network as a token. Raises NetworkError if it is over the limits."""
    return _sealed(b"n", _packed(network))


def from_token(token: str) -> Network:
    """The network of a network's token. Raises NetworkError."""
    return _network(_opened(b"n", token, _NETWORK))


def scene_to_token(scene: Scene) -> str:
    """The whole scene as a token, playback and texts too. Raises NetworkError."""
    checked_scene(scene)
    packed = [
        _packed(scene.network),
        *(field.to_packed(getattr(scene, name)) for name, field in FIELDS.items()),
    ]
    for at in reversed(range(_NAMES.index(_WRITTEN_TO) + 1, len(_NAMES))):
        field = FIELDS[_NAMES[at]]
        if packed[-1] != field.to_packed(field.default):
            break
        packed.pop()
    return _sealed(b"s", packed)


def scene_from_token(token: str) -> Scene:
    """The scene of a scene's token. Raises NetworkError."""
    given = _opened(b"s", token, _SCENE)
    network = _network(given.network)
    values = {
        name: field.from_packed(getattr(given, name), network) for name, field in FIELDS.items()
    }
    return checked_scene(Scene(network, **values))


def _packed(network: Network) -> _Network:
    inputs, outputs = network.input_names, network.output_names
    plain = Network(network.layers)
    return _Network(
        network.n_inputs,
        [_packed_layer(checked_layer(layer, k)) for k, layer in enumerate(network.layers)],
        None if inputs == plain.input_names else list(inputs),
        None if outputs == plain.output_names else list(outputs),
    )


def _packed_layer(layer: Layer) -> _Layer:
    numbers = np.concatenate([layer.weights.ravel(), layer.biases]).astype("<f8", copy=False)
    return _Layer(layer.activation, layer.alpha, numbers.tobytes())


def _network(given: _Network) -> Network:
    if not 1 <= len(given.layers) <= MAX_LAYERS:
        raise NetworkError(f"layers: expected 1 to {MAX_LAYERS}, got {len(given.layers)}")
    layers: list[Layer] = []
    n_in = given.n_inputs
    for k, layer in enumerate(given.layers):
        layers.append(_layer(layer, n_in, k))
        n_in = layers[-1].n_out
    return Network(layers, given.input_names, given.output_names)


def _layer(given: _Layer, n_in: int, k: int) -> Layer:
    place = f"layer {k + 1}, weights"
    if not 1 <= n_in <= MAX_NEURONS:
        raise NetworkError(f"{place}: expected 1 to {MAX_NEURONS} sources, got {n_in}")
    numbers = unpacked_numbers(given.numbers, place)
    n_out, rest = divmod(len(numbers), n_in + 1)
    if rest or not n_out:
        raise NetworkError(
            f"{place}: expected rows of {n_in} and a bias for each, got {len(numbers)} numbers"
        )
    weights, biases = numbers[: n_in * n_out].reshape(n_out, n_in), numbers[n_in * n_out :]
    return made_layer(k, weights, biases, given.activation, given.alpha)


def _sealed(kind: bytes, value: _Network | list[Any]) -> str:
    body = msgspec.msgpack.encode(value)
    if len(body) > MAX_DOCUMENT_BYTES:
        raise NetworkError(f"token: expected at most {MAX_DOCUMENT_BYTES:,} bytes, got more")
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    head = bytes([VERSION]) + kind + zlib.crc32(body).to_bytes(4, "big")
    return _base64(head + deflate.compress(body) + deflate.flush())


def _opened(kind: bytes, token: str, decoder: Decoder[T_co]) -> T_co:
    data = _bytes(token)
    if data[0] != VERSION:
        raise NetworkError(f"token: expected version {VERSION}, got {data[0]}")
    if data[1:2] != kind:
        got = _KINDS.get(data[1:2], "something else")
        raise NetworkError(f"token: expected that of a {_KINDS[kind]}, got that of {got}")
    return decoded(decoder, _body(data), "token")


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(token: str) -> bytes:
    if not isinstance(token, str):
        raise NetworkError(f"token: expected a text, got {type(token).__name__}")
    token = token.strip()
    if len(token) > _MAX_CHARACTERS:
        raise NetworkError(
            f"token: expected at most {_MAX_CHARACTERS:,} characters, got {len(token):,}"
        )
    try:
        data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise NetworkError(f"token: {DAMAGED}") from error
    # Python skips what does not belong into base64; writing it again tells.
    if _base64(data) != token or len(data) <= _HEAD_BYTES:
        raise NetworkError(f"token: {DAMAGED}")
    return data


def _body(data: bytes) -> bytes:
    inflate = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        body = inflate.decompress(data[_HEAD_BYTES:], MAX_DOCUMENT_BYTES + 1)
    except zlib.error as error:
        raise NetworkError(f"token: {DAMAGED}") from error
    if len(body) > MAX_DOCUMENT_BYTES:
        raise NetworkError(f"token: expected at most {MAX_DOCUMENT_BYTES:,} bytes, got more")
    if not inflate.eof or inflate.unused_data:
        raise NetworkError(f"token: {DAMAGED}")
    if zlib.crc32(body).to_bytes(4, "big") != data[2:_HEAD_BYTES]:
        raise NetworkError(f"token: {DAMAGED}")
    return body
