"""Painting: strokes lay points and erase them, the network follows, and undo takes it all back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from playground import document, share
from playground.data import points
from playground.data.sources import parse_source
from playground.data.written import written
from playground.gesture import Gesture, perform
from playground.history import History
from playground.limits import MAX_PAINTED, PlaygroundError
from playground.network import Network, NetworkError
from playground.scene import (
    ERASER,
    NO_BRUSH,
    AddInput,
    AddNeuron,
    ErasePoints,
    MovePoint,
    Paint,
    RemoveData,
    Scene,
    StartPainting,
    UseData,
    apply,
    replace_scene,
)
from playground.scene.painting import can_paint, can_start


def network(*sizes, output="sigmoid"):
    return Network.create(sizes, hidden="tanh", output=output, init="glorot_uniform", seed=1)


def did(scene, *gestures):
    """The scene after gestures: an edit's name, or that and a value."""
    for each in gestures:
        name, value = each if isinstance(each, tuple) else (each, None)
        scene = perform(scene, Gesture(edit=name, value=value))
    return scene


def placed(scene):
    """The points as (x1, x2, class)."""
    if scene.data is None:
        return []
    return [(*x, c) for x, c in zip(scene.data.x.tolist(), scene.data.target.tolist(), strict=True)]


EMPTY = did(Scene(network(2, 3, 1), x=[1, -1]), "paint-start")
TWO = did(EMPTY, ("paint", "1 1 1.5 1.5"), "brush/1", ("paint", "−1 -1"))


def test_a_plane_is_empty_at_first_and_the_network_has_two_inputs_and_an_output():
    scene = did(Scene(network(3, 4, 2, output="softmax"), x=[1, 2, 3]), "paint-start")
    assert scene.network.sizes == (2, 4, 1)
    assert scene.network.input_names == ("x1", "x2")
    assert scene.network.layers[-1].activation == "sigmoid"
    assert (scene.data, scene.row, scene.brush, scene.x.tolist()) == (None, None, "0", [1, 2])
    assert did(Scene(network(1, 1), x=[4]), "paint-start").x.tolist() == [4, 0]


def test_a_stroke_lays_points_of_the_brushs_class():
    assert placed(TWO) == [(1, 1, 0), (1.5, 1.5, 0), (-1, -1, 1)]
    assert TWO.data.train.tolist() == [0, 1, 2]
    assert TWO.network == EMPTY.network
    assert placed(did(TWO, "paint-here"))[-1] == (1, -1, 1)
    assert did(TWO, ("paint", "")) == TWO


def test_a_third_class_is_a_third_output_and_goes_with_its_last_point():
    three = did(TWO, "brush/2", ("paint", "0 2"))
    assert three.network.sizes == (2, 3, 3)
    assert three.network.layers[-1].activation == "softmax"
    assert three.network.output_names == ("class 0", "class 1", "class 2")
    assert three.fitting is not None
    without_one = did(three, "erase/2")
    assert without_one.data.labels == ("0", "1", "2")
    assert without_one.network == three.network
    two = did(three, "erase/3")
    assert (two.network.sizes, two.data.labels) == ((2, 3, 1), ("0", "1"))
    assert placed(two) == placed(TWO)


def test_the_eraser_erases_what_it_reaches():
    eraser = did(TWO, "brush/erase")
    assert placed(did(eraser, ("paint", "1.1 1.1 2 2"))) == [(1.5, 1.5, 0), (-1, -1, 1)]
    assert did(eraser, ("paint", "-2 2")) == eraser
    nothing = did(eraser, ("paint", "1 1 1.5 1.5 -1 -1"))
    assert (nothing.data, nothing.row, nothing.brush) == (None, None, ERASER)
    assert did(nothing, ("paint", "0 0")) == nothing
    assert placed(did(nothing, "brush/1", ("paint", "0 0"))) == [(0, 0, 1)]


def test_the_row_at_the_inputs_goes_with_its_point():
    at = did(TWO, ("row", "3"))
    assert at.x.tolist() == [-1, -1]
    moved = did(at, ("point/2", "-2 0.5"))
    assert (moved.x.tolist(), moved.is_at_row) == ([-2, 0.5], True)
    left = did(moved, "erase/0")
    assert (left.row, left.is_at_row) == (1, True)
    gone = did(left, "erase/1")
    assert (gone.row, gone.x.tolist()) == (None, [-2, 0.5])
    beside = did(replace_scene(at, x=[0, 0]), ("point/2", "2 2"))
    assert beside.x.tolist() == [0, 0]


def test_names_and_weights_of_the_visitors_stay_while_points_are_laid():
    named = did(TWO, ("rename-input/0", "height"))
    named = perform(named, Gesture(target="weight/0/0/0", value=2.5))
    more = did(named, ("paint", "0 0"))
    assert more.network == named.network


@pytest.mark.parametrize(
    ("gesture", "said"),
    [
        (("paint", "1"), "paint: expected pairs of numbers, got 1 numbers"),
        (("paint", "1 four"), "expected something like"),
        (("paint", "4 0"), "point 1: expected x1 from −3 to 3, got 4"),
        (("point/3", "0 0"), "row: expected 1 to 3, got '4'"),
        (("point/0", "0"), "points: expected pairs of numbers"),
        (("point/0", "0 9"), "expected x2 from −3 to 3, got 9"),
        ("erase/7", "row: expected 1 to 3, got '8'"),
        ("brush/10", "brush: expected off or erase"),
        (("paint", "0 0 " * (MAX_PAINTED - 2)), "points: expected at most 300, got 301"),
    ],
)
def test_what_cannot_be_painted_is_refused(gesture, said):
    with pytest.raises(PlaygroundError, match=said):
        did(TWO, gesture)


@pytest.mark.parametrize("edit", [AddInput(), AddNeuron(1)])
def test_another_shape_of_network_puts_the_brush_to_rest(edit):
    other = apply(TWO, edit)
    assert not can_paint(other)
    for gesture in (("paint", "0 0"), ("point/0", "0 0"), "erase/0", "brush/1", "paint-here"):
        with pytest.raises(NetworkError, match="take a brush first"):
            did(other, gesture)
    again = did(other, "paint-start")
    assert placed(again) == placed(TWO)
    assert can_paint(again)


def test_other_data_and_none_put_the_brush_away():
    assert apply(TWO, UseData("moons")).brush == NO_BRUSH
    assert apply(TWO, RemoveData()).brush == NO_BRUSH
    assert not can_paint(did(TWO, "paint-stop"))
    assert placed(did(TWO, "paint-stop")) == placed(TWO)


def test_one_goes_on_with_a_set_or_with_an_empty_plane():
    moons = apply(Scene(network(2, 3, 1)), UseData("moons"))
    on = did(moons, "paint-start")
    assert len(placed(on)) == 200
    assert (on.row, on.is_at_row, on.network) == (0, True, moons.network)
    assert not len(on.data.test)
    assert placed(did(moons, "paint-start/empty")) == []
    iris = apply(Scene(network(2, 3, 1)), UseData("iris"))
    assert not can_start(iris)
    with pytest.raises(NetworkError, match="expected at most 300 points of classes on the plane"):
        did(iris, "paint-start")
    assert did(iris, "paint-start/empty").network.sizes == (2, 3, 1)


def test_a_test_share_that_was_chosen_stays():
    half = points.PLAN.__class__(("x1", "x2"), "class", target_as="counted", test_share=0.5)
    scene = replace_scene(TWO, data=TWO.data.__class__(TWO.data.source, half))
    more = did(scene, ("paint", "0 0"))
    assert (more.data.plan, len(more.data.test)) == (half, 2)


@pytest.mark.parametrize("group", ["inputs", "topology", "activations"])
def test_a_link_may_fix_what_painting_needs(group):
    locked = Scene(network(3, 2, output="linear"), locked=[group])
    assert not can_start(locked)
    with pytest.raises(NetworkError, match="this page's link keeps"):
        apply(locked, StartPainting())
    fits = replace_scene(EMPTY, locked=frozenset([group]), brush=NO_BRUSH)
    assert can_start(fits) == (group != "inputs")


@pytest.mark.parametrize(
    "edit", [StartPainting(), Paint([[0, 0]]), MovePoint(0, [0, 0]), ErasePoints([0])]
)
def test_fixed_inputs_fix_the_points(edit):
    assert apply(TWO, edit) != TWO
    with pytest.raises(NetworkError, match="inputs: this page's link keeps them fixed"):
        apply(replace_scene(TWO, locked=frozenset(["inputs"])), edit)


def test_a_lock_on_the_layers_keeps_the_third_class_out():
    locked = replace_scene(TWO, locked=frozenset(["topology"]))
    assert placed(did(locked, ("paint", "0 0")))[-1] == (0, 0, 1)
    with pytest.raises(NetworkError, match="keeps the network's layers fixed"):
        did(locked, "brush/2", ("paint", "0 0"))


def test_hidden_data_hides_the_brush():
    hidden = replace_scene(TWO, hidden=frozenset(["data"]))
    for gesture in ("paint-start", "paint-stop", ("paint", "0 0"), "brush/0", "erase/0"):
        with pytest.raises(NetworkError, match="link hides these controls"):
            did(hidden, gesture)


def test_a_link_that_says_to_paint_what_cannot_be_painted_shows_no_brush():
    scene = share.scene_of({"preset": "xor", "data": "iris", "brush": "1"})
    assert not can_paint(scene)
    three = Scene(network(3, 1), brush="erase")
    assert not can_paint(three)


coordinates = st.floats(-3, 3)
places = st.lists(st.tuples(coordinates, coordinates), max_size=4).map(
    lambda pairs: " ".join(f"{x} {y}" for x, y in pairs)
)


class Painting(RuleBasedStateMachine):
    """A visitor who paints as they like, and takes back what they did."""

    @initialize(begin=st.sampled_from(["", "blobs", "corners-xor", "formula:x > y"]))
    def begin(self, begin):
        scene = Scene(network(2, 3, 1))
        if begin:
            scene = apply(scene, UseData(begin))
        self.history = History(did(scene, "paint-start"))

    def do(self, gesture):
        before = self.history.present
        try:
            scene = did(before, gesture)
        except PlaygroundError:
            return
        self.history = self.history.push(scene)
        if scene != before and not scene.same_content(before):
            assert self.history.undo().present == before
            assert self.history.undo().redo().present == scene

    @rule(brush=st.sampled_from(["0", "1", "2", "3", ERASER]), stroke=places)
    def paint(self, brush, stroke):
        self.do(f"brush/{brush}")
        self.do(("paint", stroke))

    @rule(row=st.integers(0, 250), x=coordinates, y=coordinates)
    def move(self, row, x, y):
        self.do((f"point/{row}", f"{x} {y}"))

    @rule(row=st.integers(0, 250))
    def erase(self, row):
        self.do(f"erase/{row}")

    @rule(row=st.integers(1, 9))
    def take_a_row(self, row):
        self.do(("row", str(row)))

    @rule()
    def undo(self):
        self.history = self.history.undo()

    @rule(edit=st.sampled_from(["add-input", "remove-input", "add-neuron/1", "paint-start"]))
    def change_the_network(self, edit):
        self.do(edit)

    @invariant()
    def the_scene_is_whole(self):
        scene = self.history.present
        data = scene.data
        if data is not None:
            assert data.n_rows
            assert points.is_plane(data)
            assert data.labels == tuple(map(str, range(max(2, int(data.target.max()) + 1))))
            assert np.array_equal(data.x, data.x.round(2))
        if scene.row is not None:
            assert data is not None
        if can_paint(scene):
            assert scene.network.n_inputs == 2
            assert data is None or scene.fitting is data

    @invariant()
    def it_travels(self):
        scene = self.history.present
        assert document.scene_from_token(document.scene_to_token(scene)) == scene
        assert document.scene_from_json(document.scene_to_json(scene)) == scene
        back = share.scene_of(share.link_of(scene))
        assert (back.data, back.brush, back.row) == (scene.data, scene.brush, scene.row)


Painting.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestPainting = Painting.TestCase


@given(st.sampled_from(["moons", "circles", "xor", "formula:y > sin(x)"]))
def test_what_is_painted_over_is_written_as_a_table(name):
    source = parse_source(name)
    scene = did(apply(Scene(network(2, 1)), UseData(source.text)), "paint-start")
    assert written(scene.data).startswith("~")
