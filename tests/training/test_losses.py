"""The losses: scikit-learn's numbers, worked ones, and nothing that overflows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.metrics import log_loss, mean_squared_error

from playground.activations import ACTIVATIONS
from playground.training import LOSSES
from playground.training.losses import LEAST_PROBABILITY

logits = hnp.arrays(np.float64, st.tuples(st.integers(1, 6), st.just(1)), elements=st.floats(-9, 9))


def of(name, activation, z, y):
    z, y = np.array(z, dtype=float), np.array(y, dtype=float)
    with np.errstate(all="ignore"):
        return LOSSES[name].of_rows(activation, z, ACTIVATIONS[activation].function(z, 0.0), y)


@given(logits, st.data())
@pytest.mark.parametrize("activation", ["sigmoid", "hard_sigmoid", "step"])
def test_two_classes_as_scikit_learn(activation, z, data):
    y = data.draw(hnp.arrays(np.float64, z.shape, elements=st.sampled_from([0.0, 1.0])))
    found = of("binary-cross-entropy", activation, z, y)
    a = ACTIVATIONS[activation].function(z, 0.0)
    for n in range(len(z)):
        assert found[n] == pytest.approx(log_loss(y[n], a[n], labels=[0, 1]), rel=1e-9, abs=1e-15)


@given(st.integers(2, 5), st.integers(1, 6), st.data())
def test_several_classes_as_scikit_learn(n_classes, n, data):
    z = data.draw(hnp.arrays(np.float64, (n, n_classes), elements=st.floats(-9, 9)))
    wanted = data.draw(hnp.arrays(np.int64, n, elements=st.integers(0, n_classes - 1)))
    found = of("cross-entropy", "softmax", z, np.eye(n_classes)[wanted])
    a = ACTIVATIONS["softmax"].function(z, 0.0)
    for row in range(n):
        known = log_loss(wanted[row : row + 1], a[row : row + 1], labels=range(n_classes))
        assert found[row] == pytest.approx(known, rel=1e-9, abs=1e-12)


@given(st.integers(1, 3), st.integers(1, 6), st.data())
def test_squares_as_scikit_learn(n_outputs, n, data):
    both = hnp.arrays(np.float64, (n, n_outputs), elements=st.floats(-9, 9))
    a, y = data.draw(both), data.draw(both)
    found = LOSSES["mse"].of_rows("linear", a, a, y)
    for row in range(n):
        assert found[row] == pytest.approx(mean_squared_error(y[row], a[row]), abs=1e-12)


def test_far_from_zero_nothing_overflows_and_no_digit_is_lost():
    ends = [[1e4], [-1e4], [40.0], [-40.0]]
    assert of("binary-cross-entropy", "sigmoid", ends, [[0], [1], [1], [0]]).tolist() == [
        1e4,
        1e4,
        math.log1p(math.exp(-40)),
        math.log1p(math.exp(-40)),
    ]
    assert of("binary-cross-entropy", "sigmoid", [[np.inf], [-np.inf]], [[1], [1]]).tolist() == [
        0,
        np.inf,
    ]
    wide = [[1e4, -1e4, 0.0]] * 3
    assert of("cross-entropy", "softmax", wide, np.eye(3)).tolist() == [0, 2e4, 1e4]
    assert of("binary-cross-entropy", "step", [[1.0]], [[0]])[0] == -math.log(LEAST_PROBABILITY)


def test_what_is_no_number_stays_none():
    assert np.isnan(of("binary-cross-entropy", "sigmoid", [[np.nan]], [[0]])).all()
    assert np.isnan(of("binary-cross-entropy", "hard_sigmoid", [[np.nan]], [[0]])).all()
    assert np.isnan(of("cross-entropy", "softmax", [[np.nan, 0.0]], [[0, 1]])).all()


@pytest.mark.parametrize("y", [0.0, 0.2, 0.5, 1.0])
def test_a_probability_may_be_asked_for(y):
    """−y ln a − (1 − y) ln(1 − a), of both ways to compute it."""
    z = np.array([[0.7]])
    a = ACTIVATIONS["sigmoid"].function(z, 0.0)
    textbook = -y * math.log(a[0, 0]) - (1 - y) * math.log(1 - a[0, 0])
    row = LOSSES["binary-cross-entropy"]
    for activation in ("sigmoid", "hard_sigmoid"):
        assert row.of_rows(activation, z, a, np.array([[y]]))[0] == pytest.approx(textbook)


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_huber_and_mae_by_hand(a, y):
    one = np.array([[a]])
    size = abs(a - y)
    wanted = np.array([[y]])
    assert LOSSES["mae"].of_rows("linear", one, one, wanted)[0] == size
    huber = 0.5 * size**2 if size <= 1 else size - 0.5
    assert LOSSES["huber"].of_rows("linear", one, one, wanted)[0] == pytest.approx(huber)
