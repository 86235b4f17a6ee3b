"""The course as the page has it: with all panels, and with an end to every chapter."""

from collections.abc import Mapping

from playground.cache import cached
from playground.lessons.chapters import Chapter
from playground.lessons.ends import END, end_of
from playground.lessons.lesson import Lesson
from playground.lessons.load import chapters as course_chapters
from playground.lessons.load import course
from playground.panels import PANELS


def lessons() -> tuple[Lesson, ...]:
    """The course, in its order."""
    return course(frozenset(PANELS))


def chapters() -> tuple[Chapter, ...]:
    """The same in its chapters."""
    return course_chapters(frozenset(PANELS))


@cached(64)
def end(chapter: str, seed: int = 0) -> Lesson:
    """The end of a chapter, its questions drawn by a seed. Raises StopIteration for no chapter."""
    return end_of(next(each for each in chapters() if each.id == chapter), lessons(), seed)


def find(slug: str, seed: int = 0) -> Lesson | None:
    """The lesson, or the end of a chapter, of this name."""
    ends = {END + chapter.id: chapter.id for chapter in chapters()}
    if slug in ends:
        return end(ends[slug], seed)
    return next((lesson for lesson in lessons() if lesson.slug == slug), None)


def after(lesson: Lesson) -> str | None:
    """What follows a lesson: the next of its chapter, the chapter's end, the next chapter."""
    names = [
        name
        for chapter in chapters()
        for name in (*(each.slug for each in chapter.lessons), END + chapter.id)
    ]
    return next(iter(names[names.index(lesson.slug) + 1 :]), None)


def known() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The steps of all lessons and ends, with what can be chosen there."""
    whole = (*lessons(), *(end(chapter.id) for chapter in chapters()))
    return {each.slug: {step.id: step.choices for step in each.steps} for each in whole}
