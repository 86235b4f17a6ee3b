"""The table of activation functions, against formulas of its own and against differences."""

import contextlib
import io
import math
from dataclasses import replace
from decimal import Decimal

import networkx
import numpy as np
import pytest

from playground import document
from playground.activations import ACTIVATIONS, SELU_ALPHA, SELU_SCALE, Activation, Code
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

ELEMENTWISE = [name for name, row in ACTIVATIONS.items() if not row.whole_layer]
KINKS = (0.0, 3.0, -3.0)  # where one of them has no slope
GRID = np.array([z for z in np.linspace(-9, 9, 181) if min(abs(z - k) for k in KINKS) > 0.01])


def logistic(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def soft(z):
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


FORMULAS = {
    "step": lambda z, alpha: 1.0 if z >= 0 else 0.0,
    "linear": lambda z, alpha: z,
    "sigmoid": lambda z, alpha: logistic(z),
    "tanh": lambda z, alpha: math.tanh(z),
    "relu": lambda z, alpha: max(0.0, z),
    "leaky_relu": lambda z, alpha: z if z > 0 else alpha * z,
    "prelu": lambda z, alpha: z if z > 0 else alpha * z,
    "elu": lambda z, alpha: z if z > 0 else alpha * math.expm1(z),
    "selu": lambda z, alpha: SELU_SCALE * (z if z > 0 else SELU_ALPHA * math.expm1(z)),
    "gelu": lambda z, alpha: z * 0.5 * math.erfc(-z / math.sqrt(2)),
    "silu": lambda z, alpha: z * logistic(z),
    "softplus": lambda z, alpha: soft(z),
    "softsign": lambda z, alpha: z / (1 + abs(z)),
    "mish": lambda z, alpha: z * math.tanh(soft(z)),
    "hard_sigmoid": lambda z, alpha: min(max(z / 6 + 0.5, 0.0), 1.0),
}

# Printed by torch.nn with default parameters, in float64, for z = −2, −0.5 and 1.5.
PYTORCH = {
    "leaky_relu": (-0.02, -0.005, 1.5),
    "prelu": (-0.5, -0.125, 1.5),
    "elu": (-0.8646647167633873, -0.3934693402873666, 1.5),
    "selu": (-1.5201664685956948, -0.6917581878028713, 1.5760514810332207),
    "gelu": (-0.04550026389635842, -0.15426876936299344, 1.399789198096713),
    "silu": (-0.2384058440442351, -0.1887703343990727, 1.2263617142904655),
    "softplus": (0.1269280110429725, 0.4740769841801067, 1.7014132779827524),
    "softsign": (-0.6666666666666666, -0.3333333333333333, 0.6),
    "mish": (-0.2525014826957089, -0.22074377465173, 1.4033782663958028),
    "hard_sigmoid": (0.16666666666666666, 0.4166666666666667, 0.75),
    "softmax": (0.02590865471740153, 0.11611453467414118, 0.8579768106084573),
}


def value(name, z):
    entry = ACTIVATIONS[name]
    return entry.function(np.asarray(z, dtype=float), entry.alpha or 0.0)


def slope(name, z):
    entry = ACTIVATIONS[name]
    return entry.derivative(np.asarray(z, dtype=float), entry.alpha or 0.0)


def slope_error(entry, z=GRID, h=1e-5):
    """The largest difference between an entry's derivative and central differences."""
    alpha = entry.alpha or 0.0
    central = (entry.function(z + h, alpha) - entry.function(z - h, alpha)) / (2 * h)
    return np.abs(entry.derivative(z, alpha) - central).max()


def test_the_table_has_the_sixteen():
    assert list(ACTIVATIONS) == [
        *("step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "prelu", "softmax"),
        *("elu", "selu", "gelu", "silu", "softplus", "softsign", "mish", "hard_sigmoid"),
    ]
    assert all(entry.name == name for name, entry in ACTIVATIONS.items())
    assert [name for name, entry in ACTIVATIONS.items() if entry.output_only] == ["softmax"]
    assert [name for name, entry in ACTIVATIONS.items() if entry.whole_layer] == ["softmax"]
    assert [name for name, entry in ACTIVATIONS.items() if entry.jumps] == ["step"]


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_function_agrees_with_an_independent_formula(name):
    z = np.concatenate([GRID, KINKS, [-40.0, 40.0, -700.0, 700.0, -1e4, 1e4]])
    alpha = ACTIVATIONS[name].alpha
    expected = [FORMULAS[name](each, alpha) for each in z.tolist()]
    np.testing.assert_allclose(value(name, z), expected, rtol=1e-13, atol=1e-300)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_derivative_agrees_with_central_differences(name):
    assert slope_error(ACTIVATIONS[name]) < 1e-8


def test_a_wrong_derivative_is_noticed():
    forgot_the_square = replace(ACTIVATIONS["tanh"], derivative=lambda z, alpha: 1 - np.tanh(z))
    wrong_side = replace(ACTIVATIONS["relu"], derivative=lambda z, alpha: np.where(z < 0, 1.0, 0.0))
    assert slope_error(forgot_the_square) > 0.1
    assert slope_error(wrong_side) > 0.1


@pytest.mark.parametrize("name", PYTORCH)
def test_pytorch_gives_the_same_numbers(name):
    np.testing.assert_allclose(value(name, [-2.0, -0.5, 1.5]), PYTORCH[name], rtol=1e-14)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_far_out_it_is_stable_and_keeps_its_range(name):
    z = np.array([-1e4, -800.0, -1e-300, 0.0, 1e-300, 800.0, 1e4])
    low, high = ACTIVATIONS[name].range
    for a in (value(name, z), value(name, z[::-1])):  # warnings are errors, see pyproject.toml
        assert np.isfinite(a).all()
        assert ((low <= a) & (a <= high)).all()
    assert np.isfinite(slope(name, z)).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_shape_and_type_stay_and_z_is_left_alone(name):
    z = np.linspace(-2, 2, 12)
    for shape in ((12,), (3, 4), (4, 3)):
        given = z.reshape(shape)
        a = value(name, given)
        assert a.shape == shape
        assert a.dtype == np.float64
        assert not np.shares_memory(a, given)
    np.testing.assert_array_equal(z, np.linspace(-2, 2, 12))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_not_a_number_stays_one(name):
    assert np.isnan(value(name, [np.nan, 1.0])).tolist() == [True, False]


@pytest.mark.parametrize(("name", "bottom"), [("gelu", -0.17), ("silu", -0.278), ("mish", -0.309)])
def test_the_lowest_point_is_that_of_the_table(name, bottom):
    lowest = value(name, np.linspace(-3, 0, 300_001)).min()
    assert lowest == pytest.approx(ACTIVATIONS[name].range[0], abs=1e-9)
    assert lowest == pytest.approx(bottom, abs=1e-3)


def test_the_conventions_at_zero():
    assert value("step", [0.0, -0.0, -5e-324]).tolist() == [1.0, 1.0, 0.0]
    assert slope("relu", 0.0) == 0.0
    assert (slope("step", GRID) == 0).all()
    assert slope("leaky_relu", 0.0) == 0.01
    assert slope("prelu", 0.0) == 0.25
    assert slope("hard_sigmoid", [-3.0, 3.0]).tolist() == [0.0, 0.0]


def test_the_course_s_bounds_on_slopes():
    assert slope("sigmoid", GRID).max() <= slope("sigmoid", 0.0) == 0.25
    assert slope("tanh", GRID).max() <= slope("tanh", 0.0) == 1.0
    for name, entry in ACTIVATIONS.items():
        if entry.bounded:
            assert (np.abs(slope(name, [-10.0, 10.0])) < 0.05).all(), f"{name} does not saturate"
        if entry.rectifier:
            assert slope(name, -1.0) == 0, f"{name} has no flat side"


def test_slopes_keep_their_digits_where_the_function_saturates():
    assert slope("tanh", 25.0) == pytest.approx(4 * math.exp(-50), rel=1e-12)
    assert slope("sigmoid", -40.0) == pytest.approx(math.exp(-40), rel=1e-12)
    assert value("sigmoid", -40.0) == pytest.approx(math.exp(-40), rel=1e-12)


def test_softmax_gives_probabilities_of_each_row():
    z = np.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, -1000.0]])
    a = value("softmax", z)
    np.testing.assert_allclose(a.sum(axis=-1), 1.0, rtol=1e-15)
    np.testing.assert_allclose(a, value("softmax", z + 77.0), rtol=1e-12)
    exponentials = [math.exp(each) for each in (1, 2, 3)]
    np.testing.assert_allclose(a[0], [e / sum(exponentials) for e in exponentials], rtol=1e-15)
    np.testing.assert_array_equal(a[1], [0.5, 0.5, 0.0])


def test_softmax_has_a_jacobian():
    z, h = np.array([0.3, -1.2, 2.0]), 1e-6
    columns = [
        (value("softmax", z + h * e) - value("softmax", z - h * e)) / (2 * h) for e in np.eye(3)
    ]
    np.testing.assert_allclose(slope("softmax", z), np.array(columns).T, atol=1e-9)
    batch = slope("softmax", np.stack([z, -z]))
    assert batch.shape == (2, 3, 3)
    np.testing.assert_array_equal(batch[0], slope("softmax", z))


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.inverse])
def test_an_inverse_leads_back(name):
    inverse = ACTIVATIONS[name].inverse
    assert inverse is not None
    assert [inverse(float(value(name, z))) for z in (-3.0, 0.0, 0.7)] == pytest.approx([-3, 0, 0.7])


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.in_decimals])
def test_in_decimals_it_is_the_same_function(name):
    row = ACTIVATIONS[name]
    assert row.in_decimals is not None
    for z in ("-3.5", "-0.25", "0", "0.75", "1E+4"):
        for alpha in ("-0.5", "0", "0.25"):
            exact = row.in_decimals(Decimal(z), Decimal(alpha))
            assert float(exact) == row.function(np.array([float(z)]), float(alpha))[0]


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.jumps])
def test_a_function_that_jumps_is_constant_on_either_side(name):
    assert len(set(value(name, [-9.0, -1.0, -5e-324]))) == 1
    assert len(set(value(name, [0.0, 1.0, 9.0]))) == 1


@pytest.mark.parametrize("name", [n for n, row in ACTIVATIONS.items() if row.identity_above_zero])
def test_what_is_told_to_be_the_identity_above_zero_is(name):
    assert value(name, [5e-324, 0.3, 1e4]).tolist() == [5e-324, 0.3, 1e4]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_identity_is_known_by_its_values(name):
    row = ACTIVATIONS[name]
    for alpha in {row.alpha, None if row.alpha is None else 1.0}:
        same = np.array_equal(row.function(GRID, alpha or 0.0), GRID)
        assert row.is_identity(alpha) == same


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
        torch="Squareplus()",
        torch_class="class Squareplus(nn.Module):\n    pass\n",
        keras="lambda z: (z + keras.ops.sqrt(z * z + 4)) / 2",
    ),
)


@pytest.fixture
def squareplus(monkeypatch):
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


def test_a_new_row_for_a_whole_layer_is_treated_as_one(monkeypatch):
    soft = ACTIVATIONS["softmax"]
    softmin = replace(
        soft,
        name="softmin",
        label="softmin",
        function=lambda z, alpha: soft.function(-z, alpha),
        derivative=lambda z, alpha: -soft.derivative(-z, alpha),
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
