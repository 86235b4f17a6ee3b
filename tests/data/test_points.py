"""Painting makes a new table each time, on the plane and within the limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Column, DataError, Dataset, Table, load_set, points
from playground.data.points import PLANE
from playground.data.sets import BuiltIn
from playground.data.sources import parse_source
from playground.data.written import elsewhere
from playground.limits import MAX_PAINTED, MAX_PAINTED_CLASSES

coordinates = st.floats(-PLANE, PLANE)
strokes = st.lists(st.tuples(coordinates, coordinates), max_size=5)


def rows(table):
    """The points of a table as (x1, x2, class)."""
    return list(zip(*(column.numbers.tolist() for column in table.columns), strict=True))


def painted(*strokes):
    table = points.empty()
    for label, xy in strokes:
        table = points.with_points(table, np.reshape(xy, (-1, 2)), label)
    return table


TWO = painted((0, [[-1, -2]]), (1, [[1, 2], [0.5, 3]]))


def test_points_are_painted_moved_and_erased():
    assert rows(points.empty()) == []
    assert rows(TWO) == [(-1, -2, 0), (1, 2, 1), (0.5, 3, 1)]
    assert rows(points.moved(TWO, 1, (2, -3))) == [(-1, -2, 0), (2, -3, 1), (0.5, 3, 1)]
    assert rows(points.erased(TWO, [0, 2, 0])) == [(1, 2, 1)]
    assert rows(points.erased(TWO, [])) == rows(TWO)
    assert rows(TWO) == [(-1, -2, 0), (1, 2, 1), (0.5, 3, 1)]


@given(st.lists(st.tuples(st.integers(0, 9), strokes), max_size=4))
def test_what_was_painted_can_be_erased_again(strokes):
    table = painted(*strokes)
    assert table.n_rows == sum(len(xy) for _, xy in strokes)
    assert points.is_painted(table)
    assert points.erased(table, range(table.n_rows)) == points.empty()
    more = points.with_points(table, [[0, 0], [1, 1]], 2)
    assert points.erased(more, [table.n_rows, table.n_rows + 1]) == table
    back = Table.from_bytes(more.to_bytes())
    assert back == more


def test_a_painted_table_is_read_by_its_plan():
    data = Dataset(TWO, points.PLAN)
    assert data.task == "binary"
    assert data.x.tolist() == [[-1, -2], [1, 2], [0.5, 3]]
    assert data.target.tolist() == [0, 1, 1]
    three = Dataset(points.with_points(TWO, [[0, 0]], 2), points.PLAN)
    assert three.labels == ("0", "1", "2")


def paint(xy, label=0):
    return lambda: points.with_points(TWO, xy, label)


REFUSED = {
    "off": (paint([[0, 0], [0, 3.1]]), "point 2: expected x2 from −3 to 3, got 3.1"),
    "nan": (paint([[np.nan, 0]]), "point 1: expected x1 from −3 to 3, got nan"),
    "infinite": (paint([[-np.inf, 0]]), "point 1: expected x1"),
    "one point": (paint([0, 0]), "points: expected pairs of numbers"),
    "space": (paint([[0, 0, 0]]), "points: expected pairs of numbers"),
    "text": (paint([["a", 0]]), "points: expected pairs of numbers"),
    "ragged": (paint([[0], [0, 0]]), "points: expected pairs of numbers"),
    "class 10": (paint([[0, 0]], 10), "class: expected 0 to 9, got '10'"),
    "class −1": (paint([[0, 0]], -1), "class: expected 0 to 9"),
    "half a class": (paint([[0, 0]], 0.5), "class: expected a whole number"),
    "too many": (paint(np.zeros((MAX_PAINTED, 2))), "points: expected at most 300, got 303"),
    "moved nothing": (lambda: points.moved(TWO, 3, (0, 0)), "row: expected 1 to 3, got '4'"),
    "moved the last": (lambda: points.moved(TWO, -1, (0, 0)), "row: expected 1 to 3"),
    "moved off": (lambda: points.moved(TWO, 0, (0, 4)), "point 1: expected x2"),
    "erased nothing": (lambda: points.erased(TWO, [1, 3]), "row: expected 1 to 3, got '4'"),
    "erased half a row": (lambda: points.erased(TWO, [0.5]), "row: expected a whole number"),
    "a file": (
        lambda: points.erased(load_set("iris").table, [0]),
        "points: expected the columns x1, x2, class, got another table",
    ),
}


@pytest.mark.parametrize(("change", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_painted_is_refused(change, said):
    with pytest.raises(DataError, match=said):
        change()
    assert rows(TWO) == [(-1, -2, 0), (1, 2, 1), (0.5, 3, 1)]


def test_only_a_table_of_points_is_painted_on():
    def table(x1, label):
        values = zip(("x1", "x2", "class"), (x1, 0, label), strict=True)
        return Table("", [Column(name, "number", [value]) for name, value in values])

    assert points.is_painted(table(3, 0))
    assert not points.is_painted(table(3.1, 0))
    assert not points.is_painted(table(np.nan, 0))
    assert not points.is_painted(table(0, 0.5))
    assert not points.is_painted(table(0, 10))
    assert not points.is_painted(table(0, np.nan))
    assert not points.is_painted(load_set("iris").table)
    assert points.is_painted(load_set("xor").table)


@pytest.mark.parametrize("classes", [[0], [1], [2], [0, 2], [1, 1, 0]])
def test_classes_are_counted_from_zero_to_the_largest(classes):
    data = Dataset(painted(*((label, [[0, 0]]) for label in classes)), points.PLAN)
    count = max(2, max(classes) + 1)
    assert data.labels == tuple(map(str, range(count)))
    assert data.target.tolist() == classes
    assert data.n_outputs == (1 if count == 2 else count)
    assert set(data.output_names) <= {f"class {c}" for c in range(count)}


@pytest.mark.parametrize("value", [-1.0, 0.5, 100.0])
def test_what_cannot_be_counted_is_refused(value):
    columns = [Column("x1", "number", [0, 1]), Column("class", "number", [0, value])]
    with pytest.raises(DataError, match="whole numbers from 0 to 99, got"):
        Table("t", columns).dataset(["x1"], "class", target_as="counted", test_share=0.0)


def test_texts_cannot_be_counted():
    columns = [Column("x1", "number", [0, 1]), Column("class", "category", ["0", "1"])]
    with pytest.raises(DataError, match="expected numbers, got texts"):
        Table("t", columns).dataset(["x1"], "class", target_as="counted", test_share=0.0)


def test_the_eraser_reaches_as_far_as_it_says():
    table = painted((0, [[0, 0], [0.2, 0], [0.3, 0], [2, 2]]))
    assert points.within_reach(table, [[0, 0]]) == [0, 1]
    assert points.within_reach(table, [[0.1, 0], [2, 2.25]]) == [0, 1, 2, 3]
    assert points.within_reach(table, [[-1, -1]]) == []
    assert points.within_reach(points.empty(), [[0, 0]]) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_fullest_plane_still_travels_in_a_link(seed):
    rng = np.random.default_rng(seed)
    table = points.empty()
    for label in rng.integers(0, MAX_PAINTED_CLASSES, MAX_PAINTED).tolist():
        table = points.with_points(table, rng.uniform(-PLANE, PLANE, (1, 2)), label)
    assert elsewhere(Dataset(table, points.PLAN)) is None


@pytest.mark.parametrize("name", ["corners-xor", "moons", "blobs", "spiral", "formula:y > sin(x)"])
def test_one_goes_on_painting_over_a_set_of_two_inputs(name):
    source = parse_source(name)
    data = Dataset(source, source.plan)
    found = points.points_of(data)
    assert found is not None
    assert points.is_plane(found)
    assert np.abs(found.x - data.x).max() <= 0.005
    assert found.target.tolist() == data.target.tolist()
    assert points.points_of(found) is found


@pytest.mark.parametrize("text", ["iris", "sine", "plane", "body-size", "moons,n=400", "formula:x"])
def test_nothing_else_is_painted_over(text):
    source = parse_source(text)
    assert points.points_of(Dataset(source, source.plan)) is None


def test_a_table_beside_the_plane_or_scaled_is_no_plane():
    far = painted((0, [[0, 0]]), (1, [[1, 1]]))
    assert points.is_plane(Dataset(far, points.PLAN))
    scaled = far.dataset(["x1", "x2"], "class", scaling="z-score", test_share=0.0)
    assert not points.is_plane(scaled)
    assert points.points_of(scaled) is None
    assert not points.is_plane(load_set("moons"))
    assert points.points_of(Dataset(BuiltIn("moons", noise=1.0), load_set("moons").plan)) is None
