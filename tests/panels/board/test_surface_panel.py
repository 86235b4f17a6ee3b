"""The surface panel: the output over one input or two."""

import re

import numpy as np
import pytest

from playground.analysis.input_space import surfaces
from playground.data.sets import load_set
from playground.network import Layer, Network
from playground.panels.board import hidden_space, surface
from playground.panels.changes import panel_changes
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.theme import THEMES
from playground.panels.panel import View
from playground.scene import (
    Scene,
    SetBias,
    SetInput,
    SetWeight,
    Target,
    apply,
    replace_scene,
)
from tests.lessons.lesson_scenes import (
    SCENES,
    VIEW,
    loops,
    number,
    scene_of,
    values,
)
from tests.panels.pictures import pixels, value_pixel, zero_points


def test_curve_is_the_output_over_the_input() -> None:
    scene = SCENES["1-8-1"]
    figure = surface.render(scene, VIEW).figures["surface"]
    for x, y in list(zip(figure["data"][0]["x"], figure["data"][0]["y"], strict=True))[::10]:
        assert y == pytest.approx(loops(scene.network, [x])[1][-1][0], abs=1e-3)
    point = figure["data"][-1]
    assert point["y"] == pytest.approx(loops(scene.network, scene.x)[1][-1])


def test_the_point_can_be_dragged_along_the_curve() -> None:
    scene = SCENES["1-8-1"]
    grab = str(surface.render(scene, VIEW).parts["grab"])
    attribute = dict(re.findall(r'([\w-]+)="([^"]*)"', grab))
    assert attribute["data-target"] == "input/0"
    assert attribute["role"] == "slider"
    assert float(attribute["data-value"]) == scene.x[0]
    plotted = 656 - 38 - 52
    assert float(attribute["data-sensitivity"]) * plotted == pytest.approx(6.0)
    assert "slider" not in str(surface.render(SCENES["locked"], VIEW).parts["grab"])


def test_the_window_holds_the_input() -> None:
    scene = Scene(SCENES["1-8-1"].network, [80.0])
    low, high = surface.render(scene, VIEW).figures["surface"]["layout"]["xaxis"]["range"]
    assert low < 80 < high


def test_surface_is_the_output_over_the_plane() -> None:
    scene = SCENES["3-4-2 softmax"]
    grid = surfaces.surface(scene, (0, 1))
    side = surfaces.side_of(scene.network)
    centres = [-3 + 6 * (c + 0.5) / side for c in range(side)]
    for r, c in ((0, 0), (3, 30), (31, 7)):
        wanted = loops(scene.network, [centres[c], centres[r], scene.x[2]])[1][-1]
        assert grid[side * r + c] == pytest.approx(wanted)
    panel = surface.render(scene, VIEW)
    assert number(panel, "lowest/1/0/1") == pytest.approx(grid[:, 1].min())
    assert number(panel, "highest/1/0/1") == pytest.approx(grid[:, 1].max())
    assert number(panel, "input/2") == scene.x[2]


def test_a_selected_input_is_swept() -> None:
    scene = scene_of([4, 2, 1], selected=Target("input", (3,)))
    assert swept_inputs(scene, View()) == (0, 3)
    assert swept_inputs(SCENES["regression"], View()) == (0, 1)
    assert {"input/1", "input/2"} <= set(values(surface.render(scene, VIEW)))


def test_axes_are_chosen_and_choices_that_do_not_fit_are_passed_over() -> None:
    scene = scene_of([4, 2, 1], selected=Target("input", (3,)))
    for across, up, wanted in (
        ("2", "1", (2, 1)),
        ("2", "", (2, 0)),
        ("0", "", (0, 1)),
        ("", "0", (1, 0)),
        ("", "2", (0, 2)),
        ("1", "1", (1, 0)),
        ("9", "9999", (0, 3)),
    ):
        assert swept_inputs(scene, View(across=across, up=up)) == wanted
    html = surface.render(scene, View(across="2", up="1")).html
    assert re.search(r'<select data-edit="across"[^>]*>(?:(?!</select>).)*value="2" selected', html)
    assert 'data-pair="input/2 input/1" data-move="place/2/1"' in html
    assert 'data-edit="across"' not in surface.render(SCENES["2-3-2-1"], VIEW).html


def attributes(part: object) -> dict[str, str]:
    return dict(re.findall(r'([\w-]+)="([^"]*)"', str(part)))


def test_the_point_on_the_plane_moves_two_sliders() -> None:
    scene = SCENES["2-3-2-1"]
    parts = surface.render(scene, VIEW).parts
    assert attributes(parts["here"])["data-pair"] == "input/0 input/1"
    for key, i in (("across", 0), ("up", 1)):
        slider = attributes(parts[key])
        assert (slider["data-target"], slider["role"]) == (f"input/{i}", "slider")
        assert float(slider["data-value"]) == scene.x[i]
        assert float(slider["data-sensitivity"]) * 264 == pytest.approx(6.0)
    locked = surface.render(replace_scene(scene, locked=["inputs"]), VIEW).parts
    assert "data-pair" not in locked["here"]
    assert "slider" not in locked["across"] + locked["up"]


def test_a_drag_of_the_point_changes_of_the_figure_what_a_saved_picture_says() -> None:
    scene = SCENES["2-3-2-1"]
    base = surface.render(scene, VIEW)
    now = surface.render(apply(scene, SetInput(0, 0.77)), VIEW)
    changes = panel_changes(now, base)
    assert changes.keys() == {"parts", "figures"}
    assert changes["figures"]["surface"].keys() == {"layout"}
    assert changes["figures"]["surface"]["layout"].keys() == {"meta"}


def test_a_drag_of_a_weight_changes_the_picture_and_the_line_alone() -> None:
    scene = SCENES["2-3-2-1"]
    scene = replace_scene(scene, threshold=float(scene.trace.output[0]))  # so that there is a line
    base = surface.render(scene, VIEW)
    for edit in (SetWeight(0, 0, 0, 1.23), SetBias(0, 1, -0.4)):
        changes = panel_changes(surface.render(apply(scene, edit), VIEW), base)["figures"]
        assert changes["surface"].keys() == {"traces", "images", "layout"}
        assert changes["surface"]["layout"].keys() == {"meta"}
        assert changes["surface"]["traces"]["0"].keys() <= {"x", "y"}
        assert changes["surface"]["images"]["0"].keys() == {"source"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_lies_over_the_plane_and_has_the_colour_of_each_output(theme: str) -> None:
    scene = replace_scene(SCENES["3-4-2 softmax"], x=[0.0, 0.0, 7.0])
    figure = surface.render(scene, View(theme=theme, across="2", up="0")).figures["surface"]
    (image,) = figure["layout"]["images"]
    assert (image["x"], image["sizex"], image["y"], image["sizey"]) == (-10, 20, 3, 6)
    found = pixels(image["source"])
    side = surfaces.side_of(scene.network)
    assert found.shape == (side, side, 3)
    for r, c in ((0, 0), (0, side - 1), (side - 1, 3), (20, 41)):
        x2, x0 = -10 + 20 * (c + 0.5) / side, -3 + 6 * (r + 0.5) / side
        output = loops(scene.network, [x0, scene.x[1], x2])[1][-1][1]
        assert found[r, c].tolist() == value_pixel(output, 1.0, THEMES[theme])


def test_colours_reach_as_far_as_the_output_of_an_unbounded_function() -> None:
    network = Network([Layer([[3.0, 4.0]], [0.0], "linear")])
    panel = surface.render(Scene(network, [1.0, 1.0]), VIEW)
    largest = max(abs(number(panel, "lowest/0/0/1")), number(panel, "highest/0/0/1"))
    assert surface.scale_limit(Scene(network), np.array([-20.7, 20.7])) == 25.0
    assert 20 < largest <= 21
    assert "<span>−25</span>" in panel.parts["ramp"]
    assert "<span>−1</span>" in surface.render(SCENES["2-3-2-1"], VIEW).parts["ramp"]
    assert surface.scale_limit(Scene(network), np.zeros(4)) == 1.0


def test_boundary_lies_where_the_output_is_the_threshold() -> None:
    scene = Scene(SCENES["one neuron"].network, [0.1, 0.2], threshold=0.7)
    points = zero_points(surface.render(scene, VIEW).figures["surface"]["data"][0])
    assert points
    for point in points:
        assert loops(scene.network, point)[1][-1][0] == pytest.approx(0.7, abs=0.02)


MOONS = load_set("moons", n=40)
WITH_ROWS = Scene(
    Network.create([2, 4, 1], output="sigmoid", seed=1), data=MOONS, row=3, threshold=0.45
)


def test_the_rows_of_the_data_lie_on_the_plane_marked_as_everywhere() -> None:
    figure = surface.render(WITH_ROWS, VIEW).figures["surface"]
    _, marks, rings, here = figure["data"]
    assert marks["x"] == pytest.approx(MOONS.x[:, 0])
    assert marks["y"] == pytest.approx(MOONS.x[:, 1])
    palette, wrong = THEMES["light"], []
    for row in range(40):
        wanted = int(MOONS.target[row])
        assert marks["marker"]["symbol"][row] == ("square" if wanted else "circle")
        tested = row in MOONS.test
        ink = palette.fill_positive if wanted else palette.text2
        assert marks["marker"]["color"][row] == (palette.card if tested else ink)
        output = loops(WITH_ROWS.network, MOONS.x[row])[1][-1][0]
        if (output >= 0.45) != wanted:
            wrong.append(row)
    assert rings["x"] == [marks["x"][row] for row in wrong]
    assert rings["y"] == [marks["y"][row] for row in wrong]
    assert rings["marker"]["line"]["color"] == [palette.text1] * len(wrong)
    assert (here["x"], here["y"]) == ([MOONS.x[3, 0]], [MOONS.x[3, 1]])
    for axis, i in (("xaxis", 0), ("yaxis", 1)):
        low, high = figure["layout"][axis]["range"]
        assert low < MOONS.x[:, i].min()
        assert high > MOONS.x[:, i].max()


def test_a_click_on_a_mark_finds_its_row() -> None:
    panel = surface.render(WITH_ROWS, VIEW)
    (low, high), (bottom, top) = (
        panel.figures["surface"]["layout"][axis]["range"] for axis in ("xaxis", "yaxis")
    )
    found = re.findall(
        r'data-link="row/(\d+)" title="[^"]*" style="left:([\d.]+)px;top:([\d.]+)px',
        panel.parts["hits"],
    )
    assert [int(row) for row, _, _ in found] == list(range(40))
    side = 260  # beside the plane of the hidden layer
    for row, left, down in found:
        x, y = MOONS.x[int(row)]
        assert float(left) == pytest.approx(50 + side * (x - low) / (high - low), abs=0.06)
        assert float(down) == pytest.approx(10 + side * (top - y) / (top - bottom), abs=0.06)
    locked = surface.render(replace_scene(WITH_ROWS, locked=["inputs"]), VIEW)
    assert 'data-edit="row/' not in locked.html


def test_a_drag_of_a_weight_moves_rings_and_no_mark() -> None:
    base = surface.render(WITH_ROWS, VIEW)
    now = surface.render(apply(WITH_ROWS, SetWeight(1, 0, 0, 3.0)), VIEW)
    changes = panel_changes(now, base)["figures"]["surface"]
    assert set(changes["traces"]) <= {"0", "2"}
    assert changes["traces"]["2"].keys() == {"x", "y", "marker"}
    assert changes["traces"]["2"]["marker"].keys() == {"line"}


def test_a_row_that_becomes_wrong_gets_a_ring_where_none_was() -> None:
    right = replace_scene(WITH_ROWS, cell="1/1")  # no row is said to be wrong beside a selection
    none = replace_scene(right, threshold=1.0)
    rings = [surface.render(each, VIEW).figures["surface"]["data"][2] for each in (none, right)]
    assert rings[0]["marker"]["line"]["color"] == ["rgba(0,0,0,0)"]
    assert len(rings[0]["x"]) == 1  # there to be coloured
    assert set(rings[1]["marker"]["line"]["color"]) == {THEMES["light"].accent}


def test_over_one_input_rows_lie_where_they_are_wanted() -> None:
    data = load_set("sine")
    scene = Scene(Network.create([1, 4, 1], output="linear", seed=1), data=data, row=5)
    panel = surface.render(scene, VIEW)
    marks, _, here = panel.figures["surface"]["data"][-3:]
    assert marks["x"] == pytest.approx(data.x[:, 0])
    assert marks["y"] == pytest.approx(data.y[:, 0])
    assert here["x"] == [data.x[5, 0]]
    low, high = panel.figures["surface"]["layout"]["xaxis"]["range"]
    assert low < data.x.min()
    assert high > data.x.max()
    assert [int(row) for row in re.findall(r'data-edit="row/(\d+)"', panel.html)] == list(range(60))


def test_of_many_rows_some_are_drawn_and_the_present_one_always() -> None:
    data = load_set("blobs", n=2000)
    scene = Scene(Network.create([2, 1], output="sigmoid", seed=1), data=data, row=1001)
    marks, _, here = surface.render(scene, VIEW).figures["surface"]["data"][1:]
    assert len(marks["x"]) <= 501
    assert here["x"] == [data.x[1001, 0]]
    assert data.x[1001, 0] in marks["x"]


def test_a_class_without_a_shape_is_its_number() -> None:
    data = load_set("digits")
    scene = Scene(Network.create([64, 10], output="softmax", seed=1), data=data, row=0)
    *_, numbers, _ = surface.render(scene, VIEW).figures["surface"]["data"]
    shown = dict(enumerate(numbers["text"]))
    rows = np.linspace(0, data.n_rows - 1, len(shown)).round().astype(int)
    assert len(rows) == min(500, data.n_rows)
    for at, row in enumerate(rows.tolist()):
        assert shown[at] == (str(data.target[row]) if data.target[row] >= 4 else "")


def test_the_plane_of_a_hidden_layer_stands_beside_that_of_the_inputs() -> None:
    data = load_set("xor", n=24)
    scene = Scene(Network.create([2, 3, 2, 1], "tanh", "sigmoid", seed=4), data=data, row=2)
    wide = View(widths={"surface": 690})
    both = surface.render(scene, wide)
    own = hidden_space.render(scene, View(widths={"hidden-space": 690}))
    assert list(both.figures) == ["surface", "hidden"]
    drawn, alone = (each.figures["hidden"]["data"] for each in (both, own))
    assert [(trace["x"], trace["y"]) for trace in drawn] == [
        (trace["x"], trace["y"]) for trace in alone
    ]
    for key in ("hits", "rows-hidden"):
        assert sorted(map(int, re.findall(r'data-link="row/(\d+)"', both.parts[key]))) == [
            *range(24)
        ]
    # Another layer is looked at in both tabs, for it is chosen in the view.
    assert 'value="0"' in both.parts["layers"]
    first = surface.render(scene, View(widths={"surface": 690}, plane="0"))
    assert "<h3>Hidden 1</h3>" in first.parts["layers"]
    without = (
        (scene, View(widths={"surface": 600})),
        (replace_scene(scene, data=None, row=None), wide),
        (Scene(Network.create([2, 1], output="sigmoid", seed=1), data=data), wide),
        (Scene(Network.create([2, 1, 1], output="sigmoid", seed=1), data=data), wide),
    )
    for each, view in without:
        assert list(surface.render(each, view).figures) == ["surface"]
