"""What every packed or written layer has to pass, and what msgspec says, in this page's words."""

import re
from typing import Protocol, TypeVar

import msgspec
from numpy.typing import ArrayLike

from playground.language import _, grouped, to_say
from playground.limits import check_magnitude, quoted
from playground.network import Layer, NetworkError

T_co = TypeVar("T_co", covariant=True)

_TYPES = {
    "float": to_say("a number"),
    "int": to_say("a whole number"),
    "str": to_say("a text"),
    "bool": to_say("true or false"),
    "null": to_say("nothing"),
    "array": to_say("a list"),
    "object": to_say("an object"),
}


#: What msgspec says of a bound, and how that is said here: by the kind of value, and by its side.
_BOUND = re.compile(r"Expected `(\w+)`(?: of length)? (<=?|>=?) (\S+)")
_AT_MOST = {
    "str": to_say("{place}: expected at most {bound} characters, got more"),
    "array": to_say("{place}: expected at most {bound} entries, got more"),
    "bytes": to_say("{place}: expected at most {bound} bytes, got more"),
}
_UP_TO = to_say("{place}: expected at most {bound}, got more")
_FROM = to_say("{place}: expected at least {bound}, got less")

DAMAGED = to_say("expected a whole one, got one that is damaged or cut off")


class Decoder(Protocol[T_co]):
    """One of msgspec's decoders."""

    def decode(self, data: bytes, /) -> T_co:
        """The value that the bytes stand for."""


def checked_layer(layer: Layer, k: int) -> Layer:
    """Layer k itself, or NetworkError if one of its numbers is too large."""
    check_magnitude(layer.weights, _layer(k, to_say("weights")))
    check_magnitude(layer.biases, _layer(k, to_say("biases")))
    if layer.alpha is not None:
        check_magnitude(layer.alpha, _layer(k, to_say("alpha")))
    return layer


def _layer(k: int, part: str) -> str:
    return f"{_('layer {k}', k=k + 1)}, {_(part)}"


def made_layer(
    k: int, weights: ArrayLike, biases: ArrayLike, activation: str, alpha: float | None
) -> Layer:
    """Layer k, or a NetworkError that says which layer it speaks of."""
    try:
        return checked_layer(Layer(weights, biases, activation, alpha), k)
    except NetworkError as error:
        place = _("layer {k}", k=k + 1)
        raise NetworkError(f"{place}, {str(error).removeprefix(f'{place}, ')}") from error


def decoded(decoder: Decoder[T_co], data: bytes, whole: str) -> T_co:
    """What the decoder makes of ``data``; NetworkError if nothing, ``whole`` being its place."""
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise NetworkError(_sentence(str(error), whole)) from error
    except msgspec.DecodeError as error:
        said = _malformed(str(error), data) if whole == "document" else _(DAMAGED)
        raise NetworkError(f"{whole}: {said}") from error
    except UnicodeDecodeError as error:
        raise NetworkError(_("{whole}: expected UTF-8, got other bytes", whole=whole)) from error
    except RecursionError as error:
        raise NetworkError(
            _("{whole}: expected a few levels of brackets, got too many", whole=whole)
        ) from error


def _malformed(message: str, data: bytes) -> str:
    position = re.search(r"\(byte (\d+)\)", message)
    if position is None:
        return _(DAMAGED)
    start = int(position[1])
    here = data[start : start + 12].decode(errors="replace")
    return _("expected JSON, got {text} at byte {byte}", text=quoted(here), byte=grouped(start + 1))


def _sentence(message: str, whole: str) -> str:
    """``Expected `float`, got `bool` - at `$.layers[0].biases[1]``` as a sentence of ours."""
    what, at, path = message.rpartition(" - at `$")
    if not at:
        what, path = message, ""
    place = _place(path) or whole
    unknown = re.match(r"Object contains unknown field `(.*)`", what, re.DOTALL)
    if unknown:
        return _("{place}: expected no field called {name}", place=place, name=quoted(unknown[1]))
    missing = re.match(r"Object missing required field `(\w+)`", what)
    if missing:
        return _("{place}: expected a field called {name}, got none", place=place, name=missing[1])
    other = re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", what)
    if other:
        return _(
            "{place}: expected {expected}, got {given}",
            place=place,
            expected=_kinds(other[1]),
            given=_kinds(other[2]),
        )
    bound = _BOUND.fullmatch(what)
    if bound:
        kind, side, number = bound.groups()
        said = _AT_MOST.get(kind, _UP_TO) if side[0] == "<" else _FROM
        return _(said, place=place, bound=number)
    words = re.sub(r"`([^`]*)`", lambda match: _kinds(match[1]), what)
    return f"{place}: {words[:1].lower()}{words[1:]}"


def _kinds(types: str) -> str:
    """What msgspec calls ``float | null``."""
    return _(" or ").join(
        _(_TYPES[word]) if word in _TYPES else word for word in types.split(" | ")
    )


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
