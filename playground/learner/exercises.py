"""The questions and typed tasks of lessons as exercises on paper, with numbers drawn by a seed."""

from collections.abc import Iterator, Sequence

from playground.export.worksheet import Asked, render_questions
from playground.language import speaking
from playground.lessons.checks.typed import Typed
from playground.lessons.lesson import Lesson, Step, StepText
from playground.lessons.load import right_choice, with_controls
from playground.lessons.texts import filled, unmarked
from playground.lessons.variants import answers, reworded, varied, varies
from playground.notation import format_number
from playground.scene import Scene

MOST_VARIANTS = 999


def sheet(title: str, lessons: Sequence[Lesson], *, key: bool, language: str, variant: int) -> str:
    """The worksheet of some lessons, or its key, as HTML. The same variant is the same sheet."""
    with speaking(language):
        asked = [
            exercise for lesson in lessons for exercise in exercises(lesson, language, variant)
        ]
        return render_questions(title, asked, key=key, variant=variant)


def exercises(lesson: Lesson, language: str, variant: int) -> Iterator[Asked]:
    """Every question and typed task of a lesson; where they can vary, with other numbers."""
    for step in lesson.steps:
        if step.choices or answers(step, step.begins):
            anew = varies(lesson, step)
            scene = varied(step, variant) if anew else step.begins
            said = lesson.texts[language].steps[step.id]
            yield _asked(step, scene, reworded(said) if anew else said)


def has_exercises(lesson: Lesson) -> bool:
    """Whether there is anything for a sheet."""
    return any(step.choices or answers(step, step.begins) for step in lesson.steps)


def _asked(step: Step, scene: Scene, said: StepText) -> Asked:
    question, revealed = step.content.question, with_controls(scene, step.content)
    covered = with_controls(scene, step.content, revealed=False)
    task = said.part("paper") or said.part("task")
    text = unmarked(filled(task, covered if question else scene))
    if question is None:
        return Asked(said.title, text, scene, fields=tuple(_fields(step, scene, said)))
    before = "" if scene != step.begins else unmarked(filled(said.body, covered))
    choices = tuple(unmarked(said.part(f"choice {name}")) for name in question.choices)
    right = question.choices.index(right_choice(question, revealed))
    why = unmarked(filled(said.part("reveal"), step.solved)) if scene == step.begins else ""
    return Asked(said.title, text, scene, before, choices, right, why=why)


def _fields(step: Step, scene: Scene, said: StepText) -> Iterator[tuple[str, str]]:
    """(label, answer) of each field, as many decimals as are asked for."""
    check = step.content.task.check if step.content.task else None
    decimals = check.decimals if isinstance(check, Typed) else 2
    for name, value in answers(step, scene).items():
        whole = value == round(value)
        yield unmarked(said.part(f"field {name}")), format_number(value, 0 if whole else decimals)
