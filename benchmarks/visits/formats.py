"""What the app's own messages hold, as its page reads and writes them.

A visitor without a browser speaks through these functions alone, so that a change of the app's
messages is followed here.
"""

from collections.abc import Sequence
from typing import Any

Message = dict[str, Any]

PANELS = ("stage", "inputs", "output", "neuron", "matrices")
VIEW = {
    "theme": "light",
    "widths": {"stage": 1024, "inputs": 320, "output": 344, "neuron": 344, "matrices": 688},
}

#: Training by epochs, as many as fit between two pictures.
FASTEST = {**VIEW, "size": "epoch", "speed": "all"}

#: Training by epochs, as it is played unless somebody chooses another pace.
USUAL = {**VIEW, "size": "epoch", "speed": "1"}


def hub_in(data: Any) -> Message | None:
    """What a component's data tells the hub, where it is the hub's."""
    hub: Message | None = data[0].get("hub") if isinstance(data, list) else None
    return hub


def acknowledged(hub: Message) -> int:
    """The number of the last gesture that the session has taken."""
    return int(hub["ack"])


def arrival(hub: Message) -> Message | None:
    """What the page reports as soon as it has its hub; None if it reports nothing."""
    return None


def report(hub: Message, gestures: list[Message]) -> Message:
    """The hub's state after some gestures: what the page reports to its session."""
    return {"work": {"session": hub["session"], "gestures": gestures}}


def committed(gesture: Message, number: int) -> Message:
    """A gesture that is done."""
    return {**gesture, "seq": number}


def ask(
    hub: Message,
    number: int,
    draft: list[Message],
    held: dict[str, str],
    view: Message = VIEW,
    done: Sequence[Message] = (),
) -> Message:
    """What the page asks over the wire; ``draft`` is what is under way.

    ``done`` is what the session has not acknowledged yet, ``held`` names the content of each panel
    that the page holds.
    """
    return {
        "id": number,
        "scene": hub["scene"],
        "panels": {name: held.get(name, "") for name in PANELS},
        "view": view,
        "gestures": list(done),
        "draft": draft,
    }


def dragged(target: str, value: float) -> Message:
    """What is under way while something is dragged."""
    return {"target": target, "value": value}


def trained(moment: str) -> Message:
    """What is under way while a network is trained: up to the moment that a button leads to."""
    return {"edit": "train-to", "value": moment}


def kept(moment: str) -> Message:
    """What is done when the session is told how far training has come, which goes on."""
    return {"edit": "train-to/on", "value": moment}


def with_token(asked: Message, hub: Message) -> Message:
    """The same for a server that has forgotten the scene."""
    return {**asked, "token": hub["token"]}


def is_waits(text: bytes) -> bool:
    """Whether the server says that an answer is still being made."""
    return text == b'{"waits":true}'


def rest(answer: Message) -> float:
    """For how many seconds the server wants to be asked nothing."""
    return float(answer.get("rest", 0)) / 1e3


def is_unknown(answer: Message) -> bool:
    """Whether the server has forgotten the scene, and wants its token."""
    return bool(answer.get("unknown"))


def told(answer: Message, held: dict[str, str]) -> dict[str, str] | None:
    """What the page holds after an answer; None if that shows nothing."""
    panels = answer.get("panels")
    if not panels:
        return None
    return {**held, **{name: drawn["key"] for name, drawn in panels.items() if "key" in drawn}}
