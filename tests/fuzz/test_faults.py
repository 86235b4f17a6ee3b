"""What once broke a decoder or a drawing, each by itself: an answer comes, soon and quietly."""

import json
from typing import Any

import numpy as np
import pytest

from playground import document
from playground.activations import ACTIVATIONS
from playground.answers.answer import respond
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Scene, Target
from tests.fuzz import samples
from tests.fuzz.decoders import DECODERS
from tests.fuzz.measured import Tally, tried
from tests.fuzz.shapes import DEEP, Raw, as_json

HEAVY = ["hidden-space", "convolution", *(name for name in PANELS if name.startswith("fit"))]


def ask(scene: Scene, *panels: str, **more: Any) -> str:
    token = document.scene_to_token(scene)
    return as_json(
        {"id": 1, "scene": "", "token": token, "panels": dict.fromkeys(panels, ""), **more}
    )


def answered(text: str) -> dict[str, Any]:
    """The answer, within the time and the memory of a case, and without a warning."""
    tried(DECODERS["messages"].decode, text, Tally())
    reply: dict[str, Any] = json.loads(respond(text))
    return reply


LONG = Raw("9" * 4301)


@pytest.mark.parametrize(
    "more",
    [
        {"gestures": [{"target": "input/0", "value": LONG}]},
        {"gestures": [{"edit": "decimals", "value": LONG}]},
        {"gestures": [{"edit": f"remove-layer/{'9' * 60}"}]},
        {"draft": [{"edit": "step", "value": "9" * 4400}]},
        {"view": {"numbers": ["z/0/\ud800"]}},
        {"gestures": [{"edit": "randomise", "value": '{"init":"\ud800"}'}]},
        {"gestures": [{"edit": "randomise", "value": '{"init":"zeros","seed":"\\ud800"}'}]},
        {"gestures": [{"edit": "randomise", "value": '{"init":' + "[" * 9000}]},
        {"view": {"first": Raw("1e999999999")}},
        {"id": Raw("NaN")},
        {"panels": Raw("[" * DEEP)},
    ],
    ids=range(11),
)
def test_a_message_that_broke_something_is_refused(more: dict[str, Any]) -> None:
    assert "error" in answered(ask(samples.SCENES[0], "stage", **more))


def test_the_heaviest_panels_of_one_message_are_drawn_in_time() -> None:
    for scene in samples.SCENES:
        assert "panels" in answered(ask(scene, *HEAVY[:12]))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_no_operating_point_divides_by_zero(activation: str) -> None:
    view = View(widths={"neuron": 1})
    for z in (0.0, -0.0, 5e-324, 1e-300, 1e15, 2.0**53, 1e154, -1e300):
        end = Layer([[1.0], [0.5]], [0.0, z], activation)
        neuron = Scene(Network([end]), [z], selected=Target.parse("neuron/0/0"), sight="curve")
        assert PANELS["neuron"](neuron, view).figures


def test_huge_weights_are_drawn_without_a_word() -> None:
    huge = Layer(np.full((2, 2), 1e300), [1e300, -1e300], "gelu")
    scene = Scene(Network([huge, huge, Layer([[-1e300, 1e300]], [0.0], "sigmoid")]), [1e300, -1.0])
    for name in PANELS:
        answered(ask(scene, name, view=samples.VIEW))
