"""Numbers as large as they may be set: every task is still graded, and says so in words."""

import itertools
import math

import pytest

from playground.language import LANGUAGES
from playground.lessons.checks import Attempt, grade
from playground.lessons.checks.check import result
from playground.lessons.feedback import Remark, say, sentences
from playground.lessons.lesson import Lesson, Step
from playground.limits import MAX_MAGNITUDE
from playground.scene import Edit, Scene, SetBias, SetInput, SetWeight
from tests.lessons.check_scenes import edited
from tests.lessons.test_lessons import EACH_TASK
from tests.pages.learn_page import opened, ran, visit

SIGNS = {"plus": (1, 1), "minus": (-1, -1), "alternating": (1, -1)}


def driven(scene: Scene, signs: tuple[int, int]) -> Scene:
    """Every weight, bias and input that is not locked as large as it may be, in these signs."""
    sizes = itertools.cycle(sign * MAX_MAGNITUDE for sign in signs)
    edits: list[Edit] = []
    if "inputs" not in scene.locked:
        edits += [SetInput(i, next(sizes)) for i in range(scene.network.n_inputs)]
    for k, layer in enumerate(scene.network.layers):
        for j in range(layer.n_out):
            if "weights" not in scene.locked:
                edits += [SetWeight(k, j, i, next(sizes)) for i in range(layer.n_in)]
            if "biases" not in scene.locked:
                edits.append(SetBias(k, j, next(sizes)))
    return edited(scene, *edits)


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
@EACH_TASK
def test_every_task_is_graded_at_the_largest_numbers(
    lesson: Lesson, step: Step, signs: tuple[int, int]
) -> None:
    task = step.content.task
    assert task is not None
    found = grade(task.check, Attempt(driven(step.begins, signs), step.begins, task.typed))
    assert 0.0 <= found.score <= 1.0
    for remark, language in itertools.product(found.remarks, LANGUAGES):
        assert say(remark, language)


def test_a_score_that_is_not_a_number_counts_nothing() -> None:
    assert result(math.nan, False, "changed").score == 0.0


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_remark_says_what_overflowed(value: float) -> None:
    said = say(Remark("flipped", {"value": value, "cut": 0.5}), "en")
    assert {math.inf: "∞", -math.inf: "−∞"}.get(value, "not a number") in said
    assert "{value}" in sentences("en")["flipped"]


def test_the_page_stays_up_when_a_task_overflows() -> None:
    page = opened(lesson="linear", step="4")
    at = visit(page)
    assert at.step.id == "fit"
    at.session.visit(driven(at.session.scene, SIGNS["plus"]))
    ran(page)
    assert at.state() is None
