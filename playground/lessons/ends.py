"""The end of a chapter, as a lesson: what was learned, a picture, and questions asked once more.

Its steps are those of the lessons, by other names: ``xor_folded``. So the page shows and keeps
them as it does any step. Where a question can be asked with other numbers, it is: by the seed.
The card "Once more" is such a lesson, too, of a single question.
"""

from collections.abc import Sequence

import msgspec

from playground.language import LANGUAGES
from playground.lessons.chapters import Chapter
from playground.lessons.feedback import sentences
from playground.lessons.lesson import Lesson, LessonError, LessonText, Step, StepContent, StepText
from playground.lessons.load import solved, with_controls
from playground.lessons.variants import reworded, varied, varies

END = "end-"  # before a chapter's id, the name of its end
AGAIN = "again"  # the card's name
_OWN = "own"  # such a step begins with its own scene, not with the learner's


def end_of(chapter: Chapter, lessons: Sequence[Lesson], seed: int = 0) -> Lesson:
    """The chapter's end. Raises LessonError for a step that no lesson has."""
    asked = [_found(name, lessons) for name in chapter.content.check]
    questions = [
        _question(lesson, step, seed * len(asked) + at) for at, (lesson, step) in enumerate(asked)
    ]
    return Lesson(
        END + chapter.id,
        chapter.id,
        0,
        (_picture(chapter, lessons), *questions),
        {language: _text(chapter, asked, language) for language in LANGUAGES},
    )


def once_more(lesson: Lesson, step: str) -> Lesson:
    """The card that asks a question again."""
    source = lesson.steps[lesson.index(step)]
    asked = _question(lesson, source, None)
    texts = {}
    for language in LANGUAGES:
        page, said = sentences(language, "page"), lesson.texts[language].steps[step]
        text = StepText(_source(lesson, language), said.body, said.parts)
        texts[language] = LessonText(page["once-more"], page["once-more-goal"], {asked.id: text})
    return Lesson(AGAIN, lesson.chapter, 0, (asked,), texts)


def place_of(step: str) -> tuple[str, str]:
    """The (lesson, step) that a step of an end is taken from."""
    lesson, _, name = step.partition("_")
    return lesson, name


def _found(name: str, lessons: Sequence[Lesson]) -> tuple[Lesson, Step]:
    slug, _, id_ = name.partition("/")
    for lesson in lessons:
        for step in lesson.steps:
            if (lesson.slug, step.id) == (slug, id_):
                return lesson, step
    raise LessonError(f"chapters.toml: there is no step {name}")


def _picture(chapter: Chapter, lessons: Sequence[Lesson]) -> Step:
    _, step = _found(chapter.content.picture.step, lessons)
    content = StepContent(
        "picture", start=_OWN, panels=(chapter.content.picture.panel,), allow=step.content.allow
    )
    scene = with_controls(step.solved, content)
    return Step(content, scene, scene)


def _question(lesson: Lesson, step: Step, seed: int | None) -> Step:
    if step.content.question is None:
        raise LessonError(f"chapters.toml: {lesson.slug}/{step.id} asks nothing")
    content = msgspec.structs.replace(
        step.content, id=f"{lesson.slug}_{step.id}", start=_OWN, facts=[]
    )
    scene = varied(step, seed) if seed is not None and varies(lesson, step) else step.begins
    begins = with_controls(scene, content)
    return Step(content, begins, solved(begins, content))


def _text(chapter: Chapter, asked: list[tuple[Lesson, Step]], language: str) -> LessonText:
    page, said = sentences(language, "page"), chapter.texts[language]
    learned = StepText(page["learned"], f"{said.part('learned')}\n\n{said.part('picture')}")
    questions = {
        f"{lesson.slug}_{step.id}": _asked_again(
            lesson,
            step,
            page["check-question"].format(number=number, count=len(asked)),
            language,
            varies(lesson, step),
        )
        for number, (lesson, step) in enumerate(asked, 1)
    }
    title = page["end-of"].format(letter=chapter.letter, title=said.title)
    goal = page["end-goal"].format(count=len(asked))
    return LessonText(title, goal, {"picture": learned, **questions})


def _asked_again(lesson: Lesson, step: Step, title: str, language: str, anew: bool) -> StepText:
    """A question's words under another title, with where they come from in front."""
    said = lesson.texts[language].steps[step.id]
    if anew:
        said = reworded(said)
    reveal = said.part("reveal") or sentences(language, "page")["see-stage"]
    body = f"*{_source(lesson, language)}*\n\n{said.body}"
    return StepText(title, body, {**said.parts, "reveal": reveal})


def _source(lesson: Lesson, language: str) -> str:
    """Where a question comes from."""
    title = lesson.texts[language].title
    return sentences(language, "page")["from-lesson"].format(number=lesson.number, title=title)
