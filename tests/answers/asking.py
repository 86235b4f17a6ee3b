"""What a browser asks: a message that is valid, and the answer to one."""

from collections.abc import Iterable
from typing import Any

import msgspec

from playground import document, presets
from playground.answers.answer import respond
from playground.answers.known import digest_of
from playground.panels import MOST_PANELS, PANELS
from playground.panels.panel import Panel
from playground.scene import Scene

SCENE = presets.load("body-size")
TOKEN = document.scene_to_token(SCENE)
NAMES = list(PANELS)


def unheld(names: Iterable[str] = NAMES[:MOST_PANELS]) -> dict[str, str]:
    """Panels of which a browser holds nothing yet."""
    return dict.fromkeys(names, "")


def answered(message: Any) -> dict[str, Any]:
    """The answer as a browser reads it."""
    found: dict[str, Any] = msgspec.json.decode(respond(msgspec.json.encode(message)))
    return found


def ask(scene: Scene = SCENE, /, **fields: Any) -> dict[str, Any]:
    """The answer about a scene that is known."""
    return answered({"id": 1, "scene": digest_of(scene), "panels": unheld(), **fields})


def as_json(panel: Panel) -> Any:
    """A panel as a browser reads it: a nan is null, a tuple is a list."""
    return msgspec.json.decode(msgspec.json.encode(panel.as_data()))


VALID = msgspec.json.encode(
    {
        "id": 3,
        "scene": digest_of(SCENE),
        "token": TOKEN,
        "panels": unheld(["output", "inputs"]),
        "gestures": [{"target": "input/0", "value": 0.25}, {"edit": "select/neuron/0/1"}],
        "draft": [{"edit": "step/keep-selection", "value": "3"}],
        "view": {"theme": "dark", "widths": {"stage": 900}, "undo": True},
    }
)
