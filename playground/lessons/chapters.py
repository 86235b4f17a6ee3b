"""The chapters of the course: ``chapters.toml`` has their lessons, in order, and what ends each.

The words stand in ``languages/<code>/chapters.md``, in the form of a lesson's: the course's
title and goal, then a section for each chapter, with its title and what it is about.
"""

import string
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from playground.cache import cached
from playground.language import LANGUAGES
from playground.lessons.lesson import Lesson, LessonError, LessonText, StepText
from playground.lessons.texts import read_text

FOLDER = Path(__file__).parents[1]  # of the lessons and of the languages
NAME = "lessons/chapters.toml"


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A panel that shows a step's scene as it is once the step is done."""

    step: str
    panel: str


class ChapterContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chapter as its file has it: its name in links, the slugs of its lessons, and its end.

    Steps are named with their lesson: ``xor/folded``. ``check`` are the questions that end it, of
    its own lessons and of older ones.
    """

    id: str
    lessons: list[str]
    picture: Picture
    check: list[str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    chapters: list[ChapterContent]


@dataclass(frozen=True)
class Chapter:
    """One chapter: its place in the course from 0, its lessons, and its words by language."""

    content: ChapterContent
    place: int
    lessons: tuple[Lesson, ...]
    texts: Mapping[str, StepText]

    @property
    def id(self) -> str:
        """Its name in links."""
        return self.content.id

    @property
    def letter(self) -> str:
        """What it is called beside its title: A is the first."""
        return string.ascii_uppercase[self.place]


def read_chapters(folder: Path, slugs: Collection[str]) -> list[ChapterContent]:
    """The chapters in the file. Raises LessonError unless each lesson is in exactly one."""
    try:
        text = (folder / NAME).read_text("utf-8")
        chapters = msgspec.convert(tomllib.loads(text), _File).chapters
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LessonError(f"{NAME}: {error}") from error
    _require_once([chapter.id for chapter in chapters], "chapter")
    placed = list(chain.from_iterable(chapter.lessons for chapter in chapters))
    _require_once(placed, "lesson")
    if missing := sorted(set(slugs) - set(placed)):
        raise LessonError(f"{NAME}: the lesson {missing[0]} is in no chapter")
    if unknown := [slug for slug in placed if slug not in slugs]:
        raise LessonError(f"{NAME}: there is no lesson called {unknown[0]}")
    return chapters


def _require_once(names: list[str], what: str) -> None:
    if again := [name for at, name in enumerate(names) if name in names[:at]]:
        raise LessonError(f"{NAME}: the {what} {again[0]} stands there twice")


@cached(16)
def course_text(language: str, folder: Path = FOLDER) -> LessonText:
    """The words of the course and of its chapters in a language. Raises LessonError."""
    place = _place(language)
    return read_text((folder / place).read_text("utf-8"), place)


def chapter_texts(chapters: list[ChapterContent], folder: Path) -> list[dict[str, StepText]]:
    """Each chapter's words, by language. Raises LessonError for a chapter without any."""
    wanted = [chapter.id for chapter in chapters]
    texts = {language: course_text(language, folder).steps for language in LANGUAGES}
    for language, steps in texts.items():
        if list(steps) != wanted:
            raise LessonError(
                f"{_place(language)}: expected the chapters {', '.join(wanted)}, "
                f"got {', '.join(steps)}"
            )
    return [{language: steps[id_] for language, steps in texts.items()} for id_ in wanted]


def _place(language: str) -> str:
    return f"languages/{language}/chapters.md"
