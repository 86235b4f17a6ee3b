"""Worksheets of what lessons ask: every question, in both languages; keys that plain loops give."""

import re

import pytest

from playground.activations import ACTIVATIONS
from playground.language import LANGUAGES
from playground.learner import chapters, lessons
from playground.learner.exercises import exercises, has_exercises, sheet
from playground.lessons.checks.typed import Typed
from playground.lessons.lesson import Lesson
from playground.lessons.variants import varied, varies
from tests.lessons.lesson_scenes import loops
from tests.pages.learn_page import opened

ASKING = [lesson for lesson in lessons() if has_exercises(lesson)]
EACH = pytest.mark.parametrize("lesson", ASKING, ids=lambda lesson: lesson.slug)


def text_of(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", html)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_asks_what_the_lesson_asks(lesson: Lesson, language: str) -> None:
    title = lesson.texts[language].title
    blank, key = (
        sheet(title, [lesson], key=key, language=language, variant=3) for key in (False, True)
    )
    asked = [step for step in lesson.steps if step.choices]
    count = len(list(exercises(lesson, language, 3)))
    assert blank.count('<section class="exercise">') == count >= len(asked)
    assert key.count("✓") == len(asked)
    assert "✓" not in blank
    assert 'class="answer"' not in blank
    for text in (blank, key):
        assert "http" not in text
        assert not re.search(r"[$\\]|\*\*|\[\[|\{[a-z]+/", text_of(text.partition("<body")[2]))
    assert blank == sheet(title, [lesson], key=False, language=language, variant=3)


def test_a_variant_has_other_numbers() -> None:
    lesson = next(lesson for lesson in lessons() if lesson.slug == "neuron")
    sheets = {sheet("", [lesson], key=True, language="en", variant=n) for n in range(1, 6)}
    assert len(sheets) == 5


@pytest.mark.parametrize("variant", [1, 2, 3])
def test_a_key_is_what_plain_loops_give(variant: int) -> None:
    """Of every answer that is a z or an a, and of every sign; by arithmetic of its own."""
    compared = 0
    for lesson in ASKING:
        steps = [step for step in lesson.steps if step.choices or _answers(step)]
        for step, asked in zip(steps, exercises(lesson, "en", variant), strict=True):
            scene = varied(step, variant) if varies(lesson, step) else step.begins
            assert asked.scene.network == scene.network
            zs, outputs = loops(scene.network, scene.x)
            tables = {"z": zs, "a": outputs}
            for (_, printed), name in zip(asked.fields, _answers(step).values(), strict=True):
                kind, *at = name.split("/") if isinstance(name, str) else ("",)
                if kind in tables:
                    value = tables[kind][int(at[0])][int(at[1])]
                    assert float(printed.replace("−", "-")) == pytest.approx(value, abs=0.006)
                    compared += 1
            question = step.content.question
            if question is not None and question.sign is not None:
                kind, k, j = question.sign.split("/")
                value = tables[kind][int(k)][int(j)]
                sign = "zero" if value == 0 else "negative" if value < 0 else "positive"
                assert question.choices[asked.right] == sign
                compared += 1
    assert compared >= 6


def _answers(step: object) -> dict[str, object]:
    task = step.content.task
    return task.check.answers if task and isinstance(task.check, Typed) else {}


def test_the_loops_would_find_a_wrong_key() -> None:
    lesson = next(lesson for lesson in ASKING if lesson.slug == "neuron")
    step = lesson.steps[lesson.index("two-steps")]
    scene = varied(step, 1)
    z = loops(scene.network, scene.x)[0][0][0]
    assert ACTIVATIONS["sigmoid"].function(z, 0.0) != pytest.approx(z, abs=0.006)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_has_its_sheet_and_the_pages_offer_them(language: str) -> None:
    for chapter in chapters():
        text = sheet(chapter.id, chapter.lessons, key=True, language=language, variant=1)
        count = sum(len(list(exercises(each, language, 1))) for each in chapter.lessons)
        assert text.count('class="exercise"') == count > 0
    for link in ({}, {"lesson": "bias"}):
        page = opened(lang=language, **link)
        assert not page.exception
        assert len(page.number_input) == 1
