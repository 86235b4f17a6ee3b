"""Every panel draws every scene that can be made: the largest numbers, the smallest, all functions.

A warning is an error here, see pyproject. What a panel gives must travel as JSON.
"""

import itertools
import re
from collections.abc import Iterator

import msgspec
import numpy as np
import pytest

from playground.activations import ACTIVATIONS
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.quantities import QUANTITIES
from playground.scene import Scene, Target, n_steps, replace_scene, step_at
from tests.strategies import can_be_off, targets

NUMBERS = tuple(re.sub(r"\{\w+\}", "0", form) for form in QUANTITIES)
LIGHT = View(numbers=NUMBERS)
VIEWS = (
    LIGHT,
    View(theme="dark", widths=dict.fromkeys(PANELS, 358), phone=True, calm=True, numbers=NUMBERS),
    View(theme="dark", widths=dict.fromkeys(PANELS, 0), speed="2", stride="layer", numbers=NUMBERS),
)
EXTREMES = (
    *(0.0, -0.0, 5e-324, 1e-300, -1e-300, 1e300, -1e300, 1e154, 1e12, -1e12, 1e9, 1e5, 1e-5),
    *(709.0, -745.0, 3.0, 1.0, -1.0, 0.1),
)


def draw(scene: Scene, view: View = LIGHT, names: tuple[str, ...] = tuple(PANELS)) -> None:
    for name in names:
        msgspec.json.encode(PANELS[name](scene, view).as_data())


def made(rng: np.random.Generator, sizes: list[int], activation: str) -> Scene:
    """A scene of a few of the extremes, ``activation`` in the first layer and in the last."""
    pool = rng.choice(EXTREMES, size=rng.integers(1, 5))
    layers = []
    for k, (n_in, n_out) in enumerate(itertools.pairwise(sizes)):
        name = activation
        if k < len(sizes) - 2 and (k or ACTIVATIONS[name].output_only):
            name = str(rng.choice([n for n, a in ACTIVATIONS.items() if not a.output_only]))
        alpha = None if ACTIVATIONS[name].alpha is None else float(rng.choice(EXTREMES))
        weights, biases = rng.choice(pool, size=(n_out, n_in)), rng.choice(pool, size=n_out)
        layers.append(Layer(weights, biases, name, alpha))
    network = Network(layers)
    return Scene(
        network,
        rng.choice(pool, size=sizes[0]),
        off=[target for target in can_be_off(network) if rng.random() < 0.1],
        threshold=float(rng.choice([0.0, 5e-324, 0.5, 1.0])),
        decimals=int(rng.integers(7)),
        temperature=float(rng.choice([0.01, 1.0, 100.0])),
    )


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_selection_of_extreme_scenes(activation: str) -> None:
    rng = np.random.default_rng(list(activation.encode()))
    for sizes in ([2, 2], [1, 2, 1], [3, 2, 2, 1]):
        scene = made(rng, sizes, activation)
        every = targets(scene.network)
        chosen = [None, *(every[i] for i in rng.permutation(len(every))[:4])]
        for at, selected in enumerate(chosen):
            draw(replace_scene(scene, selected=selected), VIEWS[at % len(VIEWS)])


def operating_points() -> Iterator[tuple[str, float, float]]:
    for name, activation in ACTIVATIONS.items():
        for alpha in (0.0,) if activation.alpha is None else (1e300, -1e300, 5e-324, 0.0, -3.0):
            for z in EXTREMES:
                yield name, alpha, z


def test_every_function_at_every_operating_point() -> None:
    for name, alpha, z in operating_points():
        takes = ACTIVATIONS[name].alpha is not None
        layer = Layer([[0.0]], [z], name, alpha if takes else None)
        draw(Scene(Network([layer]), [0.0], Target("neuron", (0, 0))), names=("neuron",))


@pytest.mark.parametrize(
    ("activation", "view"), list(zip(("linear", "softmax", "prelu"), VIEWS, strict=True))
)
def test_every_step_of_the_playback(activation: str, view: View) -> None:
    scene = made(np.random.default_rng(7), [2, 2, 1], activation)
    for step in range(n_steps(scene.network)):
        at = step_at(scene.network, step)
        selected = None if at is None else Target("neuron", at[:2])
        draw(replace_scene(scene, step=step, selected=selected), view)


@pytest.mark.parametrize("threshold", [0.0, 5e-324, 1.0])
def test_a_cut_at_the_ends_of_a_probability(threshold: float) -> None:
    network = Network.create([2, 2, 1], "tanh", "sigmoid", seed=3)
    draw(Scene(network, [0.3, 0.4], threshold=threshold))


@pytest.mark.parametrize("phone", [False, True])
def test_whatever_is_selected_or_played_of_a_condensed_network_is_drawn(phone: bool) -> None:
    scene = Scene(Network.create([30, 25, 20], seed=1))
    far = [Target("weight", (1, 11, 23)), Target("weight", (0, 12, 22)), Target("input", (22,))]
    for selected in (None, *far, Target("bias", (0, 13)), Target("layer", (1,))):
        for step in (None, 28, 40, 61, 103, 121):
            draw(replace_scene(scene, selected=selected, step=step), View(phone=phone), ("stage",))
