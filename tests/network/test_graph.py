"""Where nodes stand: inside the drawing, apart from each other, and the same for any weights."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.graph import (
    BETWEEN,
    LOW,
    ROOMY,
    SHORTEST,
    TALLER,
    TALLEST,
    digraph,
    drawn,
    layout,
)
from playground.network import Network

SIZES = st.lists(st.integers(1, 16), min_size=2, max_size=10)


@given(SIZES, st.integers(320, 1600), st.booleans(), st.integers(SHORTEST, TALLEST))
def test_nodes_lie_inside_and_do_not_touch(
    sizes: list[int], width: int, phone: bool, height: int
) -> None:
    plan = layout(tuple(sizes), width, phone, (), height)
    boxes = []
    for column in plan.columns:
        for x, y in zip(column.xs, column.ys, strict=True):
            assert column.radius <= x <= plan.width - column.radius
            assert column.radius <= y <= plan.height - column.radius
            boxes.append((x, y, column.radius))
    for number, (x, y, r) in enumerate(boxes):
        for other_x, other_y, other_r in boxes[number + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (0.92 * (r + other_r)) ** 2


@pytest.mark.parametrize(("n", "diameter"), [(2, 56), (8, 35), (16, 18)])
def test_diameters_of_the_specification(n: int, diameter: float) -> None:
    plan = layout((n, 8), 1024, False)
    assert plan.height == LOW + TALLER
    assert 2 * plan.columns[0].radius == pytest.approx(diameter, abs=1)


def test_the_stage_is_lower_for_small_layers() -> None:
    assert layout((2, 6, 1), 1024, False).height == LOW


@given(st.integers(1, 6), st.integers(SHORTEST, TALLEST))
def test_there_is_room_for_a_bias_and_a_name_between_neurons(n: int, height: int) -> None:
    column = layout((n, 1), 1024, False, (), height).columns[0]
    assert layout((n, 1), 1024, False, (), height).height == height
    if column.pitch >= ROOMY and n > 1:
        assert column.pitch - 2 * column.radius >= BETWEEN - 0.01


def test_a_low_window_still_has_room_for_the_names_of_three_neurons() -> None:
    assert layout((2, 3, 2, 1), 864, False, (), SHORTEST + 8).columns[1].pitch >= ROOMY


def test_a_long_layer_condenses_and_keeps_what_is_wanted() -> None:
    indices = drawn(1024, 500)
    assert indices[:9] == tuple(range(9))
    assert indices[-4:] == (1020, 1021, 1022, 1023)
    assert 500 in indices
    assert indices.count(None) == 2
    assert drawn(16) == tuple(range(16))


def test_the_graph_holds_every_weight_and_bias() -> None:
    network = Network.create([2, 3, 1], seed=5)
    graph = digraph(network)
    assert graph.number_of_edges() == 2 * 3 + 3
    assert graph.edges[("input", 1), ("neuron", 0, 2)]["weight"] == network.layers[0].weights[2, 1]
    assert graph.nodes[("neuron", 1, 0)]["bias"] == network.layers[1].biases[0]


def test_a_page_is_drawn_without_networkx_until_a_path_is_cut() -> None:
    code = (
        "import sys, playground.presets as presets\n"
        "import playground.live.opening as document\n"
        "from playground.panels import PANELS\n"
        "from playground.panels.panel import View\n"
        "document.opening('', {})\n"
        "from playground.scene import SetWeight, apply, replace_scene\n"
        "scene = replace_scene(presets.load('xor'), locked=())\n"
        "for panel in ('stage', 'neuron'): PANELS[panel](scene, View())\n"
        "before = 'networkx' in sys.modules\n"
        "PANELS['stage'](apply(scene, SetWeight(0, 0, 0, 0.0)), View())\n"
        "print(before, 'networkx' in sys.modules)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
