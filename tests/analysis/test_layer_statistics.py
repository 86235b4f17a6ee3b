"""The statistics of a layer leave out what is switched off."""

import re

from playground.network import Layer, Network
from playground.panels.inspector import layer as inspector_layer
from playground.scene import Scene, Target
from tests.panels.numbers.printed import text_of
from tests.panels.numbers.printed_relations import VIEW


def test_statistics_of_a_layer_leave_out_what_is_switched_off() -> None:
    hidden = Layer([[1.0, 2.0], [3.0, 4.0], [50.0, 60.0]], [0.0, 1.0, 70.0], "linear")
    network = Network([hidden, Layer([[1.0, 1.0, 1.0]], [0.0], "linear")])
    off = [Target("neuron", (0, 2)), Target("weight", (0, 1, 1))]
    parts = inspector_layer.render(Scene(network, [1.0, 1.0], off=off), VIEW, 0).parts
    table = re.findall(r'data-value="([^"]*)"', str(parts["statistics"]))
    assert table == ["1", "2", "3", "3", "3.5", "4", "3", "3.5", "4"]
    assert text_of(parts["left-out"]) == "without 1 neuron and 3 weights switched off"
    on = inspector_layer.render(Scene(network, [1.0, 1.0]), VIEW, 0).parts
    assert text_of(on["left-out"]) == ""


def test_a_layer_that_is_all_off_has_no_statistics() -> None:
    network = Network([Layer([[1.0]], [0.0]), Layer([[1.0]], [0.0])])
    scene = Scene(network, [1.0], off=[Target("neuron", (0, 0))])
    parts = inspector_layer.render(scene, VIEW, 0).parts
    assert set(re.findall(r'data-value="([^"]*)"', str(parts["statistics"]))) == {""}
