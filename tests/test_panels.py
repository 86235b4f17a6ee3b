"""Every number in the panels is the trace's or the network's own, whatever the scene."""

import html.parser
import re
from collections.abc import Callable, Iterator

import numpy as np
import plotly.graph_objects as go
import pytest

from playground.activations import ACTIVATIONS
from playground.engine import gradients, slopes
from playground.network import Layer, Network
from playground.notation import compact, exact
from playground.panels.board import inputs, matrices, output
from playground.panels.changes import panel_changes
from playground.panels.inspector import inspector
from playground.panels.kit import controls
from playground.panels.kit.cells import condensed
from playground.panels.kit.scales import slider_limit, slider_step
from playground.panels.kit.theme import THEMES, contrast, ink, mix, value_colour
from playground.panels.panel import Panel, View
from playground.scene import (
    PHASES,
    Scene,
    Select,
    SetActivation,
    SetAlpha,
    SetBias,
    SetInput,
    SetThreshold,
    SetWeight,
    Target,
    apply,
    n_steps,
    reached,
    replace_scene,
    step_at,
    value_of,
)

VOID = {"input", "br", "wbr", "img", "hr", "path"}
PANELS = {"inputs": inputs, "output": output, "neuron": inspector, "matrices": matrices}
LIGHT = View()
Attributes = dict[str, str | None]

MOCK = Network(
    [
        Layer([[0.7, -1.5], [1.4, -0.9], [-2.1, -1.2]], [-0.2, 0.3, -0.4], "tanh"),
        Layer([[-0.3, 1.2, -0.25], [0.8, -0.3, 0.9]], [0.15, -0.1], "relu"),
        Layer([[1.1, -1.3]], [-0.9], "sigmoid"),
    ],
    ["height", "weight"],
)
OBESITY = Network([Layer([[0.2, 0.00001]], [1], "sigmoid")], ["height", "mass"], ["Obese"])
OVERFLOWING = Network(
    [
        Layer([[1e300, -1e300], [0, 1]], [0, 0], "linear"),
        Layer([[1e300, 0], [0, 0]], [0, -1234567.891], "linear"),
    ]
)
SCENES = {
    "mock": Scene(MOCK, [0.8, 0.6], Target("neuron", (0, 1))),
    "obesity": Scene(OBESITY, [4, 80], Target("neuron", (0, 0)), decimals=4),
    "salary": Scene(Network.create([4, 1], seed=3), [30, 5, 40000, 4], decimals=0),
    "softmax": Scene(Network.create([3, 4, 2], "gelu", "softmax", seed=1), [0.3, -0.5, 0.9]),
    "seven classes": Scene(Network.create([2, 7], output="softmax", seed=1), [0.3, -0.5]),
    "step": Scene(Network.create([2, 2, 1], "step", "step", seed=2), [1, 0], decimals=6),
    "several sigmoids": Scene(Network.create([2, 3], output="sigmoid", seed=2), [1, 0]),
    "wide": Scene(Network.create([16, 16, 16], "elu", "tanh", seed=1), np.linspace(-2, 2, 16)),
    "condensed": Scene(Network.create([40, 30, 35], "mish", seed=1), np.linspace(-2, 2, 40)),
    "deep": Scene(Network.create([1, *[2] * 8, 1], "selu", seed=1), [0.5]),
    "overflowing": Scene(OVERFLOWING, [1e10, -1e200]),
    "not a number": Scene(OVERFLOWING, [1e200, 1e200]),
    "off": Scene(
        MOCK,
        [0.8, 0.6],
        off=[Target("input", (1,)), Target("weight", (0, 1, 0)), Target("neuron", (1, 1))],
    ),
}


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(panel: Panel) -> _Reader:
    reader = _Reader()
    reader.feed(panel.html)
    reader.close()
    assert reader.open == []
    assert "<!--" not in panel.html
    return reader


def selections(scene: Scene) -> Iterator[Scene]:
    """The scene with one target of each kind selected in turn, and with none."""
    yield replace_scene(scene, selected=None)
    for k, layer in enumerate(scene.network.layers):
        j, i = layer.n_out - 1, layer.n_in // 2
        for kind, path in (
            ("neuron", (k, j)),
            ("weight", (k, j, i)),
            ("bias", (k, 0)),
            ("layer", (k,)),
        ):
            yield replace_scene(scene, selected=Target(kind, path))
    yield replace_scene(scene, selected=Target("input", (0,)))


def rendered(scene: Scene) -> Iterator[tuple[Scene, str, Panel]]:
    for chosen in selections(scene):
        for name, module in PANELS.items():
            yield chosen, name, module.render(chosen, LIGHT)


def same(text: str | None, value: float | None) -> bool:
    return text == ("" if value is None else exact(value))


def known(scene: Scene, target: Target) -> float | None:
    if target.kind == "neuron" and not reached(scene, *target.path):
        return None
    return value_of(scene, target)


def z_of(scene: Scene, k: int, j: int) -> float | None:
    return float(scene.trace.pre_activations[k][j]) if reached(scene, k, j, "bias") else None


def product_of(scene: Scene, k: int, j: int, i: int) -> float | None:
    if not reached(scene, k, j, "multiply"):
        return None
    with np.errstate(all="ignore"):
        weights = scene.active_network.layers[k].weights
        return float(weights[j, i] * scene.trace.sources(k)[i])


def derivative_of(scene: Scene, output_index: int, kind: str, *path: int) -> float | None:
    network = scene.network
    if not reached(scene, len(network.layers) - 1, network.n_outputs - 1):
        return None
    found = gradients(scene.active_network, scene.trace, output_index)
    if kind == "input":
        return 0.0 if scene.is_off("input", *path) else float(found.x[path[0]])
    k, j, i = path
    source = scene.is_off("neuron", k - 1, i) if k else scene.is_off("input", i)
    off = source or scene.is_off("weight", k, j, i)
    return 0.0 if off else float(found.weights[k][j, i])


def sum_of(scene: Scene, k: int) -> float | None:
    last = len(scene.network.layers) - 1
    done = reached(scene, last, scene.network.n_outputs - 1)
    return float(scene.trace.output.sum()) if done else None


def statistic(values: str, what: str) -> Callable[..., float | None]:
    def expected(scene: Scene, k: int) -> float | None:
        layer = scene.network.layers[k]
        if values != "weight" and not reached(scene, k, layer.n_out - 1):
            return None
        neurons = [j for j in range(layer.n_out) if not scene.is_off("neuron", k, j)]
        array = {
            "weight": np.array(
                [
                    layer.weights[j, i]
                    for j in neurons
                    for i in range(layer.n_in)
                    if not scene.is_cut(k, j, i)
                ]
            ),
            "z": scene.trace.pre_activations[k][neurons],
            "a": scene.trace.activations[k][neurons],
        }[values]
        with np.errstate(all="ignore"):
            return float(getattr(array, what)())

    return expected


QUANTITIES: dict[str, Callable[..., float | None]] = {
    "z": z_of,
    "product": product_of,
    "alpha": lambda scene, k: scene.network.layers[k].alpha or 0.0,
    "derivative": derivative_of,
    "sum": sum_of,
    **{
        f"{values}-{name}": statistic(values, what)
        for values in ("weight", "z", "a")
        for name, what in (("least", "min"), ("mean", "mean"), ("largest", "max"))
    },
}


def check_numbers(scene: Scene, panel: Panel) -> int:
    """Assert that every data-value is what its target or quantity says; how many there were."""
    count = 0
    for tag, found in read(panel).found:
        if "data-value" not in found:
            continue
        count += 1
        shown = found["data-value"]
        if target := found.get("data-target"):
            assert same(shown, known(scene, Target.parse(target))), (tag, found)
        elif quantity := found.get("data-quantity"):
            name, *path = quantity.split("/")
            places = [int(part) if part.isdecimal() else part for part in path]
            if name != "other-products":
                assert same(shown, QUANTITIES[name](scene, *places)), (tag, found)
        else:
            verb, *path = (found["data-edit"] or "").split("/")
            alpha = verb == "alpha" and scene.network.layers[int(path[0])].alpha
            assert same(shown, alpha or scene.threshold), (tag, found)
    return count


@pytest.mark.parametrize("name", SCENES)
def test_every_number_is_the_traces_or_the_networks_own(name: str) -> None:
    for scene, panel_name, panel in rendered(SCENES[name]):
        count = check_numbers(scene, panel)
        assert count or (panel_name == "neuron" and scene.selected is None)


@pytest.mark.parametrize("name", ["mock", "softmax", "obesity", "several sigmoids", "off"])
def test_a_step_shows_what_has_been_computed_and_nothing_else(name: str) -> None:
    scene = SCENES[name]
    for step in range(n_steps(scene.network)):
        for chosen, _, panel in rendered(replace_scene(scene, step=step)):
            check_numbers(chosen, panel)
            for figure in panel.figures.values():
                check_marks(chosen, figure)


def check_marks(scene: Scene, figure: dict) -> None:
    k, j = scene.selected.path[:2]
    marker = figure["data"][3]
    a = known(scene, Target("neuron", (k, j)))
    assert marker["y"] == ([] if a is None else [a])
    z = z_of(scene, k, j)
    assert (z is None) == (figure["data"][4]["text"] == [])


def test_the_steps_differ() -> None:
    scene = SCENES["mock"]
    before = inspector.render(replace_scene(scene, step=3), LIGHT).html
    seen = [before]
    for step in (4, 5, 6):
        assert step_at(MOCK, step) == (0, 1, PHASES[step - 4])
        seen.append(inspector.render(replace_scene(scene, step=step), LIGHT).html)
    assert len(set(seen)) == 4


def test_the_check_notices_a_wrong_number() -> None:
    panel = output.render(SCENES["mock"], LIGHT)
    value = exact(float(SCENES["mock"].trace.output[0]))
    parts = {n: type(p)(p.replace(value, value[:-1])) for n, p in panel.parts.items()}
    with pytest.raises(AssertionError):
        check_numbers(SCENES["mock"], Panel(panel.frame, parts))


@pytest.mark.parametrize("name", SCENES)
def test_figures_are_plotlys_and_always_of_five_traces(name: str) -> None:
    for theme in ("light", "dark"):
        for scene in selections(SCENES[name]):
            view = View(theme=theme, widths={"neuron": 358})
            for figure in inspector.render(scene, view).figures.values():
                go.Figure(figure)
                assert len(figure["data"]) == 5
                assert figure["layout"]["width"] == 358 - 34
                texts = [*figure["data"][4]["x"], *figure["data"][4]["y"]]
                assert np.isfinite(texts).all()


@pytest.mark.parametrize("activation", [a for a in ACTIVATIONS if a != "softmax"])
@pytest.mark.parametrize("z", [-1e9, -40.0, -3.0, -0.3, 0.0, 0.9, 3.0, 7.5, 1e9, 1e250])
def test_the_curve_passes_through_the_operating_point(activation: str, z: float) -> None:
    network = Network([Layer([[1.0]], [0.0], activation), Layer([[1.0]], [0.0])])
    scene = Scene(network, [z], Target("neuron", (0, 0)))
    figure = inspector.render(scene, LIGHT).figures["curve"]
    go.Figure(figure)
    (low, high), (down, up) = (figure["layout"][axis]["range"] for axis in ("xaxis", "yaxis"))
    if abs(z) > 1e12:
        assert figure["data"][3]["x"] == []
        return
    a = float(scene.trace.activations[0][0])
    assert low < z < high
    assert down <= a <= up
    curve = figure["data"][0]
    if activation != "step":
        spacing = (high - low) / 120 * max(1.1, abs(float(slopes(network, scene.trace, 0)[0])))
        assert abs(np.interp(z, curve["x"], curve["y"]) - a) <= spacing
    x, y = figure["data"][2]["x"], figure["data"][2]["y"]
    slope = float(slopes(network, scene.trace, 0)[0])
    assert (y[1] - y[0]) == pytest.approx(slope * (x[1] - x[0]), rel=1e-6, abs=1e-9 * (up - down))


def test_softmaxs_curve_varies_its_own_z_alone() -> None:
    network = Network.create([2, 3], output="softmax", seed=4)
    scene = Scene(network, [0.4, -1.2], Target("neuron", (0, 1)))
    curve = inspector.render(scene, LIGHT).figures["curve"]["data"][0]
    z = scene.trace.pre_activations[0].copy()
    for x, y in zip(curve["x"][::10], curve["y"][::10], strict=True):
        z[1] = x
        assert y == pytest.approx(np.exp(z[1]) / np.exp(z).sum(), rel=1e-12)


@pytest.mark.parametrize("name", SCENES)
def test_labels_of_the_curve_stay_inside_and_apart(name: str) -> None:
    for scene in selections(SCENES[name]):
        for figure in inspector.render(scene, LIGHT).figures.values():
            layout, labels = figure["layout"], figure["data"][4]
            (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
            assert all(left <= x <= right for x in labels["x"])
            assert all(low <= y <= high for y in labels["y"])
            across = (layout["width"] - layout["margin"]["l"] - 6) / (right - left)
            up = 168 / (high - low)
            places = list(zip(labels["x"], labels["y"], strict=True))
            for n, (x, y) in enumerate(places):
                for other_x, other_y in places[:n]:
                    assert abs(x - other_x) * across > 30 or abs(y - other_y) * up > 14


def edits(scene: Scene) -> Iterator[Scene]:
    yield apply(scene, SetInput(0, 0.123))
    yield apply(scene, SetBias(0, 0, -0.77))
    yield apply(scene, SetWeight(0, 0, 0, 2.5))
    yield apply(scene, SetThreshold(0.9))


@pytest.mark.parametrize("name", [n for n in SCENES if n not in ("overflowing", "not a number")])
def test_a_drag_changes_parts_and_traces_never_a_frame(name: str) -> None:
    for scene in selections(SCENES[name]):
        for after in edits(scene):
            for module in PANELS.values():
                base, panel = module.render(scene, LIGHT), module.render(after, LIGHT)
                changes = panel_changes(panel, base)
                assert changes.keys() <= {"parts", "figures"}
                for figure in changes.get("figures", {}).values():
                    assert "data" not in figure


def test_a_drag_of_an_input_sends_little() -> None:
    scene = replace_scene(SCENES["wide"], selected=Target("neuron", (0, 3)))
    after = apply(scene, SetInput(0, 0.123))
    changes = [
        str(panel_changes(module.render(after, LIGHT), module.render(scene, LIGHT)))
        for module in PANELS.values()
    ]
    assert 0 < sum(map(len, changes)) < 24_000


@pytest.mark.parametrize("name", SCENES)
def test_each_part_is_one_element_with_its_key(name: str) -> None:
    for _, _, panel in rendered(SCENES[name]):
        for key, part in panel.parts.items():
            reader = _Reader()
            reader.feed(str(part))
            assert reader.found[0][1]["data-key"] == key
            depth = list(_depths(str(part)))
            assert depth.count(0) == 1  # closed once, at its end
        keys = [found["data-key"] for _, found in read(panel).found if "data-key" in found]
        assert len(keys) == len(set(keys))


def _depths(markup: str) -> Iterator[int]:
    """How deep the markup is after each closing tag."""
    reader = _Reader()
    for piece in markup.replace("<", "\0<").split("\0")[1:]:
        before = len(reader.open)
        reader.feed(piece)
        if len(reader.open) < before:
            yield len(reader.open)


@pytest.mark.parametrize("name", SCENES)
def test_controls_have_labels_and_ids_are_not_used(name: str) -> None:
    for _, _, panel in rendered(SCENES[name]):
        reader = read(panel)
        tags = [tag for tag, _ in reader.found]
        assert tags[0] == "section"
        for tag, found in reader.found:
            assert "id" not in found
            if tag in ("input", "select") and found.get("data-field") != "seed":
                assert found.get("aria-label")
            if found.get("role") in ("img", "math", "group", "switch"):
                assert found.get("aria-label")


def test_sliders_show_the_number_that_they_set() -> None:
    for _, found in read(inputs.render(SCENES["salary"], LIGHT)).found:
        if found.get("type") == "range":
            low, value, high = (float(found[key]) for key in ("min", "value", "max"))
            assert low < value < high
            assert float(found["step"]) > 0
            assert found["value"] == found["data-value"]


@pytest.mark.parametrize(
    ("value", "limit"), [(0, 3), (2.9, 3), (3, 5), (-3.1, 5), (4.1, 10), (8.1, 20), (40000, 50000)]
)
def test_a_sliders_range_follows_its_value(value: float, limit: float) -> None:
    assert slider_limit(value) == limit


@pytest.mark.parametrize(("limit", "step"), [(3, 0.01), (5, 0.01), (50, 0.1), (50000, 100)])
def test_a_sliders_step_is_a_power_of_ten(limit: float, step: float) -> None:
    assert slider_step(-limit, limit) == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.5, "0.50"),
        (-0.001, "0.00"),
        (1e-5, "1·10⁻⁵"),
        (-99999.0, "−99999.00"),
        (-1234567.891, "−1.23·10⁶"),
        (-1.5e300, "−1.50·10³⁰⁰"),
        (float("inf"), "∞"),
        (float("nan"), "not a number"),
    ],
)
def test_narrow_places_show_large_and_tiny_numbers_as_powers(value: float, shown: str) -> None:
    assert compact(value, 2, tiny=True) == shown


def test_names_are_escaped() -> None:
    names = ["R&D", 'a"b', "x'y"]
    network = Network.create([3, 2], output="softmax", input_names=names, output_names=names[:2])
    for _, _, panel in rendered(Scene(network, [1, 2, 3])):
        reader = read(panel)
        assert "R&D" not in panel.html.replace("R&amp;D", "")
        values = [found.get("value") for tag, found in reader.found if tag == "input"]
        if "name" in panel.html and 'data-edit="rename-input/1"' in panel.html:
            assert 'a"b' in values


@pytest.mark.parametrize("theme", THEMES)
def test_infinite_and_undefined_values_are_said(theme: str) -> None:
    view = View(theme=theme)
    assert "∞" in "".join(read(output.render(SCENES["overflowing"], view)).texts)
    undefined = replace_scene(SCENES["not a number"], selected=Target("neuron", (1, 1)))
    assert "not a number" in "".join(read(inspector.render(undefined, view)).texts)
    assert "not a number" in "".join(read(output.render(undefined, view)).texts)


def test_an_output_in_0_to_1_is_a_class_by_its_threshold() -> None:
    texts = read(output.render(SCENES["obesity"], LIGHT)).texts
    assert {"0.8582", "≥ 0.5000", "Obese"} <= set(texts)
    strict = apply(SCENES["obesity"], SetThreshold(0.9))
    assert {"0.8582", "< 0.9000", "not Obese"} <= set(read(output.render(strict, LIGHT)).texts)
    assert "class 1" in read(output.render(SCENES["mock"], LIGHT)).texts


def test_softmax_marks_the_most_probable_and_shows_the_sum() -> None:
    panel = output.render(SCENES["softmax"], LIGHT)
    best = int(SCENES["softmax"].trace.output.argmax())
    assert [n for n, part in panel.parts.items() if "most probable" in part] == [f"output-{best}"]
    assert "1.00" in panel.parts["sum"]


def test_the_obesity_neuron_shows_its_worked_numbers() -> None:
    texts = "".join(read(inspector.render(SCENES["obesity"], LIGHT)).texts)
    assert "0.8000" in texts
    assert "1.8008" in texts
    assert "σ(1.8008)" in texts


def test_neurons_that_are_off_here_or_saturated_are_flagged_in_words() -> None:
    mock = SCENES["mock"]
    off_here = apply(apply(mock, Select("neuron/1/1")), SetInput(0, 0.8))
    assert "off here: slope 0 at this input" in inspector.render(off_here, LIGHT).parts["flags"]
    saturated = apply(mock, Select("neuron/0/2"))
    assert "saturated: slope 0.015 &lt; 0.05" in inspector.render(saturated, LIGHT).parts["flags"]
    assert "flag " not in inspector.render(mock, LIGHT).parts["flags"]


def test_locked_controls_are_disabled_and_say_why() -> None:
    locked = ["topology", "activations", "weights", "biases", "inputs"]
    scene = apply(SCENES["mock"], SetActivation(0, "leaky_relu"))
    scene = replace_scene(scene, locked=locked)
    for _, _, panel in rendered(scene):
        for tag, found in read(panel).found:
            setter = tag in ("input", "select") or found.get("role") == "switch"
            if setter and found.get("data-edit") != "threshold":
                assert "disabled" in found, found
                assert found["title"] == controls.LOCKED_TITLE


def test_what_a_link_hides_is_not_rendered() -> None:
    scene = replace_scene(SCENES["mock"], hidden=["weights", "inputs", "randomise"])
    assert "hidden" in read(inputs.render(scene, LIGHT)).found[0][1]
    targets = [f for t, f in read(inspector.render(scene, LIGHT)).found if t == "input"]
    assert targets == []
    layer = inspector.render(replace_scene(scene, selected=Target("layer", (0,))), LIGHT)
    assert "randomise" not in layer.html


def test_what_is_off_contributes_nothing_and_remembers_its_weight() -> None:
    scene = apply(SCENES["off"], Select("neuron/0/1"))
    panel = inspector.render(scene, LIGHT)
    assert 'data-value="1.4"' in panel.parts["weight-0"]
    assert "is-off" in panel.parts["weight-0"]
    assert 'data-quantity="product/0/1/0" data-value="0"' in panel.parts["equation"]


def test_large_layers_are_condensed() -> None:
    assert condensed(16) == list(range(16))
    assert condensed(17) == [*range(8), None, *range(13, 17)]
    scene = replace_scene(SCENES["condensed"], selected=Target("neuron", (0, 3)))
    panel = matrices.render(scene, LIGHT)
    cells = [f for _, f in read(panel).found if (f.get("data-target") or "").startswith("weight")]
    assert len(cells) == 12 * 12
    assert "⋮" in panel.html
    assert "neuron 30" in panel.html


def test_the_selected_neurons_row_and_layer_stand_out() -> None:
    panel = matrices.render(SCENES["mock"], LIGHT)
    assert ["is-selected" in panel.parts[f"w-{j}"] for j in range(3)] == [False, True, False]
    buttons = [f for t, f in read(panel).found if (f.get("data-edit") or "").startswith("select/l")]
    assert [f["aria-pressed"] for f in buttons] == ["true", "false", "false"]


def test_alpha_can_be_set_where_there_is_one() -> None:
    scene = apply(SCENES["mock"], SetActivation(0, "prelu"))
    scene = apply(apply(scene, SetAlpha(0, 0.3)), Select("layer/0"))
    panel = inspector.render(scene, LIGHT)
    assert 'data-edit="alpha/0" data-value="0.3"' in panel.parts["alpha"]
    assert "alpha" not in inspector.render(apply(SCENES["mock"], Select("layer/0")), LIGHT).parts


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_contrast(theme: str) -> None:
    palette = THEMES[theme]
    for colour in (palette.text1, palette.text2, palette.text3, palette.accent_text):
        for ground in (palette.card, palette.sunk):
            assert contrast(colour, ground) >= 4.5
    for colour in (palette.number_negative, palette.number_positive):
        for ground in (palette.card, palette.sunk):
            assert contrast(colour, ground) >= 4.5
    soft = mix(palette.fill_positive, palette.card, 0.12)
    assert contrast(palette.number_positive, soft) >= 4.5
    assert contrast(palette.accent_text, palette.accent_soft) >= 4.5
    assert contrast(palette.card, palette.accent) >= 4.5
    for value in np.linspace(-1, 1, 81):
        fill = value_colour(float(value), palette)
        assert contrast(ink(fill), fill) >= 4.25  # theme.ink is not quite black


def test_a_neuron_that_is_switched_off_is_struck_out_in_both_matrices() -> None:
    scene = apply(SCENES["off"], Select("layer/1"))
    cells = re.findall(r'<span class="cell([^"]*)"', matrices.render(scene, LIGHT).parts["a"])
    assert ["is-off" in css for css in cells] == [False, True]
    after = matrices.render(apply(scene, Select("layer/2")), LIGHT).parts
    cells = re.findall(r'<span class="cell([^"]*)"', after["x"])
    assert ["is-off" in css for css in cells] == [False, True]
