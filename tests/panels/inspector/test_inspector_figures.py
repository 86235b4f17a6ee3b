"""The inspector's figures: what Plotly takes, the operating point on its curve, labels apart."""

import numpy as np
import plotly.graph_objects as go
import pytest

from playground.activations import ACTIVATIONS
from playground.engine import slopes
from playground.network import Layer, Network
from playground.panels.inspector import inspector
from playground.panels.panel import View
from playground.scene import Scene, Target, replace_scene
from tests.panels.panel_scenes import LIGHT, SCENES, selections


@pytest.mark.parametrize("name", SCENES)
def test_figures_are_plotlys_and_always_of_five_traces(name: str) -> None:
    for theme in ("light", "dark"):
        for scene in selections(replace_scene(SCENES[name], sight="curve")):
            view = View(theme=theme, widths={"neuron": 358})
            for figure in inspector.render(scene, view).figures.values():
                go.Figure(figure)
                assert len(figure["data"]) == 5
                assert figure["layout"]["width"] == 358 - 34
                texts = [*figure["data"][4]["x"], *figure["data"][4]["y"]]
                assert np.isfinite(texts).all()


@pytest.mark.parametrize("activation", [a for a in ACTIVATIONS if a != "softmax"])
@pytest.mark.parametrize("z", [-1e9, -40.0, -3.0, -0.3, 0.0, 0.9, 3.0, 7.5, 1e9, 1e250])
def test_the_curve_passes_through_the_operating_point(activation: str, z: float) -> None:
    network = Network([Layer([[1.0]], [0.0], activation), Layer([[1.0]], [0.0])])
    scene = Scene(network, [z], Target("neuron", (0, 0)))
    figure = inspector.render(scene, LIGHT).figures["curve"]
    go.Figure(figure)
    (low, high), (down, up) = (figure["layout"][axis]["range"] for axis in ("xaxis", "yaxis"))
    if abs(z) > 1e12:
        assert figure["data"][3]["x"] == []
        return
    a = float(scene.trace.activations[0][0])
    assert low < z < high
    assert down <= a <= up
    curve = figure["data"][0]
    if activation != "step":
        spacing = (high - low) / 120 * max(1.1, abs(float(slopes(network, scene.trace, 0)[0])))
        assert abs(np.interp(z, curve["x"], curve["y"]) - a) <= spacing
    x, y = figure["data"][2]["x"], figure["data"][2]["y"]
    slope = float(slopes(network, scene.trace, 0)[0])
    assert (y[1] - y[0]) == pytest.approx(slope * (x[1] - x[0]), rel=1e-6, abs=1e-9 * (up - down))


def test_softmaxs_curve_varies_its_own_z_alone() -> None:
    network = Network.create([2, 3], output="softmax", seed=4)
    scene = Scene(network, [0.4, -1.2], Target("neuron", (0, 1)))
    curve = inspector.render(scene, LIGHT).figures["curve"]["data"][0]
    z = scene.trace.pre_activations[0].copy()
    for x, y in zip(curve["x"][::10], curve["y"][::10], strict=True):
        z[1] = x
        assert y == pytest.approx(np.exp(z[1]) / np.exp(z).sum(), rel=1e-12)


@pytest.mark.parametrize("name", SCENES)
def test_labels_of_the_curve_stay_inside_and_apart(name: str) -> None:
    for scene in selections(replace_scene(SCENES[name], sight="curve")):
        for figure in inspector.render(scene, LIGHT).figures.values():
            layout, labels = figure["layout"], figure["data"][4]
            (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
            assert all(left <= x <= right for x in labels["x"])
            assert all(low <= y <= high for y in labels["y"])
            across = (layout["width"] - layout["margin"]["l"] - 6) / (right - left)
            up = 168 / (high - low)
            places = list(zip(labels["x"], labels["y"], strict=True))
            for n, (x, y) in enumerate(places):
                for other_x, other_y in places[:n]:
                    assert abs(x - other_x) * across > 30 or abs(y - other_y) * up > 14
