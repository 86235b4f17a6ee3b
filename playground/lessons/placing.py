"""Numbers put into a scene by the names of their targets: ``weight/0/0/1``, ``data/3/1``."""

import fnmatch
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import numpy as np

from playground.lessons.load import scene_of
from playground.network import Layer, Network
from playground.scene import Scene, replace_scene

TARGET = re.compile(r"(?:input|weight|bias|alpha)/[\d/]+|threshold")


def targets(name: str, scene: Scene) -> list[str]:
    """All targets of a scene that a name with ``*`` is of; else the name itself."""
    if "*" not in name:
        return [name]
    known = [f"input/{i}" for i in range(scene.network.n_inputs)]
    for k, layer in enumerate(scene.network.layers):
        known += [f"bias/{k}/{j}" for j in range(layer.n_out)]
        known += [f"weight/{k}/{j}/{i}" for j in range(layer.n_out) for i in range(layer.n_in)]
    data = scene.data
    if data is not None:
        columns = data.x.shape[1] + 1
        known += [f"data/{n}/{c}" for n in range(len(data.x)) for c in range(columns)]
    return [target for target in known if fnmatch.fnmatchcase(target, name)]


def sized(scene: Scene, sizes: Sequence[tuple[int, int]], rng: np.random.Generator) -> Scene:
    """With layers of other sizes, and fresh weights."""
    drawn = [int(rng.integers(low, high, endpoint=True)) for low, high in sizes]
    layers = scene.network.layers
    seed = int(rng.integers(1000))
    network = Network.create(drawn, layers[0].activation, layers[-1].activation, seed=seed)
    return Scene(network, np.ones(drawn[0]), decimals=scene.decimals)


def with_rows(start: Any, values: Mapping[str, float]) -> Scene:
    """The scene of a start, with other rows."""
    start = deepcopy(start)
    if "row" in start:
        start.pop("input", None)  # a row brings its own
    for name, value in values.items():
        if name.startswith("data/"):
            _, n, c = name.split("/")
            start["data"]["rows"][int(n)][int(c)] = value
    return scene_of(start)


def with_numbers(scene: Scene, values: Mapping[str, float]) -> Scene:
    """With these weights, biases, inputs, α and threshold; plain words are none of its numbers."""
    values = {name: value for name, value in values.items() if TARGET.fullmatch(name)}
    if not values:
        return scene
    network, x = scene.network, scene.x.copy()
    weights = [layer.weights.copy() for layer in network.layers]
    biases = [layer.biases.copy() for layer in network.layers]
    alphas = [layer.alpha for layer in network.layers]
    places: dict[str, Any] = {"weight": weights, "bias": biases, "alpha": alphas, "input": x}
    for name, value in values.items():
        kind, *path = name.split("/")
        if kind in places:
            _put(places[kind], [int(each) for each in path], value)
    layers = tuple(
        Layer(weights[k], biases[k], layer.activation, alphas[k])
        for k, layer in enumerate(network.layers)
    )
    return replace_scene(
        scene,
        network=Network(layers, network.input_names, network.output_names),
        x=scene.x if scene.row is not None else x,
        threshold=values.get("threshold", scene.threshold),
    )


def _put(place: Any, path: Sequence[int], value: float) -> None:
    *outer, last = path
    for index in outer:
        place = place[index]
    place[last] = value
