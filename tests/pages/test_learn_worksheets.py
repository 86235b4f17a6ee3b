"""Worksheets of what lessons ask: every question, in both languages, for a whole class."""

import re

import pytest

from playground.language import LANGUAGES
from playground.learner import chapters, lessons
from playground.learner.exercises import LETTERS, exercises, has_exercises, sheet
from playground.lessons.lesson import Lesson
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
    asked = [one for (one,) in exercises(lesson, language, 3)]
    assert blank.count('<section class="exercise">') == len(asked)
    assert key.count("✓") == sum(bool(one.choices) for one in asked)
    assert "✓" not in blank
    assert 'class="answer"' not in blank
    for text in (blank, key):
        assert "http" not in text
        assert not re.search(r"[$\\]|\*\*|\[\[|\{[a-z]+/", text_of(text.partition("<body")[2]))
    assert blank == sheet(title, [lesson], key=False, language=language, variant=3)


@EACH
def test_a_class_gets_different_sheets_and_a_key_that_tells_them_apart(lesson: Lesson) -> None:
    options = {"language": "en", "variant": 17, "count": len(LETTERS)}
    blank, key = (sheet("", [lesson], key=key, **options) for key in (False, True))
    sheets = blank.split('<article class="sheet">')[1:]
    assert len(sheets) == len(LETTERS)
    glance, *keys = key.split('<article class="sheet">')[1:]
    for letter, page, answers in zip(LETTERS, sheets, keys, strict=True):
        count = page.count('class="exercise"')
        for text in (page, answers):
            assert text.count(f">17{letter}<") == count  # beside each question
            assert text.count(f"Variant 17{letter}") == 1
        assert f"Variant 17{letter}" in glance
    bare = [
        text_of(page.replace(f"17{letter}", ""))
        for letter, page in zip(LETTERS, sheets, strict=True)
    ]
    assert len({*bare}) == len(LETTERS)
    asked = list(exercises(lesson, "en", 17, len(LETTERS)))
    assert glance.count("<tr>") == len(asked) + 1
    assert all(one.answer for row in asked for one in row)


def test_what_is_to_be_set_is_blank_and_the_key_shows_it_set() -> None:
    gates = next(lesson for lesson in lessons() if lesson.slug == "gates")
    asked = next(exercises(gates, "en", 5))[0]
    assert asked.scene.network.layers[0].biases != asked.solved.network.layers[0].biases
    bias = asked.fields[0][1]
    blank, key = (
        sheet("", [gates], key=key, language="en", variant=5).split('class="exercise"')[1]
        for key in (False, True)
    )
    assert f"b {bias}<" in key
    assert ">b<" in blank


def test_pictures_have_no_more_numbers_than_are_needed() -> None:
    """To count weights one needs none; and a question about an idea needs no table of weights."""
    layers, outputs, sums = (
        next(lesson for lesson in lessons() if lesson.slug == slug)
        for slug in ("layers", "curves", "convolution")
    )
    counted, wave, kernel = (
        sheet("", [lesson], key=False, language="en", variant=5).split('class="exercise"')[1]
        for lesson in (layers, outputs, sums)
    )
    assert "<svg" in counted
    assert not re.search(r"\d\.\d", text_of(counted))
    assert "<table" not in wave
    obesity = next(lesson for lesson in lessons() if lesson.slug == "obesity")
    assert ">0.00001<" in sheet("", [obesity], key=False, language="en", variant=5)
    assert "<table" in kernel


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
        assert page.number_input[0].value == 1
        assert "1A, 1B, 1C, 1D" in page.selectbox[-1].options
