"""Links: a network's token and the rest of the scene as readable query parameters.

``n`` is the network; the other parameters are those that the scene's fields name, as ``x`` and
``off``. Numbers are written as the shortest text that reads back as the same float. Title, note and
playback are no part of a link. Without a network there is no scene; each of the other details
can be left out, and so can one name of a list.
"""

from collections.abc import Callable, Mapping

from playground.data.known import UnknownTableError
from playground.document.validation import checked_scene
from playground.language import _, grouped
from playground.limits import MAX_PARAMETER, MAX_TOKEN, PlaygroundError
from playground.network import Network, NetworkError
from playground.packed import from_token, to_token
from playground.scene import FIELDS, Scene, replace_scene
from playground.scene.fields import Field

_DATA = "data"
_ROW = "row"  # it brings the inputs along, unless they were moved since

#: The fields that a link holds, by their parameters; first what changes the numbers.
_PARAMETERS = {
    field.link: field
    for field in sorted(FIELDS.values(), key=lambda field: not field.content)
    if field.link
}


def link(scene: Scene, base: Scene | None = None) -> dict[str, str]:
    """The query parameters that bring the scene back; what is as in ``base`` is left out.

    ``base`` is what the reader starts from: a preset, which the caller names beside these
    parameters, or without it a bare network. Raises NetworkError if the link would be too long.
    """
    checked_scene(scene)
    parameters = {}
    start = Scene(scene.network) if base is None else _start(base, scene.network)
    if start is not base:
        parameters["n"] = to_token(scene.network)
    for key, field in _PARAMETERS.items():
        text = field.to_text(getattr(scene, field.name))
        if text != field.to_text(getattr(start, field.name)):
            parameters[key] = text
    if _DATA in parameters and scene.row is not None:
        parameters[_ROW] = str(scene.row)  # a row of other data says nothing of these
    if _ROW in parameters:  # which brings its inputs, where no others are named
        parameters.pop("x", None)
        if not scene.is_at_row:
            parameters["x"] = FIELDS["x"].to_text(scene.x)
    length = sum(map(len, parameters.values()))
    if length > MAX_TOKEN:
        raise NetworkError(
            _(
                "link: expected at most {most} characters, got {length}: "
                "save this network as a JSON file instead",
                most=grouped(MAX_TOKEN),
                length=grouped(length),
            )
        )
    return parameters


def insist(error: PlaygroundError) -> None:
    """Refuse the whole link for a detail that cannot be read."""
    raise error


def scene_from_link(
    parameters: Mapping[str, str],
    base: Scene | None = None,
    refuse: Callable[[PlaygroundError], None] = insist,
) -> Scene:
    """The scene of a link's query parameters, read on top of the ``base`` that it was made for.

    A detail that cannot be read is handed to ``refuse``, and left out if that returns; a table that
    is not known here as an UnknownTableError. Raises NetworkError if it is the network, or whatever
    ``refuse`` raises.
    """
    if "n" in parameters:
        network = from_token(parameters["n"])
        start = Scene(network) if base is None else _start(base, network)
    elif base is None:
        raise NetworkError(_("link: expected a network, n=…, got none"))
    else:
        start = base
    scene = start
    for key, field in _PARAMETERS.items():
        if key in parameters:
            before = replace_scene(scene, row=None) if key == _DATA else scene
            scene = replace_scene(before, **_read(field, parameters[key], before, refuse))
    if scene.row is not None and _ROW in parameters and "x" not in parameters:
        scene = replace_scene(scene, x=None)
    return checked_scene(scene)


def _start(base: Scene, network: Network) -> Scene:
    """The base with another network, or the base itself if that network is its own."""
    if network is base.network or to_token(network) == to_token(base.network):
        return base
    as_usual = {name: field.default for name, field in FIELDS.items() if field.of_network}
    return replace_scene(base, network=network, **as_usual)


def _read(
    field: Field, text: str, scene: Scene, refuse: Callable[[PlaygroundError], None]
) -> dict[str, object]:
    """The field as the scene can have it; none if nothing of the text can be read."""
    found = []
    for part in _parts(field, text):
        try:
            value = field.from_text(_checked(part))
            whole = frozenset({value}) if field.listed else value
            checked_scene(replace_scene(scene, **{field.name: whole}))
            found.append(value)
        except UnknownTableError as error:
            refuse(error)
        except PlaygroundError as error:
            refuse(NetworkError(f"{field.link} ({error})"))
    if field.listed:
        return {field.name: frozenset(found)}
    return {field.name: found[0]} if found else {}


def _parts(field: Field, text: str) -> list[str]:
    """The names of a list, each once, or the whole text."""
    if not field.listed or not isinstance(text, str) or len(text) > MAX_PARAMETER:
        return [text]
    return list(dict.fromkeys(text.split(","))) if text else []


def _checked(text: str) -> str:
    if not isinstance(text, str):
        raise NetworkError(f"expected a text, got {type(text).__name__}")
    if len(text) > MAX_PARAMETER:
        raise NetworkError(
            _(
                "expected at most {most} characters, got {count}",
                most=grouped(MAX_PARAMETER),
                count=grouped(len(text)),
            )
        )
    return text
