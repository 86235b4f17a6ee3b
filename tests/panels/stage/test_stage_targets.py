"""What can be grabbed on the stage: it strikes out no label, and says what can be dragged."""

import itertools
import math
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.network import Network
from playground.panels.panel import View
from playground.panels.stage.fitting import text_width
from playground.panels.stage.lettering.boxes import TIP_HEIGHT, Box, within
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import plan_of
from playground.panels.stage.targets.sliders import GRAB
from playground.panels.stage.targets.weights import SMALL_GRAB
from playground.scene import (
    Scene,
    Select,
    Target,
    apply,
    replace_scene,
)
from tests.panels.stage.overlay import VIEWS, Attributes, elements, handles, style
from tests.strategies import DRAWABLE, networks, scenes, tame_numbers


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
@pytest.mark.parametrize("name", DRAWABLE)
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
