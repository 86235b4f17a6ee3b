"""What every neuron makes of two inputs, square by square, against single forward passes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.analysis.input_space.maps import (
    FINE,
    curves,
    input_map,
    level,
    map_of,
    maps,
    side_of_maps,
)
from playground.analysis.input_space.surfaces import ends_of
from playground.analysis.input_space.windows import ends_over
from playground.data import Column, Dataset, Table, points
from playground.engine import forward
from playground.limits import MAX_DRAWN_HIDDEN, MAX_DRAWN_NEURONS, MAX_LAYERS
from playground.network import Network, NetworkError
from playground.scene import Scene
from tests.strategies import networks, scenes, tame_numbers

tame_scenes = networks(tame_numbers).flatmap(lambda network: scenes(network, tame_numbers))
ENDS = ((-1.0, 2.0), (-3.0, 1.0))


@given(tame_scenes.filter(lambda scene: scene.network.n_inputs > 1), st.data())
def test_a_square_is_the_forward_pass_of_its_middle(scene: Scene, data: st.DataObject) -> None:
    every = range(scene.network.n_inputs)
    across, up = data.draw(st.permutations(every))[:2]
    found = maps(scene, (across, up), ENDS, finest=5)
    for row in range(5):
        for column in range(5):
            x = scene.x.copy()
            x[across] = -1 + 3 * (column + 0.5) / 5
            x[up] = -3 + 4 * (row + 0.5) / 5
            trace = forward(scene.active_network, x)
            assert found.inputs[:, row, column] == pytest.approx(x)
            for layer, activations in zip(found.layers, trace.activations, strict=True):
                # a step may fall on either side of its jump by a rounding
                near = np.abs(layer[:, row, column] - activations) < 1e-6
                assert near.all() or "step" in [each.activation for each in scene.network.layers]


@settings(max_examples=25, deadline=None)
@given(tame_scenes.filter(lambda scene: scene.network.n_inputs > 1), st.data())
def test_a_neuron_alone_has_the_map_that_it_has_among_all(
    scene: Scene, data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, len(scene.network.layers) - 1))
    j = data.draw(st.integers(0, scene.network.layers[k].n_out - 1))
    alone = map_of(scene, (0, 1), ENDS, k, j)
    every = maps(scene, (0, 1), ENDS, finest=len(alone.values))
    np.testing.assert_allclose(alone.values, every.layers[k][j], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(alone.level, level(scene, every, k, j), rtol=1e-9, atol=1e-9)


def test_an_input_is_the_same_on_every_line_but_those_that_it_is_swept_along() -> None:
    scene = Scene(Network.create([3, 2, 1]), [1, 2, 3])
    every = maps(scene, (2, 0), ENDS, FINE).inputs
    for i in range(3):
        assert input_map(scene, (2, 0), ENDS, i).tolist() == every[i].tolist()


def test_the_first_input_runs_across_and_the_second_up() -> None:
    found = maps(Scene(Network.create([2, 3, 1])), (0, 1), ENDS, finest=4)
    assert found.inputs[0, 0].tolist() == [-0.625, 0.125, 0.875, 1.625]
    assert found.inputs[1, :, 0].tolist() == [-2.5, -1.5, -0.5, 0.5]
    assert (found.side, [layer.shape for layer in found.layers]) == (4, [(3, 4, 4), (1, 4, 4)])


def test_maps_do_not_depend_on_where_the_swept_inputs_are() -> None:
    network = Network.create([3, 2, 1], "tanh", seed=3)
    first = maps(Scene(network, [1, 2, 3]), (0, 2), ENDS)
    assert maps(Scene(network, [-1, 2, 0]), (0, 2), ENDS) is first
    assert maps(Scene(network, [1, 0, 3]), (0, 2), ENDS) is not first


def test_all_that_is_drawn_has_fine_maps_and_nothing_large_runs_out_of_memory() -> None:
    largest = Network.create([64, *[MAX_DRAWN_NEURONS] * MAX_DRAWN_HIDDEN, 4])
    assert side_of_maps(largest, FINE) == FINE
    wide = Network.create([1, 1024, *[1, 1024] * (MAX_LAYERS // 2 - 1), 1])
    assert 8 < side_of_maps(wide, FINE) < FINE


@given(tame_scenes, st.data())
def test_a_curve_is_the_forward_pass_along_its_input(scene: Scene, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, scene.network.n_inputs - 1))
    found = curves(scene, i, (-1.0, 1.0), count=3)
    assert found.x.tolist() == [-1, 0, 1]
    x = scene.x.copy()
    x[i] = -1.0
    for layer, activations in zip(
        found.layers, forward(scene.active_network, x).activations, strict=True
    ):
        assert layer[:, 0] == pytest.approx(activations)


def test_a_curve_needs_its_input() -> None:
    with pytest.raises(NetworkError, match="no number 3"):
        curves(Scene(Network.create([2, 1])), 2, (0, 1))


@given(st.lists(tame_numbers | st.floats(), min_size=1), st.floats(allow_nan=False))
def test_a_window_holds_what_can_be_drawn(values: list[float], at: float) -> None:
    low, high = ends_over(np.array(values), at)
    assert low < high
    assert np.isfinite([low, high]).all()
    assert all(low <= value <= high for value in (*values, at) if abs(value) <= 1e12)


def test_a_window_has_a_margin() -> None:
    assert ends_over(np.array([0.0, 10.0]), 5.0) == (-1, 11)
    assert ends_over(np.array([0.0, 10.0]), 20.0) == (-2, 22)
    assert ends_over(np.array([4.0]), 4.0) == (3, 5)
    assert ends_over(np.array([np.inf]), np.inf) == (-1, 1)


def test_inputs_are_swept_over_the_rows_and_else_about_zero() -> None:
    network = Network.create([2, 1])
    assert ends_of(Scene(network, [1.0, 8.0]), 0) == (-3, 3)
    assert ends_of(Scene(network, [1.0, 8.0]), 1) == (-10, 10)
    columns = [Column("a", "number", [10, 20]), Column("b", "number", [0, 0])]
    table = Table("t", [*columns, Column("y", "number", [0.5, 0.7])])
    scene = Scene(network, [1.0, 8.0], data=table.dataset(["a", "b"], "y"))
    assert ends_of(scene, 0) == pytest.approx((1 - 1.9, 20 + 1.9))
    assert ends_of(scene, 1) == pytest.approx((-0.8, 8.8))


def test_a_painted_plane_stays_as_it_is_with_one_point_more() -> None:
    one = points.with_points(points.empty(), [[2, -1]], 0)
    for table in (one, points.with_points(one, [[-3, 3]], 1)):
        scene = Scene(Network.create([2, 1]), [0, 4], data=Dataset(table, points.PLAN))
        assert (ends_of(scene, 0), ends_of(scene, 1)) == ((-3, 3), (-5, 5))


@pytest.mark.parametrize(
    ("hidden", "output", "threshold", "at_hidden", "at_output"),
    [
        ("relu", "sigmoid", 0.8, 0.0, np.log(4)),  # in units of z
        ("step", "linear", 0.5, 0.0, 0.0),
        ("gelu", "step", 0.5, 0.0, 0.0),
    ],
)
def test_a_level_is_0_where_an_activation_is_or_where_an_output_decides(
    hidden: str, output: str, threshold: float, at_hidden: float, at_output: float
) -> None:
    network = Network.create([2, 3, 1], hidden, output, seed=2)
    found = maps(Scene(network, threshold=threshold), (0, 1), ENDS, finest=7)
    scene = Scene(network, threshold=threshold)
    for k, wanted in enumerate((at_hidden, at_output)):
        assert level(scene, found, k, 0) == pytest.approx(found.sums[k][0] - wanted)


def test_a_share_is_level_with_the_largest_other_one_and_what_never_is_0_with_itself() -> None:
    scene = Scene(Network.create([2, 3, 3], "sigmoid", "softmax", seed=2))
    found = maps(scene, (0, 1), ENDS, finest=7)
    others = np.maximum(found.layers[1][0], found.layers[1][2])
    assert level(scene, found, 1, 1) == pytest.approx(found.layers[1][1] - others)
    assert (level(scene, found, 0, 1) == found.layers[0][1]).all()
