"""Every task of the course accepts other right answers than the model's, at least three.

They are made of the model solution: the same function from other numbers, the same work with the
input elsewhere, the same numbers in other writing. Whatever a task asks of a network's answers, it
must take them from any of these.
"""

import itertools
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from playground.lessons.checks import CHECKS, Attempt, Check, grade
from playground.lessons.checks.check import tag_of
from playground.lessons.checks.several import All
from playground.lessons.checks.typed import Typed, total, wholly_played
from playground.lessons.lesson import Step, Task
from playground.lessons.load import course
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.scene import Scene, replace_scene
from tests.lessons.check_cases import CASES

TASKS = {
    f"{lesson.slug}/{step.id}{mark}": level
    for lesson in course(frozenset(PANELS))
    for step in lesson.steps
    for mark, level in (("", step), ("/2", step.further))
    if level and level.content.task
}
#: What these judge is the network's answers over given inputs or rows, not single numbers of it.
OF_ANSWERS = {
    *("truth-table", "fires-above", "classifies", "regions", "match-curve", "hinge", "straight"),
    *("rows-right", "finds", "fits-rows"),
}
#: What is selected is what these ask for.
OF_SELECTED = {"selected", "strongest", "overlooks"}
_SIGN = {"tanh", "linear", "softsign"}  # f(−z) = −f(z)
_SCALE = {"relu": (3.0, 0.02), "linear": (3.0, -0.5), "leaky_relu": (3.0, 0.02)}  # f(cz) = c·f(z)


def flattened(check: Check) -> Iterator[Check]:
    if isinstance(check, All):
        for each in check.checks:
            yield from flattened(each)
    else:
        yield check


def used() -> dict[str, list[str]]:
    """The tasks of each check by its tag."""
    found: dict[str, list[str]] = {}
    for name, step in TASKS.items():
        for check in flattened(task_of(step).check):
            found.setdefault(tag_of(type(check)), []).append(name)
    return found


def task_of(step: Step) -> Task:
    assert step.content.task is not None
    return step.content.task


def judges_answers(name: str) -> bool:
    checks = list(flattened(task_of(TASKS[name]).check))
    return all(tag_of(type(check)) in OF_ANSWERS for check in checks)


def replaced(scene: Scene, k: int, incoming: np.ndarray, outgoing: np.ndarray) -> Scene:
    """The scene with other numbers into (n, n_in + 1) and out of hidden layer k."""
    layers = list(scene.network.layers)
    now, following = layers[k], layers[k + 1]
    layers[k] = Layer(incoming[:, :-1], incoming[:, -1], now.activation, now.alpha)
    layers[k + 1] = Layer(outgoing, following.biases, following.activation, following.alpha)
    names = scene.network.input_names, scene.network.output_names
    return replace_scene(scene, network=Network(layers, *names))


def hidden(scene: Scene) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    for k, (now, following) in enumerate(itertools.pairwise(scene.network.layers)):
        yield k, np.column_stack([now.weights, now.biases]), np.array(following.weights)


def permuted(scene: Scene) -> Iterator[Scene]:
    """Hidden neurons the other way round."""
    for k, incoming, outgoing in hidden(scene):
        if len(incoming) > 1:
            yield replaced(scene, k, incoming[::-1], outgoing[:, ::-1])


def flipped(scene: Scene) -> Iterator[Scene]:
    """The sign of all that goes into and out of a hidden neuron turned."""
    for k, incoming, outgoing in hidden(scene):
        if scene.network.layers[k].activation in _SIGN:
            turn = np.where(np.arange(len(incoming)) == 0, -1.0, 1.0)
            yield replaced(scene, k, incoming * turn[:, None], outgoing * turn)


def rescaled(scene: Scene) -> Iterator[Scene]:
    """More into a hidden neuron and less out of it, or the other way."""
    for k, incoming, outgoing in hidden(scene):
        for factor in _SCALE.get(scene.network.layers[k].activation, ()):
            yield replaced(scene, k, incoming * factor, outgoing / factor)


def steeper(scene: Scene) -> Iterator[Scene]:
    """All numbers of a layer of steps, or of a sigmoid that is cut at 0.5, by one factor."""
    for k, layer in enumerate(scene.network.layers):
        last = k == len(scene.network.layers) - 1
        cut = layer.activation == "sigmoid" and last and scene.threshold == 0.5
        if layer.activation == "step" or cut:
            for factor in (4.0, 0.1):
                layers = list(scene.network.layers)
                layers[k] = Layer(
                    factor * layer.weights, factor * layer.biases, layer.activation, layer.alpha
                )
                names = scene.network.input_names, scene.network.output_names
                yield replace_scene(scene, network=Network(layers, *names))


def elsewhere(scene: Scene) -> Iterator[Scene]:
    """The input at other places; what stays fixed of several inputs stays."""
    for at in (-2.5, 0.0, 40.0):
        yield replace_scene(scene, x=np.array([at, *scene.x[1:]]))


def looked_at(scene: Scene) -> Iterator[Scene]:
    """What changes nothing: decimals, what is selected, how neurons are drawn."""
    yield replace_scene(scene, decimals=5)
    yield replace_scene(scene, selected=None)
    yield replace_scene(scene, neurons="maps", measured="train", listed="wrong")


SAME_ANSWERS: list[Callable[[Scene], Iterator[Scene]]] = [
    permuted,
    flipped,
    rescaled,
    steeper,
    elsewhere,
    looked_at,
]


@pytest.mark.parametrize("name", [name for name in TASKS if judges_answers(name)])
def test_the_same_answers_from_other_numbers_are_right(name: str) -> None:
    step = TASKS[name]
    variants = [other for change in SAME_ANSWERS for other in change(step.solved)]
    assert len(variants) >= 3
    for scene in variants:
        result = grade(task_of(step).check, Attempt(scene, step.begins))
        assert result.passed, (result.remarks, scene.network.layers)


@pytest.mark.parametrize("name", TASKS)
def test_how_it_is_looked_at_does_not_matter(name: str) -> None:
    step = TASKS[name]
    if any(tag_of(type(each)) in OF_SELECTED for each in flattened(task_of(step).check)):
        return  # there, it does
    for scene in looked_at(step.solved):
        result = grade(task_of(step).check, Attempt(scene, step.begins, task_of(step).typed))
        assert result.passed, result.remarks


def written(value: float) -> list[str]:
    """A number as people write it."""
    plain = f"{value:.9f}".rstrip("0").rstrip(".")
    ways = [plain, f" {plain} ", plain.replace("-", "−"), f"{value:.6e}"]
    if len(plain.rpartition(".")[2]) != 3:  # three digits after a comma may be thousands
        ways.append(plain.replace(".", ","))
    return ways if value < 0 else [*ways, f"+{plain}"]


@pytest.mark.parametrize("name", [n for n in TASKS if isinstance(task_of(TASKS[n]).check, Typed)])
def test_a_number_is_right_in_any_writing_and_within_its_tolerance(name: str) -> None:
    step = TASKS[name]
    check = task_of(step).check
    assert isinstance(check, Typed)
    scene = wholly_played(step.begins)
    for field, terms in check.answers.items():
        wanted = total(terms, scene)
        near = wanted + 0.9 * check.within * np.array([-1, 1])
        for text in (way for value in (wanted, *near) for way in written(float(value))):
            typed = {**task_of(step).typed, field: text}
            assert grade(check, Attempt(step.begins, step.begins, typed)).passed, text
        for value in wanted + 1.1 * check.within * np.array([-1, 1]):
            typed = {**task_of(step).typed, field: written(float(value))[0]}
            assert not grade(check, Attempt(step.begins, step.begins, typed)).passed, typed


def test_every_check_of_the_course_is_tried_with_three_of_each() -> None:
    """Right answers and near misses, among the cases of the checks."""
    for tag in used():
        if tag in ("typed", "selected"):
            continue  # numbers in the test above; there is one right selection
        case = CASES[tag]
        assert len(case.accepts) >= 3, tag
        assert len(case.rejects) >= 2, tag
    assert used().keys() <= CHECKS.keys()
