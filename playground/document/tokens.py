"""Tokens of scenes: the network and every field, playback and texts too."""

from collections.abc import Iterator
from typing import Any

import msgspec

from playground.document.validation import checked_scene
from playground.packed.decoding import Decoder
from playground.packed.networks import PackedNetwork, packed, unpacked
from playground.packed.sealing import opened, sealed
from playground.scene import FIELDS, Scene

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
    [("network", PackedNetwork), *_token_fields()],
    array_like=True,
    forbid_unknown_fields=True,
)


_SCENE: Decoder[Any] = msgspec.msgpack.Decoder(_Scene)


def scene_to_token(scene: Scene) -> str:
    """The whole scene as a token, playback and texts too. Raises NetworkError."""
    checked_scene(scene)
    network = msgspec.msgpack.encode(packed(scene.network))
    plain = [
        msgspec.Raw(network),
        *(field.to_packed(getattr(scene, name)) for name, field in FIELDS.items()),
    ]
    for at in reversed(range(_NAMES.index(_WRITTEN_TO) + 1, len(_NAMES))):
        field = FIELDS[_NAMES[at]]
        if plain[-1] != field.to_packed(field.default):
            break
        plain.pop()
    return sealed(b"s", plain, network)


def scene_from_token(token: str) -> Scene:
    """The scene of a scene's token. Raises NetworkError."""
    given = opened(b"s", token, _SCENE)
    network = unpacked(given.network)
    values = {
        name: field.from_packed(getattr(given, name), network) for name, field in FIELDS.items()
    }
    return checked_scene(Scene(network, **values))
