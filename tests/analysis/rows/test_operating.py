"""The threshold on the ROC curve: its place, and the threshold of a place, against a plain loop."""

import numpy as np
import pytest

from playground.analysis.rows.operating import key_step, operating_point, threshold_at
from playground.data import Column, Table
from playground.data.sets import load_set
from playground.limits import DataError
from playground.network import Layer, Network
from playground.scene import Scene, replace_scene

#: The output is the score itself: x lies in (0, 1) and the threshold is compared with it.
IDENTITY = Network([Layer([[1.0]], [0.0], "hard_sigmoid")])


def scene_of(scores: list[float], wanted: list[int]) -> Scene:
    x = [6 * score - 3 for score in scores]  # hard_sigmoid(x) = x/6 + 1/2
    table = Table("t", [Column("x", "number", x), Column("y", "number", wanted)])
    return Scene(IDENTITY, data=table.dataset(["x"], "y", target_as="class", test_share=0.0))


SCENE = scene_of([0.1, 0.2, 0.35, 0.35, 0.6, 0.81, 0.9], [0, 1, 0, 1, 0, 1, 1])


def test_the_place_is_where_both_rates_are_at_the_threshold() -> None:
    for threshold, false, true in ((0.0, 3, 4), (0.3, 2, 3), (0.5, 1, 2), (0.7, 0, 2), (1.0, 0, 0)):
        point = operating_point(replace_scene(SCENE, threshold=threshold))
        assert point == (pytest.approx(false / 3), pytest.approx(true / 4))
    assert operating_point(scene_of([0.2, 0.8], [1, 1])) is None
    assert operating_point(Scene(IDENTITY)) is None


def test_each_place_of_the_curve_has_a_threshold_that_leads_back_to_it() -> None:
    for false, true in ((0, 0), (0, 1), (0, 2), (1, 2), (2, 3), (2, 4), (3, 4)):
        along = false / 3 + true / 4
        threshold = threshold_at(SCENE, "all", along)
        assert operating_point(replace_scene(SCENE, threshold=threshold)) == (
            pytest.approx(false / 3),
            pytest.approx(true / 4),
        )
        assert round(threshold, 2) == threshold  # as few digits as tell the rows apart
    assert threshold_at(SCENE, "all", -1.0) == threshold_at(SCENE, "all", 0.0)


def test_scores_that_lie_close_take_more_digits() -> None:
    scene = scene_of([0.5, 0.500003, 0.500009], [0, 1, 1])
    threshold = threshold_at(scene, "all", 0.5)
    assert operating_point(replace_scene(scene, threshold=threshold)) == (0.0, 0.5)
    assert 0.500003 < threshold <= 0.500009


def test_a_part_of_real_rows_is_followed_over_the_whole_curve() -> None:
    data = load_set("moons", n=300)
    scene = Scene(Network.create([2, 4, 1], output="sigmoid", seed=1), data=data)
    for part in ("all", "train", "test"):
        for along in np.linspace(0, 2, 41):
            moved = replace_scene(scene, threshold=threshold_at(scene, part, float(along)))
            point = operating_point(moved, part)
            assert point is not None
            rows = {"all": range(300), "train": data.train, "test": data.test}[part]
            step = 1 / min(np.bincount(data.target[np.array(rows)]))
            assert sum(point) == pytest.approx(along, abs=step)


def test_without_both_classes_there_is_no_curve() -> None:
    for scene in (Scene(IDENTITY), scene_of([0.2, 0.8], [1, 1])):
        with pytest.raises(DataError, match="expected rows of both classes"):
            threshold_at(scene, "all", 1.0)


@pytest.mark.parametrize("wanted", [[0, 1, 0, 1, 0, 1, 1], [0, 0, 0, 0, 0, 0, 1]])
def test_a_key_always_comes_on_along_the_curve(wanted: list[int]) -> None:
    scene = scene_of([0.1, 0.2, 0.35, 0.35, 0.6, 0.81, 0.9], wanted)
    along, step, places = 0.0, key_step(scene, "all"), []
    while along < 2 - 1e-9:
        at = operating_point(
            replace_scene(scene, threshold=threshold_at(scene, "all", along + step))
        )
        assert at is not None
        assert sum(at) > along
        along = sum(at)
        places.append(along)
    assert len(places) >= 2
    assert key_step(Scene(IDENTITY), "all") == 0.05
