"""What each neuron sees on the stage: decoded pictures, lines and dots against the engine."""

from typing import Any

import numpy as np
import pytest

from playground.data import load_set
from playground.engine import forward
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.kit.theme import THEMES
from playground.panels.panel import Panel, View
from playground.panels.stage.lettering.boxes import touch
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import Plan, plan_of
from playground.panels.stage.strips import strips
from playground.panels.stage.values import Spot, nodes
from playground.scene import Scene, Target, replace_scene
from tests.panels.panel_scenes import MOCK, SCENES
from tests.panels.pictures import pixels, value_pixel, zero_points
from tests.panels.stage.overlay import handles

MAPS = Scene(MOCK, [0.8, 0.6], Target("neuron", (0, 1)), neurons="maps")
VIEW = View()


def drawn(scene: Scene, view: View = VIEW) -> tuple[Plan, Panel]:
    return plan_of(scene, view), PANELS["stage"](scene, view)


def squares(plan: Plan) -> list[Spot]:
    return [spot for spot in nodes(plan) if plan.is_map(*spot[:2])]


def images(panel: Panel) -> list[dict[str, Any]]:
    return panel.figures["stage"]["layout"]["images"]


def opacities(plan: Plan, panel: Panel) -> dict[tuple[int, int], float]:
    """How much of each node's picture is seen."""
    found = zip(squares(plan), images(panel), strict=True)
    return {spot[:2]: image["opacity"] for spot, image in found}


def level(plan: Plan, panel: Panel) -> np.ndarray:
    """The points of the lines of full colour: those come before the strokes of badges."""
    width, colour = 1.5, plan.palette.text1
    lines = (t for t in panel.figures["stage"]["data"] if t["mode"] == "lines")
    found = (t for t in lines if (t["line"]["width"], t["line"]["color"]) == (width, colour))
    return np.array(zero_points(next(found)))


def values_at(scene: Scene, point: np.ndarray) -> list[np.ndarray]:
    """Inputs and activations by column, as the engine has them at a point."""
    trace = forward(scene.active_network, point)
    return [trace.x, *trace.activations]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "across", "up", "free"),
    [("", "", "", (0, 1)), ("dense maps", "3", "1", (3, 1)), ("off", "", "", (0, 1))],
)
def test_each_picture_has_the_colours_of_its_activation(
    name: str, across: str, up: str, free: tuple[int, int], theme: str
) -> None:
    scene = replace_scene(SCENES[name], neurons="maps") if name else MAPS
    plan, panel = drawn(scene, View(theme=theme, across=across, up=up))
    spots = squares(plan)
    assert len(spots) == len(images(panel)) > 3
    reach = [10.0 if abs(scene.x[i]) > 5 else 3.0 for i in free]
    for (c, i, x, y, half), image in zip(spots, images(panel), strict=True):
        assert (image["x"], image["y"]) == pytest.approx((x - half, y - half))
        assert (image["sizex"], image["sizey"]) == pytest.approx((2 * half, 2 * half))
        if plan.switched_off(c, i):
            assert image["opacity"] == 0
            continue
        found = pixels(image["source"])
        side = len(found)
        for r, column in ((0, 0), (side - 1, 2), (side // 2, side - 1)):
            point = scene.x.copy()
            point[free[0]] = reach[0] * (2 * (column + 0.5) / side - 1)
            point[free[1]] = reach[1] * (2 * (r + 0.5) / side - 1)
            value = float(values_at(scene, point)[c][i])
            assert found[r, column].tolist() == value_pixel(value, 1.0, THEMES[theme]), (c, i)


def test_the_line_is_where_a_is_0_and_for_the_output_the_threshold() -> None:
    scene = replace_scene(MAPS, threshold=0.6, selected=None)
    plan, panel = drawn(scene)
    points = level(plan, panel)
    seen = set()
    for c, i, x, y, half in squares(plan):
        inside = points[np.abs(points - (x, y)).max(axis=1) <= half]
        for px, py in inside:
            point = np.array([3 * (px - x) / half, 3 * (y - py) / half])
            trace = forward(scene.network, point)
            sums = trace.pre_activations[c - 1][i]
            wanted = np.log(0.6 / 0.4) if c == 3 else 0.0
            assert sums == pytest.approx(wanted, abs=0.25), (c, i)
            seen.add((c, i))
    assert {(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0)} == seen


def test_the_dot_is_where_the_input_is_on_every_map() -> None:
    plan, panel = drawn(MAPS)
    marks = (t for t in panel.figures["stage"]["data"] if t["mode"] == "markers")
    (dots,) = (t for t in marks if t["marker"]["color"] == plan.palette.accent)
    wanted = [(x + half * 0.8 / 3, y - half * 0.6 / 3) for _, _, x, y, half in squares(plan)]
    assert np.array(list(zip(dots["x"], dots["y"], strict=True))) == pytest.approx(
        np.array(wanted), abs=0.06
    )


def test_a_network_of_one_input_has_curves() -> None:
    scene = SCENES["curves"]
    plan, panel = drawn(scene)
    assert images(panel) == []
    points = level(plan, panel)
    for c, i, x, y, half in squares(plan):
        inside = points[np.abs(points - (x, y)).max(axis=1) <= half]
        assert len(inside) > 20
        share = (inside[:, 0] - x) / half
        values = np.array([values_at(scene, np.array([3 * s]))[c][i] for s in share])
        heights = y - inside[:, 1]
        scale = heights[np.abs(values).argmax()] / values[np.abs(values).argmax()]
        assert scale > 0
        assert heights == pytest.approx(scale * values, abs=1.0), (c, i)


def test_what_is_not_computed_is_blank() -> None:
    plan, panel = drawn(replace_scene(MAPS, step=11))
    shown = opacities(plan, panel)
    assert shown[0, 0] > 0 < shown[1, 2]
    assert shown[2, 1] == shown[3, 0] == 0
    assert pixels(images(panel)[-1]["source"]).shape == (1, 1, 3)


def test_what_recedes_is_drawn_lighter_and_a_weight_keeps_the_pictures_before_it() -> None:
    plan, panel = drawn(MAPS)
    shown = opacities(plan, panel)
    assert shown[1, 1] == shown[0, 0] == 1 > shown[1, 0] > 0
    layers = list(MOCK.layers)
    layers[1] = Layer(-layers[1].weights, layers[1].biases, "relu")
    now = drawn(replace_scene(MAPS, network=Network(layers, MOCK.input_names)))[1]
    both = zip(images(panel), images(now), strict=True)
    kept = [one["source"] == other["source"] for one, other in both]
    assert kept == [True] * 5 + [False] * 3


def test_edges_end_where_squares_begin() -> None:
    plan, panel = drawn(replace_scene(MAPS, selected=None))
    lines = [t for t in panel.figures["stage"]["data"] if t["mode"] == "lines"]
    edges = [t for t in lines if len(t["x"]) == 3 * t["x"][2::3].count(None)]
    ends = [end for trace in edges for end in zero_points(trace)]
    assert len(ends) >= 2 * MOCK.n_parameters - 12
    for x, y in ends:
        assert all(
            max(abs(x - cx), abs(y - cy)) >= half - 0.2 for _, _, cx, cy, half in squares(plan)
        )


@pytest.mark.parametrize("phone", [False, True])
def test_a_square_can_be_grabbed_all_over(phone: bool) -> None:
    view = View(phone=phone)
    plan, own = plan_of(MAPS, view), handles(MAPS, view)
    for c, i, x, y, half in squares(plan):
        target = own[f"neuron/{c - 1}/{i}" if c else f"input/{i}"]
        assert target["class"].endswith("square")
        for side in (f"left:{x - half:.1f}px", f"top:{y - half:.1f}px", f"width:{2 * half:.1f}px"):
            assert side in target["style"]


@pytest.mark.parametrize(("window", "pitch"), [(720, 42), (1000, 48)])
def test_eight_neurons_fit_as_squares_and_of_thirteen_the_selected_one(
    window: int, pitch: int
) -> None:
    eight = Scene(Network.create([2, 8, 8, 1], seed=1), neurons="maps")
    plan = plan_of(eight, View(height=window))
    assert len(squares(plan)) == 19
    assert plan.columns[1].pitch >= pitch
    assert plan.columns[1].radius == 18
    dense = plan_of(SCENES["dense maps"], VIEW)
    assert [i for c, i, *_ in squares(dense) if c == 1] == [5]


def test_the_legend_says_what_is_shown_and_switches_it() -> None:
    scenes = MAPS, replace_scene(MAPS, neurons="numbers")
    legends = [str(drawn(scene)[1].parts["legend"]) for scene in scenes]
    for legend, pressed in zip(legends, ("maps", "numbers"), strict=True):
        assert f'data-edit="neurons/{pressed}" aria-pressed="true"' in legend
        assert legend.count('aria-pressed="true"') == 1
    assert "output 0.50" in legends[0]
    assert "output 0.50" not in legends[1]
    assert "→ x4  ↑ x2" in str(
        drawn(SCENES["dense maps"], View(across="3", up="1"))[1].parts["legend"]
    )


def data_scene(**changes: Any) -> Scene:
    network = Network.create([2, 3, 2, 1], "relu", "sigmoid", seed=3)
    scene = Scene(network, data=load_set("moons", n=24, seed=1), row=6, neurons="maps")
    return replace_scene(scene, **changes)


def test_a_strip_shows_how_the_rows_lie_and_this_one_among_them() -> None:
    scene = data_scene()
    assert scene.fitting is not None
    trace = forward(scene.network, scene.fitting.x)
    plan = plan_of(scene, VIEW)
    found = iter(strips(plan))
    for c, j, x, y, half in nodes(plan):
        if c == 0:
            continue
        strip, values = next(found), trace.activations[c - 1][:, j]
        low, high = values.min(), values.max()
        counts = np.histogram(values, 15, (low, high if high > low else low + 1))[0]
        off = int((trace.pre_activations[c - 1][:, j] <= 0).sum()) if c < 3 else 0
        drawn_counts = [max(pair) for pair in zip(strip.filled, strip.empty, strict=True)]
        assert drawn_counts == pytest.approx(17 * counts / counts.max(), abs=0.1)
        assert strip.filled[0] == pytest.approx(17 * (counts[0] - off) / counts.max(), abs=0.1)
        assert strip.left >= x + half
        share = (scene.trace.activations[c - 1][j] - low) / (high - low) if high > low else 0
        assert strip.tick == pytest.approx(y + half - 2 * half * share, abs=0.1)
        told = strip.note.text if strip.note else ""
        told_full = "dead: off in all 24" if off == 24 else f"off in {off} of 24 rows"
        assert told_full.startswith(told) if off else not told
        assert len(told) > 3 or not off
    assert next(found, None) is None


def test_strips_take_data_room_and_the_pass_as_far_as_it_has_been_played() -> None:
    assert len(strips(plan_of(data_scene(), VIEW))) == 6
    assert len(strips(plan_of(data_scene(step=11), VIEW))) == 3
    assert strips(plan_of(data_scene(neurons="numbers"), VIEW)) == []
    assert strips(plan_of(data_scene(), View(phone=True))) == []
    assert strips(plan_of(MAPS, VIEW)) == []
    dense = Network.create([2, 8, 1], "relu", seed=1)
    assert len(strips(plan_of(data_scene(network=dense), VIEW))) == 1


def test_edges_and_labels_keep_clear_of_strips() -> None:
    scene = data_scene(selected=Target("neuron", (1, 0)))
    plan = plan_of(scene, VIEW)
    written = lettering(plan)
    boxes = [strip.box for strip in written.strips]
    for label in written.products.labels:
        assert not any(touch(label.box, box) for box in boxes)


def test_the_legend_tells_of_the_strips_where_there_are_any_and_whose_the_dot_is() -> None:
    legend = str(drawn(data_scene())[1].parts["legend"])
    assert "all 24 rows" in legend
    assert "this row" in legend
    moved = str(drawn(data_scene(x=[0.1, 0.2]))[1].parts["legend"])
    assert "this input" in moved
    assert "rows" not in str(drawn(MAPS)[1].parts["legend"])
