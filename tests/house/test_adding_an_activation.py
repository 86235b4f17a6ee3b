"""An activation is one row: it is computed, drawn, exported and kept like those that were there."""

import contextlib
import io
import math
from dataclasses import replace

import networkx
import numpy as np
import pytest

from playground import document
from playground.activations import ACTIVATIONS, Activation, Code
from playground.engine import forward, gradients, slopes
from playground.export import worksheet
from playground.export.graphs import dot, graphml
from playground.export.keras_source import keras_code
from playground.export.numpy_source import numpy_script
from playground.export.pytorch_source import pytorch_code
from playground.network import Network
from playground.panels.board import activations, matrices, output, surface
from playground.panels.inspector import inspector
from playground.panels.panel import View
from playground.panels.stage import stage
from playground.scene import Scene, Target
from tests.network.activation_formulas import slope_error

# Barron 2021, "Squareplus: a softplus-like algebraic rectifier".
SQUAREPLUS = Activation(
    name="squareplus",
    label="squareplus",
    function=lambda z, alpha: (z + np.sqrt(z * z + 4.0)) / 2.0,
    derivative=lambda z, alpha: (1.0 + z / np.sqrt(z * z + 4.0)) / 2.0,
    formula=r"\frac{z + √([z]² + 4)}{2}",
    range=(0.0, math.inf),
    interval="(0, ∞)",
    good_for="softplus without an exponential",
    trouble="not centred on zero",
    code=Code(
        numpy="(z + np.sqrt(z * z + 4.0)) / 2.0",
        numpy_back="g * (1.0 + z / np.sqrt(z * z + 4.0)) / 2.0",
        torch="Squareplus()",
        torch_class="class Squareplus(nn.Module):\n    pass\n",
        keras="lambda z: (z + keras.ops.sqrt(z * z + 4)) / 2",
    ),
)


@pytest.fixture
def squareplus(monkeypatch, empty_caches):
    """A scene of an activation that no other file has ever heard of."""
    monkeypatch.setitem(ACTIVATIONS, "squareplus", SQUAREPLUS)
    network = Network.create([2, 3, 1], hidden="squareplus", output="squareplus", seed=3)
    return Scene(network, [0.5, -1.5], selected=Target("neuron", (0, 1)))


def read(panel):
    return str(panel.frame) + "".join(map(str, panel.parts.values()))


def test_a_new_row_is_computed(squareplus):
    trace, network = squareplus.trace, squareplus.network
    z = network.layers[0].weights @ squareplus.x + network.layers[0].biases
    np.testing.assert_allclose(trace.activations[0], [(v + math.hypot(v, 2)) / 2 for v in z])
    assert slope_error(SQUAREPLUS) < 1e-8
    by_x = gradients(network, trace).x
    for i, h in enumerate(np.eye(2) * 1e-6):
        ends = [forward(network, squareplus.x + step).output[0] for step in (h, -h)]
        assert by_x[i] == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-6)


def test_a_new_row_is_on_every_panel(squareplus):
    view = View()
    neuron = read(inspector.render(squareplus, view))
    assert "√(" in neuron
    assert "squareplus" in neuron
    layer = read(inspector.render(replace_selected(squareplus, Target("layer", (0,))), view))
    assert SQUAREPLUS.good_for in layer
    assert "<i>z</i> + √(<i>z</i>² + 4)" in layer
    tiles = activations.render(squareplus, view)
    assert "(0, ∞)" in str(tiles.parts["tile-squareplus"])
    assert len(tiles.figures["beyond"]["data"]) > 0
    assert "squareplus" in read(matrices.render(squareplus, view))
    assert "squareplus" in read(stage.render(squareplus, view))


def replace_selected(scene, target):
    return Scene(scene.network, scene.x, selected=target)


def test_a_new_row_is_taken_away(squareplus):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(numpy_script(squareplus), {})
    assert out.getvalue() == f"{squareplus.trace.output.tolist()}\n"
    assert pytorch_code(squareplus).count("class Squareplus(nn.Module):") == 1
    assert "keras.ops.sqrt" in keras_code(squareplus)
    assert "squareplus: f(z) = (z + √(z² + 4)) / 2" in worksheet.render(squareplus)
    assert networkx.parse_graphml(graphml(squareplus)).nodes["neuron/0/2"]["activation"] == (
        "squareplus"
    )
    assert 'activation="squareplus"' in dot(squareplus)
    assert document.from_json(document.to_json(squareplus.network)) == squareplus.network
    assert document.from_token(document.to_token(squareplus.network)) == squareplus.network


@pytest.mark.usefixtures("empty_caches")
def test_a_new_row_for_a_whole_layer_is_treated_as_one(monkeypatch):
    soft = ACTIVATIONS["softmax"]
    softmin = replace(
        soft,
        name="softmin",
        label="softmin",
        function=lambda z, alpha: soft.function(-z, alpha),
        derivative=lambda z, alpha: -soft.derivative(-z, alpha),
        back=lambda a, by_a: -soft.back(a, by_a),
        formula=r"\frac{e^{−z_{i}}}{Σ_{j} e^{−z_{j}}}",
        substituted="e^{−[z]}",
    )
    monkeypatch.setitem(ACTIVATIONS, "softmin", softmin)
    network = Network.create([2, 4, 3], output="softmin", seed=4)
    scene = Scene(network, [0.5, -1.5], selected=Target("neuron", (1, 2)))
    a = scene.trace.output
    np.testing.assert_allclose(slopes(network, scene.trace, 1), -a * (1 - a))
    height = 1e-6 * np.array([1.0, 0.0])
    ends = [forward(network, scene.x + h).output[0] for h in (height, -height)]
    assert gradients(network, scene.trace).x[0] == pytest.approx((ends[0] - ends[1]) / 2e-6)
    neuron = inspector.render(scene, View())
    curve = neuron.figures["curve"]["data"][0]["y"]
    assert curve == sorted(curve, reverse=True)
    assert "<i>e</i><sup>−" in read(neuron)
    assert "sum" in output.render(scene, View()).parts
    assert "the largest other" in surface.boundary_words(scene)
    assert "softmin: f(z) = e⁻ᶻⁱ / Σⱼ e⁻ᶻʲ" in worksheet.render(scene)
