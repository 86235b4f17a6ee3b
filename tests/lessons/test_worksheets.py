"""Exercises with drawn numbers: keys that plain loops give, words with the drawn numbers."""

import math
import re

import msgspec
import pytest

from playground.language import LANGUAGES, speaking
from playground.learner import lessons
from playground.learner.exercises import LETTERS, asked_of, exercise_of, exercises, name_of
from playground.lessons.checks import Attempt, decoded, grade
from playground.lessons.checks.check import Check
from playground.lessons.drawing import THEN, drawn, is_given, right_of
from playground.lessons.variants import answers
from playground.lessons.worksheets import Exercise, exercises_of, words_of
from playground.notation import parse_number
from tests.lessons.plain_quantities import plain

SEEDS = range(1, 14)  # with four sheets each: 52 variants
STEPS = {name_of(lesson, step): (lesson, step) for lesson in lessons() for step in lesson.steps}
DRAWN = {
    name: (*found, exercise)
    for name, found in STEPS.items()
    if (found[1].choices or answers(found[1], found[1].begins) or name in exercises_of())
    and (exercise := exercise_of(*found)) is not None
}
AS_IT_IS = {name: found for name, found in STEPS.items() if name not in DRAWN and found[1].choices}
PLACE = re.compile(r"\{([\w/-]+)(?:\|\d)?\}")
EACH = pytest.mark.parametrize("name", DRAWN)


def value(terms, one) -> float:
    """Of a name or a sum of products, by plain loops."""
    if isinstance(terms, str):
        if terms in one.values:
            return one.values[terms]
        scene = one.then if terms.startswith(THEN) else one.scene
        return plain(scene, terms.removeprefix(THEN))
    return sum(
        math.prod(value(each, one) if isinstance(each, str) else each for each in factors)
        for factors in terms
    )


def wanted(step, exercise: Exercise, one) -> str | dict[str, float]:
    """What is right, by plain loops."""
    question, task = step.content.question, step.content.task
    if exercise.fields:
        return {name: value(terms, one) for name, terms in exercise.fields.items()}
    if largest := exercise.choices or (question.largest if question else {}):
        return max(largest, key=lambda choice: value(largest[choice], one))
    if question is not None and question.answer is not None:
        return question.answer
    if question is not None:
        return "negative" if value(question.sign, one) < 0 else "positive"
    return {name: value(terms, one) for name, terms in task.check.answers.items()}


def test_much_of_the_course_can_be_asked_with_other_numbers() -> None:
    assert exercises_of().keys() <= STEPS.keys()
    assert len(DRAWN) >= 50
    assert len(DRAWN) > len(AS_IT_IS)
    slugs = {lesson.slug for lesson, *_ in DRAWN.values()}
    assert len(slugs) >= 18


@EACH
def test_a_key_is_what_plain_loops_give(name: str) -> None:
    """For 52 variants, none of which is another of its class, or the lesson itself."""
    _, step, exercise = DRAWN[name]
    rights = []
    for seed in SEEDS:
        found = drawn(name, step, exercise, seed, len(LETTERS))
        told = [(one.scene, one.values) for one in found]
        assert all(one not in told[:at] for at, one in enumerate(told))
        assert found[:2] == drawn(name, step, exercise, seed, 2)
        for one in found:
            assert one.scene != step.begins or one.values
            if one.scene.row is not None:
                assert (one.scene.x == one.scene.data.x[one.scene.row]).all()
            right = right_of(step, exercise, one)
            rights.append(right)
            plainly = wanted(step, exercise, one)
            if isinstance(right, str):
                assert right == plainly
            else:
                assert right == pytest.approx(plainly, abs=2e-4)
    if is_given(step, exercise):  # then its choices change places
        lesson = DRAWN[name][0]
        places = [asked.right for asked in asked_of(lesson, step, "en", SEEDS[0], len(LETTERS))]
        assert len({*places}) > 1
    else:
        assert all(rights.count(right) < 0.7 * len(rights) for right in rights)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_the_numbers_that_are_drawn(name: str, language: str) -> None:
    lesson, step, exercise = DRAWN[name]
    words = words_of(language).get(name, {})
    for seed in (3, 8):
        found = drawn(name, step, exercise, seed, len(LETTERS))
        with speaking(language):
            sheets = asked_of(lesson, step, language, seed, len(LETTERS))
            for one, asked in zip(found, sheets, strict=True):
                said = "\n".join((asked.before, asked.text, asked.why))
                assert asked.text
                assert not re.search(r"[{}]|\[\[|–", said)
                for part in (words.get("text", ""), words.get("task", ""), words.get("key", "")):
                    for place in PLACE.finditer(part):
                        assert one.knows(place[1])
                        assert one.filled(place[0]) in said
                assert len(set(asked.choices)) == len(asked.choices)
                assert all(label for label, _ in asked.fields)
                right = right_of(step, exercise, one)
                for (_, told), number in zip(
                    asked.fields, right.values() if asked.fields else (), strict=True
                ):
                    digits = len(told.partition(",")[2] or told.partition(".")[2])
                    most = 0.5 * 10 ** -(digits or 2) + 1e-6
                    assert parse_number(told) == pytest.approx(number, abs=max(most, 0.005))


@pytest.mark.parametrize("name", [name for name, found in DRAWN.items() if found[2].check])
def test_the_example_in_the_key_passes_the_check(name: str) -> None:
    _, step, exercise = DRAWN[name]
    for seed in SEEDS:
        for one in drawn(name, step, exercise, seed, len(LETTERS)):
            given = {
                key: one.values.get(of, of) if isinstance(of, str) else of
                for key, of in exercise.check.items()
            }
            check = msgspec.convert(given, Check, dec_hook=decoded)
            assert grade(check, Attempt(one.then, one.scene)).passed


@pytest.mark.parametrize("name", AS_IT_IS)
def test_what_has_no_other_numbers_has_its_choices_in_other_orders(name: str) -> None:
    lesson, step = AS_IT_IS[name]
    places = set()
    for seed in SEEDS:
        sheets = asked_of(lesson, step, "en", seed, len(LETTERS))
        orders = [asked.choices for asked in sheets]
        assert len({*orders}) == len(LETTERS)
        assert len({frozenset(order) for order in orders}) == 1
        assert len({asked.choices[asked.right] for asked in sheets}) == 1
        places |= {asked.right for asked in sheets}
    assert places == set(range(len(step.choices)))


def test_words_are_of_exercises_and_the_same_in_every_language() -> None:
    first, *others = (
        {name: set(words) for name, words in words_of(each).items()} for each in LANGUAGES
    )
    assert first.keys() <= DRAWN.keys() | AS_IT_IS.keys()
    assert all(other == first for other in others)
    for name, parts in first.items():
        places = [
            {part: set(PLACE.findall(words_of(each)[name][part])) for part in parts}
            for each in LANGUAGES
        ]
        assert all(place == places[0] for place in places)


@EACH
def test_words_of_the_lesson_that_are_used_again_say_no_number(name: str) -> None:
    """They would be the lesson's own."""
    lesson, step, _ = DRAWN[name]
    for language in LANGUAGES:
        own, said = words_of(language).get(name, {}), lesson.texts[language].steps[step.id]
        task = own.get("task") or said.part("paper") or said.part("task")
        title = own.get("title") or said.title
        for part in (task, title):
            bare = re.sub(r"_\w|\{[^}]*\}", "", part)
            assert "task" in own or not re.search(r"\d", bare)


def test_exercises_say_what_is_wrong_with_the_plain_loops() -> None:
    """The loops would find a wrong key."""
    _, step, exercise = DRAWN["neuron/two-steps"]
    one = drawn("neuron/two-steps", step, exercise, 1, 1)[0]
    assert plain(one.scene, "z/0/0") != pytest.approx(plain(one.scene, "a/0/0"), abs=2e-4)
    assert sum(len(list(exercises(lesson, "en", 1))) for lesson in lessons()) == len(DRAWN) + len(
        AS_IT_IS
    )
