"""What the bar of training says of a network that will not learn all that it could."""

import pytest

from playground.data import load_set
from playground.network import Network
from playground.panels.panel import View
from playground.panels.stage import stage
from playground.scene import Scene, apply
from playground.scene.training import TrainTo

DATA = load_set("corners-xor")


def said(hidden: str, output: str) -> str:
    network = Network.create([2, 2, 1], hidden=hidden, output=output, seed=1)
    scene = apply(Scene(network, data=DATA), TrainTo(2))
    panel = stage.render(scene, View())
    return "".join(map(str, [panel.frame, *panel.parts.values()]))


@pytest.mark.parametrize(
    ("hidden", "output", "words"),
    [
        ("tanh", "step", "The output&#39;s step function has slope 0 everywhere"),
        ("step", "sigmoid", "Hidden layer 1 has the step function, whose slope is 0"),
    ],
)
def test_a_slope_of_0_is_told(hidden: str, output: str, words: str) -> None:
    assert words in said(hidden, output)
    assert words not in said("tanh", "sigmoid")
