"""Scenes that have been trained, and the sections in which a training is looked at."""

from playground import presets
from playground.data import load_set
from playground.network import Network
from playground.panels.board.training.choices import SECTIONS
from playground.panels.panel import View
from playground.scene import KeepRun, Scene, SetRecipe, SetWeight, TrainTo, UseData, apply

_BODY = apply(apply(presets.load("body-size"), UseData("body-size")), SetRecipe("batch", "6"))
_LINE = apply(presets.load("nonlinear"), UseData("sine"))
_DEEP = Scene(
    Network.create([2, *[4] * 6, 1], hidden="sigmoid", output="sigmoid", seed=0),
    data=load_set("moons", n=40, seed=1),
)
_FLOWERS = apply(presets.load("first-mlp"), UseData("iris"))


def _kept(scene: Scene) -> Scene:
    """With two runs that are kept, and another one that has begun where they ended."""
    other = apply(apply(apply(scene, KeepRun()), SetRecipe("rate", "0.1")), TrainTo(50))
    return apply(apply(other, KeepRun()), TrainTo(55))


#: Two classes, numbers, gradients that vanish, several classes; and one that was trained and then
#: gone back in, one of which a weight was moved since, and some beside which others are kept.
TOLD = [
    apply(_BODY, TrainTo(40)),
    apply(_LINE, TrainTo(30)),
    apply(_DEEP, TrainTo(3)),
    apply(_FLOWERS, TrainTo(25)),
    apply(apply(_BODY, TrainTo(40)), TrainTo(11)),
    apply(apply(_BODY, TrainTo(40)), SetWeight(0, 0, 0, 2.5)),
    _kept(apply(_BODY, TrainTo(40))),
    _kept(apply(_LINE, TrainTo(30))),
]
#: Each section, and one on the other scale.
SECTION_VIEWS = [
    *(View(training=section) for section in SECTIONS),
    View(scale="log"),
    View(training="plane", knobs="main"),
]
