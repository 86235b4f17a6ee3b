"""What the app's own messages hold, as its page reads and writes them.

A visitor without a browser speaks through these functions alone, so that a change of the app's
messages is followed here.
"""

from typing import Any

Message = dict[str, Any]

PANELS = ("stage", "inputs", "output", "neuron", "matrices")
VIEW = {
    "theme": "light",
    "widths": {"stage": 1024, "inputs": 320, "output": 344, "neuron": 344, "matrices": 688},
}


def hub_in(data: Message) -> Message | None:
    """What a component's data tells the hub, where it is the hub's."""
    hub: Message | None = data.get("hub")
    return hub


def acknowledged(hub: Message) -> int:
    """The number of the last gesture that the session has taken."""
    return int(hub["ack"])


def report(hub: Message, gestures: list[Message]) -> Message:
    """The hub's state after some gestures: what the page reports to its session."""
    work = {"session": hub["session"], "view": VIEW, "gestures": gestures}
    return {"work": work}


def committed(target: str, value: float, number: int) -> Message:
    """A gesture that is done."""
    return {"target": target, "value": value, "seq": number}


def ask(hub: Message, number: int, target: str, value: float, *, first: bool) -> Message:
    """What the page asks over the wire while something is dragged.

    The ``first`` ask about a scene carries its token, and asks for the base of the changes too.
    """
    asked = {
        "id": number,
        "scene": hub["scene"],
        "panels": PANELS,
        "view": VIEW,
        "gestures": [{"target": target, "value": value}],
    }
    return {**asked, "token": hub["token"], "full": True} if first else asked


def is_unknown(answer: Message) -> bool:
    """Whether the server has forgotten the scene, and wants its token."""
    return bool(answer.get("unknown"))


def has_pictures(answer: Message) -> bool:
    """Whether an answer of the wire shows what was asked for."""
    return bool(answer.get("panels"))
