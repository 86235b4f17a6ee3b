"""What can be grabbed on the stage: it strikes out no label, and says what can be dragged."""

import html.parser
import itertools
import math
import re
from collections import OrderedDict
from collections.abc import Iterator

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.network import Network
from playground.panels.kit import memo
from playground.panels.panel import View
from playground.panels.stage import stage
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import TIP_HEIGHT, Box, touch, touches_disc, within
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import plan_of
from playground.panels.stage.targets.sliders import GRAB
from playground.panels.stage.targets.weights import SMALL_GRAB
from playground.scene import (
    LOCKABLE,
    Scene,
    Select,
    SetWeight,
    Target,
    apply,
    n_steps,
    replace_scene,
)
from tests.strategies import networks, scenes, tame_numbers

VIEWS = [View(), View(widths={"stage": 560}), View(widths={"stage": 360}, phone=True)]
Attributes = dict[str, str]


class _Reader(html.parser.HTMLParser):
    """Every element with what stands around it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[Attributes] = []
        self.found: list[tuple[Attributes, list[Attributes]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attributes}
        self.found.append((own, list(self.open)))
        self.open.append(own)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()


def elements(scene: Scene, view: View) -> list[tuple[Attributes, list[Attributes]]]:
    """The elements of the stage's overlay, each with its ancestors."""
    reader = _Reader()
    for name, part in stage.render(scene, view).parts.items():
        if name.startswith(("edges/", "nodes/")):
            reader.feed(part)
    return reader.found


def handles(scene: Scene, view: View) -> dict[str, Attributes]:
    """The focusable elements by their targets."""
    return {own["data-target"]: own for own, _ in elements(scene, view) if "data-target" in own}


def style(own: Attributes, name: str) -> float:
    return float(re.search(rf"(?:^|;){name}:(?:rotate\()?(-?[\d.]+)", own["style"])[1])


def lit(own: Attributes, bead: Attributes) -> Iterator[tuple[tuple[float, float], ...]]:
    """The pieces of an edge that light up, in pixels of the diagram."""
    half = (SMALL_GRAB if "small" in bead["class"] else GRAB) / 2  # the bead's place is its middle
    x = style(bead, "left") - half + style(own, "left")
    y = style(bead, "top") - half + style(own, "top")
    length, angle = style(own, "width"), math.radians(style(own, "transform"))
    mask = re.search(r"linear-gradient\(90deg,(.*)\)", own["style"])
    stops = [("#000", 0.0), ("#000", length)]
    if mask:
        pairs = [stop.split() for stop in mask[1].split(",")]
        stops = [(colour, float(at.removesuffix("px"))) for colour, at in pairs]
        stops.append((stops[-1][0], length))
    for (colour, start), (_, end) in itertools.pairwise(stops):
        if colour == "#000" and end > start:
            yield tuple((x + t * math.cos(angle), y + t * math.sin(angle)) for t in (start, end))


def assert_edges_spare_labels(scene: Scene, view: View) -> int:
    """No piece that lights up lies on a label; how many edges there are."""
    boxes: list[Box] = lettering(plan_of(scene, view)).boxes
    edges = [
        (own, around[-1])
        for own, around in elements(scene, view)
        if own.get("class", "").startswith("edge")
    ]
    for own, bead in edges:
        for start, end in lit(own, bead):
            for box in boxes:
                span = within(start, end, box)
                assert span is None or (span[1] - span[0]) * math.dist(start, end) < 0.5
    return len(edges)


@pytest.mark.parametrize("view", VIEWS, ids=["desktop", "narrow", "phone"])
@pytest.mark.parametrize("name", presets.NAMES)
def test_an_edge_that_lights_up_strikes_out_no_label_of_an_example(name: str, view: View) -> None:
    scene = presets.load(name)
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            assert assert_edges_spare_labels(apply(scene, Select(f"neuron/{k}/{j}")), view)


@given(
    networks(tame_numbers, max_hidden=3, max_neurons=6).flatmap(
        lambda network: scenes(network, tame_numbers)
    ),
    st.sampled_from(VIEWS),
)
def test_an_edge_that_lights_up_strikes_out_no_label(scene: Scene, view: View) -> None:
    assert_edges_spare_labels(scene, view)


def test_what_is_fixed_does_not_ask_to_be_dragged() -> None:
    free = presets.load("body-size")
    for group, kind in (("weights", "weight"), ("biases", "bias"), ("inputs", "input")):
        for scene, fixed in ((free, False), (replace_scene(free, locked=frozenset({group})), True)):
            for target, own in handles(scene, View()).items():
                if target.startswith(kind):
                    assert ("drag" in own["data-tip"] + own["aria-label"]) != fixed
                    assert (own.get("aria-disabled") == "true") == fixed


def test_the_legend_says_how_far_inputs_and_values_go() -> None:
    network = Network.create([2, 1], output="linear", init="zeros")
    told = {
        (0.5, -1.0): "",
        (0.5, -1.25): "(here up to 1.25)",
        (4.0, 40_000.0): "(here up to 40.0k)",
        (0.5, 3e12): "(here up to 3e12)",
    }
    for x, text in told.items():
        legend = stage.render(Scene(network, x), View()).parts["legend"]
        assert ("here up to" in legend) == bool(text)
        assert text in legend


def test_a_page_that_fixes_everything_does_not_speak_of_dragging() -> None:
    scene = replace_scene(presets.load("body-size"), locked=frozenset(LOCKABLE))
    panel = stage.render(scene, View())
    assert "drag" not in re.sub(r"<[^>]*>", " ", panel.frame + "".join(panel.parts.values()))


@pytest.mark.parametrize("view", VIEWS, ids=["desktop", "narrow", "phone"])
def test_the_tooltip_of_a_bias_leaves_its_neuron_free(view: View) -> None:
    scene = Scene(Network.create([2, 3, 2], seed=1), [0.5, 0.5], Target("neuron", (0, 1)))
    for target, own in handles(scene, view).items():
        if target.startswith("bias/"):
            last = target.startswith("bias/1")
            side = "tip-below" if view.phone else "tip-left" if last else "tip-right"
            assert side in own["class"].split()


@pytest.mark.parametrize("name", ["body-size", "salary", "xor"])
def test_the_tooltip_of_a_weight_covers_no_label(name: str) -> None:
    scene = apply(presets.load(name), Select("neuron/0/0"))
    boxes = lettering(plan_of(scene, View())).boxes
    for target, own in handles(scene, View()).items():
        if not target.startswith("weight/0/0"):
            continue
        x, y = style(own, "left"), style(own, "top")
        gap = style(own, "--tip") + 12
        top = y + gap if "tip-below" in own["class"] else y - gap - TIP_HEIGHT
        half = text_width(own["data-tip"], 12.5) / 2 + 8
        tip = (x - half, top, x + half, top + TIP_HEIGHT)
        for left, upper, right, lower in boxes:
            aside = tip[0] >= right - 2 or tip[2] <= left + 2  # a border may be touched
            assert aside or tip[1] >= lower - 2 or tip[3] <= upper + 2, own["data-tip"]


WIDTHS = {"1440": 1022, "1280": 862, "820": 762}  # of the stage in a window as wide as that


def forms(scene: Scene, width: int) -> set[str]:
    """The forms in which the products of all its neurons are written on a stage that wide."""
    found = set()
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            at = plan_of(apply(scene, Select(f"neuron/{k}/{j}")), View(widths={"stage": width}))
            found.add(lettering(at).products.form)
    return found


@pytest.mark.parametrize("window", WIDTHS)
@pytest.mark.parametrize("name", presets.NAMES)
def test_every_example_shows_factors_and_product_of_each_edge(name: str, window: str) -> None:
    assert forms(presets.load(name), WIDTHS[window]) == {"apart"}


@pytest.mark.parametrize("name", [name for name in presets.NAMES if name != "salary"])
def test_on_a_phone_an_example_shows_both_of_the_neuron_it_selects(name: str) -> None:
    view = View(widths={"stage": 366}, phone=True)
    assert lettering(plan_of(presets.load(name), view)).products.form == "apart"


@pytest.mark.parametrize(
    ("sizes", "window", "expected"),
    [
        ((4, 4, 2), "1280", {"apart"}),
        ((6, 3, 1), "820", {"apart"}),
        ((8, 8, 2), "1440", {"apart"}),
        ((8, 8, 2), "1280", {"apart"}),
        ((8, 8, 2), "820", {"apart", "joined"}),
        ((9, 3, 1), "1440", {"product", "apart"}),
        ((2, 3, 3, 3, 3, 3, 3, 3, 3, 1), "1440", {"product"}),
    ],
)
def test_products_take_the_fullest_form_that_has_room(
    sizes: tuple[int, ...], window: str, expected: set[str]
) -> None:
    network = Network.create(list(sizes), "tanh", "sigmoid", "glorot_uniform", 0)
    scene = Scene(network, np.linspace(-1, 1, sizes[0]))
    assert forms(scene, WIDTHS[window]) == expected


@given(
    networks(tame_numbers, max_hidden=3, max_neurons=9).flatmap(
        lambda network: scenes(network, tame_numbers)
    ),
    st.sampled_from(VIEWS),
)
def test_products_touch_no_disc_no_live_handle_and_no_other_label(scene: Scene, view: View) -> None:
    at = plan_of(scene, view)
    written = lettering(at)
    own = [label.box for label in written.products.labels]
    for n, box in enumerate(own):
        assert not any(touch(box, other) for other in (*written.fixed, *own[:n]))
        for column in at.columns:
            for x, y in zip(column.xs, column.ys, strict=True):
                assert not touches_disc(box, (x, y, column.radius))
        if at.focus is not None and at.focus.kind in ("neuron", "weight"):
            k = at.focus.path[0]
            for edge in at.edges(k):
                live = at.is_live(*edge)
                assert not live or not touches_disc(box, (*at.along(edge, at.bead_at(k)), 6.0))


def test_factors_and_product_in_one_label_are_equal_only_if_they_are_as_printed() -> None:
    network = Network.create([8, 8, 2], "tanh", "sigmoid", "glorot_uniform", 0)
    scene = apply(Scene(network, np.full(8, 0.5)), Select("neuron/0/3"))
    for i, weight in enumerate([0.5, 0.25, -0.33]):
        scene = apply(scene, SetWeight(0, 3, i, weight))
    labels = lettering(plan_of(scene, View(widths={"stage": 762}))).products.labels
    texts = [re.sub(r"<[^>]*>", "", label.text) for label in labels]
    assert texts[:3] == ["0.50 · 0.50 = 0.25", "0.50 · 0.25 ≈ 0.12", "0.50 · (−0.33) ≈ −0.17"]


@pytest.mark.parametrize("view", VIEWS, ids=["desktop", "narrow", "phone"])
@pytest.mark.parametrize("name", presets.NAMES)
def test_the_diagram_of_an_example_is_a_figure_of_plotlys(name: str, view: View) -> None:
    scene = presets.load(name)
    for step in (None, 0, 1, n_steps(scene.network) - 1):
        go.Figure(stage.render(replace_scene(scene, step=step), view).figures["stage"])


@given(scenes(), st.sampled_from(VIEWS))
def test_any_diagram_is_a_figure_of_plotlys(scene: Scene, view: View) -> None:
    figure = stage.render(scene, view).figures["stage"]
    go.Figure(figure)
    assert all(len(trace["x"]) == len(trace["y"]) for trace in figure["data"])


def test_a_condensed_network_is_drawn_the_same_whatever_was_drawn_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    large = Scene(Network.create([2, 200, 200, 1], "relu", "sigmoid", seed=1), [0.3, 0.4])
    for step in (10, 250, 400, 900, None):  # each of another neuron, which must be drawn
        scene = replace_scene(large, step=step)
        after_others = stage.render(scene, View()).as_data()
        with monkeypatch.context() as patch:
            patch.setattr(memo, "_kept", OrderedDict())
            assert stage.render(scene, View()).as_data() == after_others
