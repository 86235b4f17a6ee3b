"""What the tests of the checks share: gates, and the scenes that a task begins with."""

import math

from playground import presets
from playground.data import load_set
from playground.lessons.load import scene_of
from playground.network import Layer, Network
from playground.scene import Edit, Scene, SetBias, SetWeight, SetWeights, apply

GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "xor": [0, 1, 1, 0]}


def unit(w: list[float], b: float, f: str = "step", x: list[float] | None = None) -> Scene:
    """One neuron."""
    return Scene(Network([Layer([w], [b], f)]), x or [0.0] * len(w))


def deep(*layers: tuple[list[list[float]], list[float], str], x: list[float]) -> Scene:
    """Layers as (weights, biases, activation)."""
    return Scene(Network([Layer(w, b, f) for w, b, f in layers]), x)


def edited(scene: Scene, *edits: Edit) -> Scene:
    for edit in edits:
        scene = apply(scene, edit)
    return scene


PLAIN = unit([1.0], 0.0, x=[2.0])
SIGMOID = unit([1.0], 0.0, "sigmoid", x=[1.0])
TANH = deep(
    ([[1.0, -0.5], [0.3, 0.8]], [0.1, -0.2], "tanh"), ([[1.5, -0.7]], [0.4], "linear"), x=[0.5, 1.0]
)
LINEAR = deep(([[2.0], [1.0]], [0.0, 1.0], "linear"), ([[1.0, 3.0]], [-2.0], "linear"), x=[0.5])
THREE = deep(
    ([[1.0], [1.0], [1.0]], [0.0, 0.0, 0.0], "relu"), ([[0.1, 0.1, 0.1]], [0.0], "linear"), x=[0.0]
)
HAT = edited(
    THREE,
    *(SetBias(0, j, b) for j, b in enumerate((1.0, 0.0, -1.0))),
    SetWeights(1, [[1.0, -2.0, 1.0]]),
)
PLAIN_HINGE = deep(([[1.0]], [0.0], "relu"), ([[1.0]], [0.0], "linear"), x=[1.0])
CORNER = deep(
    ([[1.0, 0.0], [0.0, 1.0]], [-1.0, -1.0], "step"), ([[1.0, 1.0]], [-0.5], "step"), x=[2, 2]
)
SOFT = deep(([[0.0], [0.0], [0.0]], [0.0, 0.0, 0.0], "softmax"), x=[1.0])
LOGS = [math.log(p) for p in (0.2, 0.3, 0.5)]
TWINS = deep(
    ([[0.5, 0.5], [0.5, 0.5]], [0.1, 0.1], "tanh"), ([[1.0, 1.0]], [0.0], "tanh"), x=[1, 2]
)
CONV = deep(([[1.0, 0, 0, 0], [0, 0, 0, 0]], [0.0, 0.0], "linear"), x=[1, 2, 3, 4])


def convolving(*kernel: float) -> Scene:
    return edited(CONV, SetWeights(0, [[*kernel, 0], [0, *kernel]]))


def hidden_permuted() -> Scene:
    return edited(
        TANH,
        SetWeights(0, [[0.3, 0.8], [1.0, -0.5]]),
        SetBias(0, 0, -0.2),
        SetBias(0, 1, 0.1),
        SetWeights(1, [[-0.7, 1.5]]),
    )


def sign_flipped() -> Scene:
    return edited(TANH, SetWeights(0, [[-1.0, 0.5]]), SetBias(0, 0, -0.1), SetWeight(1, 0, 0, -1.5))


XOR = presets.load("xor")
OBESITY = presets.load("obesity")
LUCKY = edited(OBESITY, SetWeights(0, [[-3.0, 0.2]]), SetBias(0, 0, -0.5))
WAVE = presets.load("nonlinear")
DEAD = Scene(
    Network(
        [
            Layer([[-1.0, 1.0], [0.8, 0.5]], [0.5, -3.0], "relu"),
            Layer([[1.0, 1.0]], [0.0], "sigmoid"),
        ]
    ),
    data=load_set("body-size"),
    row=0,
)

LINE = scene_of(
    {
        "layers": [{"weights": [[1.0]], "biases": [0.0], "activation": "linear"}],
        "data": {
            "columns": ["x", "y"],
            "rows": [[-2, -3.9], [-1, -2.2], [0, 0], [1, 2.2], [2, 3.9]],
            "target_as": "number",
        },
        "row": 3,
        "mode": "train",
        "recipe": {"loss": "mse", "optimiser": "sgd", "rate": 0.1},
    }
)


def xor_net(hidden: int, activation: str = "tanh") -> Scene:
    """Fresh weights, to be trained on the corners of XOR by Adam."""
    return scene_of(
        {
            "create": {"sizes": [2, hidden, 1], "hidden": activation, "output": "sigmoid"},
            "data": "corners-xor",
            "row": 1,
            "mode": "train",
            "recipe": {"loss": "binary-cross-entropy", "rate": 0.1},
        }
    )
