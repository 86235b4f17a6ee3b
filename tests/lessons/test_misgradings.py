"""Wrong work that was once accepted, right work that was refused, and feedback that misled."""

import numpy as np
import pytest

from playground.analysis.input_space import fit
from playground.language import speaking
from playground.lessons.checks import Attempt, Check, Result, grade
from playground.lessons.checks.classes import TruthTable
from playground.lessons.checks.functions import Hinged, MatchCurve, SameFunction
from playground.lessons.checks.neurons import Alive, Dead, Symmetric
from playground.lessons.checks.numbers import Value
from playground.lessons.checks.structure import Convolution
from playground.lessons.feedback import say
from playground.lessons.lesson import Step
from playground.lessons.load import course
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.course import curve
from playground.panels.panel import View
from playground.scene import (
    Scene,
    SetActivation,
    SetBias,
    SetInput,
    SetWeight,
    SetWeights,
    replace_scene,
)
from playground.training import loss_and_gradients
from tests.lessons.check_scenes import CONV, PLAIN_HINGE, TANH, TWINS, deep, edited, unit

STEPS = {
    f"{lesson.slug}/{step.id}": step
    for lesson in course(frozenset(PANELS))
    for step in lesson.steps
}


def _graded(step: Step, scene: Scene, **typed: str) -> Result:
    assert step.content.task is not None
    return grade(step.content.task.check, Attempt(scene, step.begins, typed))


def _said(check: Check, scene: Scene, start: Scene | None = None) -> str:
    result = grade(check, Attempt(scene, start or scene))
    return say(result.remarks[0], "en")


@pytest.mark.parametrize("x", [0.0, 50.0, -1e6, 4.5])
def test_the_learners_own_input_does_not_count_in_a_grid(x: float) -> None:
    killed = unit([1.0], -4.0, "relu", x=[x])
    assert grade(Dead(), Attempt(killed, killed)).passed
    half = unit([1.0], -1.0, "relu", x=[x])
    assert grade(Alive(share=0.33), Attempt(half, half)).passed
    assert grade(Alive(share=0.33), Attempt(half, half)) == grade(
        Alive(share=0.33), Attempt(edited(half, SetInput(0, 1.0)), half)
    )
    twins = deep(
        ([[1.0], [2.0]], [-4.0, -7.0], "relu"), ([[1.0, 1.0]], [0.0], "linear"), x=[x]
    )  # both off from −3 to 3
    assert grade(Symmetric(0, [0, 1]), Attempt(twins, twins)).passed


def test_the_sine_is_judged_where_its_panel_draws_it() -> None:
    step = STEPS["curves/sine"]
    assert _graded(step, step.solved).passed
    panel = curve.render_curve("sine")(step.solved, View())
    assert '<span class="good">' in panel.html
    drawn = panel.figures["fit"]["data"]
    x = np.concatenate([np.array(each["x"], dtype=float) for each in drawn])
    assert (x.min(), x.max()) == fit.RANGES["sine"] == (-2.0, 2.0)


def test_a_misprints_value_is_refused_by_its_name() -> None:
    step = STEPS["obesity/class"]
    for right in ("0.858", "0.8582", "0,8582", "0.85823"):
        assert _graded(step, step.begins, a=right).passed, right
    for wrong in ("0.859", "0.8591", "0.71"):
        result = _graded(step, step.begins, a=wrong)
        assert not result.passed, wrong
        assert result.remarks[0].key.startswith("slip-")
    far = edited(STEPS["obesity/in-print"].begins, SetBias(0, 0, 1.5))
    for decimals in (0, 2, 5):
        said = say(_graded(STEPS["obesity/in-print"], far).remarks[0], "en", decimals)
        assert said.endswith("wanted 1.808."), said


@pytest.mark.parametrize("change", [0.04, 0.06, 3.0])
def test_outputs_that_differ_are_not_said_to_agree(change: float) -> None:
    moved = edited(TANH, SetBias(1, 0, TANH.network.layers[1].biases[0] + change))
    result = grade(SameFunction(), Attempt(moved, TANH))
    assert result.remarks[0].key == "same-function"
    assert grade(SameFunction(), Attempt(TANH, TANH)).remarks[0].key == "same-numbers"


@pytest.mark.parametrize(
    ("w", "b", "v", "c", "says"),
    [
        (1.0, 1.5, 1.0, 0.0, "hinge-passed"),
        (0.05, 0.075, 1.0, 0.0, "hinge-passed"),
        (1e-6, 1.5e-6, 1e6, 0.0, "hinge-passed"),
        (1e5, 1.5e5, 1e-3, 0.0, "hinge-passed"),
        (1.0, 2.0, 1.0, -0.5, "hinge"),
        (1.0, 1.5, 1.0, -0.5, "hinge-height"),
        (-1.0, -1.5, 1.0, 0.0, "hinge-side"),
        (1.0, 1.5, -1.0, 0.0, "hinge-falls"),
        (1.0, 9.0, 1.0, 0.0, "hinge-none"),
        (0.0, 1.5, 1.0, 0.0, "hinge-none"),
        (1e299, 1.5e299, 1e299, 0.0, "hinge-none"),
    ],
)
def test_a_hinge_is_where_the_output_bends(
    w: float, b: float, v: float, c: float, says: str
) -> None:
    edits = SetWeight(0, 0, 0, w), SetBias(0, 0, b), SetWeight(1, 0, 0, v), SetBias(1, 0, c)
    result = grade(Hinged(-1.5), Attempt(edited(PLAIN_HINGE, *edits), PLAIN_HINGE))
    assert result.remarks[0].key == says


@pytest.mark.parametrize("function", ["tanh", "relu", "sigmoid", "step"])
def test_a_bend_of_the_output_alone_is_no_bend_between_layers(function: str) -> None:
    step = STEPS["collapse/make-it-bend"]
    assert _graded(step, edited(step.begins, SetActivation(0, function))).passed
    for other in ((), (SetActivation(0, function),)):
        scene = edited(step.begins, *other, SetActivation(1, function))
        assert not _graded(step, scene).passed


@pytest.mark.parametrize("size", [1e9, 1e299, -1e299])
def test_rounding_is_no_bend(size: float) -> None:
    step = STEPS["collapse/make-it-bend"]
    for k, shape in ((0, (8, 1)), (1, (1, 8))):
        scene = edited(step.begins, SetWeights(k, np.full(shape, size).tolist()))
        assert not _graded(step, scene).passed


def test_everywhere_else_is_everywhere() -> None:
    step = STEPS["layers/features"]
    assert _graded(step, step.solved).passed
    band = edited(step.begins, SetWeights(0, [[0.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]]))
    for third in (
        edited(step.solved, SetWeights(1, [[0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]])),
        edited(step.solved, SetWeights(1, [[2.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]])),
        edited(step.solved, SetWeights(0, [[1.0, 0], [0, 0.6], [-1.0, 0], [0, -1.0]])),
        edited(step.solved, SetWeights(2, [[1.0, 0.4]])),
        band,
    ):
        assert not _graded(step, third).passed


@pytest.mark.parametrize(
    ("outgoing", "parted"),
    [([1.0, 1.0], False), ([1.0, 2.0], True), ([1.0, -1.0], True), ([0.0, 0.0], False)],
)
def test_different_weights_that_lead_out_part_twins(outgoing: list[float], parted: bool) -> None:
    """As training shows: one step of it leaves them equal, or not."""
    scene = edited(TWINS, SetWeights(1, [outgoing]))
    result = grade(Symmetric(0, [0, 1], broken=True), Attempt(scene, TWINS))
    assert result.passed == parted
    step = _one_step(scene)
    assert (not np.array_equal(step[0], step[1])) == parted


def _one_step(scene: Scene) -> np.ndarray:
    """The hidden weights after a step down the gradient of the squared error."""
    x, y = np.array([[1.0, 2.0], [-0.5, 0.3]]), np.array([[0.7], [-0.2]])
    _, found = loss_and_gradients(scene.network, x, y, loss="mse")
    return np.asarray(scene.network.layers[0].weights - 0.1 * found.weights[0])


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0.2499, "b is 0.2499; wanted at least 0.25."),
        (0.2499999, "b is 0.2499999; wanted at least 0.25."),
        (0.1, "b is 0.10; wanted at least 0.25."),
        (-0.0004, "b is −0.0004; wanted at least 0.25."),
    ],
)
def test_rounding_never_makes_two_numbers_one(value: float, says: str) -> None:
    assert _said(Value("bias/0/0", low=0.25), unit([1.0], value, "linear")) == says


def test_what_is_rounding_alone_passes() -> None:
    scene = unit([1.0], 0.25 - 1e-12, "linear")
    assert grade(Value("bias/0/0", low=0.25), Attempt(scene, scene)).passed


def test_feedback_says_which_number_it_speaks_of() -> None:
    named = Network([Layer(np.ones((2, 3)), [0.0, 0.0], "linear")], ["a", "b", "c"], ["cat", "y2"])
    scene = Scene(named)
    assert _said(Value("output/0", low=9.0), scene).startswith("cat is ")
    assert _said(Value("output/1", low=9.0), scene).startswith("ŷ₂ is ")
    assert _said(Value("input/2", low=9.0), scene).startswith("c is ")
    assert _said(Value("weight/0/1/2", low=9.0), scene).startswith("w₂,₃ is ")
    assert _said(Value("bias/0/1", low=9.0), scene).startswith("b (ŷ₂) is ")
    assert _said(Value("a/0/1", low=9.0), TANH).startswith("a₂ is ")
    assert _said(Value("output/0", low=9.0), TANH).startswith("ŷ is ")
    wide = edited(CONV, SetWeights(0, [[1, 0, 0, 5], [0, 1, 0, 0]]))
    assert "from x₄ into neuron 1" in _said(Convolution(), wide)


def test_feedback_calls_an_input_as_the_page_does() -> None:
    step = STEPS["neuron/parts"].further
    assert step is not None
    with speaking("es"):
        said = say(_graded(step, step.begins).remarks[0], "es")
    assert said.startswith("lluvia ")


def test_the_bar_counts_from_where_the_step_began() -> None:
    start, half = unit([1, 1], -0.5), unit([-1, -1], 0.5)
    check = TruthTable([1, 1, 1, 0])
    assert grade(check, Attempt(start, start)).score == 0.0
    assert 0.0 <= grade(check, Attempt(half, start)).score < 1.0
    for name, step in STEPS.items():
        for level in filter(None, (step, step.further)):
            if level.content.task is not None:
                assert _graded(level, level.begins).score == 0.0, name


def test_a_curve_is_followed_between_its_dots() -> None:
    step = STEPS["curves/hat"]
    spike = replace_scene(step.solved, x=np.array([0.1]))
    assert _graded(step, spike).passed
    assert not grade(MatchCurve("hat"), Attempt(step.begins, step.begins)).passed
