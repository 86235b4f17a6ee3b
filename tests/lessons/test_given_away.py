"""No feedback, hint, note or closing word holds the answer of a later step of its lesson.

An answer is a number that is asked for, one that the model solution sets, or the words of the right
choice. A number counts if nobody comes upon it by chance: three digits or more, or two with a
point between or before them, which the later step does not print itself.
"""

import re
from collections.abc import Iterator

import pytest

from playground.lessons.checks import Attempt, grade
from playground.lessons.checks.typed import Typed
from playground.lessons.feedback import say
from playground.lessons.lesson import Lesson, Step
from playground.lessons.load import course, right_choice
from playground.lessons.texts import filled
from playground.panels import PANELS

LESSONS = course(frozenset(PANELS))
LANGUAGES = sorted(LESSONS[0].texts)
_NUMBER = re.compile(r"(?<![\w.,/])[−-]?\d+(?:[.,]\d+)?(?![\w/]|[.,]\d)")
_PARTS = re.compile(r"hint \d|note|done|further.*|wrong .*")
_LEAST_LETTERS = 12  # of a choice: shorter ones are words that any text may have


def said_at(lesson: Lesson, step: Step, language: str) -> str:
    """All that is said at a step beside its own text, before and after it is done."""
    text = lesson.texts[language].steps[step.id]
    parts = [filled(said, step.solved) for name, said in text.parts.items()
             if _PARTS.fullmatch(name)]  # fmt: skip
    return " ".join([*parts, *_feedback(step, language)])


def _feedback(step: Step, language: str) -> Iterator[str]:
    for level in filter(None, (step, step.further)):
        task = level.content.task
        if task is None:
            continue
        for scene, typed in ((level.begins, {}), (level.solved, task.typed)):
            for remark in grade(task.check, Attempt(scene, level.begins, typed)).remarks:
                yield say(remark, language, scene.decimals)


def numbers(text: str) -> set[str]:
    """The numbers in a text, as the sources write them."""
    plain = text.replace("{,}", ",")
    return {found.replace("−", "-").replace(",", ".") for found in _NUMBER.findall(plain)}


def answers(lesson: Lesson, step: Step, language: str) -> tuple[set[str], set[str]]:
    """The numbers and the words that a step asks for."""
    text, task = lesson.texts[language].steps[step.id], step.content.task
    given = numbers(" ".join([text.title, filled(text.body, step.begins),
                              filled(text.part("task"), step.begins)]))  # fmt: skip
    if task is not None:
        asked = set(task.typed.values()) if isinstance(task.check, Typed) else set()
        for edit in task.solution:
            asked |= {f"{value:g}" for name in ("value", "rows") if
                      isinstance(value := getattr(edit, name, None), float)}  # fmt: skip
        return {n for n in asked if _is_telling(n)} - given, set()
    question = step.content.question
    if question is None:
        return set(), set()
    choice = text.part(f"choice {right_choice(question, step.begins)}").casefold().strip(" .")
    return set(), {choice} if len(choice) >= _LEAST_LETTERS else set()


def _is_telling(number: str) -> bool:
    digits = number.strip("-").replace(".", "").strip("0")
    return "/" in number or len(digits) >= (2 if "." in number else 3)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_nothing_gives_a_later_answer_away(lesson: Lesson, language: str) -> None:
    for at, step in enumerate(lesson.steps):
        said = said_at(lesson, step, language)
        for later in lesson.steps[at + 1 :]:
            figures, words = answers(lesson, later, language)
            assert not figures & numbers(said), (step.id, later.id)
            assert not [each for each in words if each in said.casefold()], (step.id, later.id)


def test_an_answer_that_is_given_away_is_found() -> None:
    """The test above can fail: what the obesity example's steps ask for is in their own hints."""
    lesson = next(each for each in LESSONS if each.slug == "obesity")
    first, second = lesson.steps[:2]
    figures, _ = answers(lesson, second, "en")
    assert "0.8582" in figures
    assert "0.8582" not in numbers(said_at(lesson, first, "en"))
    assert "0.8582" in numbers(said_at(lesson, second, "en"))
    assert numbers("z = −1,5 (or 3.25), $x = -1{,}75$") == {"-1.5", "3.25", "-1.75"}


#: What once gave the next guess away, by lesson and step.
_ONCE_SAID = {
    ("xor", "one-unit"): r"best that one unit|mejor que puede|three is the most",
    ("outputs", "probabilities"): r"1[.,]41",
    ("convolution", "local"): r"same in every row|igual en (todas|cada)",
}


@pytest.mark.parametrize(("slug", "step"), _ONCE_SAID)
def test_what_gave_the_next_guess_away_is_gone(slug: str, step: str) -> None:
    lesson = next((each for each in LESSONS if each.slug == slug), None)
    found = [each for each in lesson.steps if each.id == step] if lesson else []
    for language in LANGUAGES:
        for each in found:
            assert not re.search(_ONCE_SAID[slug, step], said_at(lesson, each, language))
