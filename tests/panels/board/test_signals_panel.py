"""The signals panel: sizes over all rows, by layer, as the engine has them."""

import numpy as np
import pytest

from playground.data.sets import load_set
from playground.engine import forward
from playground.network import Layer, Network
from playground.panels.board import signals
from playground.panels.panel import Panel, View
from playground.quantities import is_computed
from playground.scene import Scene, Target, replace_scene
from tests.lessons.lesson_scenes import number
from tests.panels.panel_markup import check_filled

DEEP = Scene(
    Network.create([2, 4, 3, 1], "tanh", "sigmoid", seed=2), data=load_set("xor", n=40), row=1
)
THIN, BAR, MEDIANS = range(3)  # of the first series; the second follows


def drawn(scene: Scene) -> Panel:
    panel = signals.render(scene, View())
    check_filled(panel)
    return panel


def test_the_medians_are_those_of_the_engine() -> None:
    panel, trace = drawn(DEEP), forward(DEEP.network, DEEP.data.x)
    for k in range(3):
        z, a = (np.abs(each[k]) for each in (trace.pre_activations, trace.activations))
        assert number(panel, f"median/z/0/{k}") == pytest.approx(np.median(z))
        assert number(panel, f"median/a/0/{k}") == pytest.approx(np.median(a))
    slope = np.median(trace.output * (1 - trace.output))
    assert number(panel, "median/path/0/2") == pytest.approx(slope)
    assert number(panel, "median/derivative/0/2") == pytest.approx(slope)


def test_lines_and_rings_stand_at_the_logarithms_of_the_quantiles() -> None:
    data = drawn(DEEP).figures["forward"]["data"]
    trace = forward(DEEP.network, DEEP.data.x)
    for k in range(3):
        sizes = np.abs(trace.pre_activations[k])
        wanted = np.log10(np.quantile(sizes, [0, 0.25, 0.5, 0.75, 1]))
        found = [*data[THIN]["y"][3 * k : 3 * k + 2], *data[BAR]["y"][3 * k : 3 * k + 2]]
        assert found == pytest.approx([wanted[0], wanted[4], wanted[1], wanted[3]])
        assert data[MEDIANS]["y"][k] == pytest.approx(wanted[2])


def test_a_layer_in_which_all_is_0_lies_on_the_lower_edge() -> None:
    layers = [Layer([[1, 1]], [-99], "relu"), Layer([[1]], [0.5], "sigmoid")]
    panel = drawn(replace_scene(DEEP, network=Network(layers)))
    figure = panel.figures["forward"]
    low = min(figure["layout"]["yaxis"]["tickvals"])
    activations = figure["data"][3 + MEDIANS]["y"]
    assert activations[0] == low
    assert activations[1] > low
    assert number(panel, "median/a/0/0") == 0


def test_a_signal_that_vanishes_goes_down_by_layer() -> None:
    network = Network.create([2, 4, 4, 4, 4, 1], "sigmoid", "sigmoid", seed=2)
    medians = drawn(replace_scene(DEEP, network=network)).figures["back"]["data"][MEDIANS]["y"]
    assert medians == sorted(medians)
    assert medians[0] < medians[-1] - 2  # a hundredth


def test_it_says_what_it_lacks() -> None:
    panel = drawn(Scene(DEEP.network))
    assert "It takes rows" in panel.html
    assert not panel.figures
    assert not is_computed(Scene(DEEP.network), "median/z/0/0")


def test_a_layer_that_is_off_has_no_sizes() -> None:
    network = Network.create([2, 1, 1], "tanh", "sigmoid", seed=2)
    off = replace_scene(DEEP, network=network, off=[Target("neuron", (0, 0))])
    panel = drawn(off)
    assert panel.figures["forward"]["data"][MEDIANS]["y"][0] is None
    assert 'data-quantity="median/z/0/0" data-value="nan"' in panel.html or "–" in panel.html
