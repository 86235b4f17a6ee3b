"""What is cut off: the graph against a plain loop, and the words and signs that follow from it."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from playground import presets
from playground.analysis.reach import UNFED, UNHEARD, reach
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.panels.stage.plan import plan_of
from playground.scene import Scene, Select, SetBias, SetWeight, Target, apply, replace_scene
from tests.strategies import can_be_off, networks, scenes

weights = st.sampled_from([0.0, -0.0, 0.0, 1.5, -2.0])
sparse_scenes = networks(weights, max_hidden=3, max_neurons=4).flatmap(
    lambda network: scenes(network, st.floats(-3, 3))
)


def is_on(scene: Scene, kind: str, *path: int) -> bool:
    return Target(kind, path) not in scene.off


def leads(scene: Scene, k: int, j: int, i: int) -> bool:
    """Whether anything passes from source i to neuron j of layer k."""
    source = is_on(scene, "neuron", k - 1, i) if k else is_on(scene, "input", i)
    weight = scene.network.layers[k].weights[j, i]
    return source and is_on(scene, "weight", k, j, i) and weight != 0


def feeds(scene: Scene, k: int, j: int) -> bool:
    """Whether a path leads from an input to neuron j of layer k: tried source by source."""
    return any(
        leads(scene, k, j, i) and (k == 0 or feeds(scene, k - 1, i))
        for i in range(scene.network.layers[k].n_in)
    )


def hears(scene: Scene, k: int, i: int) -> bool:
    """Whether a path leads from source i of layer k to an output."""
    return k == len(scene.network.layers) or any(
        leads(scene, k, j, i) and hears(scene, k + 1, j)
        for j in range(scene.network.layers[k].n_out)
    )


@given(sparse_scenes)
def test_what_is_cut_off_is_what_no_path_leads_to_or_from(scene: Scene) -> None:
    found = reach(scene)
    for i in range(scene.network.n_inputs):
        expected = is_on(scene, "input", i) and not hears(scene, 0, i)
        assert (("input", i) in found.unheard) == expected
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            node, on = ("neuron", k, j), is_on(scene, "neuron", k, j)
            assert (node in found.unfed) == (on and not feeds(scene, k, j))
            assert (node in found.unheard) == (on and not hears(scene, k + 1, j))
            entered = any(leads(scene, k, j, i) for i in range(layer.n_in))
            assert (node in found.bare) == (on and not entered)


@given(sparse_scenes, hnp.arrays(np.float64, 4, elements=st.floats(-3, 3)))
def test_no_input_changes_what_no_input_reaches(scene: Scene, x: np.ndarray) -> None:
    other = replace_scene(scene, x=x[: scene.network.n_inputs])
    for _, k, j in reach(scene).unfed:
        assert scene.trace.pre_activations[k][j] == other.trace.pre_activations[k][j]


@given(sparse_scenes)
def test_nothing_unheard_changes_an_output(scene: Scene) -> None:
    for kind, *path in reach(scene).unheard:
        if kind == "neuron":
            changed = apply(replace_scene(scene, locked=()), SetBias(*path, 2.5))
            assert np.array_equal(changed.trace.output, scene.trace.output)


CHAIN = Scene(
    Network(
        [
            Layer([[0.5, 0.0], [0.0, 0.0], [1.0, 0.0]], [0.1, 0.2, 0.3], "tanh"),
            Layer([[1.0, 1.0, 0.0]], [0.0], "linear"),
        ]
    ),
    [0.4, 0.8],
)


def test_stage_and_inspector_say_what_is_cut_off() -> None:
    stage = PANELS["stage"](CHAIN, View()).parts
    nodes = stage["nodes/0"] + stage["nodes/1"] + stage["nodes/2"]
    told = dict(re.findall(r'data-target="([^"]+)"[^>]*? aria-label="([^"]*)"', nodes))
    assert UNHEARD in told["input/1"]
    assert UNFED in told["neuron/0/1"]
    assert UNHEARD in told["neuron/0/2"]
    untouched = [told[name] for name in ("input/0", "neuron/0/0", "neuron/1/0")]
    assert not re.search(f"{UNFED}|{UNHEARD}", " ".join(untouched))
    assert stage["list"].count(UNHEARD) == 2
    assert "cut off" in stage["legend"]
    said = {
        target: PANELS["neuron"](apply(CHAIN, Select(target)), View()).parts["cut-off"]
        for target in ("input/1", "neuron/0/1", "neuron/0/2", "neuron/0/0")
    }
    assert "its value is f(b) whatever the inputs are" in said["neuron/0/1"]
    assert "Nothing it passes on reaches an output" in said["neuron/0/2"]
    assert "Nothing it passes on reaches an output" in said["input/1"]
    assert said["neuron/0/0"].endswith("hidden></p>")


def test_a_neuron_that_only_another_cut_off_neuron_feeds_stays_the_same() -> None:
    network = Network(
        [
            Layer([[0.0]], [0.7], "tanh"),
            Layer([[1.0]], [0.0], "linear"),
        ]
    )
    said = PANELS["neuron"](Scene(network, [1.0], Target("neuron", (1, 0))), View())
    assert "its value is the same whatever" in said.parts["cut-off"]


def test_of_a_softmax_neuron_only_z_stays_the_same() -> None:
    network = Network([Layer([[0.0], [1.0]], [0.7, 0.0], "softmax")])
    said = PANELS["neuron"](Scene(network, [1.0], Target("neuron", (0, 0))), View())
    assert "its z is b whatever" in said.parts["cut-off"]


def test_arcs_stand_on_the_side_where_the_path_ends() -> None:
    traces = PANELS["stage"](CHAIN, View()).figures["stage"]["data"]
    arcs = [trace for trace in traces if trace.get("line", {}).get("dash") == "3px,3px"]
    assert len(arcs) == 1
    plan = plan_of(CHAIN, View())
    starts = arcs[0]["x"][::18]
    cut = [(0, 1), (1, 1), (1, 2)]
    sides = [start > plan.columns[c].place(i)[0] for start, (c, i) in zip(starts, cut, strict=True)]
    assert sides == [True, False, True]


WHOLE = [name for name in presets.NAMES if presets.load(name).network.drawable]


@pytest.mark.parametrize("name", WHOLE)
def test_the_examples_have_no_such_signs_until_a_path_is_cut(name: str) -> None:
    scene = presets.load(name)
    assert not reach(scene).unfed | reach(scene).unheard
    assert "cut off" not in PANELS["stage"](scene, View()).parts["legend"]
    cut = replace_scene(scene, locked=())
    for j in range(scene.network.layers[0].n_out):
        cut = apply(cut, SetWeight(0, j, 0, 0.0))
    assert ("input", 0) in reach(cut).unheard


def test_a_network_too_large_to_draw_whole_is_not_judged() -> None:
    large = Network.create([2, 200, 1], init="zeros")
    assert not reach(Scene(large)).unheard


def test_what_is_switched_off_is_not_called_cut_off() -> None:
    for target in can_be_off(CHAIN.network):
        if target.kind != "weight":
            node = (target.kind, *target.path)
            found = reach(replace_scene(CHAIN, off=[target]))
            assert node not in found.unfed | found.unheard
