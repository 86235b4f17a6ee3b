"""The table of activation functions, against formulas of its own and against differences."""

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from playground.activations import ACTIVATIONS
from tests.network.activation_formulas import (
    FORMULAS,
    GRID,
    KINKS,
    PYTORCH,
    slope,
    slope_error,
    value,
)

ELEMENTWISE = [name for name, row in ACTIVATIONS.items() if not row.whole_layer]


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
