"""The labels of the activation curve touch no line, no mark and each other, wherever z is."""

import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.activations import ACTIVATIONS
from playground.analysis.neurons.response import response, slope_at
from playground.panels import PANELS
from playground.panels.inspector import curve
from playground.panels.inspector.curve_labels import cheapest, nearest, places_on
from playground.panels.inspector.curve_map import HEIGHT, Operating, Window, background
from playground.panels.kit.theme import THEMES
from playground.panels.panel import Figure, View
from playground.scene import Select, apply

# Measured in Chromium: Source Sans, 13 px, the number in bold tabular figures.
BEFORE_NUMBER = {"z": 18.2, "a": 18.8, "s": 64.1}
WIDE, NARROW, TALL = 6.875, 3.9, 16.0
LINE, POINT = 1.25, 7.75  # half a tangent's width; radius of the operating point
Box = tuple[float, float, float, float]


def boxes(figure: Figure) -> list[Box]:
    """Where the labels stand, in pixels."""
    labels, places = figure["data"][4], []
    for (x, y), text in zip(pixels(figure, labels), labels["text"], strict=True):
        words = re.sub(r"<.*?>", "", text)
        number = words.split(" = ")[1]
        narrow = sum(character in ".·" for character in number)
        width = BEFORE_NUMBER[words[0]] + WIDE * (len(number) - narrow) + NARROW * narrow
        places.append((x - width / 2, y - TALL / 2, x + width / 2, y + TALL / 2))
    return places


def pixels(figure: Figure, trace: dict) -> list[tuple[float, float]]:
    """The points of a trace in pixels from the figure's top left corner."""
    layout = figure["layout"]
    margin = layout["margin"]
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    across = (layout["width"] - margin["l"] - margin["r"]) / (right - left)
    up = (layout["height"] - margin["t"] - margin["b"]) / (high - low)
    return [
        (margin["l"] + (x - left) * across, margin["t"] + (high - y) * up)
        for x, y in zip(trace["x"], trace["y"], strict=True)
        if x is not None and y is not None
    ]


def crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Whether a segment enters a box (Liang and Barsky 1984)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    enter, leave = 0.0, 1.0
    for step, gap in ((-dx, x - box[0]), (dx, box[2] - x), (-dy, y - box[1]), (dy, box[3] - y)):
        if step == 0:
            if gap < 0:
                return False
        elif step < 0:
            enter = max(enter, gap / step)
        else:
            leave = min(leave, gap / step)
    return enter <= leave


def assert_clear(figure: Figure) -> None:
    """No label touches the curve, the tangent, the point or another label, or leaves the plot."""
    curve, _, tangent, point, _ = figure["data"]
    found = boxes(figure)
    for at, box in enumerate(found):
        grown = (box[0] - LINE, box[1] - LINE, box[2] + LINE, box[3] + LINE)
        for trace in (curve, tangent):
            line = pixels(figure, trace)
            assert not any(crosses(a, b, grown) for a, b in itertools.pairwise(line))
        for x, y in pixels(figure, point):
            nearest = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
            assert math.dist(nearest, (x, y)) >= POINT
        for other in found[:at]:
            apart = box[0] >= other[2] or other[0] >= box[2] or box[1] >= other[3]
            assert apart or other[1] >= box[3]
        assert box[0] >= figure["layout"]["margin"]["l"]
        assert box[2] <= figure["layout"]["width"]
        assert box[1] >= 0
        assert box[3] <= HEIGHT - figure["layout"]["margin"]["b"] + 4


def figure_at(activation: str, alpha: float, z: float, decimals: int, width: int) -> Figure:
    """The curve with the operating point at z."""
    others = (0.0,) if ACTIVATIONS[activation].whole_layer else ()
    layer_z = np.array([z, *others])
    a = float(response(layer_z, 0, activation, alpha, layer_z[:1])[0])
    slope = slope_at(layer_z, 0, activation, alpha)
    point = Operating(activation, alpha, z, a, slope, others)
    return curve.figure(point, decimals, THEMES["light"], width)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@given(
    z=st.floats(-4, 4) | st.floats(-300, 300) | st.sampled_from([0.0, 7.6, -7.6, 3.1, -3.1]),
    alpha=st.floats(-1, 2),
    decimals=st.integers(0, 4),
    width=st.integers(290, 420),
)
def test_labels_touch_nothing_wherever_the_operating_point_is(
    activation: str, z: float, alpha: float, decimals: int, width: int
) -> None:
    assert_clear(figure_at(activation, alpha, z, decimals, width))


@pytest.mark.parametrize("name", presets.NAMES)
def test_labels_touch_nothing_for_the_neurons_of_the_examples(name: str) -> None:
    scene = presets.load(name)
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            selected = apply(scene, Select(f"neuron/{k}/{j}"))
            assert_clear(PANELS["neuron"](selected, View()).figures["curve"])


def test_a_label_stands_where_it_belongs_when_that_is_free() -> None:
    z, a, slope = boxes(figure_at("tanh", 0.0, -1.0, 2, 310))
    assert z[3] > HEIGHT - 50  # at the foot of its guide
    assert a[0] < 60  # at the axis of a
    assert slope[0] > z[0]  # right of the point


@given(
    home=st.tuples(st.floats(-50, 500), st.floats(-50, 250)),
    width=st.floats(20, 120),
    curve=st.lists(st.tuples(st.floats(-3, 3), st.floats(-1, 1)), min_size=2, max_size=8),
)
def test_a_place_found_near_home_is_the_cheapest_of_all(
    home: tuple[float, float], width: float, curve: list[tuple[float, float]]
) -> None:
    window = Window(3.3, -1.2, 1.2, 344)
    x, y = (list(each) for each in zip(*curve, strict=True))
    costs = background([(x, y)], window)
    places = [(0, end) for end in places_on(costs, width)]
    cost, *_place = cheapest(costs, home, width, window, places)
    left, top = nearest(costs, home, width, window)
    at = [round(each / 3) - 1 for each in (top, left)]
    found, *_place = cheapest(costs, home, width, window, [(n, n + 1) for n in at])
    assert found <= cost
