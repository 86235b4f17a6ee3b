"""The questions and typed tasks of lessons as exercises on paper, with numbers drawn by a seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from playground.export.worksheet import Asked, render_questions
from playground.language import speaking
from playground.lessons.checks.typed import Typed
from playground.lessons.drawing import Drawn, drawn, is_given, right_of, right_ways, shuffled
from playground.lessons.lesson import Lesson, Step, StepText
from playground.lessons.load import right_choice, with_controls
from playground.lessons.texts import filled, unmarked
from playground.lessons.variants import answers, varies
from playground.lessons.worksheets import Exercise, Words, exercises_of, words_of
from playground.notation import readable

MOST_VARIANTS = 999
LETTERS = "ABCD"  # of the sheets of one variant: neighbours get different ones


def sheet(
    title: str,
    lessons: Sequence[Lesson],
    *,
    key: bool,
    language: str,
    variant: int,
    count: int = 1,
) -> str:
    """The worksheets of some lessons, or their keys, as HTML. The same variant is the same sheet.

    ``count`` of them, 3A to 3D of variant 3, each on pages of its own.
    """
    with speaking(language):
        sheets = {f"{variant}{letter}": list[Asked]() for letter in LETTERS[:count]}
        for lesson in lessons:
            for asked in exercises(lesson, language, variant, count):
                for held, one in zip(sheets.values(), asked, strict=True):
                    held.append(one)
        return render_questions(title, sheets, key=key)


def exercises(
    lesson: Lesson, language: str, variant: int, count: int = 1
) -> Iterator[Sequence[Asked]]:
    """Every question and task of a lesson that paper can ask, once for each of the sheets."""
    for step in lesson.steps:
        if _is_asked(lesson, step):
            yield asked_of(lesson, step, language, variant, count)


def has_exercises(lesson: Lesson) -> bool:
    """Whether there is anything for a sheet."""
    return any(_is_asked(lesson, step) for step in lesson.steps)


def _is_asked(lesson: Lesson, step: Step) -> bool:
    known = name_of(lesson, step) in exercises_of()
    return known or bool(step.choices or answers(step, step.begins))


def name_of(lesson: Lesson, step: Step) -> str:
    """By which the worksheets' files know a step."""
    return f"{lesson.slug}/{step.id}"


def exercise_of(lesson: Lesson, step: Step) -> Exercise | None:
    """How a step is asked with other numbers; ``None``: only as it is."""
    own = exercises_of().get(name_of(lesson, step))
    return own or (Exercise(alike=True) if varies(lesson, step) else None)


def asked_of(
    lesson: Lesson, step: Step, language: str, variant: int, count: int
) -> Sequence[Asked]:
    """One step for each of the sheets."""
    name, said = name_of(lesson, step), lesson.texts[language].steps[step.id]
    exercise = exercise_of(lesson, step)
    words = _Words(said, words_of(language).get(name, {}))
    if exercise is None:
        return [_as_it_is(name, step, words, variant, letter) for letter in range(count)]
    return [
        _anew(step, exercise, words, one, _order(name, step, exercise, variant, letter))
        for letter, one in enumerate(drawn(name, step, exercise, variant, count))
    ]


@dataclass(frozen=True)
class _Words:
    """What a worksheet says of a step: words of its own, or else those of the lesson."""

    said: StepText
    own: Words

    def part(self, name: str) -> str:
        return self.own.get(name) or self.said.part(name)

    @property
    def task(self) -> str:
        return self.own.get("task") or self.said.part("paper") or self.said.part("task")


def _order(name: str, step: Step, exercise: Exercise, variant: int, letter: int) -> Sequence[str]:
    """The order of its choices: another one each time, if what is drawn moves no answer."""
    ways = right_ways(step, exercise)
    return shuffled(name, ways, variant, letter) if is_given(step, exercise) else ways


def _anew(step: Step, exercise: Exercise, words: _Words, one: Drawn, ways: Sequence[str]) -> Asked:
    """The exercise with what was drawn, its choices in this order."""
    right = right_of(step, exercise, one)
    is_set = any(isinstance(of, str) and of in one.values for of in exercise.fields.values())
    return Asked(
        words.own.get("title") or words.said.title,
        unmarked(one.filled(words.task)),
        one.scene,
        solved=one.then,
        blanks=frozenset({"biases"} if is_set and "then/bias/0/0" in one.values else ()),
        before=unmarked(one.filled(words.own.get("text", ""))),
        choices=tuple(unmarked(one.filled(words.part(f"choice {way}"))) for way in ways),
        right=ways.index(right) if isinstance(right, str) else 0,
        fields=() if isinstance(right, str) else _fields(step, exercise, words, right),
        why=unmarked(one.filled(words.own.get("key", ""))),
        picture=exercise.picture,
    )


def _fields(
    step: Step, exercise: Exercise, words: _Words, right: Mapping[str, float]
) -> tuple[tuple[str, str], ...]:
    """(label, answer) of each field, as many decimals as are asked for."""
    check = step.content.task.check if step.content.task else None
    usual = check.decimals if isinstance(check, Typed) else 2
    decimals = usual if exercise.decimals is None else exercise.decimals
    return tuple(
        (unmarked(words.part(f"field {name}")), readable(round(value, decimals), 0))
        for name, value in right.items()
    )


def _as_it_is(name: str, step: Step, words: _Words, variant: int, letter: int) -> Asked:
    """What has no other numbers: a question has its choices in another order."""
    question, scene, said = step.content.question, step.begins, words.said
    if question is None:
        fields = _fields(step, Exercise(), words, answers(step, scene))
        return Asked(said.title, unmarked(filled(words.task, scene)), scene, fields=fields)
    covered = with_controls(scene, step.content, revealed=False)
    order = shuffled(name, question.choices, variant, letter)
    revealed = with_controls(scene, step.content)
    return Asked(
        said.title,
        unmarked(filled(words.task, covered)),
        scene,
        before=unmarked(filled(words.own.get("text") or said.body, covered)),
        choices=tuple(unmarked(said.part(f"choice {choice}")) for choice in order),
        right=order.index(right_choice(question, revealed)),
        why=unmarked(filled(said.part("reveal"), step.solved)),
        picture="lines",
    )
