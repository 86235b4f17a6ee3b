"""What the server remembers of what it was asked: scenes by digest, and drawn panels by key.

Both are caches and nothing more: bounded by bytes, shared by all visitors, empty after a start. A
scene that is not known is asked for by its token; a panel is drawn again. Every name is worked out
here, from what it names, so that no browser can put a picture under another one's name.
"""

import hashlib
import re

import msgspec

from playground import document
from playground.cache import Cache
from playground.limits import MAX_KNOWN_PANEL_BYTES, MAX_KNOWN_SCENE_BYTES, quoted
from playground.network import NetworkError
from playground.panels import PANELS
from playground.panels.panel import Panel, View
from playground.scene import Scene

_SCENE_BYTES = 4_000  # of a scene beside its numbers
_NUMBER_BYTES = 8
_SHARERS = 16  # scenes that hold a table together, about as many as a visitor makes in a minute
_encoder = msgspec.json.Encoder()


def _scene_bytes(scene: Scene) -> int:
    """Of a scene alone, and a share of its table, which other scenes of the visit have too."""
    data = scene.data
    cells = 0 if data is None else data.table.n_rows * len(data.table.columns)
    return _SCENE_BYTES + _NUMBER_BYTES * (scene.network.n_parameters + cells // _SHARERS)


def _panel_bytes(panel: Panel) -> int:
    """As JSON, but for what has to be escaped: to write it takes as long as to draw the panel."""
    markup = len(panel.frame) + sum(map(len, panel.parts.values()))
    return markup + len(_encoder.encode(panel.figures))


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


def keep(panel: str, key: str, drawn: Panel) -> Panel:
    """Make a drawn panel known under its key, and return it."""
    return _panels.put((panel, key), drawn)
