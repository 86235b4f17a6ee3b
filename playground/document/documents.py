"""Documents: a network, or a scene, as readable JSON.

``format`` and ``version`` come first; each layer has ``weights`` (n_out, n_in), ``biases``
(n_out,), ``activation`` and, where there is one, ``alpha``; a scene adds its own fields, those of
a bare network left out. Only where the text would be larger than a document may be, a token in the
field ``network`` stands in place of names and layers.
"""

import json
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground.data.known import UnknownTableError
from playground.document.validation import checked_scene
from playground.language import _, grouped
from playground.limits import MAX_DOCUMENT_BYTES, MAX_LAYERS, MAX_NEURONS, quoted
from playground.network import Layer, Network, NetworkError
from playground.packed import from_token, to_token
from playground.packed.decoding import checked_layer, decoded, made_layer
from playground.packed.networks import Name, Names
from playground.scene import FIELDS, Scene

FORMAT = "mlp-playground"
VERSION = 1

Json = dict[str, Any]


class _Head(msgspec.Struct):
    format: Any = None
    version: Any = None


_Row = Annotated[list[float], Meta(max_length=MAX_NEURONS)]


class _Layer(msgspec.Struct, forbid_unknown_fields=True):
    weights: Annotated[list[_Row], Meta(max_length=MAX_NEURONS)]
    biases: _Row
    activation: Name
    alpha: float | None = None


_SAVED = [field for field in FIELDS.values() if field.saved]
_Document = msgspec.defstruct(
    "_Document",
    [
        ("format", Name),
        ("version", Annotated[int, Meta(ge=VERSION, le=VERSION)]),
        ("input_names", Names | None, None),
        ("output_names", Names | None, None),
        ("layers", Annotated[list[_Layer], Meta(max_length=MAX_LAYERS)] | None, None),
        ("network", Annotated[str, Meta(max_length=MAX_DOCUMENT_BYTES)] | None, None),
        *((field.document, field.plain | msgspec.UnsetType, msgspec.UNSET) for field in _SAVED),
    ],
    forbid_unknown_fields=True,
)


_HEAD = msgspec.json.Decoder(_Head)
_DOCUMENT = msgspec.json.Decoder(_Document)


def to_json(network: Network) -> str:
    """The network as a document. Raises NetworkError if it is over the limits."""
    return _text(network, {}, {})


def from_json(text: str | bytes) -> Network:
    """The network of a document. Raises NetworkError."""
    return scene_from_json(text).network


def scene_to_json(scene: Scene) -> str:
    """The scene as a document, all but how far its playback is. Raises NetworkError."""
    checked_scene(scene)
    before: Json = {}
    after: Json = {}
    for field in _SAVED:
        value = field.to_plain(getattr(scene, field.name))
        if field.always or value != field.to_plain(field.default):
            (before if field.heading else after)[field.document] = value
    return _text(scene.network, before, after)


def scene_from_json(
    text: str | bytes, refuse: Callable[[UnknownTableError], None] | None = None
) -> Scene:
    """The scene of a document, which may hold no more than a network. Raises NetworkError.

    A table that is not known here is handed to ``refuse``, if there is one, and the scene comes
    without data.
    """
    data = _bytes(text)
    _check_head(decoded(_HEAD, data, "document"))
    given = decoded(_DOCUMENT, data, "document")
    network = _network(given)
    values = {}
    for field in _SAVED:
        plain = getattr(given, field.document)
        if plain is msgspec.UNSET:
            continue
        try:
            values[field.name] = field.from_plain(plain, network)
        except UnknownTableError as error:
            if refuse is None:
                raise
            refuse(error)
    if "data" not in values:
        values.pop("row", None)  # it would be none of this scene's
    return checked_scene(Scene(network, **values))


def data_in(text: bytes) -> str:
    """What a document that is read says of its data, as ``written`` wrote it; nothing of none."""
    given = getattr(decoded(_DOCUMENT, _bytes(text), "document"), "data", None)
    return given if isinstance(given, str) else ""


def _text(network: Network, before: Json, after: Json) -> str:
    head = {"format": FORMAT, "version": VERSION, **before}
    text = _pretty({**head, **_network_fields(network), **after}) + "\n"
    if len(text.encode()) > MAX_DOCUMENT_BYTES:
        text = _pretty({**head, "network": to_token(network), **after}) + "\n"
    if len(text.encode()) > MAX_DOCUMENT_BYTES:
        raise NetworkError(
            _("document: expected at most {most} bytes, got more", most=grouped(MAX_DOCUMENT_BYTES))
        )
    return text


def _network_fields(network: Network) -> Json:
    return {
        "input_names": list(network.input_names),
        "output_names": list(network.output_names),
        "layers": [_layer_fields(checked_layer(each, k)) for k, each in enumerate(network.layers)],
    }


def _layer_fields(layer: Layer) -> Json:
    alpha = {} if layer.alpha is None else {"alpha": layer.alpha}
    return {
        "activation": layer.activation,
        **alpha,
        "weights": layer.weights.tolist(),
        "biases": layer.biases.tolist(),
    }


def _pretty(value: Any, indent: str = "") -> str:
    """JSON with a line for each field and for each row of numbers."""
    inner = indent + "  "
    if isinstance(value, dict):
        lines = [f"{json.dumps(key)}: {_pretty(item, inner)}" for key, item in value.items()]
    elif isinstance(value, list) and value and isinstance(value[0], (list, dict)):
        lines = [_pretty(item, inner) for item in value]
    else:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    left, right = "{}" if isinstance(value, dict) else "[]"
    return left + ",".join(f"\n{inner}{line}" for line in lines) + f"\n{indent}{right}"


def _bytes(text: str | bytes) -> bytes:
    if not isinstance(text, (str, bytes)):
        raise NetworkError(f"document: expected a text, got {type(text).__name__}")
    try:
        data = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as error:
        raise NetworkError(_("document: expected Unicode text, got a lone surrogate")) from error
    if len(data) > MAX_DOCUMENT_BYTES:
        raise NetworkError(
            _(
                "document: expected at most {most} bytes, got {count}",
                most=grouped(MAX_DOCUMENT_BYTES),
                count=grouped(len(data)),
            )
        )
    return data.removeprefix(b"\xef\xbb\xbf")  # the byte order mark of some Windows editors


def _check_head(head: _Head) -> None:
    if head.format != FORMAT:
        raise NetworkError(
            _(
                "format: expected {known}, got {given}",
                known=repr(FORMAT),
                given=_named(head.format),
            )
        )
    if head.version != VERSION or isinstance(head.version, bool):
        raise NetworkError(
            _(
                "version: expected {known}, got {given}",
                known=VERSION,
                given=_named(head.version),
            )
        )


def _named(value: Any) -> str:
    if value is None:
        return "none"
    return quoted(value) if isinstance(value, (str, int, float)) else "something else"


def _network(given: Any) -> Network:
    if given.network is not None:
        if given.layers is not None:
            raise NetworkError(_("document: expected layers or a network's token, got both"))
        return from_token(given.network)
    layers = given.layers or []
    if not layers:
        raise NetworkError(
            _("layers: expected 1 to {most}, got {count}", most=MAX_LAYERS, count=len(layers))
        )
    return Network(
        [_layer(layer, k) for k, layer in enumerate(layers)],
        given.input_names,
        given.output_names,
    )


def _layer(given: _Layer, k: int) -> Layer:
    place, rows = f"layer {k + 1}, weights", given.weights
    for j, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise NetworkError(
                _(
                    "{place}, row {j}: expected {count} numbers, as in row 1, got {given}",
                    place=place,
                    j=j + 1,
                    count=len(rows[0]),
                    given=len(row),
                )
            )
    return made_layer(k, rows, given.biases, given.activation, given.alpha)
