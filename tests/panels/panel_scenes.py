"""What the tests of the board's panels draw: scenes of all kinds, each with targets selected."""

from collections.abc import Iterator

import numpy as np

from playground.network import Layer, Network
from playground.panels.board import inputs, matrices, output
from playground.panels.inspector import inspector
from playground.panels.panel import Panel, View
from playground.scene import Scene, Target, replace_scene

PANELS = {"inputs": inputs, "output": output, "neuron": inspector, "matrices": matrices}
LIGHT = View()

MOCK = Network(
    [
        Layer([[0.7, -1.5], [1.4, -0.9], [-2.1, -1.2]], [-0.2, 0.3, -0.4], "tanh"),
        Layer([[-0.3, 1.2, -0.25], [0.8, -0.3, 0.9]], [0.15, -0.1], "relu"),
        Layer([[1.1, -1.3]], [-0.9], "sigmoid"),
    ],
    ["height", "weight"],
)
OBESITY = Network([Layer([[0.2, 0.00001]], [1], "sigmoid")], ["height", "mass"], ["Obese"])
OVERFLOWING = Network(
    [
        Layer([[1e300, -1e300], [0, 1]], [0, 0], "linear"),
        Layer([[1e300, 0], [0, 0]], [0, -1234567.891], "linear"),
    ]
)
SCENES = {
    "mock": Scene(MOCK, [0.8, 0.6], Target("neuron", (0, 1))),
    "obesity": Scene(OBESITY, [4, 80], Target("neuron", (0, 0)), decimals=4),
    "salary": Scene(Network.create([4, 1], seed=3), [30, 5, 40000, 4], decimals=0),
    "softmax": Scene(Network.create([3, 4, 2], "gelu", "softmax", seed=1), [0.3, -0.5, 0.9]),
    "seven classes": Scene(Network.create([2, 7], output="softmax", seed=1), [0.3, -0.5]),
    "step": Scene(Network.create([2, 2, 1], "step", "step", seed=2), [1, 0], decimals=6),
    "several sigmoids": Scene(Network.create([2, 3], output="sigmoid", seed=2), [1, 0]),
    "wide": Scene(Network.create([16, 16, 16], "elu", "tanh", seed=1), np.linspace(-2, 2, 16)),
    "condensed": Scene(Network.create([40, 30, 35], "mish", seed=1), np.linspace(-2, 2, 40)),
    "deep": Scene(Network.create([1, *[2] * 8, 1], "selu", seed=1), [0.5]),
    "overflowing": Scene(OVERFLOWING, [1e10, -1e200]),
    "not a number": Scene(OVERFLOWING, [1e200, 1e200]),
    "maps": Scene(MOCK, [0.8, 0.6], Target("neuron", (1, 0)), neurons="maps", step=11),
    "dense maps": Scene(
        Network.create([4, 13, 8, 2], "silu", "softmax", seed=1),
        [0.8, 0.6, -1, 9],
        Target("neuron", (0, 5)),
        neurons="maps",
    ),
    "curves": Scene(Network.create([1, 4, 1], seed=1), [0.3], neurons="maps"),
    "off": Scene(
        MOCK,
        [0.8, 0.6],
        off=[Target("input", (1,)), Target("weight", (0, 1, 0)), Target("neuron", (1, 1))],
    ),
}


def selections(scene: Scene) -> Iterator[Scene]:
    """The scene with one target of each kind selected in turn, and with none."""
    yield replace_scene(scene, selected=None)
    for k, layer in enumerate(scene.network.layers):
        j, i = layer.n_out - 1, layer.n_in // 2
        for kind, path in (
            ("neuron", (k, j)),
            ("weight", (k, j, i)),
            ("bias", (k, 0)),
            ("layer", (k,)),
        ):
            yield replace_scene(scene, selected=Target(kind, path))
    yield replace_scene(scene, selected=Target("input", (0,)))


def rendered(scene: Scene) -> Iterator[tuple[Scene, str, Panel]]:
    for chosen in selections(scene):
        for name, module in PANELS.items():
            yield chosen, name, module.render(chosen, LIGHT)
