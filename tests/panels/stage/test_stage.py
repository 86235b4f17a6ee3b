"""The stage as a whole: what it says, and that its diagram is a figure of Plotly's."""

import re

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.cache import forget
from playground.network import Layer, Network
from playground.panels.panel import View
from playground.panels.stage import stage
from playground.scene import (
    LOCKABLE,
    Scene,
    n_steps,
    replace_scene,
)
from tests.panels.stage.overlay import VIEWS
from tests.strategies import scenes


def test_the_legend_says_how_far_inputs_and_values_go() -> None:
    network = Network.create([2, 1], output="linear", init="zeros")
    told = {
        (0.5, -1.0): "",
        (0.5, -1.25): "(here up to 1.25)",
        (4.0, 40_000.0): "(here up to 40.0k)",
        (0.5, 3e12): "(here up to 3e12)",
    }
    for x, text in told.items():
        legend = stage.render(Scene(network, x), View()).parts["legend"]
        assert ("here up to" in legend) == bool(text)
        assert text in legend


def test_the_legend_does_not_tell_of_what_is_not_computed() -> None:
    scene = Scene(Network([Layer([[3.0], [5.0]], [0.0, 0.0], "linear")]), [0.5])
    assert n_steps(scene.network) == 7
    told = [
        re.findall(r"here up to ([^)]*)", stage.render(replace_scene(scene, step=s), View()).html)
        for s in (0, 2, 3, 5, 6, None)
    ]
    assert told == [[], [], ["1.50"], ["1.50"], ["2.50"], ["2.50"]]


def test_a_page_that_fixes_everything_does_not_speak_of_dragging() -> None:
    scene = replace_scene(presets.load("body-size"), locked=frozenset(LOCKABLE))
    panel = stage.render(scene, View())
    assert "drag" not in re.sub(r"<[^>]*>", " ", panel.frame + "".join(panel.parts.values()))


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("rows", range(1, 9))
def test_the_lowest_bias_is_within_the_diagram(rows: int, compact: bool) -> None:
    network = Network.create([rows, rows, 1], "tanh", "sigmoid", seed=1)
    scene = Scene(network, (0.0,) * rows)
    for height in (600, 720, 900):
        figure = stage.render(scene, View(compact=compact, height=height)).figures["stage"]
        ends = [y for trace in figure["data"] for y in trace["y"] if isinstance(y, int | float)]
        assert min(ends) >= 1
        assert max(ends) <= figure["layout"]["height"] - 1


@pytest.mark.parametrize("view", VIEWS, ids=["desktop", "narrow", "phone"])
@pytest.mark.parametrize("name", presets.NAMES)
def test_the_diagram_of_an_example_is_a_figure_of_plotlys(name: str, view: View) -> None:
    scene = presets.load(name)
    for step in (None, 0, 1, n_steps(scene.network) - 1):
        go.Figure(stage.render(replace_scene(scene, step=step), view).figures["stage"])


@given(scenes(), st.sampled_from(VIEWS))
def test_any_diagram_is_a_figure_of_plotlys(scene: Scene, view: View) -> None:
    figure = stage.render(scene, view).figures["stage"]
    go.Figure(figure)
    assert all(len(trace["x"]) == len(trace["y"]) for trace in figure["data"])


def test_a_condensed_network_is_drawn_the_same_whatever_was_drawn_before() -> None:
    large = Scene(Network.create([2, 200, 200, 1], "relu", "sigmoid", seed=1), [0.3, 0.4])
    for step in (10, 250, 400, 900, None):  # each of another neuron, which must be drawn
        scene = replace_scene(large, step=step)
        after_others = stage.render(scene, View()).as_data()
        forget()
        assert stage.render(scene, View()).as_data() == after_others
