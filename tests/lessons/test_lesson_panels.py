"""All panels beside a lesson: valid figures for every network, and blanks during playback."""

import math
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from playground.network import Layer, Network
from playground.panels.board import activations, surface
from playground.panels.course import (
    collapse,
    convolution,
    curve,
    depths,
    fit,
    gradient,
    penalty,
    probabilities,
    starts,
    symmetry,
    threshold,
    weight_curve,
)
from playground.panels.panel import Panel, View
from playground.scene import (
    Scene,
)
from tests.lessons.lesson_scenes import DEEP, EXTREMES, SCENES, VIEW, scene_of, values
from tests.panels.panel_markup import check_filled

RENDERERS: dict[str, Callable[[Scene, View], Panel]] = {
    "activations": activations.render,
    "surface": surface.render,
    "collapse": collapse.render,
    "fit": fit.render,
    "fit-hat": curve.render_curve("hat"),
    "gradient": gradient.render,
    "probabilities": probabilities.render,
    "threshold": threshold.render,
    "convolution": convolution.render,
    "symmetry": symmetry.render,
    "weight-curve": weight_curve.render,
    "starts": starts.render,
    "penalty": penalty.render,
    "depths": depths.render,
}


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("scene", [*SCENES.values(), *EXTREMES.values()], ids=[*SCENES, *EXTREMES])
@pytest.mark.parametrize("view", [VIEW, View(theme="dark", widths=dict.fromkeys(RENDERERS, 358))])
def test_every_panel_renders_every_network(name: str, scene: Scene, view: View) -> None:
    panel = RENDERERS[name](scene, view)
    for figure in panel.figures.values():
        drawn = go.Figure(figure)
        assert all(trace.type in ("scatter", "bar") for trace in drawn.data)
        assert figure["layout"]["width"] <= view.width(name, 690)
    check_filled(panel)


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("scene", [*SCENES.values(), *EXTREMES.values()], ids=[*SCENES, *EXTREMES])
def test_figures_hold_plain_finite_numbers(name: str, scene: Scene) -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            for item in value.values():
                check(item)
        elif isinstance(value, (list, tuple)):
            for item in value:
                check(item)
        else:
            assert type(value) in (int, float, str, bool, type(None))
            assert not isinstance(value, float) or math.isfinite(value)

    for figure in RENDERERS[name](scene, VIEW).figures.values():
        check(figure)


@pytest.mark.parametrize("name", RENDERERS)
def test_a_visitors_names_stay_text(name: str) -> None:
    names = ['a&b"', "'c"]
    network = Network([Layer([[1, 2], [3, 4]], [0, 0], "sigmoid")], names, ["&amp;", '"y"'])
    panel = RENDERERS[name](Scene(network, [0.5, 0.25]), VIEW)
    assert 'b"<' not in panel.html
    assert 'a&b"' not in panel.html


def test_numbers_wait_for_the_playback() -> None:
    scene = scene_of([2, 3, 1], step=0, selected=DEEP)
    assert values(activations.render(scene, VIEW))["f/tanh/0/1"] == ""
    assert values(threshold.render(scene, VIEW))["a/0/1"] == ""
    assert values(probabilities.render(scene, VIEW))["probability/1/0"] == ""
    assert values(convolution.render(scene, VIEW))["a/0/0"] == ""
