"""What the server remembers of what it was asked: scenes by digest, and drawn panels by key.

Both are caches and nothing more: bounded by bytes, shared by all visitors, empty after a start. A
scene that is not known is asked for by its token; a panel is drawn again. Every name is worked out
here, from what it names, so that no browser can put a picture under another one's name.
"""

import hashlib
import re
import sys

import msgspec

from playground import document
from playground.cache import Cache
from playground.limits import MAX_KNOWN_PANEL_BYTES, MAX_KNOWN_SCENE_BYTES, quoted
from playground.network import NetworkError
from playground.panels import PANELS
from playground.panels.panel import Panel, View
from playground.scene import Scene

_SCENE_BYTES = 5_000  # of a scene beside its network, with what is worked out of it once
_LAYER_BYTES = 750  # of a layer beside its numbers, with what runs through it
_UNIT_BYTES = 60  # of a neuron or an input beside its weights
_NUMBER_BYTES = 8
_COPIES = 3  # of a table's numbers: as they are, scaled, and as classes
_SHARERS = 16  # scenes that hold a table together, about as many as a visitor makes in a minute
_PART_BYTES = 100  # of a part beside its text
_FIGURE_BYTES = 3  # of a figure for each of its JSON: a number is an object, a letter a byte
_encoder = msgspec.json.Encoder()


def _scene_bytes(scene: Scene) -> int:
    """Of a scene alone, and a share of its table, which other scenes of the visit have too."""
    network, data = scene.network, scene.data
    cells = 0 if data is None else data.table.n_rows * len(data.table.columns)
    numbers = network.n_parameters + _COPIES * cells // _SHARERS
    around = _SCENE_BYTES + _LAYER_BYTES * len(network.layers) + _UNIT_BYTES * sum(network.sizes)
    return around + _NUMBER_BYTES * numbers


def _panel_bytes(panel: Panel) -> int:
    markup = sys.getsizeof(panel.frame) + sum(map(sys.getsizeof, panel.parts.values()))
    figures = _FIGURE_BYTES * len(_encoder.encode(panel.figures))
    return markup + figures + _PART_BYTES * (10 + len(panel.parts))


_scenes: Cache[str, Scene] = Cache(MAX_KNOWN_SCENE_BYTES, _scene_bytes, "scenes")
_panels: Cache[tuple[str, str], Panel] = Cache(MAX_KNOWN_PANEL_BYTES, _panel_bytes, "panels")


def digest(token: str) -> str:
    """The name under which a scene's token is known."""
    return hashlib.blake2b(token.encode(), digest_size=12).hexdigest()


def checked_digest(text: str) -> str:
    """A text that can be the name of a scene. Raises NetworkError."""
    if not re.fullmatch(r"[0-9a-f]{24}", text):
        raise NetworkError(f"digest: expected 24 hexadecimal digits, got {quoted(text)}")
    return text


def remember(scene: Scene, token: str) -> str:
    """Make a scene known, and return its digest."""
    name = digest(token)
    if _scenes.get(name) is None:
        _scenes.put(name, scene)
    return name


def scene_called(name: str) -> Scene | None:
    """The scene of a digest, if it is known."""
    return _scenes.get(name)


def count() -> int:
    """How many scenes are known."""
    return len(_scenes)


def digest_of(scene: Scene) -> str:
    """The digest of a scene, which is known from now on."""
    return remember(scene, document.scene_to_token(scene))


def content_key(panel: str, scene: str, view: View) -> str:
    """The name of what a panel shows of a scene, by all that it reads of the view and no more."""
    part = _encoder.encode(PANELS[panel].part_of(view))
    return f"{scene}.{hashlib.blake2b(part, digest_size=6).hexdigest()}"


def panel_called(panel: str, key: str) -> Panel | None:
    """What a panel showed under a key, if that is still known."""
    return _panels.get((panel, key))


def leave(panel: str, key: str) -> None:
    """Have a panel be forgotten first: who had it has another now."""
    _panels.leave((panel, key))


def keep(panel: str, key: str, drawn: Panel) -> Panel:
    """Make a drawn panel known under its key, and return it."""
    return _panels.put((panel, key), drawn)
