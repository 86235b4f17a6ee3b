"""One neuron, large: its picture, its line, the rows of the data and the input that is shown."""

import re
from typing import Any

import numpy as np
import pytest

from playground.data import load_set
from playground.engine import forward
from playground.network import Network
from playground.panels import PANELS
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.scene import KeepGhost, Scene, SetWeight, Target, apply, replace_scene
from tests.panels.pictures import pixels, value_pixel, zero_points
from tests.panels.stage.test_stage_maps import MAPS, data_scene

EMPTY = str(PANELS["stage"](MAPS, View()).parts["enlarged"])
RING = 19  # px of the ring around the current row's mark


def enlarged(scene: Scene, pointed: str) -> tuple[str, dict[str, Any]]:
    """The words around the picture, and the picture."""
    panel = PANELS["stage"](scene, View(pointed=pointed))
    return str(panel.parts["enlarged"]), panel.figures["enlarged"]


def test_it_is_the_activation_of_the_one_that_is_pointed_at() -> None:
    part, figure = enlarged(MAPS, "neuron/1/1")
    assert "hidden 2 neuron 2" in part
    assert "→ height −3.00 … 3.00" in part
    found = pixels(figure["layout"]["images"][0]["source"])
    side = len(found)
    assert side == 100
    for r, c in ((0, 0), (99, 50), (40, 99)):
        point = [-3 + 6 * (at + 0.5) / side for at in (c, r)]
        value = float(forward(MAPS.network, point).activations[1][1])
        assert found[r, c].tolist() == value_pixel(value, 1.0, THEMES["light"])
    line, here = figure["data"]
    assert (here["x"], here["y"]) == ([0.8], [0.6])
    assert zero_points(line)
    for place in zero_points(line):
        assert forward(MAPS.network, place).pre_activations[1][1] == pytest.approx(0, abs=0.05)


def test_the_line_of_the_kept_network_is_dashed() -> None:
    kept = apply(apply(MAPS, KeepGhost()), SetWeight(0, 1, 0, -2.5))
    line, before, _ = enlarged(kept, "neuron/0/1")[1]["data"]
    assert (line["line"]["dash"], before["line"]["dash"]) == ("solid", "5px,4px")
    assert zero_points(before) == zero_points(enlarged(MAPS, "neuron/0/1")[1]["data"][0])
    for place in zero_points(line):
        z = forward(kept.network, place).pre_activations[0][1]
        assert z == pytest.approx(0, abs=0.05)


def test_the_rows_are_marked_as_on_every_plane_and_the_current_one_ringed() -> None:
    scene = data_scene()
    data = scene.fitting
    assert data is not None
    marked, _, ring, here = enlarged(replace_scene(scene, x=None, row=3), "input/0")[1]["data"]
    assert marked["x"] == data.x[:, 0].tolist()
    assert marked["y"] == data.x[:, 1].tolist()
    fills = np.array(marked["marker"]["color"])
    assert set(fills[data.test]) == {THEMES["light"].card}
    assert (ring["x"], ring["y"]) == ([data.x[3, 0]], [data.x[3, 1]])
    assert ring["marker"]["size"] == RING
    assert here["x"] == []


def test_over_one_input_it_is_the_curve_with_the_rows() -> None:
    data = load_set("sine")
    scene = Scene(Network.create([1, 4, 1], "tanh", seed=3), data=data, row=5, neurons="maps")
    for target, up in (("neuron/0/2", None), ("neuron/1/0", data.y[:, 0])):
        part, figure = enlarged(scene, target)
        curve, marked = figure["data"][:2]
        _, k, j = target.split("/")
        trace = forward(scene.network, np.array(curve["x"])[:, None])
        assert curve["y"] == pytest.approx(trace.activations[int(k)][:, int(j)])
        rows = forward(scene.network, data.x).activations[int(k)][:, int(j)]
        assert marked["y"] == pytest.approx(rows if up is None else up)
        here = figure["data"][-1]
        assert here["x"] == [float(scene.x[0])]
        assert here["y"] == [float(scene.trace.activations[int(k)][int(j)])]
        assert "→ x " in part
        assert "images" not in figure["layout"]


def test_of_a_picture_the_first_layer_shows_its_weights() -> None:
    data = load_set("digits")
    scene = Scene(
        Network.create([64, 6, 4, 10], "tanh", "softmax", seed=1), data=data, row=0, neurons="maps"
    )
    part, figure = enlarged(scene, "neuron/0/3")
    largest = np.abs(scene.network.layers[0].weights).max()
    limit = float(re.search(r"colours end at ±([\d.]+)", part)[1])
    assert largest <= limit < 2 * largest
    found = pixels(figure["layout"]["images"][0]["source"])
    square = len(found) // 8
    for pixel in (0, 7, 20, 63):
        row, column = divmod(pixel, 8)
        place = (7 - row) * square + square // 2, column * square + square // 2
        weight = float(scene.network.layers[0].weights[3, pixel])
        assert found[place].tolist() == value_pixel(weight, limit, THEMES["light"])
    assert figure["data"] == []
    assert len(enlarged(scene, "neuron/1/0")[1]["data"]) > 3
    stage = PANELS["stage"](scene, View())
    sources = [image["source"] for image in stage.figures["stage"]["layout"]["images"]]
    assert figure["layout"]["images"][0]["source"] in sources
    assert f"weights to ±{limit:g}" in stage.html


@pytest.mark.parametrize(
    ("scene", "pointed"),
    [
        (MAPS, ""),
        (MAPS, "neuron/7/0"),
        (replace_scene(MAPS, neurons="numbers"), "neuron/1/1"),
        (replace_scene(MAPS, step=11), "neuron/2/0"),
        (replace_scene(MAPS, off=[Target("neuron", (1, 1))]), "neuron/1/1"),
    ],
)
def test_there_is_none_of_what_is_no_square_or_shows_nothing(scene: Scene, pointed: str) -> None:
    part, figure = enlarged(scene, pointed)
    assert part == EMPTY
    assert figure["data"] == []
