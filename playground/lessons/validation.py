"""What a step and its texts must hold: known names, a task or a question, all parts, few words."""

from collections.abc import Collection, Mapping
from typing import Any

from playground.lessons.file import WrongError
from playground.lessons.lesson import (
    Content,
    Further,
    LessonError,
    LessonText,
    Question,
    StepContent,
    StepText,
)
from playground.lessons.texts import MOST_WORDS, count_words, has_words
from playground.scene import HIDEABLE, LOCKABLE

#: What a step may allow: groups of values to change, and controls that are else hidden.
ALLOWED = (*LOCKABLE, "flow", "randomise", "data")
_SIGNS = ("negative", "zero", "positive")


def require_step(
    step: StepContent, panels: Collection[str], known: Mapping[str, Any], before: list[str]
) -> None:
    """Raise WrongError for the first thing that is wrong with a step.

    ``known`` is the fact table, ``before`` the ids of the steps before.
    """
    if step.id in before:
        raise WrongError("id", f"a second step called {step.id}")
    _require_known("facts", step.facts, known)
    _require_known("panels", step.panels, panels)
    _require_known("allow", step.allow, ALLOWED)
    _require_known("hide", step.hide, HIDEABLE)
    if step.highlight is not None and "/" not in step.highlight:
        _require_known("highlight", [step.highlight], step.panels)
    if step.task is not None and step.question is not None:
        raise WrongError("question", "a step has a task or a question, not both")
    if step.task is not None and step.task.further is not None:
        _require_further(step.task.further, panels)
    if step.question is not None:
        _require_question(step.question)


def _require_known(field: str, names: Collection[str], known: Collection[str]) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise WrongError(
            field, f"{field}: expected some of {', '.join(sorted(known))}, got {unknown[0]!r}"
        )


def _require_further(level: Further, panels: Collection[str]) -> None:
    _require_known("allow", level.allow or (), ALLOWED)
    _require_known("panels", level.panels or (), panels)
    if (level.counts is None) != (level.par is None):
        raise WrongError("counts", "counts: expected it together with par")


def _require_question(question: Question) -> None:
    ways = [question.answer is not None, question.sign is not None, bool(question.largest)]
    if sum(ways) != 1:
        raise WrongError("question", "question: expected one of answer, sign and largest")
    if question.answer is not None:
        _require_known("answer", [question.answer], question.choices)
    if question.sign is not None:
        _require_known("choices", question.choices, _SIGNS)
    if question.largest and set(question.largest) != set(question.choices):
        raise WrongError("largest", "largest: expected a quantity for each choice")


def require_text(content: Content, text: LessonText, right: Mapping[str, str], place: str) -> None:
    """Raise LessonError if the text has not the content's steps and all their parts.

    ``right`` are the choices that are right, by the ids of the steps that ask.
    """
    wanted = [step.id for step in content.steps]
    if list(text.steps) != wanted:
        raise LessonError(
            f"{place}, line 1: expected the steps {', '.join(wanted)}, got {', '.join(text.steps)}"
        )
    for step in content.steps:
        said = text.steps[step.id]
        _require_parts(step, said, right.get(step.id), f"{place}, step {step.id}")
        count = count_words(said.title, said.body, said.part("task"), said.part("note"))
        if count > MOST_WORDS:
            raise LessonError(
                f"{place}, step {step.id}: expected at most {MOST_WORDS} words, got {count}"
            )


def _require_parts(step: StepContent, said: StepText, right: str | None, place: str) -> None:
    wanted: list[str] = []
    if step.task is not None:
        wanted = ["task", "hint 1", "hint 2", *(f"field {name}" for name in step.task.fields)]
    if step.question is not None:
        wanted = ["task", "reveal", *(f"choice {name}" for name in step.question.choices)]
        wanted += [f"wrong {name}" for name in step.question.choices if name != right]
    if step.task is not None and step.task.further is not None:
        wanted += ["further", "further hint"]
        fields = [f"field {name}" for name in step.task.further.fields]
        wanted += [name for name in fields if name not in wanted]
    if missing := [name for name in wanted if not said.part(name)]:
        raise LessonError(f"{place}: expected '### {missing[0]}', got none")
    for name in wanted:
        if name.startswith(("choice", "field")) and not has_words(said.part(name)):
            raise LessonError(f"{place}: '### {name}' needs words, not only a formula")
    extra = set(said.parts) - set(wanted) - {"note", "done", "paper", *_maybe(step)}
    if extra:
        raise LessonError(f"{place}: nothing in the lesson uses '### {min(extra)}'")


def _maybe(step: StepContent) -> set[str]:
    """What may be said of a second level that is done, or to a guess that is wrong elsewhere.

    Which one is right may depend on the scene: then each may have its answer.
    """
    if step.question is None or step.question.answer is not None:
        return {"further done"} if step.further is not None else set()
    return {f"wrong {name}" for name in step.question.choices}
