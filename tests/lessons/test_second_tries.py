"""Every task has a second level; of those that are hand-made, right work passes and wrong does not.

The tables hold edits of the scene that a level begins with: other ways to do it than the model
solution, and what a learner may take for it.
"""

import numpy as np
import pytest

from playground.analysis.layers.kernel import feature_map
from playground.data import load_set
from playground.lessons.checks import Attempt, Result, grade
from playground.lessons.lesson import Step
from playground.lessons.load import course
from playground.panels import PANELS
from playground.scene import (
    AddLayer,
    AddNeuron,
    ClearPicture,
    DrawInk,
    Edit,
    InkSquare,
    PlaceWindow,
    RemoveLayer,
    SetBias,
    SetInput,
    SetKernel,
    SetRow,
    SetWeights,
    apply,
    replace_scene,
)
from playground.scene.kernel import KERNELS

STEPS = {
    f"{lesson.slug}/{step.id}": step
    for lesson in course(frozenset(PANELS))
    for step in lesson.steps
}
#: Tasks that ask for nothing that could be asked once more, each with the reason.
ASKED_ONCE: dict[str, str] = {}


def inputs(*values: float) -> list[Edit]:
    return [SetInput(i, value) for i, value in enumerate(values)]


def unit(weights: list[float], bias: float) -> list[Edit]:
    return [SetWeights(0, [weights]), SetBias(0, 0, bias)]


def line(down: float, *more: InkSquare) -> list[Edit]:
    return [ClearPicture(), DrawInk([[0.0, down], [8.0, down]]), *more]


def window(across: float, down: float) -> list[Edit]:
    return [PlaceWindow([across, down])]


def kernel(*cells: float) -> list[Edit]:
    return [SetKernel(list(cells))]


def rows(*values: list[float]) -> list[Edit]:
    return [SetWeights(0, list(values))]


RIGHT: dict[str, list[list[Edit]]] = {
    "neuron/parts": [inputs(1.5, 3.0), inputs(1.0, 2.0), inputs(-0.5, -1.0), inputs(0.0, 0.01)],
    "activations-2/leak": [inputs(-2.0), inputs(-2.2), inputs(-1.8)],
    "gates/pixels": [
        unit([1, 1, -1, -1], -1.5),
        unit([2, 3, -4, -4], -4.5),
        unit([0.1, 0.1, -3, -0.2], -0.15),
    ],
    "xor/one-unit": [
        unit([1, -1], -0.5),
        unit([-1, 1], -0.5),
        unit([-1, -1], 1.5),
        unit([3, -2.5], -1),
    ],
    "layers/mlp": [[AddLayer(0)], [AddLayer(1)], [AddLayer(1), AddNeuron(1), AddNeuron(0)]],
    "digit/inside": [
        line(4.5),
        [*line(4.5), DrawInk([[5.0, 5.5], [7.0, 5.5]])],
        [*line(4.5), DrawInk([[4.0, 1.5], [6.5, 1.5]])],
    ],
    "convolution/window": [window(4, 1), window(4, 2), window(3, 5)],
    "convolution/look-for": [
        kernel(-1, -1, 2, -1, 2, -1, 2, -1, -1),
        kernel(-2, -2, 4, -2, 4, -2, 4, -2, -2),
        kernel(-1, -1, 2, -2, 2, -2, 2, -1, -1),
        kernel(-3, 0, 3, 0, 2, 0, 2, -2, 0),
    ],
    "convolution/local": [
        rows([-1, 1, 0, 0], [0, -1, 1, 0], [0, 0, -1, 1]),
        rows([2, 1, 0, 0], [0, 2, 1, 0], [0, 0, 2, 1]),
        rows([0.5, 0.5, 0, 0], [0, 0.5, 0.5, 0], [0, 0, 0.5, 0.5]),
    ],
    "pooling/shift": [
        inputs(0.2, 0.2, 1.0, 0.2, 0.2, 0.2),
        inputs(0.2, 0.2, 0.98, 0.19, 0.2, 0.2),
        inputs(0.2, 0.2, 1.0, 0.2, 0.25, 0.2),
    ],
}
WRONG: dict[str, list[list[Edit]]] = {
    "neuron/parts": [
        inputs(0.5, 1.0),
        inputs(0.7, 1.4),
        inputs(1.5, 1.0),
        inputs(1.5, 2.0),
        inputs(1.5, -1.0),
    ],
    "activations-2/leak": [inputs(2.0), inputs(-4.0), inputs(-0.08), inputs(-8.0), inputs(1.92)],
    "gates/pixels": [
        unit([1, 1, -1, -1], -0.5),
        unit([1, 1, -1, -1], -2.5),
        unit([1, 1, 0, 0], -1.5),
        unit([1, -1, 1, -1], -1.5),
        unit([1, -1, -1, 1], -1.5),
    ],
    "xor/one-unit": [
        unit([1, 1], -0.5),
        unit([1, 1], -1.5),
        unit([0, 0], -1),
        unit([-1, -1], 0.5),
        unit([1, 1], 0.5),
    ],
    "layers/mlp": [
        [],
        [AddNeuron(0)],
        [RemoveLayer(0)],
        [AddLayer(1), AddLayer(1)],
    ],
    "digit/inside": [
        [],
        [ClearPicture()],
        line(1.5),
        line(6.5),
        [ClearPicture(), DrawInk([[4.5, 0.0], [4.5, 8.0]])],
        [*line(4.5), *(DrawInk([[0.0, d], [8.0, d]]) for d in (2.5, 3.5, 7.5))],
    ],
    "convolution/window": [window(0, 5), window(2, 3), window(4, 0), window(4, 4), window(0, 0)],
    "convolution/look-for": [
        *([SetKernel(list(cells))] for cells in KERNELS.values()),
        kernel(2, -1, -1, -1, 2, -1, -1, -1, 2),
        kernel(0, 0, 0, 0, 0, 0, 0, 0, 0),
        kernel(1, 1, 1, 1, 1, 1, 1, 1, 1),
    ],
    "convolution/local": [
        rows([-1, 1, 0.4, 0], [0, -1, 1, 0], [0, 0, -1, 1]),
        rows([-1, 1, 0, 0], [-1, 1, 0, 0], [0, 0, -1, 1]),
        rows([-1, 1, 0, 0], [0, 1, -1, 0], [0, 0, -1, 1]),
        rows([0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]),
    ],
    "pooling/shift": [
        [],
        inputs(0.2, 0.2, 0.2, 0.2, 1.0, 0.2),
        inputs(0.2, 1.0, 0.2, 0.2, 0.2, 0.2),
        inputs(0.2, 0.2, 1.0, 1.0, 0.2, 0.2),
        inputs(0.2, 0.2, 0.2, 0.2, 0.2, 0.2),
    ],
}


def second(name: str) -> Step:
    level = STEPS[name].further
    assert level is not None
    return level


def graded(name: str, edits: list[Edit]) -> Result:
    level = second(name)
    scene = replace_scene(level.begins, locked=frozenset())
    for edit in edits:
        scene = apply(scene, edit)
    assert level.content.task is not None
    return grade(level.content.task.check, Attempt(scene, level.begins))


@pytest.mark.parametrize("name", [name for name, step in STEPS.items() if step.content.task])
def test_every_task_is_asked_once_more(name: str) -> None:
    """A second level asks for transfer; a task without one stands in the table, with its reason."""
    assert (STEPS[name].further is None) == (name in ASKED_ONCE)
    assert ASKED_ONCE.get(name, "none is needed")


def test_only_tasks_are_excused_from_a_second_level() -> None:
    assert ASKED_ONCE.keys() <= {name for name, step in STEPS.items() if step.content.task}


@pytest.mark.parametrize("name", RIGHT)
def test_other_ways_to_do_it_are_right(name: str) -> None:
    assert len(RIGHT[name]) >= 3
    for edits in RIGHT[name]:
        result = graded(name, edits)
        assert result.passed, (edits, result.remarks)


@pytest.mark.parametrize("name", WRONG)
def test_what_one_may_take_for_it_is_refused(name: str) -> None:
    for edits in WRONG[name]:
        result = graded(name, edits)
        assert not result.passed, edits
        assert result.score < 1.0


def test_a_second_level_may_show_other_panels() -> None:
    step = STEPS["digit/inside"]
    assert step.content.panels == ("weight-pictures",)
    assert second("digit/inside").content.panels == ("pad", "weight-pictures")


def test_no_digit_of_the_set_gets_as_far_as_the_drawing() -> None:
    """What the text says of the 500 digits, by plain NumPy."""
    layer = second("digit/inside").begins.network.layers[0]
    answers = load_set("digits").x @ layer.weights[0] + layer.biases[0]
    assert len(answers) == 500
    assert answers.max() < 9.0


def test_the_kernel_is_fooled_on_the_stroke_that_goes_down() -> None:
    begins = second("convolution/window").begins
    answers, picture = feature_map(begins), begins.x.reshape(8, 8)
    fooled = (picture[1:-1, 1:-1] >= 0.5) & (answers <= 0.0)
    assert 3 <= np.count_nonzero(fooled) < np.count_nonzero(picture[1:-1, 1:-1] >= 0.5)


def test_the_nine_is_one() -> None:
    digits, begins = load_set("digits"), second("convolution/look-for").begins
    assert digits.target[375] == 9
    assert np.array_equal(begins.x, digits.x[375])
    assert np.array_equal(apply(second("digit/inside").begins, SetRow(0)).x, digits.x[0])
