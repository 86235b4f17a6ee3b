"""The report in words: its figures, its tables, and the file that a learner prints or keeps."""

from collections.abc import Sequence
from datetime import date

import htpy as h
from markupsafe import Markup

from playground.export.worksheet.inline import inline
from playground.learner.report import Line, Sums, end_lines, finished, lines, sums
from playground.learner.syllabus import chapters
from playground.lessons.chapters import Chapter
from playground.lessons.feedback import sentences
from playground.lessons.progress import Progress
from playground.panels.course.report import figures, table


class Told:
    """A learner's progress in the sentences of a language."""

    def __init__(self, progress: Progress, language: str) -> None:
        self.progress, self.language = progress, language
        self.text = sentences(language, "page")
        self._lines = {each.id: list(lines(progress, each)) for each in chapters()}
        self._ends = {each.id: list(end_lines(progress, each)) for each in chapters()}

    def opening(self) -> str:
        """How far the learner has come, in a sentence."""
        done, count = self._total().steps
        key = "report-finished" if finished(self.progress) else "report-so-far"
        return self.text[key].format(done=done, count=count)

    def figures(self) -> h.Element:
        """The sums over the whole course, large."""
        total = self._total()
        return figures(
            [
                (self._of(total.steps), self.text["report-steps"]),
                (self._rate(total.guesses), self.text["report-guesses"]),
                (str(total.hints), self.text["report-hints"]),
                (str(total.shown), self.text["report-shown"]),
                (self._of(total.further), self.text["report-further"]),
                (str(total.at_par), self.text["report-par"]),
            ]
        )

    def by_chapter(self) -> h.Element:
        """A row for each chapter."""
        names = (
            *("report-chapters", "report-steps", "report-guesses", "report-hints"),
            *("report-shown", "report-further", "report-check"),
        )
        return table(
            self.text["report-by-chapter"],
            [self.text[name] for name in names],
            [self._chapter_row(chapter) for chapter in chapters()],
        )

    def by_step(self) -> h.Element:
        """A row for each step that was begun, and each question of a chapter's end."""
        names = (
            *("report-step", "report-state", "report-first-guess", "report-hints"),
            *("report-best", "report-day"),
        )
        begun = [
            line
            for chapter in chapters()
            for line in (*self._lines[chapter.id], *self._ends[chapter.id])
            if line.state != "open" or line.hints or line.right is not None
        ]
        return table(
            self.text["report-by-step"],
            [self.text[name] for name in names],
            [self._step_row(line) for line in begun],
        )

    def learned(self) -> list[tuple[str, str]]:
        """(title, three sentences) of each chapter whose lessons are done, as Markdown."""
        done = [each for each in chapters() if _is_done(sums(self._lines[each.id]))]
        texts = [(each, each.texts[self.language]) for each in done]
        return [(f"{each.letter}. {said.title}", said.part("learned")) for each, said in texts]

    def page(self, name: str, today: date) -> str:
        """All of it as a file that needs nothing else; ``name`` is the learner's own."""
        title = self.text["report"]
        learned = [
            h.section[h.h2[heading], h.p[inline(sentence)]] for heading, sentence in self.learned()
        ]
        document = h.html(lang=self.language)[
            h.head[
                h.meta(charset="utf-8"),
                h.meta(name="viewport", content="width=device-width"),
                h.title[f"{title}: {name}" if name else title],
                h.style[CSS],
            ],
            h.body[
                h.header[h.h1[title], h.p[f"{name} · " if name else None, today.isoformat()]],
                h.p[self.opening()],
                self.figures(),
                learned,
                self.by_chapter(),
                self.by_step(),
            ],
        ]
        return str(document)

    def _total(self) -> Sums:
        return sums(line for held in self._lines.values() for line in held)

    def _chapter_row(self, chapter: Chapter) -> Sequence[str]:
        of, check = sums(self._lines[chapter.id]), sums(self._ends[chapter.id])
        title = f"{chapter.letter}. {chapter.texts[self.language].title}"
        done = (self._of(of.steps), self._share(of.guesses), str(of.hints), str(of.shown))
        return (title, *done, self._of(of.further), self._share(check.guesses))

    def _step_row(self, line: Line) -> Sequence[str]:
        title = line.lesson.texts[self.language].steps[line.step.id].title
        number = f"{line.letter}{line.lesson.number or ''}"
        state = self.text[line.state]
        guess = "" if line.right is None else self.text["is-right" if line.right else "is-wrong"]
        if line.recalled:
            guess = f"{guess}, {self.text['right-later']}"
        best = "" if line.best is None else self._spent(line.best, line.par)
        day = line.day.isoformat() if line.day else ""
        return f"{number} · {title}", state, guess, str(line.hints or ""), best, day

    def _spent(self, best: int, par: int | None) -> str:
        if par is None:
            return self.text["done"]
        return self.text["best-par"].format(best=best, par=par)

    def _of(self, part: tuple[int, int]) -> str:
        return self.text["of-count"].format(done=part[0], count=part[1])

    def _rate(self, part: tuple[int, int]) -> str:
        """The share as counts and as a percentage."""
        if not part[1]:
            return "–"
        percent = self.text["score"].format(percent=f"{100 * part[0] / part[1]:.0f}")
        return f"{self._of(part)} ({percent})"

    def _share(self, part: tuple[int, int]) -> str:
        return self._of(part) if part[1] else "–"


def _is_done(of: Sums) -> bool:
    return of.steps[0] == of.steps[1]


CSS = Markup("""
@page { margin: 14mm; }
body { max-width: 800px; margin: 0 auto; padding: 16px; color: #000; background: #fff;
  font: 14px/1.45 "Source Sans 3", "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; }
h1 { margin: 0; font-size: 24px; } h2 { margin: 10px 0 0; font-size: 15px; }
p { margin: 4px 0; }
section { break-inside: avoid; }
.report-figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; margin: 12px 0; }
.report-figures div { display: flex; flex-direction: column-reverse; padding: 8px 12px;
  border: 1px solid #999; border-radius: 6px; }
.report-figures dd { margin: 0; font-size: 20px; font-weight: 600; }
.report-table { width: 100%; margin: 14px 0; border-collapse: collapse; font-size: 12.5px; }
.report-table caption { padding: 4px 0; text-align: left; font-weight: 600; font-size: 15px; }
.report-table :is(th, td) { padding: 3px 6px; border-bottom: 1px solid #bbb; text-align: left;
  vertical-align: top; }
.report-table tbody th { min-width: 180px; font-weight: 400; }
.report-table td:last-child { white-space: nowrap; }
.report-table tr { break-inside: avoid; }
.report-table thead { display: table-header-group; }
""")
