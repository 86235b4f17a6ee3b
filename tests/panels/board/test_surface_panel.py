"""The surface panel: the output over one input or two."""

import base64
import io
import math
import re

import numpy as np
import pytest
from PIL import Image

from playground.analysis.input_space import surfaces
from playground.network import Layer, Network
from playground.panels.board import surface, surface_axes
from playground.panels.changes import panel_changes
from playground.panels.kit import mosaic
from playground.panels.kit.theme import THEMES, value_colour
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
    assert surface_axes.axes_of(scene, View()) == (0, 3)
    assert surface_axes.axes_of(SCENES["regression"], View()) == (0, 1)
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
        assert surface_axes.axes_of(scene, View(across=across, up=up)) == wanted
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


def test_a_drag_changes_no_figure_of_the_plane() -> None:
    scene = SCENES["2-3-2-1"]
    base = surface.render(scene, VIEW)
    for edit in (SetInput(0, 0.77), SetWeight(0, 0, 0, 1.23), SetBias(0, 1, -0.4)):
        now = surface.render(apply(scene, edit), VIEW)
        assert now.figures == base.figures
        assert panel_changes(now, base).keys() == {"parts"}


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
    part = surface.render(scene, VIEW).parts["boundary"]
    side = float(re.search(r'viewBox="0 0 (\d+) ', part)[1])
    points = [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", part)]
    assert points
    for x, y in points:
        place = [-3 + 6 * x / side, 3 - 6 * y / side]
        assert loops(scene.network, place)[1][-1][0] == pytest.approx(0.7, abs=0.02)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_has_the_colour_of_each_value_the_first_row_at_the_bottom(theme: str) -> None:
    rng = np.random.default_rng(3)
    values = rng.uniform(-4, 4, (32, 32))
    values[0, 0] = np.nan
    address = mosaic.picture(values, 3.0, THEMES[theme])
    data = base64.b64decode(address.removeprefix("data:image/png;base64,"))
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.size == (32, 32)
    for r, c in ((0, 0), (0, 31), (31, 0), (7, 19)):
        wanted = value_colour(round(values[r, c] / 3.0 * 127) / 127, THEMES[theme]) if r + c else (
            value_colour(0.0, THEMES[theme])
        )  # fmt: skip
        assert "#" + bytes(image.getpixel((c, 31 - r))).hex() == wanted


def test_zero_lines_close_around_a_circle() -> None:
    at = np.arange(32) + 0.5
    circle = (at[None, :] - 16) ** 2 + (at[:, None] - 16) ** 2 - 100.0
    x, y = mosaic.zero_lines(circle)
    assert x.count(None) == 1
    assert (x[0], y[0]) == (x[-2], y[-2])
    radii = [math.hypot(a - 16, b - 16) for a, b in zip(x[:-1], y[:-1], strict=True)]
    assert radii == pytest.approx([10.0] * len(radii), abs=0.03)
