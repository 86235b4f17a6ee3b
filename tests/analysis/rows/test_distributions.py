"""Histograms as NumPy's, and states of neurons over rows as at each single row."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from playground.analysis.neurons.neuron_states import layer_states
from playground.analysis.rows.distributions import BINS, distributions, histograms
from playground.network import Layer, Network
from playground.scene import Scene, Target, replace_scene
from tests.analysis.rows.strategies import fitted_scenes
from tests.analysis.rows.test_predictions import scene_on

tables = hnp.arrays(
    np.float64, st.tuples(st.integers(1, 30), st.integers(1, 4)), elements=st.integers(-9, 9)
)


@given(tables)
def test_histograms_as_numpy(values):
    low, high, counts = histograms(values)
    for j, column in enumerate(values.T):
        assert (low[j], high[j]) == (column.min(), column.max())
        if low[j] == high[j]:
            assert counts[j].tolist() == [len(column)] + [0] * (BINS - 1)
            continue
        known, edges = np.histogram(column, BINS)
        inside = np.abs(column[:, None] - edges[1:-1]).min() > 1e-9
        assert counts[j].sum() == len(column)
        if inside:  # on an edge, rounding decides
            assert counts[j].tolist() == known.tolist()


def test_what_is_not_finite_is_not_counted():
    values = np.array([[0.0, np.nan], [1.0, np.inf], [np.nan, np.nan]])
    low, high, counts = histograms(values)
    assert counts.sum(axis=1).tolist() == [2, 0]
    assert (low[0], high[0], counts[0, 0], counts[0, -1]) == (0, 1, 1, 1)
    assert np.isnan([low[1], high[1]]).all()
    widest = histograms(np.array([[-1.7e308], [0.0], [1.7e308]]))[2]
    assert np.flatnonzero(widest[0]).tolist() == [0, BINS // 2, BINS - 1]
    narrowest = histograms(np.array([[0.0], [1e-308]]))[2]
    assert np.flatnonzero(narrowest[0]).tolist() == [0, BINS - 1]


@given(fitted_scenes())
def test_a_state_is_counted_row_by_row(scene: Scene) -> None:
    every = [replace_scene(scene, data=None, x=x) for x in scene.data.x]
    for k, found in enumerate(distributions(scene)):
        states = [layer_states(each, k) for each in every]
        for j in range(scene.network.layers[k].n_out):
            held = [row[j] for row in states if row[j] is not None]
            assert found.n_in_state[j] == len(held)
            assert set(held) <= {found.state}
            assert found.is_dead(j) == (held == ["off-here"] * scene.data.n_rows)
            assert found.counts[j].sum() == scene.data.n_rows
        assert found.n_dead == sum(map(found.is_dead, range(len(found.low))))


def test_off_for_some_rows_and_dead_for_all():
    network = Network(
        [
            Layer([[1.0], [-1.0], [1.0]], [0.0, -9.0, -9.0], "relu"),
            Layer([[1.0] * 3], [0.0], "tanh"),
        ]
    )
    scene = scene_on([-2.0, -1.0, 0.0, 1.0, 2.0], [0.5, 1, 2, 3, 4], network)
    scene = replace_scene(scene, off=[Target("neuron", (0, 2))])
    hidden, output = distributions(scene)
    assert hidden.n_in_state.tolist() == [3, 5, 0]
    assert [hidden.is_dead(j) for j in range(3)] == [False, True, False]
    assert (hidden.state, hidden.n_dead, output.state) == ("off-here", 1, "saturated")
    assert output.n_in_state.tolist() == [0]
    assert (hidden.low[0], hidden.high[0]) == (0, 2)
    assert hidden.counts[0, [0, 7, -1]].tolist() == [3, 1, 1]


def test_of_no_data_there_is_none():
    assert distributions(Scene(Network.create([1, 1]))) is None
