"""What a learner has done, step by step and chapter by chapter, in numbers."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from playground.data.writing import harmless
from playground.language import decimal_mark
from playground.learner.syllabus import chapters, end
from playground.lessons.chapters import Chapter
from playground.lessons.ends import END
from playground.lessons.lesson import Lesson, Step
from playground.lessons.load import right_choice
from playground.lessons.progress import Progress, Record
from playground.lessons.review import TIMES_RIGHT


@dataclass(frozen=True)
class Line:
    """One step of a lesson, or of a chapter's end: what was done, and when.

    ``right`` is of the first guess, ``recalled`` whether a wrong one has been right later, twice.
    ``best`` is what the second level took, 0 where nothing counts, and ``par`` what is enough.
    """

    letter: str
    lesson: Lesson
    step: Step
    state: str
    right: bool | None
    recalled: bool
    hints: int
    best: int | None
    par: int | None
    day: date | None

    @property
    def kind(self) -> str:
        """Whether it is read, asks a question, or sets a task."""
        content = self.step.content
        return "question" if content.question else "task" if content.task else "text"

    @property
    def has_further(self) -> bool:
        """Whether its task has a second level."""
        task = self.step.content.task
        return task is not None and task.further is not None


def lines(progress: Progress, chapter: Chapter) -> Iterator[Line]:
    """The steps of a chapter's lessons, in their order."""
    for lesson in chapter.lessons:
        record = progress.of(lesson.slug)
        for step in lesson.steps:
            yield _line(chapter, lesson, step, record)


def end_lines(progress: Progress, chapter: Chapter) -> Iterator[Line]:
    """The questions of its end."""
    record = progress.of(END + chapter.id)
    lesson = end(chapter.id, record.seed)
    for step in lesson.steps[1:]:
        yield _line(chapter, lesson, step, record)


def _line(chapter: Chapter, lesson: Lesson, step: Step, record: Record) -> Line:
    task, again = step.content.task, record.again.get(step.id)
    return Line(
        chapter.letter,
        lesson,
        step,
        record.steps.get(step.id, "open"),
        _right(step, record),
        again is not None and again.right >= TIMES_RIGHT,
        record.hints.get(step.id, 0),
        record.best.get(step.id),
        task.further.par if task and task.further else None,
        record.days.get(step.id),
    )


def _right(step: Step, record: Record) -> bool | None:
    """Whether the first guess was right; an old record does not say, then the step's own scene."""
    guess, question = record.guesses.get(step.id), step.content.question
    if guess is None or question is None:
        return None
    return record.rights.get(step.id, guess == right_choice(question, step.begins))


@dataclass(frozen=True)
class Sums:
    """How much of some steps is done: (done, of how many) of each kind, hints, solutions seen."""

    steps: tuple[int, int]
    guesses: tuple[int, int]
    further: tuple[int, int]
    at_par: int
    hints: int
    shown: int


def sums(of: Iterable[Line]) -> Sums:
    """The sums over some steps; guesses are right ones of those made."""
    held = list(of)
    guesses = [line.right for line in held if line.right is not None]
    leading = [line for line in held if line.has_further]
    best = [(line.best, line.par) for line in leading if line.best is not None]
    return Sums(
        (sum(line.state in ("done", "shown") for line in held), len(held)),
        (sum(guesses), len(guesses)),
        (len(best), len(leading)),
        sum(par is not None and spent <= par for spent, par in best),
        sum(line.hints for line in held),
        sum(line.state == "shown" for line in held),
    )


def finished(progress: Progress) -> bool:
    """Whether every step of every lesson is done."""
    return all(
        progress.done(lesson.slug) == len(lesson.steps)
        for chapter in chapters()
        for lesson in chapter.lessons
    )


COLUMNS = (
    *("learner", "chapter", "lesson", "step", "title", "kind", "state", "first guess"),
    *("right later", "hints", "second level", "par", "date"),
)


def as_csv(progress: Progress, language: str, name: str) -> bytes:
    """All steps as a table that a double click opens in a spreadsheet: UTF-8 with its mark.

    Between the columns stands what a spreadsheet of the language expects: a semicolon where a
    comma is the decimal mark.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if decimal_mark(language) == "," else ",")
    writer.writerow(COLUMNS)
    for chapter in chapters():
        for line in (*lines(progress, chapter), *end_lines(progress, chapter)):
            writer.writerow(_row(line, language, harmless(name)))
    return text.getvalue().encode("utf-8-sig")


def file_name(name: str, ending: str) -> str:
    """What a learner's file is called, so that those of a class lie beside one another."""
    known = re.sub(r"\W+", "-", name).strip("-")
    return f"mlp-playground{'-' if known else ''}{known}.{ending}"


def _row(line: Line, language: str, name: str) -> Sequence[object]:
    first = "" if line.right is None else "right" if line.right else "wrong"
    return (
        *(name, line.letter, line.lesson.slug, line.step.id),
        *(line.lesson.texts[language].steps[line.step.id].title, line.kind, line.state, first),
        *("yes" if line.recalled else "", line.hints, _or_empty(line.best)),
        *(_or_empty(line.par), line.day.isoformat() if line.day else ""),
    )


def _or_empty(number: int | None) -> object:
    return "" if number is None else number
