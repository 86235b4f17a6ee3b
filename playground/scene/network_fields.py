"""The kinds of field that hold a network, or speak of one's parts: its input, and its targets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from msgspec import Meta

from playground.activations import Array
from playground.language import _, grouped
from playground.limits import (
    MAX_GHOST_PARAMETERS,
    MAX_NEURONS,
    MAX_PARAMETERS,
    NetworkError,
    check_magnitude,
    checked_array,
)
from playground.network import Network
from playground.notation import parse_number
from playground.packed import from_token, to_token
from playground.packed.decoding import checked_layer
from playground.packed.networks import Name, PackedNetwork, packed, unpacked, unpacked_numbers
from playground.scene.fields import Field, Token, link_number
from playground.scene.playback import n_training_steps
from playground.scene.target import Target, check_can_be_off

_MAX_STEPS = 100 * MAX_PARAMETERS  # above what any network has, forwards and backwards
#: What a list of targets may hold; which of them there are, the network says.
_Targets = Annotated[list[Name], Meta(max_length=MAX_NEURONS + MAX_PARAMETERS)]


@dataclass(frozen=True, kw_only=True)
class Inputs(Field):
    """The network's input: shape (n_inputs,), finite, read-only; zeros for ``None``."""

    plain = Annotated[list[float], Meta(max_length=MAX_NEURONS)] | None
    of_network = True
    always = True

    def checked(self, value: Any, network: Network) -> Array:
        x = checked_array(np.zeros(network.n_inputs) if value is None else value, "input", 1)
        if len(x) != network.n_inputs:
            raise NetworkError(
                _(
                    "input: expected {n_inputs} values, got {count}",
                    n_inputs=network.n_inputs,
                    count=len(x),
                )
            )
        return x

    def check_portable(self, value: Array) -> None:
        check_magnitude(value, "input")

    def same(self, value: Array, other: Array) -> bool:
        return np.array_equal(value, other)

    def content_of(self, value: Array) -> bytes:
        return (value + 0.0).tobytes()  # + 0.0 makes the two zeros one, as == does

    def to_plain(self, value: Array) -> list[float]:
        numbers: list[float] = value.tolist()
        return numbers

    @property
    def packed(self) -> Any:
        return Annotated[bytes, Meta(max_length=8 * MAX_NEURONS)]

    def to_packed(self, value: Array) -> bytes:
        return value.astype("<f8").tobytes()

    def from_packed(self, packed: bytes, network: Network) -> Array:
        return unpacked_numbers(packed, "input")

    def to_text(self, value: Array) -> str:
        return ",".join(map(link_number, value.tolist()))

    def from_text(self, text: str) -> list[float]:
        return [parse_number(part) for part in text.split(",")] if text else []


@dataclass(frozen=True, kw_only=True)
class Selection(Field):
    """One of the network's targets, or none."""

    plain = Name | None
    of_network = True

    def checked(self, value: Target | None, network: Network) -> Target | None:
        if value is not None and not value.within(network):
            raise NetworkError(_("selection: this network has no {value}", value=value))
        return value

    def to_plain(self, value: Target | None) -> str | None:
        return None if value is None else str(value)

    def from_plain(self, plain: str | None, network: Network) -> Target | None:
        return None if plain is None else Target.parse(plain)

    def to_text(self, value: Target | None) -> str:
        return str(value or "")

    def from_text(self, text: str) -> Target | None:
        return Target.parse(text) if text else None


@dataclass(frozen=True, kw_only=True)
class SwitchedOff(Field):
    """Inputs, hidden neurons and weights of the network."""

    plain = _Targets
    of_network = True
    listed = True
    default: Any = frozenset()

    def checked(self, value: Iterable[Target], network: Network) -> frozenset[Target]:
        for target in (off := frozenset(value)):
            check_can_be_off(network, target)
        return off

    def to_plain(self, value: frozenset[Target]) -> list[str]:
        return [str(target) for target in sorted(value)]

    def from_plain(self, plain: list[str], network: Network) -> frozenset[Target]:
        most = network.n_inputs + network.n_parameters
        if len(plain) > most:
            raise NetworkError(
                _("switched off: expected at most {most}, got {count}", most=most, count=len(plain))
            )
        return frozenset(map(Target.parse, plain))

    def to_text(self, value: frozenset[Target]) -> str:
        return ",".join(self.to_plain(value))

    def from_text(self, text: str) -> Target:
        return Target.parse(text)


@dataclass(frozen=True, kw_only=True)
class Step(Field):
    """A step of the forward pass, in training of the way back too, or none for all of them."""

    plain = Annotated[int, Meta(ge=0, le=_MAX_STEPS)] | None
    of_network = True

    def checked(self, value: int | None, network: Network) -> int | None:
        most = n_training_steps(network) - 1
        if value is not None and not 0 <= value <= most:
            raise NetworkError(_("step: expected 0 to {most}, got {value}", most=most, value=value))
        return value


@dataclass(frozen=True, kw_only=True)
class KeptNetwork(Field):
    """Another network, or none; as JSON and in a link it is a token."""

    plain = Token | None

    def checked(self, value: Network | None, network: Network) -> Network | None:
        if value is not None and value.n_parameters > MAX_GHOST_PARAMETERS:
            raise NetworkError(
                _(
                    "{name}: expected at most {most} parameters to compare with, "
                    "got {n_parameters}",
                    name=self.name,
                    most=grouped(MAX_GHOST_PARAMETERS),
                    n_parameters=grouped(value.n_parameters),
                )
            )
        return value

    def check_portable(self, value: Network | None) -> None:
        for k, layer in enumerate(value.layers if value else ()):
            checked_layer(layer, k)

    def to_plain(self, value: Network | None) -> str | None:
        return None if value is None else to_token(value)

    def from_plain(self, plain: str | None, network: Network) -> Network | None:
        return None if plain is None else from_token(plain)

    @property
    def packed(self) -> Any:
        return PackedNetwork | None

    def to_packed(self, value: Network | None) -> PackedNetwork | None:
        return None if value is None else packed(value)

    def from_packed(self, packed: PackedNetwork | None, network: Network) -> Network | None:
        return None if packed is None else unpacked(packed)

    def to_text(self, value: Network | None) -> str:
        return self.to_plain(value) or ""

    def from_text(self, text: str) -> Network | None:
        return from_token(text) if text else None
