"""What every packed or written layer has to pass, and what msgspec says, in this page's words."""

import re
from typing import Protocol, TypeVar

import msgspec
from numpy.typing import ArrayLike

from playground.limits import check_magnitude, quoted
from playground.network import Layer, NetworkError

T_co = TypeVar("T_co", covariant=True)

_TYPES = {
    "float": "a number",
    "int": "a whole number",
    "str": "a text",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "an object",
}


DAMAGED = "expected a whole one, got one that is damaged or cut off"


class Decoder(Protocol[T_co]):
    """One of msgspec's decoders."""

    def decode(self, data: bytes, /) -> T_co:
        """The value that the bytes stand for."""


def checked_layer(layer: Layer, k: int) -> Layer:
    """Layer k itself, or NetworkError if one of its numbers is too large."""
    check_magnitude(layer.weights, f"layer {k + 1}, weights")
    check_magnitude(layer.biases, f"layer {k + 1}, biases")
    if layer.alpha is not None:
        check_magnitude(layer.alpha, f"layer {k + 1}, alpha")
    return layer


def made_layer(
    k: int, weights: ArrayLike, biases: ArrayLike, activation: str, alpha: float | None
) -> Layer:
    """Layer k, or a NetworkError that says which layer it speaks of."""
    try:
        return checked_layer(Layer(weights, biases, activation, alpha), k)
    except NetworkError as error:
        raise NetworkError(
            f"layer {k + 1}, {str(error).removeprefix(f'layer {k + 1}, ')}"
        ) from error


def decoded(decoder: Decoder[T_co], data: bytes, whole: str) -> T_co:
    """What the decoder makes of ``data``; NetworkError if nothing, ``whole`` being its place."""
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise NetworkError(_sentence(str(error), whole)) from error
    except msgspec.DecodeError as error:
        said = _malformed(str(error), data) if whole == "document" else DAMAGED
        raise NetworkError(f"{whole}: {said}") from error
    except UnicodeDecodeError as error:
        raise NetworkError(f"{whole}: expected UTF-8, got other bytes") from error
    except RecursionError as error:
        raise NetworkError(f"{whole}: expected a few levels of brackets, got too many") from error


def _malformed(message: str, data: bytes) -> str:
    position = re.search(r"\(byte (\d+)\)", message)
    if position is None:
        return DAMAGED
    start = int(position[1])
    here = data[start : start + 12].decode(errors="replace")
    return f"expected JSON, got {quoted(here)} at byte {start + 1:,}"


def _sentence(message: str, whole: str) -> str:
    """``Expected `float`, got `bool` - at `$.layers[0].biases[1]``` as a sentence of ours."""
    what, at, path = message.rpartition(" - at `$")
    if not at:
        what, path = message, ""
    place = _place(path) or whole
    unknown = re.match(r"Object contains unknown field `(.*)`", what, re.DOTALL)
    if unknown:
        return f"{place}: expected no field called {quoted(unknown[1])}"
    missing = re.match(r"Object missing required field `(\w+)`", what)
    if missing:
        return f"{place}: expected a field called {missing[1]}, got none"
    words = re.sub(
        r"`([^`]*)`",
        lambda match: " or ".join(_TYPES.get(word, word) for word in match[1].split(" | ")),
        what,
    )
    return f"{place}: {words[:1].lower()}{words[1:]}"


def _place(path: str) -> str:
    """``.layers[0].weights[2][1]`` as people count: layer 1, weights, row 3, number 2."""
    words = []
    for name, indices in re.findall(r"\.(\w+)((?:\[\d+\])*)", path):
        numbers = [int(index) + 1 for index in re.findall(r"\d+", indices)]
        if name == "layers" and numbers:
            words.append(f"layer {numbers[0]}")
            continue
        labels = ("row", "number") if name == "weights" else ("number",)
        words += [name, *(f"{label} {n}" for label, n in zip(labels, numbers, strict=False))]
    return ", ".join(words)
