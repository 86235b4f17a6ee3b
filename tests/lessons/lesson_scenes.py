"""Scenes for the panels beside a lesson; what these print; and plain loops to compare with."""

import re

import numpy as np

from playground.activations import ACTIVATIONS
from playground.network import Layer, Network
from playground.panels.panel import Panel, View
from playground.scene import (
    Scene,
    Target,
)

VIEW = View()
DEEP = Target("neuron", (0, 1))


def scene_of(sizes, hidden="tanh", output="sigmoid", seed=1, selected=None, **changes) -> Scene:
    network = Network.create(sizes, hidden=hidden, output=output, init="normal", seed=seed)
    rng = np.random.default_rng(seed)
    biased = [
        Layer(layer.weights, rng.normal(size=layer.n_out), layer.activation, layer.alpha)
        for layer in network.layers
    ]
    x = rng.uniform(-1, 1, sizes[0])
    return Scene(Network(biased), x, selected, **changes)


SCENES = {
    "one neuron": scene_of([2, 1]),
    "one input, one neuron": scene_of([1, 1], output="step"),
    "regression": scene_of([4, 1], output="linear"),
    "2-3-2-1": scene_of([2, 3, 2, 1], selected=DEEP),
    "3-4-2 softmax": scene_of([3, 4, 2], output="softmax", selected=Target("neuron", (1, 1))),
    "1-8-1": scene_of([1, 8, 1], hidden="relu", output="linear", selected=DEEP),
    "1-3-12": scene_of([1, 3, 12], output="softmax", selected=Target("input", (0,))),
    "linear": scene_of([2, 3, 3, 2], hidden="linear", output="linear"),
    "xor": Scene(
        Network(
            [
                Layer([[1, 1], [1, 1]], [-0.5, -1.5], "step"),
                Layer([[1, -1]], [-0.5], "step"),
            ]
        ),
        [1, 0],
        Target("weight", (0, 1, 0)),
    ),
    "one hidden neuron": scene_of([2, 1, 1]),
    "16×16": scene_of([16] * 10, hidden="gelu", selected=Target("layer", (3,))),
    "wide": scene_of([40, 60, 40], output="softmax"),
    "playing": scene_of([2, 3, 1], step=2, selected=DEEP),
    "off": scene_of([2, 3, 1], off=[Target("neuron", (0, 1)), Target("weight", (0, 0, 1))]),
    "locked": scene_of([1, 2, 1], locked=["inputs", "biases", "activations"]),
    "zeros": Scene(Network.create([3, 3, 2], init="zeros")),
}
HUGE = 1e300
EXTREMES = {
    "overflow": Scene(
        Network(
            [
                Layer([[HUGE, HUGE]] * 3, [0] * 3, "linear"),
                Layer([[HUGE, -HUGE, 1]], [HUGE], "linear"),
            ]
        ),
        [HUGE, HUGE],
    ),
    "overflow, one input": Scene(
        Network([Layer([[HUGE]] * 2, [0, 0], "relu"), Layer([[HUGE, -HUGE]], [0], "sigmoid")]),
        [HUGE],
    ),
    "overflow, softmax": Scene(
        Network([Layer([[HUGE, 1], [HUGE, 2], [1, 1]], [0] * 3, "softmax")]), [HUGE, -HUGE]
    ),
    "overflow, two outputs": Scene(
        Network([Layer([[HUGE], [-HUGE]], [0, 0], "silu"), Layer([[1, 1]] * 2, [0, 0], "linear")]),
        [HUGE],
    ),
    "tiny": Scene(
        Network([Layer([[1 / HUGE]], [1 / HUGE], "tanh"), Layer([[1 / HUGE]], [0], "sigmoid")]),
        [1 / HUGE],
    ),
}


def values(panel: Panel) -> dict[str, str]:
    """``data-quantity`` → ``data-value`` of everything printed."""
    return dict(re.findall(r'data-quantity="([^"]+)" data-value="([^"]*)"', panel.html))


def number(panel: Panel, quantity: str) -> float:
    return float(values(panel)[quantity])


def loops(network: Network, x, bend: bool = True) -> tuple[list[list[float]], list[list[float]]]:
    """z and a of every layer, by plain loops; without ``bend`` hidden layers are linear."""
    zs, outputs, a = [], [], [float(v) for v in x]
    last = network.layers[-1]
    for layer in network.layers:
        z = []
        for j in range(layer.n_out):
            total = float(layer.biases[j])
            for i in range(layer.n_in):
                total += float(layer.weights[j][i]) * a[i]
            z.append(total)
        if bend or layer is last:
            f = ACTIVATIONS[layer.activation].function
            a = f(np.array(z), layer.alpha or 0.0).tolist()
        else:
            a = z
        zs.append(z)
        outputs.append(a)
    return zs, outputs


def focus(scene: Scene) -> tuple[int, int]:
    """The neuron that the panels are about, written down once more."""
    if scene.selected is None:
        return len(scene.network.layers) - 1, 0
    if scene.selected.kind == "input":
        return 0, 0
    return (*scene.selected.path, 0)[:2]
