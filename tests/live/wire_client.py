"""A client of the wire without a socket: what it asks, and a message that is valid."""

from typing import Any

import msgspec

from playground import document, presets
from playground.live.answer import digest, remember, respond
from playground.panels import MOST_PANELS, PANELS
from playground.scene import Scene

SCENE = presets.load("body-size")
TOKEN = document.scene_to_token(SCENE)
NAMES = list(PANELS)
PAGE = NAMES[:MOST_PANELS]


def ask(scene: Scene = SCENE, **fields: Any) -> dict[str, Any]:
    name = remember(scene, document.scene_to_token(scene))
    message = {"id": 1, "scene": name, "panels": PAGE, **fields}
    return msgspec.json.decode(respond(msgspec.json.encode(message)))


VALID = msgspec.json.encode(
    {
        "id": 3,
        "scene": digest(TOKEN),
        "token": TOKEN,
        "panels": ["output", "inputs"],
        "gestures": [{"target": "input/0", "value": 0.25}, {"edit": "select/neuron/0/1"}],
        "view": {"theme": "dark", "widths": {"stage": 900}},
        "full": True,
    }
)
