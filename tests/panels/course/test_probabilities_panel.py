"""The probabilities panel: softmax at several temperatures."""

import math

import numpy as np
import pytest

from playground.gesture import Gesture, perform
from playground.network import NetworkError
from playground.panels.course import (
    probabilities,
)
from tests.lessons.lesson_scenes import SCENES, VIEW, loops, number, scene_of


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_probabilities_at_every_temperature(temperature: float) -> None:
    scene = scene_of([3, 4, 3], output="softmax", temperature=temperature)
    panel = probabilities.render(scene, VIEW)
    z = loops(scene.network, scene.x)[0][-1]
    columns = {f"{t:g}": t for t in probabilities.TEMPERATURES} | {"own": temperature}
    for column, t in columns.items():
        total = sum(math.exp(v / t) for v in z)
        for c, v in enumerate(z):
            assert number(panel, f"probability/{column}/{c}") == pytest.approx(
                math.exp(v / t) / total
            )
            assert number(panel, f"logit/{c}") == pytest.approx(v)
        assert number(panel, f"probability-sum/{column}") == pytest.approx(1.0)


def test_one_output_is_a_sigmoid_over_two_classes() -> None:
    scene = SCENES["one neuron"]
    panel = probabilities.render(scene, VIEW)
    y = loops(scene.network, scene.x)[1][-1][0]
    assert number(panel, "probability/1/0") == pytest.approx(y)
    assert number(panel, "probability/1/1") == pytest.approx(1 - y)
    cut = panel.figures["probabilities"]["data"][-2]
    assert cut["y"] == [0.5, 0.5]


def test_temperature_is_an_edit() -> None:
    scene = SCENES["3-4-2 softmax"]
    warmer = perform(scene, Gesture(edit="temperature", value="2,5"))
    assert warmer.temperature == 2.5
    assert warmer != scene
    assert not warmer.same_content(scene)
    assert 'data-edit="temperature"' in probabilities.render(warmer, VIEW).html
    assert np.array_equal(warmer.trace.output, scene.trace.output)
    for wrong in (0.0, -1.0, math.nan, math.inf, 1e9):
        with pytest.raises(NetworkError, match="temperature"):
            perform(scene, Gesture(edit="temperature", value=wrong))
