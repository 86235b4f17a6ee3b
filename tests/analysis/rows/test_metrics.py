"""Metrics of predictions are scikit-learn's, and what is not defined is no number."""

import numpy as np
import pytest
import sklearn.metrics as known
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from playground.analysis.rows.metrics import (
    Confusion,
    RegressionMetrics,
    RocCurve,
    mean_loss,
)

# In eighths a mean of few numbers has no rounding, so that a constant target is one for both.
eighths = st.integers(-80, 80).map(lambda n: n / 8)
scores = st.sampled_from([0.0, 0.25, 0.5, 1.0]) | st.floats(0, 1)


@st.composite
def predicted(draw):
    shape = draw(st.tuples(st.integers(1, 12), st.integers(1, 3)))
    values = hnp.arrays(np.float64, shape, elements=eighths)
    y = draw(values)
    return y, draw(st.one_of(values, st.just(y)))


@given(predicted())
def test_regression_as_scikit_learn(both):
    y, output = both
    found = RegressionMetrics.of(y, output)
    as_known = {"y_true": y, "y_pred": output}
    for mean, each, score in (
        (found.mean_rmse, found.rmse, known.root_mean_squared_error),
        (found.mean_mae, found.mae, known.mean_absolute_error),
        (found.mean_r2, found.r2, known.r2_score),
    ):
        if score is known.r2_score and len(y) < 2:
            assert mean is None
            assert np.isnan(each).all()
        else:
            assert each == pytest.approx(score(**as_known, multioutput="raw_values"), abs=1e-9)
            assert mean == pytest.approx(score(**as_known), abs=1e-9)


@st.composite
def classified(draw):
    n_classes = draw(st.integers(2, 4))
    several = hnp.arrays(np.int64, draw(st.integers(1, 12)), elements=st.integers(0, n_classes - 1))
    wanted = draw(several)
    said = draw(hnp.arrays(np.int64, len(wanted), elements=st.integers(0, n_classes - 1)))
    return wanted, said, n_classes


@given(classified())
def test_classes_as_scikit_learn(rows):
    wanted, said, n_classes = rows
    found = Confusion.of(*rows)
    labels = list(range(n_classes))
    assert (found.counts == known.confusion_matrix(wanted, said, labels=labels)).all()
    assert found.accuracy == pytest.approx(known.accuracy_score(wanted, said))
    for each, score in (
        (found.recall, known.recall_score),
        (found.precision, known.precision_score),
        (found.f1, known.f1_score),
    ):
        scored = score(wanted, said, labels=labels, average=None, zero_division=np.nan)
        assert each == pytest.approx(scored, nan_ok=True)


@given(st.lists(st.tuples(st.integers(0, 1), scores), min_size=1, max_size=30))
def test_roc_as_scikit_learn(rows):
    wanted = np.array([row[0] for row in rows])
    score = np.array([row[1] for row in rows])
    found = RocCurve.of(wanted, score)
    if len(set(wanted.tolist())) == 1:
        assert found is None
        return
    false, true, thresholds = known.roc_curve(wanted, score)
    assert found.false_positive_rate == pytest.approx(false)
    assert found.true_positive_rate == pytest.approx(true)
    assert (found.thresholds == thresholds).all()
    assert found.area == pytest.approx(known.roc_auc_score(wanted, score))


@given(st.lists(st.tuples(st.integers(0, 1), scores), min_size=2, max_size=30))
def test_each_point_of_the_curve_is_the_confusion_at_its_threshold(rows):
    wanted = np.array([row[0] for row in rows])
    score = np.array([row[1] for row in rows])
    if (curve := RocCurve.of(wanted, score)) is None:
        return
    for n, threshold in enumerate(curve.thresholds):
        at = Confusion.of(wanted, (score >= threshold).astype(int), 2)
        assert curve.true_positive_rate[n] == at.recall[1]
        assert curve.false_positive_rate[n] == at.counts[0, 1] / at.counts[0].sum()


def test_worked_numbers():
    found = Confusion.of(np.array([0, 0, 1, 1, 1]), np.array([0, 1, 1, 1, 0]), 2)
    assert found.counts.tolist() == [[1, 1], [1, 2]]
    assert (found.n, found.n_right, found.accuracy) == (5, 3, 0.6)
    assert found.recall.tolist() == [1 / 2, 2 / 3]
    assert found.precision[1] == 2 / 3
    regression = RegressionMetrics.of(np.array([[1.0], [3.0]]), np.array([[2.0], [5.0]]))
    assert regression.mean_rmse == pytest.approx(2.5**0.5)
    assert regression.mean_mae == 1.5
    assert regression.mean_r2 == -1.5


def test_of_no_rows_nothing_is_defined():
    none = np.zeros(0, dtype=int)
    empty = Confusion.of(none, none, 2)
    assert empty.accuracy is None
    assert np.isnan([*empty.recall, *empty.precision, *empty.f1]).all()
    nothing = RegressionMetrics.of(np.zeros((0, 2)), np.zeros((0, 2)))
    assert (nothing.mean_rmse, nothing.mean_mae, nothing.mean_r2) == (None, None, None)
    assert mean_loss(np.zeros(0)) is None
    assert RocCurve.of(none, np.zeros(0)) is None


def test_what_left_float64_is_no_number():
    y, output = np.array([[1.0], [1.0]]), np.array([[np.nan], [1.0]])
    assert RegressionMetrics.of(y, output).mean_rmse is None
    assert RegressionMetrics.of(y, output).mean_r2 is None
    assert RocCurve.of(np.array([0, 1]), np.array([np.nan, 0.5])) is None
    assert mean_loss(np.array([1.0, np.nan])) is None
    assert mean_loss(np.array([1.0, np.inf])) == np.inf
