"""No panel beside a lesson speaks of a loss before a lesson has taught what that is."""

import itertools
import re

import pytest

from playground.learner import lessons
from playground.lessons.lesson import Lesson, Step
from playground.panels import PANELS
from playground.panels.panel import View

FACT = "loss-row"
#: It is said in a text, or for who does not see it, or a number of its kind is printed.
SAID = re.compile(r'(>[^<]*|aria-label="[^"]*|data-quantity="[^"]*)\bloss')


def teaches(lesson: Lesson) -> bool:
    return any(FACT in step.content.facts for step in lesson.steps)


def levels(step: Step) -> list[Step]:
    return [step, *([step.further] if step.further else [])]


BEFORE = list(itertools.takewhile(lambda lesson: not teaches(lesson), lessons()))


def test_a_lesson_teaches_it() -> None:
    assert len(BEFORE) < sum(1 for _ in lessons())


@pytest.mark.parametrize("lesson", BEFORE, ids=lambda lesson: lesson.slug)
def test_nothing_is_told_of_losses_before(lesson: Lesson) -> None:
    for step in itertools.chain.from_iterable(map(levels, lesson.steps)):
        for scene in (step.begins, step.solved):
            for panel in step.content.panels:
                html = PANELS[panel](scene, View()).html
                assert not SAID.search(html), (step.id, panel)
