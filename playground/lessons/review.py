"""Questions that were guessed wrong come back: two lessons later, and again on another day.

Answered rightly twice, a question is done with. Pure functions; ``today`` is an argument.
"""

from collections.abc import Sequence
from datetime import date

from playground.lessons.lesson import Lesson
from playground.lessons.progress import Again, Progress

LESSONS_LATER = 2
TIMES_RIGHT = 2


def open_questions(progress: Progress, lessons: Sequence[Lesson]) -> list[tuple[Lesson, str]]:
    """Every (lesson, step) still to be asked again, in the course's order."""
    return [
        (lesson, step.id)
        for lesson in lessons
        for step in lesson.steps
        if step.choices and _is_open(progress.of(lesson.slug).again.get(step.id))
    ]


def _is_open(again: Again | None) -> bool:
    return again is not None and again.right < TIMES_RIGHT


def due(
    progress: Progress, lessons: Sequence[Lesson], before: Lesson, today: date
) -> tuple[Lesson, str] | None:
    """The one (lesson, step) to ask once more as ``before`` is begun: that which waited longest."""
    waiting = [
        (lesson, step)
        for lesson, step in open_questions(progress, lessons)
        if _is_due(progress.of(lesson.slug).again[step], lesson, before, today)
    ]
    days = [progress.of(lesson.slug).again[step].day for lesson, step in waiting]
    return waiting[days.index(min(days))] if waiting else None


def _is_due(again: Again, lesson: Lesson, before: Lesson, today: date) -> bool:
    """On another day, or the first time two lessons later; never before its own lesson."""
    later = again.asked == 0 and before.number >= lesson.number + LESSONS_LATER
    return before.slug != lesson.slug and (later or again.day < today)
