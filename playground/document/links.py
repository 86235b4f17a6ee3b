"""Links: a network's token and the rest of the scene as readable query parameters.

``n`` network, ``x`` input, ``off`` what is switched off, ``t`` threshold, ``d`` decimals,
``temp`` temperature, ``s`` selection, ``hide`` and ``lock`` a teacher's choice of controls.
Numbers are written as the shortest text that reads back as the same float. Title, note and
playback are no part of a link. Without a network there is no scene; each of the other details can
be left out, and so can one name among those of ``off``, ``hide`` and ``lock``.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from playground.document.checks import checked_scene
from playground.document.tokens import from_token, to_token
from playground.limits import MAX_PARAMETER, MAX_TOKEN, quoted
from playground.network import Network, NetworkError
from playground.notation import exact, parse_number
from playground.scene import Scene, Target, replace_scene


class _Parameter(NamedTuple):
    """A field of a scene; ``read`` takes one name of a ``listed`` one, else the whole text."""

    field: str
    write: Callable[[Scene], str]
    read: Callable[[str], Any]
    listed: bool = False


def _exact(value: float) -> str:
    return exact(value).replace("e+", "e")  # a plus sign means a space in a query string


def _listed(items: frozenset[Any]) -> str:
    return ",".join(map(str, sorted(items)))


def _split(text: str) -> list[str]:
    return text.split(",") if text else []


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,2}", text):
        raise NetworkError(f"expected a whole number, got {quoted(text)}")
    return int(text)


_PARAMETERS = {
    "x": _Parameter(
        "x",
        lambda scene: ",".join(map(_exact, scene.x.tolist())),
        lambda text: [parse_number(part) for part in _split(text)],
    ),
    "off": _Parameter(
        "off",
        lambda scene: _listed(scene.off),
        Target.parse,
        listed=True,
    ),
    "t": _Parameter("threshold", lambda scene: _exact(scene.threshold), parse_number),
    "d": _Parameter("decimals", lambda scene: str(scene.decimals), _whole),
    "temp": _Parameter("temperature", lambda scene: _exact(scene.temperature), parse_number),
    "s": _Parameter(
        "selected",
        lambda scene: str(scene.selected or ""),
        lambda text: Target.parse(text) if text else None,
    ),
    "hide": _Parameter("hidden", lambda scene: _listed(scene.hidden), str, listed=True),
    "lock": _Parameter("locked", lambda scene: _listed(scene.locked), str, listed=True),
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
    for key, parameter in _PARAMETERS.items():
        text = parameter.write(scene)
        if text != parameter.write(start):
            parameters[key] = text
    length = sum(map(len, parameters.values()))
    if length > MAX_TOKEN:
        raise NetworkError(
            f"link: expected at most {MAX_TOKEN:,} characters, got {length:,}: "
            "save this network as a JSON file instead"
        )
    return parameters


def insist(error: NetworkError) -> None:
    """Refuse the whole link for a detail that cannot be read."""
    raise error


def scene_from_link(
    parameters: Mapping[str, str],
    base: Scene | None = None,
    refuse: Callable[[NetworkError], None] = insist,
) -> Scene:
    """The scene of a link's query parameters, read on top of the ``base`` that it was made for.

    A detail that cannot be read is handed to ``refuse``, and left out if that returns. Raises
    NetworkError if it is the network, or whatever ``refuse`` raises.
    """
    if "n" in parameters:
        network = from_token(parameters["n"])
        start = Scene(network) if base is None else _start(base, network)
    elif base is None:
        raise NetworkError("link: expected a network, n=…, got none")
    else:
        start = base
    changes: dict[str, object] = {}
    for key, parameter in _PARAMETERS.items():
        if key in parameters:
            changes |= _read(parameter, key, parameters[key], start, refuse)
    return checked_scene(replace_scene(start, **changes))


def _start(base: Scene, network: Network) -> Scene:
    """The base with another network, or the base itself if that network is its own."""
    if network is base.network or to_token(network) == to_token(base.network):
        return base
    return replace_scene(base, network=network, x=None, selected=None, off=(), step=None)


def _read(
    parameter: _Parameter,
    key: str,
    text: str,
    start: Scene,
    refuse: Callable[[NetworkError], None],
) -> dict[str, object]:
    """The field as the scene can have it; none if nothing of the text can be read."""
    found = []
    for part in _parts(parameter, text):
        try:
            value = parameter.read(_checked(part))
            whole = frozenset({value}) if parameter.listed else value
            checked_scene(replace_scene(start, **{parameter.field: whole}))
            found.append(value)
        except NetworkError as error:
            refuse(NetworkError(f"{key} ({error})"))
    if parameter.listed:
        return {parameter.field: frozenset(found)}
    return {parameter.field: found[0]} if found else {}


def _parts(parameter: _Parameter, text: str) -> list[str]:
    whole = not parameter.listed or not isinstance(text, str) or len(text) > MAX_PARAMETER
    return [text] if whole else list(dict.fromkeys(_split(text)))


def _checked(text: str) -> str:
    if not isinstance(text, str):
        raise NetworkError(f"expected a text, got {type(text).__name__}")
    if len(text) > MAX_PARAMETER:
        raise NetworkError(f"expected at most {MAX_PARAMETER:,} characters, got {len(text):,}")
    return text
