"""The hidden-space panel: rows, grid and boundary in a layer's plane, as the engine has them."""

import math

import numpy as np
import pytest
from sklearn.decomposition import PCA

from playground.data.sets import load_set
from playground.engine import forward
from playground.network import Layer, Network
from playground.panels.board import hidden_axes, hidden_space
from playground.panels.kit.theme import THEMES
from playground.panels.panel import Panel, View
from playground.scene import Scene, SetRow, apply, replace_scene
from tests.lessons.lesson_scenes import number
from tests.panels.panel_markup import check_filled
from tests.panels.pictures import zero_points

XOR = Scene(
    Network([Layer([[2, 2], [2, 2]], [-1, -3], "tanh"), Layer([[3, -3]], [-2.5], "sigmoid")]),
    data=load_set("corners-xor"),
    row=3,
)
IRIS = Scene(Network.create([4, 5, 3, 3], output="softmax", seed=3), data=load_set("iris"), row=2)
GRID, LINE, MARKS, RINGS, CURRENT, HERE = range(6)  # there is no trace of numbers for two classes


def drawn(scene: Scene, plane: str = "", **view: str) -> Panel:
    panel = hidden_space.render(scene, View(plane=plane, **view))
    check_filled(panel)
    return panel


#: A mark stands where its row does, to less than a tenth of a pixel of a window about 3 wide.
CLOSE = 1e-3


def places(panel: Panel, trace: int, figure: str = "hidden") -> list[tuple[float, float]]:
    found = panel.figures[figure]["data"][trace]
    return list(zip(found["x"], found["y"], strict=True))


def test_xor_is_bent_among_the_inputs_and_straight_behind_the_layer() -> None:
    panel = drawn(XOR)
    assert places(panel, MARKS, "inputs") == list(map(tuple, XOR.data.x.tolist()))
    a = forward(XOR.network, XOR.data.x).activations[0]
    assert np.array(places(panel, MARKS)) == pytest.approx(a, abs=CLOSE)
    assert panel.figures["inputs"]["data"][LINE]["x"].count(None) == 1  # two lines
    points = zero_points(panel.figures["hidden"]["data"][LINE])
    assert points
    for x, y in points:  # 3a₁ − 3a₂ − 2.5 = 0
        assert x - y == pytest.approx(2.5 / 3, abs=1e-3)
    assert number(panel, "right/all") == 4
    assert [number(panel, f"a/0/{j}") for j in (0, 1)] == a[3].tolist()


def test_each_line_of_the_grid_goes_through_the_layer() -> None:
    panel = drawn(XOR)
    low, high, bottom = -0.1, 1.1, -0.1  # the corners with a tenth of air
    lines = places(panel, GRID, "inputs")
    assert lines[0] == pytest.approx((low, bottom))
    assert lines[1] == pytest.approx((high, bottom))
    along = np.column_stack([np.linspace(low, high, 25), np.full(25, bottom)])
    bent = forward(XOR.network, along).activations[0]
    assert np.array(places(panel, GRID)[:25]) == pytest.approx(bent, abs=1e-4)
    assert lines.count((None, None)) == places(panel, GRID).count((None, None)) == 18


def test_the_present_input_is_dragged_over_the_plane_of_the_inputs() -> None:
    parts = drawn(XOR).parts
    assert 'data-pair="input/0 input/1" data-move="place/0/1"' in parts["here"]
    assert all(f'data-target="input/{i}"' in parts[key] for i, key in enumerate(("across", "up")))
    locked = drawn(replace_scene(XOR, locked=["inputs"])).parts
    assert "data-pair" not in locked["here"]
    assert "slider" not in locked["across"] + locked["up"]
    one = Scene(Network.create([1, 3, 1], seed=3))
    assert "here" not in drawn(one).parts


def test_the_line_follows_the_threshold() -> None:
    scene = replace_scene(XOR, threshold=0.6)
    points = zero_points(drawn(scene).figures["hidden"]["data"][LINE])
    assert points
    for x, y in points:
        assert 3 * x - 3 * y - 2.5 == pytest.approx(math.log(0.6 / 0.4), abs=0.01)


def test_the_image_is_the_output_over_the_plane() -> None:
    layout = drawn(XOR).figures["hidden"]["layout"]
    (image,) = layout["images"]
    assert [image["x"], image["x"] + image["sizex"]] == pytest.approx(layout["xaxis"]["range"])
    assert drawn(IRIS).figures["hidden"]["layout"]["images"] == []  # three neurons feed the output
    assert len(drawn(IRIS).figures["inputs"]["layout"]["images"]) == 1


def test_more_neurons_are_seen_along_principal_components() -> None:
    a = forward(IRIS.network, IRIS.data.x).activations[1]
    known = PCA(n_components=2, svd_solver="full").fit(a)
    panel = drawn(IRIS)
    found = np.array(places(panel, MARKS))
    theirs = known.transform(a)
    assert np.abs(found) == pytest.approx(np.abs(theirs), abs=CLOSE)
    for n in (0, 1):
        share = number(panel, f"component-share/1/{n}")
        assert share == pytest.approx(known.explained_variance_ratio_[n])


@pytest.mark.parametrize(
    ("plane", "k", "neurons"),
    [("0/4/1", 0, (4, 1)), ("1/0/2", 1, (0, 2)), ("1/2/0", 1, (2, 0))],
)
def test_two_neurons_are_chosen(plane: str, k: int, neurons: tuple[int, int]) -> None:
    a = forward(IRIS.network, IRIS.data.x).activations[k]
    panel = drawn(IRIS, plane)
    assert np.array(places(panel, MARKS)) == pytest.approx(a[:, neurons], abs=CLOSE)
    assert f'<option value="{plane}" selected' in panel.parts["neurons"]


@pytest.mark.parametrize(
    ("plane", "expected"),
    [
        ("", "1/main"),
        ("0", "0/main"),
        ("0/main", "0/main"),
        ("7", "1/main"),  # there is no such layer
        ("7/0/1", "1/main"),
        ("1/0/3", "1/0/1"),  # nor such a neuron
        ("1/2/2", "1/0/1"),
    ],
)
def test_a_choice_that_the_network_has_not_is_left(plane: str, expected: str) -> None:
    assert str(hidden_axes.plane_of(IRIS, View(plane=plane))) == expected


def test_every_choice_leads_to_the_plane_that_it_names() -> None:
    for plane in ("", "0", "1/0/2"):
        html = drawn(IRIS, plane).html
        for value in set(hidden_space_values(html)):
            found = hidden_axes.plane_of(IRIS, View(plane=value))
            assert str(found) in {value, f"{value}/main"}


def hidden_space_values(html: str) -> list[str]:
    buttons = [part.split('"')[0] for part in html.split('data-edit="plane" value="')[1:]]
    options = [part.split('"')[0] for part in html.split('<option value="')[1:]]
    return buttons + [value for value in options if "/" in value]


def test_without_rows_there_are_the_grid_and_the_input() -> None:
    scene = Scene(IRIS.network, [0.3, 1, -1, 2])
    panel = drawn(scene)
    a = scene.trace.activations[1]
    assert places(panel, 2) == [tuple(a[:2].tolist())]
    assert len(panel.figures["hidden"]["data"]) == 3
    assert "Principal" not in panel.html


def test_a_moved_input_has_a_point_of_its_own() -> None:
    assert places(drawn(XOR), HERE) == []
    moved = replace_scene(XOR, x=[0.2, 0.7])
    a = moved.trace.activations[0]
    assert places(drawn(moved), HERE) == [tuple(a.tolist())]
    assert places(drawn(moved), CURRENT) == places(drawn(XOR), CURRENT)


def test_a_click_on_a_mark_loads_its_row() -> None:
    panel = drawn(XOR)
    for name in ("rows-inputs", "rows-hidden"):
        assert [f'data-edit="row/{row}"' in panel.parts[name] for row in range(4)] == [True] * 4
    assert apply(XOR, SetRow(1)).x.tolist() == XOR.data.x[1].tolist()
    locked = replace_scene(XOR, locked=frozenset({"inputs"}))
    assert "data-edit" not in drawn(locked).parts["rows-hidden"]


def test_wrong_rows_have_a_ring_and_test_rows_are_hollow() -> None:
    scene = replace_scene(
        XOR, network=Network([XOR.network.layers[0], Layer([[3, 3]], [9], "sigmoid")])
    )
    panel = drawn(scene)
    marks, rings = (panel.figures["hidden"]["data"][i] for i in (MARKS, RINGS))
    wrong = np.flatnonzero(XOR.data.y[:, 0] == 0)
    assert rings["x"] == [marks["x"][row] for row in wrong]
    assert rings["y"] == [marks["y"][row] for row in wrong]
    assert rings["marker"]["line"]["color"] == [THEMES["light"].text1] * len(wrong)
    fills = panel.figures["hidden"]["data"][MARKS]["marker"]["color"]
    card = THEMES["light"].card
    assert {row for row, fill in enumerate(fills) if fill == card} == set(XOR.data.test.tolist())


def test_a_drag_of_a_weight_leaves_the_axes_and_the_input_marks() -> None:
    layers = [Layer([[2.2, 2], [2, 2]], [-1, -3], "tanh"), XOR.network.layers[1]]
    before, after = drawn(XOR), drawn(replace_scene(XOR, network=Network(layers)))
    for axis in ("xaxis", "yaxis"):
        figures = before.figures["hidden"], after.figures["hidden"]
        assert figures[0]["layout"][axis] == figures[1]["layout"][axis]
    assert places(before, MARKS) != places(after, MARKS)
    assert before.parts["rows-inputs"] == after.parts["rows-inputs"]


def test_played_in_part_the_input_is_not_there_yet() -> None:
    scene = replace_scene(XOR, x=[0.2, 0.7], step=0)
    panel = drawn(scene)
    assert places(panel, HERE) == []
    assert places(panel, HERE, "inputs") == [(0.2, 0.7)]


def test_one_input_is_a_curve_and_one_neuron_an_axis() -> None:
    one = Scene(Network.create([1, 3, 1], seed=1), [0.5])
    assert list(drawn(one).figures) == ["hidden"]
    narrow = Scene(Network.create([2, 1, 1], seed=1), [0.5, 0])
    assert {y for _, y in places(drawn(narrow), 2)} == {0}


def test_no_hidden_layer_is_told() -> None:
    panel = drawn(Scene(Network.create([2, 1], seed=1)))
    assert "No hidden layer" in panel.html
    assert not panel.figures


def test_of_many_rows_some_are_drawn_and_the_chosen_one() -> None:
    data = load_set("moons", n=1999)
    scene = Scene(Network.create([2, 3, 1], output="sigmoid", seed=1), data=data, row=1234)
    panel = drawn(scene)
    rows = [
        row for row in range(data.n_rows) if f'data-edit="row/{row}"' in panel.parts["rows-inputs"]
    ]
    assert len(rows) == 501
    assert 1234 in rows
    assert f"{len(rows)} of them" in panel.parts["counted"]


def test_the_plane_of_the_inputs_is_bent_into_the_layers() -> None:
    """At first the rows lie as among the inputs, and halfway they are halfway to the layer."""
    flat, halfway, bent = (
        np.array(places(drawn(XOR, fold=share), MARKS)) for share in ("0", "50", "100")
    )
    assert halfway == pytest.approx((flat + bent) / 2, abs=2 * CLOSE)
    low, high = flat.min(axis=0), flat.max(axis=0)
    corners = (flat - low) / (high - low)  # the four corners are a rectangle again
    assert corners == pytest.approx(np.array(XOR.data.x), abs=2 * CLOSE)
    grid = np.array(drawn(XOR, fold="0").figures["hidden"]["data"][GRID]["y"], dtype=float)
    assert np.ptp(grid[:25]) == pytest.approx(0.0, abs=1e-9)  # the first line runs straight across


def test_what_lies_behind_the_layer_is_drawn_where_it_is_wholly_bent() -> None:
    assert drawn(XOR, fold="96").figures["hidden"]["layout"]["images"] == []
    assert drawn(XOR).figures["hidden"]["layout"]["images"]
