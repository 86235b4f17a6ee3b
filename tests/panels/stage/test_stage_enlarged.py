"""One neuron, large: its picture, its line, the rows of the data and the input that is shown."""

import re

import numpy as np
import pytest

from playground.engine import forward
from playground.panels import PANELS
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.scene import Scene, Target, replace_scene
from tests.panels.pictures import pixels, value_pixel
from tests.panels.stage.test_stage_maps import MAPS, data_scene

EMPTY = str(PANELS["stage"](MAPS, View()).parts["enlarged"])


def enlarged(scene: Scene, pointed: str) -> str:
    return str(PANELS["stage"](scene, View(pointed=pointed)).parts["enlarged"])


def test_it_is_the_activation_of_the_one_that_is_pointed_at() -> None:
    part = enlarged(MAPS, "neuron/1/1")
    assert "hidden 2 neuron 2" in part
    found = pixels(re.search(r'href="([^"]+)"', part)[1])
    side = len(found)
    assert side == 100
    for r, c in ((0, 0), (99, 50), (40, 99)):
        point = [-3 + 6 * (at + 0.5) / side for at in (c, r)]
        value = float(forward(MAPS.network, point).activations[1][1])
        assert found[r, c].tolist() == value_pixel(value, 1.0, THEMES["light"])
    here = re.search(r'class="here" cx="([\d.]+)" cy="([\d.]+)"', part)
    assert [float(at) for at in here.groups()] == pytest.approx(
        [200 * 3.8 / 6, 200 * 2.4 / 6], abs=0.1
    )
    points = re.findall(r"[ML]([\d.]+) ([\d.]+)", re.search(r'class="level" d="([^"]*)"', part)[1])
    assert points
    for x, y in points:
        place = [6 * float(x) / 200 - 3, 3 - 6 * float(y) / 200]
        assert forward(MAPS.network, place).pre_activations[1][1] == pytest.approx(0, abs=0.05)


def test_the_rows_lie_where_they_are_and_those_of_the_test_are_hollow() -> None:
    scene = data_scene()
    data = scene.fitting
    assert data is not None
    part = enlarged(scene, "input/0")
    rows = re.findall(r'class="row( hollow)?"[^>]*translate\(([-\d.]+) ([-\d.]+)\)', part)
    assert len(rows) == data.n_rows
    assert [bool(hollow) for hollow, *_ in rows] == [row in data.test for row in range(24)]
    across = np.array([float(x) for _, x, _ in rows])
    assert np.corrcoef(across, data.x[:, 0])[0, 1] == pytest.approx(1)
    assert across.min() >= 0
    assert across.max() <= 200


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
    assert enlarged(scene, pointed) == EMPTY
    assert "<svg" not in EMPTY
