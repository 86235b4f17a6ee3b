"""Scenes that have been trained, and the sections in which a training is looked at."""

from playground import presets
from playground.data import load_set
from playground.network import Network
from playground.panels.board.training.choices import SECTIONS
from playground.panels.panel import View
from playground.scene import Scene, SetRecipe, SetWeight, TrainTo, UseData, apply

_BODY = apply(apply(presets.load("body-size"), UseData("body-size")), SetRecipe("batch", "6"))
_LINE = apply(presets.load("nonlinear"), UseData("sine"))
_DEEP = Scene(
    Network.create([2, *[4] * 6, 1], hidden="sigmoid", output="sigmoid", seed=0),
    data=load_set("moons", n=40, seed=1),
)
_FLOWERS = apply(presets.load("first-mlp"), UseData("iris"))

#: Two classes, numbers, gradients that vanish, several classes; and one that was trained and then
#: gone back in, and one of which a weight was moved since.
TOLD = [
    apply(_BODY, TrainTo(40)),
    apply(_LINE, TrainTo(30)),
    apply(_DEEP, TrainTo(3)),
    apply(_FLOWERS, TrainTo(25)),
    apply(apply(_BODY, TrainTo(40)), TrainTo(11)),
    apply(apply(_BODY, TrainTo(40)), SetWeight(0, 0, 0, 2.5)),
]
#: Each section, and one on the other scale.
SECTION_VIEWS = [*(View(training=section) for section in SECTIONS), View(scale="log")]
