"""The lessons' panels: valid figures, and numbers equal to ones computed here in plain loops."""

import base64
import io
import math
import re
from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

from playground.activations import ACTIVATIONS
from playground.analysis import collapse as collapsing
from playground.analysis import fit as fits
from playground.analysis import vanishing
from playground.analysis.classes import CORNERS
from playground.analysis.convolution import band_of, pooled
from playground.cache import forget
from playground.gesture import Gesture, perform
from playground.network import Layer, Network, NetworkError
from playground.panels.board import activations, hidden_space, surface
from playground.panels.changes import panel_changes
from playground.panels.course import (
    collapse,
    convolution,
    fit,
    gradient,
    probabilities,
    symmetry,
    threshold,
)
from playground.panels.kit import mosaic
from playground.panels.kit.theme import THEMES, value_colour
from playground.panels.panel import Panel, View
from playground.scene import (
    Scene,
    SetBias,
    SetInput,
    SetWeight,
    Target,
    apply,
    replace_scene,
)

RENDERERS: dict[str, Callable[[Scene, View], Panel]] = {
    "activations": activations.render,
    "surface": surface.render,
    "collapse": collapse.render,
    "fit": fit.render,
    "fit-hat": fit.render_curve("hat"),
    "hidden-space": hidden_space.render,
    "gradient": gradient.render,
    "probabilities": probabilities.render,
    "threshold": threshold.render,
    "convolution": convolution.render,
    "symmetry": symmetry.render,
}
VIEW = View()
DEEP = Target("neuron", (0, 1))


def scene_of(sizes, hidden="tanh", output="sigmoid", seed=1, selected=None, **changes) -> Scene:
    network = Network.create(sizes, hidden=hidden, output=output, init="normal", seed=seed)
    rng = np.random.default_rng(seed)
    biased = [
        Layer(layer.weights, rng.normal(size=layer.n_out), layer.activation, layer.alpha)
        for layer in network.layers
    ]
    x = rng.uniform(-1, 1, sizes[0])
    return Scene(Network(biased), x, selected, **changes)


SCENES = {
    "one neuron": scene_of([2, 1]),
    "one input, one neuron": scene_of([1, 1], output="step"),
    "regression": scene_of([4, 1], output="linear"),
    "2-3-2-1": scene_of([2, 3, 2, 1], selected=DEEP),
    "3-4-2 softmax": scene_of([3, 4, 2], output="softmax", selected=Target("neuron", (1, 1))),
    "1-8-1": scene_of([1, 8, 1], hidden="relu", output="linear", selected=DEEP),
    "1-3-12": scene_of([1, 3, 12], output="softmax", selected=Target("input", (0,))),
    "linear": scene_of([2, 3, 3, 2], hidden="linear", output="linear"),
    "xor": Scene(
        Network(
            [
                Layer([[1, 1], [1, 1]], [-0.5, -1.5], "step"),
                Layer([[1, -1]], [-0.5], "step"),
            ]
        ),
        [1, 0],
        Target("weight", (0, 1, 0)),
    ),
    "one hidden neuron": scene_of([2, 1, 1]),
    "16×16": scene_of([16] * 10, hidden="gelu", selected=Target("layer", (3,))),
    "wide": scene_of([40, 60, 40], output="softmax"),
    "playing": scene_of([2, 3, 1], step=2, selected=DEEP),
    "off": scene_of([2, 3, 1], off=[Target("neuron", (0, 1)), Target("weight", (0, 0, 1))]),
    "locked": scene_of([1, 2, 1], locked=["inputs", "biases", "activations"]),
    "zeros": Scene(Network.create([3, 3, 2], init="zeros")),
}
HUGE = 1e300
EXTREMES = {
    "overflow": Scene(
        Network(
            [
                Layer([[HUGE, HUGE]] * 3, [0] * 3, "linear"),
                Layer([[HUGE, -HUGE, 1]], [HUGE], "linear"),
            ]
        ),
        [HUGE, HUGE],
    ),
    "overflow, one input": Scene(
        Network([Layer([[HUGE]] * 2, [0, 0], "relu"), Layer([[HUGE, -HUGE]], [0], "sigmoid")]),
        [HUGE],
    ),
    "overflow, softmax": Scene(
        Network([Layer([[HUGE, 1], [HUGE, 2], [1, 1]], [0] * 3, "softmax")]), [HUGE, -HUGE]
    ),
    "overflow, two outputs": Scene(
        Network([Layer([[HUGE], [-HUGE]], [0, 0], "silu"), Layer([[1, 1]] * 2, [0, 0], "linear")]),
        [HUGE],
    ),
    "tiny": Scene(
        Network([Layer([[1 / HUGE]], [1 / HUGE], "tanh"), Layer([[1 / HUGE]], [0], "sigmoid")]),
        [1 / HUGE],
    ),
}


def values(panel: Panel) -> dict[str, str]:
    """``data-quantity`` → ``data-value`` of everything printed."""
    return dict(re.findall(r'data-quantity="([^"]+)" data-value="([^"]*)"', panel.html))


def number(panel: Panel, quantity: str) -> float:
    return float(values(panel)[quantity])


def loops(network: Network, x, bend: bool = True) -> tuple[list[list[float]], list[list[float]]]:
    """z and a of every layer, by plain loops; without ``bend`` hidden layers are linear."""
    zs, outputs, a = [], [], [float(v) for v in x]
    last = network.layers[-1]
    for layer in network.layers:
        z = []
        for j in range(layer.n_out):
            total = float(layer.biases[j])
            for i in range(layer.n_in):
                total += float(layer.weights[j][i]) * a[i]
            z.append(total)
        if bend or layer is last:
            f = ACTIVATIONS[layer.activation].function
            a = f(np.array(z), layer.alpha or 0.0).tolist()
        else:
            a = z
        zs.append(z)
        outputs.append(a)
    return zs, outputs


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("scene", [*SCENES.values(), *EXTREMES.values()], ids=[*SCENES, *EXTREMES])
@pytest.mark.parametrize("view", [VIEW, View(theme="dark", widths=dict.fromkeys(RENDERERS, 358))])
def test_every_panel_renders_every_network(name: str, scene: Scene, view: View) -> None:
    panel = RENDERERS[name](scene, view)
    for figure in panel.figures.values():
        drawn = go.Figure(figure)
        assert all(trace.type in ("scatter", "bar") for trace in drawn.data)
        assert figure["layout"]["width"] <= view.width(name, 690)
    for slot in panel.parts:
        assert f"<!--{slot}-->" in panel.frame
        assert f'data-key="{slot}"' in panel.parts[slot]
    for figure in panel.figures:
        assert f'data-figure="{figure}"' in panel.frame
    assert "<!--" not in panel.html


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("scene", [*SCENES.values(), *EXTREMES.values()], ids=[*SCENES, *EXTREMES])
def test_figures_hold_plain_finite_numbers(name: str, scene: Scene) -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            for item in value.values():
                check(item)
        elif isinstance(value, (list, tuple)):
            for item in value:
                check(item)
        else:
            assert type(value) in (int, float, str, bool, type(None))
            assert not isinstance(value, float) or math.isfinite(value)

    for figure in RENDERERS[name](scene, VIEW).figures.values():
        check(figure)


@pytest.mark.parametrize("name", RENDERERS)
def test_a_visitors_names_stay_text(name: str) -> None:
    names = ['a&b"', "'c"]
    network = Network([Layer([[1, 2], [3, 4]], [0, 0], "sigmoid")], names, ["&amp;", '"y"'])
    panel = RENDERERS[name](Scene(network, [0.5, 0.25]), VIEW)
    assert 'b"<' not in panel.html
    assert 'a&b"' not in panel.html


# ---- activations ----


def focus(scene: Scene) -> tuple[int, int]:
    """The neuron that the panels are about, written down once more."""
    if scene.selected is None:
        return len(scene.network.layers) - 1, 0
    if scene.selected.kind == "input":
        return 0, 0
    return (*scene.selected.path, 0)[:2]


@pytest.mark.parametrize("name", [name for name in SCENES | EXTREMES if name != "playing"])
def test_activations_have_the_same_z(name: str) -> None:
    scene = (SCENES | EXTREMES)[name]
    k, j = focus(scene)
    panel = activations.render(scene, VIEW)
    z = float(scene.trace.pre_activations[k][j])
    assert number(panel, f"z/{k}/{j}") == pytest.approx(z, nan_ok=True)
    layer = scene.network.layers[k]
    for f, entry in ACTIVATIONS.items():
        alpha = (layer.alpha if f == layer.activation else entry.alpha) or 0.0
        if f == "softmax":
            continue
        with np.errstate(all="ignore"):
            wanted = float(entry.function(np.array([z]), alpha)[0])
            slope = float(entry.derivative(np.array([z]), alpha)[0])
        assert number(panel, f"f/{f}") == pytest.approx(wanted, nan_ok=True)
        assert number(panel, f"slope/{f}") == pytest.approx(slope, nan_ok=True)


def test_softmax_is_compared_on_the_output_layer_only() -> None:
    scene = SCENES["3-4-2 softmax"]
    panel = activations.render(scene, VIEW)
    z = loops(scene.network, scene.x)[0][1]
    p = math.exp(z[1]) / (math.exp(z[0]) + math.exp(z[1]))
    assert number(panel, "f/softmax") == pytest.approx(p)
    assert number(panel, "slope/softmax") == pytest.approx(p * (1 - p))
    hidden = activations.render(SCENES["2-3-2-1"], VIEW)
    assert "f/softmax" not in values(hidden)
    assert "disabled" in str(hidden.parts["tile-softmax"])


def test_a_tile_gives_the_layer_its_function() -> None:
    scene = SCENES["2-3-2-1"]
    tile = str(activations.render(scene, VIEW).parts["tile-relu"])
    edit = re.search(r'data-edit="([^"]+)" value="([^"]+)"', tile)
    changed = perform(scene, Gesture(edit=edit[1], value=edit[2]))
    assert changed.network.layers[0].activation == "relu"
    assert 'aria-pressed="true"' in str(activations.render(changed, VIEW).parts["tile-relu"])
    assert "disabled" in str(activations.render(SCENES["locked"], VIEW).parts["tile-relu"])


def test_flags_say_off_here_and_saturated() -> None:
    network = Network([Layer([[1.0]], [-5.0], "linear")])
    parts = activations.render(Scene(network, [0.0]), VIEW).parts
    assert "off here" in parts["tile-relu"]
    assert "off here" not in parts["tile-leaky_relu"]
    assert "saturated" in parts["tile-sigmoid"]
    assert "saturated" not in parts["tile-softplus"]


# ---- surface ----


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
    free, others = (0, 1), scene.x.copy()
    others[:2] = 0
    grid = surface.surface(scene.network, free, (3.0, 3.0), others.tobytes())
    side = surface.side_of(scene.network)
    centres = [-3 + 6 * (c + 0.5) / side for c in range(side)]
    for r, c in ((0, 0), (3, 30), (31, 7)):
        wanted = loops(scene.network, [centres[c], centres[r], scene.x[2]])[1][-1]
        assert grid[side * r + c] == pytest.approx(wanted)
    panel = surface.render(scene, VIEW)
    assert number(panel, "low") == pytest.approx(grid[:, 1].min())
    assert number(panel, "high") == pytest.approx(grid[:, 1].max())
    assert number(panel, "fixed/2") == scene.x[2]


def test_a_selected_input_is_swept() -> None:
    scene = scene_of([4, 2, 1], selected=Target("input", (3,)))
    assert surface.axes_of(scene) == (0, 3)
    assert surface.axes_of(SCENES["regression"]) == (0, 1)
    assert {"fixed/1", "fixed/2"} <= set(values(surface.render(scene, VIEW)))


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
        assert surface.axes_of(scene, View(across=across, up=up)) == wanted
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
    largest = max(abs(number(panel, "low")), number(panel, "high"))
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


# ---- collapse ----


@pytest.mark.parametrize("name", ["linear", "one neuron", "regression"])
def test_collapse_is_exact(name: str) -> None:
    scene = SCENES[name]
    panel = collapse.render(scene, VIEW)
    assert "✓" in panel.html
    n_in, n_out = scene.network.n_inputs, scene.network.n_outputs
    weights = [[number(panel, f"W/{j}/{i}") for i in range(n_in)] for j in range(n_out)]
    biases = [number(panel, f"b/{j}/0") for j in range(n_out)]
    f = ACTIVATIONS[scene.network.layers[-1].activation].function
    rng = np.random.default_rng(5)
    for x in rng.uniform(-9, 9, (20, n_in)).tolist():
        z = [
            sum(w * v for w, v in zip(row, x, strict=True)) + b
            for row, b in zip(weights, biases, strict=True)
        ]
        wanted = loops(scene.network, x)[1][-1]
        assert f(np.array(z), 0.0).tolist() == pytest.approx(wanted, abs=1e-12)
    assert number(panel, "difference") < 1e-12


@pytest.mark.parametrize("name", ["2-3-2-1", "1-8-1", "3-4-2 softmax"])
def test_collapse_names_what_bends_and_how_much(name: str) -> None:
    scene = SCENES[name]
    panel = collapse.render(scene, VIEW)
    assert "Hidden 1" in str(panel.parts["verdict"])
    assert "✓" not in panel.html
    for j, y in enumerate(loops(scene.network, scene.x)[1][-1]):
        assert number(panel, f"deep/{j}") == pytest.approx(y)
    for j, y in enumerate(loops(scene.network, scene.x, bend=False)[1][-1]):
        assert number(panel, f"one/{j}") == pytest.approx(y)
    x = np.random.default_rng(0).uniform(-1, 1, (128, scene.network.n_inputs)) * 3.0
    worst = max(
        abs(a - b)
        for row in x
        for a, b in zip(
            loops(scene.network, row)[1][-1],
            loops(scene.network, row, bend=False)[1][-1],
            strict=True,
        )
    )
    assert number(panel, "difference") == pytest.approx(worst)


def test_a_leak_of_one_is_linear() -> None:
    layers = [Layer([[2.0]], [1.0], "prelu", 1.0), Layer([[3.0]], [0.0], "linear")]
    assert "✓" in collapse.render(Scene(Network(layers), [0.5]), VIEW).html


# ---- fit ----


@pytest.mark.parametrize("target", fits.CURVES)
def test_the_best_line_beats_its_neighbours(target: str) -> None:
    x = fits.DOTS.tolist()
    y = [float(fits.CURVES[target](np.array([v]))[0]) for v in x]
    panel = fit.render_curve(target)(SCENES["1-8-1"], VIEW)
    slope, intercept = number(panel, "slope"), number(panel, "intercept")

    def error(w: float, b: float) -> float:
        return sum((w * v + b - u) ** 2 for v, u in zip(x, y, strict=True)) / len(x)

    best = error(slope, intercept)
    assert number(panel, "mse/line") == pytest.approx(best)
    for dw, db in ((0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)):
        assert error(slope + dw, intercept + db) > best


@pytest.mark.parametrize("name", ["1-8-1", "2-3-2-1", "regression"])
def test_fit_measures_the_network(name: str) -> None:
    scene = SCENES[name]
    panel = fit.render(scene, VIEW)

    def gap(x: float) -> float:
        return loops(scene.network, [x, *scene.x[1:]])[1][-1][0] - math.sin(x)

    gaps = [gap(x) for x in fits.DOTS.tolist()]
    assert number(panel, "mse/network") == pytest.approx(sum(g * g for g in gaps) / len(gaps))
    between = [gap(-3 + 6 * n / 240) for n in range(241)]
    assert number(panel, "worst") == pytest.approx(max(map(abs, gaps + between)))
    assert number(panel, "within") == sum(abs(g) <= 0.1 for g in gaps)


@pytest.mark.parametrize(
    ("target", "first", "second", "bias"),
    [
        ("hat", ([1, 1, 1], [1, 0, -1]), [1, -2, 1], 0),
        ("ramp", ([1, 1], [1, -1]), [1, -1], -1),
        ("zigzag", ([1, 1, 1], [3, 1, -1]), [1, -2, 2], -1),
        ("valley", ([1, -1], [0, 0]), [1, 1], -1),
    ],
)
def test_three_relus_match_every_target_but_the_sine(target, first, second, bias) -> None:
    weights, biases = first
    layers = [
        Layer([[w] for w in weights], biases, "relu"),
        Layer([second], [bias], "linear"),
    ]
    panel = fit.render_curve(target)(Scene(Network(layers)), VIEW)
    assert number(panel, "within") == len(fits.DOTS)
    assert number(panel, "mse/network") == pytest.approx(0, abs=1e-20)


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(KeyError, match="sine"):
        fit.render_curve("cosine")


# ---- hidden space ----


def test_xor_is_bent_outside_and_straight_inside() -> None:
    scene = SCENES["xor"]
    panel = hidden_space.render(scene, VIEW)
    assert number(panel, "right") == 4
    for n, corner in enumerate(CORNERS):
        _, a = loops(scene.network, corner)
        assert [number(panel, f"corner/{n}/a/{i}") for i in (0, 1)] == a[0]
        assert number(panel, f"corner/{n}/y") == a[1][0]
    cut = panel.figures["hidden"]["data"][0]
    points = [(x, y) for x, y in zip(cut["x"], cut["y"], strict=True) if x is not None]
    assert points
    for x, y in points:  # a₁ − a₂ − 0.5 = 0
        assert x - y == pytest.approx(0.5, abs=1e-3)
    assert cut["x"].count(None) == 1
    assert panel.figures["inputs"]["data"][0]["x"].count(None) == 2


def test_the_separating_line_follows_the_threshold() -> None:
    scene = Scene(scene_of([2, 2, 1], seed=4).network, [0, 0], threshold=0.6)
    w, b = scene.network.layers[1].weights[0], float(scene.network.layers[1].biases[0])
    cut = hidden_space.render(scene, VIEW).figures["hidden"]["data"][0]
    points = [(x, y) for x, y in zip(cut["x"], cut["y"], strict=True) if x is not None]
    for x, y in points:
        assert w[0] * x + w[1] * y + b == pytest.approx(math.log(0.6 / 0.4), abs=0.01)


@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_at_the_ends_of_a_sigmoid_nothing_separates(threshold: float) -> None:
    scene = Scene(scene_of([2, 2, 1], seed=4).network, [0, 0], threshold=threshold)
    assert hidden_space.render(scene, VIEW).figures["hidden"]["data"][0]["x"] == []


def test_one_unit_gets_at_most_three_corners_right() -> None:
    rng = np.random.default_rng(0)
    best = 0
    for _ in range(200):
        network = Network([Layer(rng.normal(size=(1, 2)), rng.normal(size=1), "step")])
        best = max(best, int(number(hidden_space.render(Scene(network), VIEW), "right")))
    assert best == 3


def test_hidden_space_says_what_it_cannot_show() -> None:
    assert "two" in hidden_space.render(SCENES["1-8-1"], VIEW).html
    assert "hidden" not in hidden_space.render(SCENES["one neuron"], VIEW).figures


# ---- gradient ----


@pytest.mark.parametrize("name", ["2-3-2-1", "3-4-2 softmax", "one neuron", "regression", "off"])
@pytest.mark.parametrize("variant", vanishing.VARIANTS)
def test_gradients_equal_central_differences(name: str, variant: str) -> None:
    scene = SCENES[name]
    panel = gradient.render(scene, VIEW)
    network = vanishing.variant(scene.active_network, vanishing.VARIANTS[variant])
    output = scene.selected.path[1] if name == "3-4-2 softmax" else 0
    for k, layer in enumerate(network.layers):
        sizes = []
        for j in range(layer.n_out):  # a step of the bias is a step of z
            ends = []
            for h in (1e-6, -1e-6):
                biases = np.array(layer.biases)
                biases[j] += h
                layers = list(network.layers)
                layers[k] = Layer(layer.weights, biases, layer.activation, layer.alpha)
                ends.append(loops(Network(layers), scene.x)[1][-1][output])
            sizes.append(abs(ends[0] - ends[1]) / 2e-6)
        mean = sum(sizes) / len(sizes)
        assert number(panel, f"mean/{variant}/{k}") == pytest.approx(mean, rel=1e-4, abs=1e-8)


def test_the_largest_product_of_slopes_along_a_path() -> None:
    scene = SCENES["2-3-2-1"]
    panel = gradient.render(scene, VIEW)
    zs, _ = loops(scene.network, scene.x)
    best = 0.0
    for first in zs[0]:
        for second in zs[1]:
            path = (1 - math.tanh(first) ** 2) * (1 - math.tanh(second) ** 2)
            y = 1 / (1 + math.exp(-zs[2][0]))
            best = max(best, path * y * (1 - y))
    assert number(panel, "path/now") == pytest.approx(best)
    assert number(panel, "path") == pytest.approx(best)
    assert number(panel, "path/tanh") == pytest.approx(best)
    product = math.prod(number(panel, f"factor/{k}") for k in range(3))
    assert product == pytest.approx(best)


def test_deep_sigmoids_vanish() -> None:
    panel = gradient.render(scene_of([2, 8, 8, 8, 8, 8, 1]), VIEW)
    assert number(panel, "path/sigmoid") <= 0.25**6
    assert number(panel, "path/ReLU") == pytest.approx(number(panel, "factor/5"), rel=1.0)


# ---- probabilities ----


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_probabilities_at_every_temperature(temperature: float) -> None:
    scene = scene_of([3, 4, 3], output="softmax", temperature=temperature)
    panel = probabilities.render(scene, VIEW)
    z = loops(scene.network, scene.x)[0][-1]
    columns = {f"{t:g}": t for t in probabilities.TEMPERATURES} | {"T": temperature}
    for column, t in columns.items():
        total = sum(math.exp(v / t) for v in z)
        for c, v in enumerate(z):
            assert number(panel, f"p/{column}/{c}") == pytest.approx(math.exp(v / t) / total)
            assert number(panel, f"logit/{c}") == pytest.approx(v)
        assert number(panel, f"sum/{column}") == pytest.approx(1.0)


def test_one_output_is_a_sigmoid_over_two_classes() -> None:
    scene = SCENES["one neuron"]
    panel = probabilities.render(scene, VIEW)
    y = loops(scene.network, scene.x)[1][-1][0]
    assert number(panel, "p/1/0") == pytest.approx(y)
    assert number(panel, "p/1/1") == pytest.approx(1 - y)
    cut = panel.figures["probabilities"]["data"][-2]
    assert cut["y"] == [0.5, 0.5]


def test_temperature_is_an_edit() -> None:
    scene = SCENES["3-4-2 softmax"]
    warmer = perform(scene, Gesture(edit="temperature", value="2,5"))
    assert warmer.temperature == 2.5
    assert warmer != scene
    assert not warmer.same_content(scene)
    assert 'data-edit="temperature"' in probabilities.render(warmer, VIEW).html
    assert np.array_equal(warmer.trace.output, scene.trace.output)
    for wrong in (0.0, -1.0, math.nan, math.inf, 1e9):
        with pytest.raises(NetworkError, match="temperature"):
            perform(scene, Gesture(edit="temperature", value=wrong))


# ---- threshold ----


@pytest.mark.parametrize("name", ["2-3-2-1", "1-8-1", "xor", "one neuron", "3-4-2 softmax"])
def test_theta_is_minus_b(name: str) -> None:
    scene = SCENES[name]
    k, j = focus(scene)
    panel = threshold.render(scene, VIEW)
    bias = float(scene.network.layers[k].biases[j])
    z = loops(scene.network, scene.x)[0][k][j]
    assert number(panel, f"theta/{k}/{j}") == -bias
    assert number(panel, f"sum/{k}/{j}") == pytest.approx(z - bias)
    assert number(panel, f"z/{k}/{j}") == pytest.approx(z)
    assert ("Σ<i>wx</i> ≥ θ" in panel.html) == (z >= 0)
    assert f'data-target="bias/{k}/{j}"' in str(panel.parts["bias"])
    theta = panel.figures["threshold"]["data"][2]
    assert theta["x"] == [-bias, -bias]


def test_the_curve_moves_by_minus_b() -> None:
    scene = SCENES["2-3-2-1"]
    data = threshold.render(scene, VIEW).figures["threshold"]["data"]
    bias = float(scene.network.layers[0].biases[1])
    for x, y in zip(data[1]["x"], data[1]["y"], strict=True):
        assert y == pytest.approx(math.tanh(x + bias), abs=1e-3)


# ---- convolution ----


def convolution_layer(n_in: int, kernel: list[float], bias: float = 0.1) -> Layer:
    n_out = n_in - len(kernel) + 1
    weights = [
        [kernel[i - j] if 0 <= i - j < len(kernel) else 0.0 for i in range(n_in)]
        for j in range(n_out)
    ]
    return Layer(weights, [bias] * n_out, "linear")


def test_a_convolution_is_recognised_with_its_kernel() -> None:
    kernel = [1.0, -2.0, 0.5]
    scene = Scene(Network([convolution_layer(8, kernel)]), np.linspace(-1, 1, 8))
    panel = convolution.render(scene, VIEW)
    assert "✓" in panel.html
    assert [number(panel, f"kernel/{n}") for n in range(3)] == kernel
    assert number(panel, "zeros") == 6 * 5
    x = scene.x.tolist()
    signal = [sum(kernel[n] * x[j + n] for n in range(3)) + 0.1 for j in range(6)]
    for j, value in enumerate(signal):
        assert number(panel, f"a/{j}") == pytest.approx(value)
    for m in range(3):
        wanted = max(signal[2 * m], signal[2 * m + 1])
        assert number(panel, f"pooled/{m}") == pytest.approx(wanted)


def test_padding_is_a_convolution_too() -> None:
    weights = np.diag([2.0] * 5) + np.diag([1.0] * 4, 1) + np.diag([3.0] * 4, -1)
    band = band_of(Layer(weights, np.zeros(5)))
    assert band.is_convolution
    assert band.kernel == (3.0, 2.0, 1.0)


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [((1, 2), 0.7, "1 off the pattern"), ((0, 7), 0.4, "1 off the pattern"),
     ((3, 0), 1.0, "1 off the pattern")],
)  # fmt: skip
def test_one_odd_weight_is_pointed_out(place, value, reason) -> None:
    layer = convolution_layer(8, [1.0, -2.0, 0.5])
    weights = np.array(layer.weights)
    weights[place] = value
    scene = Scene(Network([Layer(weights, layer.biases, "linear")]))
    panel = convolution.render(scene, VIEW)
    assert reason in str(panel.parts["verdict"])
    odd = re.findall(r'class="cell[^"]*is-odd[^"]*" data-quantity="W/(\d)/(\d)"', panel.html)
    assert odd == [(str(place[0]), str(place[1]))]


def test_dense_layers_and_different_biases_are_no_convolution() -> None:
    layer = convolution_layer(8, [1.0, -2.0, 0.5])
    uneven = Layer(layer.weights, np.arange(6.0), "linear")
    assert not band_of(uneven).is_convolution
    assert not band_of(Layer(np.ones((4, 4)), np.zeros(4))).is_convolution
    assert not band_of(Layer(np.zeros((4, 4)), np.zeros(4))).is_convolution
    assert not band_of(Layer([[0.0, 1.0, 0.0]], [0.0])).is_convolution
    dense = Network.create([6, 5]).layers[0]
    assert not band_of(dense).is_convolution


def test_pooling_leaves_an_odd_last_value_out() -> None:
    assert pooled(np.array([1.0, 3.0, 2.0, -1.0, 9.0])).tolist() == [3.0, 2.0]
    assert pooled(np.array([1.0])).tolist() == []


# ---- symmetry ----


def symmetric(outgoing: list[float]) -> Scene:
    hidden = Layer([[0.5, -0.3], [0.5, -0.3], [0.2, 0.9]], [0.1, 0.1, 0.0], "tanh")
    network = Network([hidden, Layer([outgoing], [0.0], "sigmoid")])
    return Scene(network, [0.8, 0.6], Target("layer", (0,)))


def test_equal_neurons_with_equal_gradients_stay_equal() -> None:
    panel = symmetry.render(symmetric([1.0, 1.0, 0.5]), VIEW)
    verdict = str(panel.parts["verdict"])
    assert "neurons 1, 2 compute the same and receive the same gradient" in verdict
    assert number(panel, "a/0") == number(panel, "a/1")
    for i in ("0", "1", "b"):
        assert number(panel, f"dw/0/{i}") == number(panel, f"dw/1/{i}")


def test_unequal_gradients_part_equal_neurons() -> None:
    panel = symmetry.render(symmetric([1.0, -1.0, 0.5]), VIEW)
    assert "receive different gradients" in str(panel.parts["verdict"])


def test_different_neurons_are_no_group() -> None:
    assert "3 different neurons" in symmetry.render(SCENES["2-3-2-1"], VIEW).html


def test_shown_gradients_equal_central_differences() -> None:
    scene = symmetric([1.0, 0.7, 0.5])
    panel = symmetry.render(scene, VIEW)
    layer = scene.network.layers[0]
    for j in range(3):
        for i in range(2):
            ends = []
            for h in (1e-6, -1e-6):
                weights = np.array(layer.weights)
                weights[j, i] += h
                moved = Network([Layer(weights, layer.biases, "tanh"), scene.network.layers[1]])
                ends.append(loops(moved, scene.x)[1][-1][0])
            assert number(panel, f"dw/{j}/{i}") == pytest.approx(
                (ends[0] - ends[1]) / 2e-6, rel=1e-5
            )


# ---- what is not computed yet is blank ----


def test_numbers_wait_for_the_playback() -> None:
    scene = scene_of([2, 3, 1], step=0, selected=DEEP)
    assert values(activations.render(scene, VIEW))["f/tanh"] == ""
    assert values(threshold.render(scene, VIEW))["a/0/1"] == ""
    assert values(probabilities.render(scene, VIEW))["p/1/0"] == ""
    assert values(convolution.render(scene, VIEW))["a/0"] == ""


def test_the_check_of_collapse_notices_a_wrong_product(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(network: Network):
        return np.ones((2, 2)), np.zeros(2)

    forget()
    monkeypatch.setattr(collapsing, "product", wrong)
    scene = SCENES["linear"]
    assert "✓" not in collapse.render(scene, VIEW).html
    forget()
