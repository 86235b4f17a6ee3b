"""Each check and the panel beside it say the same: near the lessons' solutions, and far from them.

``agreement`` reads both. Here are the scenes: random ones that lie near to what a check asks for,
others that do not, and every lesson's, before and after its solution.
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.analysis.input_space.fit import CURVES
from playground.analysis.layers import collapse as collapsing
from playground.data import load_set
from playground.lessons.checks import Attempt, Check, grade
from playground.lessons.checks.classes import (
    Classifies,
    FiresAbove,
    Probabilities,
    Regions,
    TruthTable,
)
from playground.lessons.checks.functions import MatchCurve, SameFunction, Straight
from playground.lessons.checks.neurons import Alive, Dead, Saturated, Symmetric
from playground.lessons.checks.rows import Finds, FitsRows, NoneDead, RowsRight
from playground.lessons.checks.several import All
from playground.lessons.checks.structure import Convolution
from playground.lessons.load import course
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.panels.stage import stage
from playground.quantities import quantity
from playground.scene import Scene, replace_scene
from tests.lessons import agreement
from tests.lessons.check_scenes import DEAD
from tests.strategies import can_be_off, hidden_activations, layers, scenes, tame_numbers

STEPS = [(lesson, step) for lesson in course(frozenset(PANELS)) for step in lesson.steps]
EACH_STEP = pytest.mark.parametrize(
    ("lesson", "step"), STEPS, ids=[f"{lesson.slug}/{step.id}" for lesson, step in STEPS]
)
SLIPS = st.sampled_from([0.0, 0.0, 0.0, 0.003, 1e-14, 1e-5, -0.004, 0.1, -1.0])
tame_scenes = scenes(values=tame_numbers)


def flattened(check: Check | None) -> list[Check]:
    """A check, or all that it is made of."""
    if check is None:
        return []
    return check.checks if isinstance(check, All) else [check]


@EACH_STEP
def test_every_lesson_agrees_with_its_panels(lesson, step) -> None:
    for level in filter(None, (step, step.further)):
        content = level.content
        asked = content.task.check if content.task else content.question and content.question.proof
        for scene in (level.begins, level.solved):
            for check in flattened(asked):
                agreement.holds(check, scene)
            agreement.collapses(scene)
            agreement.flips(scene, level.begins)


@st.composite
def near_convolutions(draw) -> tuple[Convolution, Scene]:
    width, n_out = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    kernel = draw(st.lists(st.sampled_from([-1.0, 2.0, 0.0, 0.5, 0.004]), min_size=width,
                           max_size=width))  # fmt: skip
    weights = np.zeros((n_out, n_out + width - 1))
    for j in range(n_out):
        weights[j, j : j + width] = kernel
    biases = np.full(n_out, draw(tame_numbers))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.tuples(*(st.integers(0, n - 1) for n in weights.shape)))
        weights[place] += draw(SLIPS)
    biases[draw(st.integers(0, n_out - 1))] += draw(SLIPS)
    scene = Scene(Network([Layer(weights, biases, "relu")]))
    return Convolution(width=width), scene


@given(near_convolutions())
def test_a_convolution_is_one_for_both(pair) -> None:
    agreement.holds(*pair)


@given(tame_scenes, st.integers(0, 2), st.integers(1, 4))
def test_any_layer_is_a_convolution_for_both_or_for_none(scene, k, width) -> None:
    agreement.holds(Convolution(k, width), scene)


@st.composite
def near_twins(draw) -> Scene:
    """Two or three rows, each for one or several neurons, with a slip here and there."""
    activation = draw(st.sampled_from(["tanh", "relu", "step", "sigmoid", "linear"]))
    kinds = draw(st.lists(st.lists(tame_numbers, min_size=3, max_size=3), min_size=1, max_size=3))
    rows = np.array([draw(st.sampled_from(kinds)) for _ in range(draw(st.integers(2, 4)))])
    rows[0, draw(st.integers(0, 2))] += draw(SLIPS)
    if draw(st.booleans()):
        rows[:, 2] -= 20.0  # ReLUs that are all off
    hidden = Layer(rows[:, :2], rows[:, 2], activation)
    count = len(rows)
    leads = st.sampled_from([0.5, 0.5, 0.5, -1.0])
    outgoing = draw(st.lists(leads | tame_numbers, min_size=count, max_size=count))
    network = Network([hidden, Layer([outgoing], [0.0], "sigmoid")])
    return Scene(network, [draw(tame_numbers), draw(tame_numbers)])


@given(near_twins() | tame_scenes, st.data())
def test_twins_are_twins_for_both(scene, data) -> None:
    k = data.draw(st.integers(0, len(scene.network.layers) - 1))
    some = st.lists(st.integers(0, scene.network.layers[k].n_out - 1), min_size=2, unique=True)
    if scene.network.layers[k].n_out > 1:
        neurons = data.draw(some)
        for broken in (False, True):
            agreement.holds(Symmetric(k, neurons, broken), scene)


@st.composite
def near_linear(draw) -> Scene:
    """Hidden layers that bend nothing, most of them; any output."""
    scene = draw(tame_scenes)
    layers = list(scene.network.layers)
    for k, layer in enumerate(layers):
        name, alpha = draw(
            st.sampled_from([("linear", None)] * 4 + [("leaky_relu", 1.0), ("prelu", 1.0),
                             (layer.activation, layer.alpha), ("relu", None)])
        )  # fmt: skip
        layers[k] = Layer(layer.weights, layer.biases, name, alpha)
    return replace_scene(scene, network=Network(layers), off=frozenset(), step=None)


@settings(max_examples=50)
@given(near_linear() | tame_scenes)
def test_one_layer_does_the_same_for_panel_number_and_checks(scene) -> None:
    scene = replace_scene(scene, step=None)
    agreement.collapses(scene)
    for bent in (False, True):
        agreement.holds(Straight(bent), scene)
    flat = collapsing.single_layer(scene.active_network)
    if flat is not None:
        check = SameFunction(different=0.0, layers=1)
        agreement.is_same_function(check, scene, Scene(flat, scene.x))


@st.composite
def near_hats(draw) -> Scene:
    first = Layer([[1.0]] * 3, [1 + draw(SLIPS), draw(SLIPS), -1.0], "relu")
    second = Layer([[1.0, -2.0 + draw(SLIPS), 1.0]], [draw(SLIPS)], "linear")
    return Scene(Network([first, second]), [draw(tame_numbers)])


@given(near_hats() | tame_scenes, st.sampled_from(["hat", *CURVES]))
def test_a_fit_is_one_for_both(scene, curve) -> None:
    agreement.holds(MatchCurve(curve), scene)


@given(st.floats(0.1, 3), st.floats(-4, 4) | st.just(3.0), st.booleans(), st.floats(-3, 3))
def test_a_step_fires_for_both(w, at, below, slip) -> None:
    w = -w if below else w
    scene = Scene(Network([Layer([[w]], [-w * at], "step")]), [0.0])
    agreement.holds(FiresAbove(at, below=below), scene)
    agreement.holds(FiresAbove(at + slip, below=below), scene)


@given(tame_scenes, st.lists(st.tuples(tame_numbers, tame_numbers, tame_numbers), min_size=1,
                             max_size=4), st.data())  # fmt: skip
def test_classes_are_the_same_for_both(scene, points, data) -> None:
    n = scene.network.n_inputs
    labels = [data.draw(st.integers(0, 1)) for _ in points]
    agreement.holds(Classifies([list(p[:n]) for p in points], labels), scene)
    moved = replace_scene(scene, x=np.array(points[0][:n]))
    agreement.flips(moved, scene)


@given(tame_scenes, st.booleans())
def test_a_wrong_point_of_a_region_is_wrong_for_both(scene, outside) -> None:
    agreement.holds(Regions([[(0, 9), (0, 9)]], outside=outside), scene)


@st.composite
def gates(draw) -> Scene:
    """Two inputs, one output, and perhaps a hidden layer; any threshold."""
    hidden = draw(st.integers(0, 3))
    sizes = [(2, hidden), (hidden, 1)] if hidden else [(2, 1)]
    made = [draw(layers(*size, activation=hidden_activations, values=tame_numbers))
            for size in sizes]  # fmt: skip
    return draw(scenes(Network(made), tame_numbers))


@given(gates(), st.integers(1, 4))
def test_the_corners_of_xor_are_right_for_both(scene, needs) -> None:
    agreement.holds(TruthTable(agreement.XOR, needs), scene)


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=4), SLIPS,
       st.sampled_from(["softmax", "softmax", "linear", "sigmoid"]))  # fmt: skip
def test_probabilities_are_the_same_for_both(shares, slip, activation) -> None:
    wanted = [share / sum(shares) for share in shares]
    biases = [math.log(p) if activation == "softmax" else p for p in wanted]
    biases[0] += slip
    layer = Layer([[0.0]] * len(wanted), biases, activation)
    scene = Scene(Network([layer]), [0.0], temperature=2.0)
    agreement.holds(Probabilities(wanted), scene)


@given(tame_scenes, st.integers(0, 2), st.integers(0, 2), st.floats(-12, 12), st.data())
def test_dead_alive_and_saturated_are_the_badges(scene, k, j, shift, data) -> None:
    layers = list(scene.network.layers)
    if k < len(layers):
        names = ["relu", "tanh", "sigmoid", "step", layers[k].activation]
        name = data.draw(st.sampled_from(names))
        biases = layers[k].biases + shift
        layers[k] = Layer(layers[k].weights, biases, name)
    off = data.draw(st.sets(st.sampled_from(can_be_off(scene.network)), max_size=1))
    scene = replace_scene(scene, network=Network(layers), off=frozenset(off), step=None)
    agreement.holds(Dead(k, j), scene)
    agreement.holds(Alive(k, j, share=1.0), scene)
    agreement.holds(Saturated(k, j), scene)


@given(tame_scenes)
def test_gradients_are_the_panels(scene) -> None:
    scene = replace_scene(scene, step=None, selected=None)
    values = agreement.numbers(PANELS["gradient"](scene, agreement.VIEW))
    for k, layer in enumerate(scene.network.layers):
        sizes = [abs(quantity(scene, f"derivative/0/z/{k}/{j}")) for j in range(layer.n_out)]
        assert float(values[f"mean-derivative/now/0/{k}"]) == pytest.approx(np.mean(sizes))


@pytest.mark.parametrize("seed", range(12))
def test_rows_are_counted_the_same_by_both(seed) -> None:
    network = Network.create([2, 3, 1], "relu", output="sigmoid", init="normal", seed=seed)
    data = load_set("body-size", test_share=0.25)
    scene = Scene(network, data=data, row=0, threshold=0.3 + seed / 30)
    agreement.holds(RowsRight(2 * seed + 1), scene)
    agreement.holds(Finds(seed / 12, 0.5), scene)
    agreement.holds(NoneDead(most=seed / 12), scene)
    curve = Scene(Network.create([1, 3, 1], seed=seed), data=load_set("sine"))
    agreement.holds(FitsRows(0.2 + seed / 12), curve)


def test_the_stage_names_the_neuron_that_the_check_speaks_of() -> None:
    panel = stage.render(replace_scene(DEAD, neurons="maps"), View())
    assert "dead: off in all 24" in repr(panel.figures)
    (remark,) = grade(NoneDead(), Attempt(DEAD, DEAD)).remarks
    assert (remark.values["neuron"], remark.values["off"], remark.values["count"]) == (2, 24, 24)
