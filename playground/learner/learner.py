"""The way through the course: links, next steps, cards, and what the browser has kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from playground.language import SOURCE, known
from playground.learner import syllabus
from playground.learner.at_step import AtStep
from playground.lessons.ends import END, once_more
from playground.lessons.lesson import Lesson
from playground.lessons.progress import decode
from playground.lessons.review import due

REPORT = "report"  # the view of what has been learned


@dataclass
class Learner(AtStep):
    """One learner on the Learn page; without a ``lesson`` they look at the course, or the report.

    ``unknown`` is a name in a link that leads nowhere, ``onward`` the lesson behind a card, and
    ``name`` what the report calls the learner.
    """

    recalled: bool = False
    reports: bool = False
    unknown: str | None = None
    name: str = ""
    onward: str | None = None
    link: dict[str, str] | None = None

    @property
    def following(self) -> str | None:
        """The name of what comes after the lesson on the page; none after the last."""
        return self.onward if self.is_card else syllabus.after(self.present_lesson)

    @property
    def resumes(self) -> bool:
        """Whether a page that is opened again goes on with the scene as the learner left it.

        A question that is answered is played again, and a solution that was shown is no own work.
        """
        return self.lesson is not None and not self.helped and not self.step.content.question

    def take_name(self, name: str) -> None:
        """Let the report call the learner so."""
        self.name = name.strip()

    def address(self) -> dict[str, str]:
        """The link's parameters; defaults are left out."""
        link = {"view": REPORT} if self.reports else {}
        if self.lesson is not None:
            link |= self._place(self.lesson)
            if self.at:
                link["step"] = str(self.at + 1)
            if self.second:
                link["level"] = "2"
        if self.language != SOURCE:
            link["lang"] = self.language
        self.link = link
        return link

    def _place(self, lesson: Lesson) -> dict[str, str]:
        if self.is_end:
            return {"chapter": lesson.chapter}
        return {"lesson": self.onward or lesson.slug}

    def follow(self, parameters: Mapping[str, str]) -> None:
        """Go where the address bar says, unless we are there."""
        if parameters == self.link:
            return
        self.language = known(parameters.get("lang", self.language))
        slug, step = parameters.get("lesson"), parameters.get("step", "1")
        if "chapter" in parameters:
            slug = END + parameters["chapter"]
        if slug is None:
            self.leave(reports=parameters.get("view") == REPORT)
        elif syllabus.find(slug) is None:
            self.leave()
            self.unknown = slug.removeprefix(END)
        else:
            at = int(step[:3]) - 1 if step.isdecimal() and step.isascii() else 0
            self.go(slug, at, second=parameters.get("level") == "2")

    def leave(self, *, reports: bool = False) -> None:
        """Go to the course, or to what has been learned of it."""
        self.lesson, self.unknown, self.onward, self.reports = None, None, None, reports

    def go(self, slug: str, at: int = 0, *, second: bool = False) -> None:
        """Go to a step of a lesson, the last one if there is none so far; or to its second level.

        A second level is for those who have done the first: with a link, whoever gave it knows.
        Raises ValueError for no lesson.
        """
        lesson = syllabus.find(slug, self.progress.of(slug).seed)
        if lesson is None:
            raise ValueError(f"there is no lesson {slug}")
        self.leave()
        self.lesson, self.at = lesson, min(max(at, 0), len(lesson.steps) - 1)
        self.kept, self.second = None, False
        self.second = second and self.step.further is not None
        self.progress = self.progress.visiting(slug)
        self.begin()

    def start(self, slug: str) -> None:
        """Begin a lesson: with a question that was guessed wrong before, if one has come due."""
        self.go(slug)
        lesson = self.present_lesson
        if lesson.number == 0:  # a chapter's end
            return
        asked = due(self.progress, syllabus.lessons(), lesson, self.today)
        if asked is not None:
            self.lesson, self.onward, self.said = once_more(*asked), slug, None
            self.begin()

    def resume(self, slug: str) -> None:
        """Go to a lesson's first step that is open, or to its first."""
        lesson = syllabus.find(slug)
        steps = lesson.steps if lesson else ()
        states = [self.progress.state(slug, step.id) for step in steps]
        at = states.index(None) if None in states else 0
        if at:
            self.go(slug, at)
        else:
            self.start(slug)

    def start_over(self) -> None:
        """Forget what was done in this lesson, and begin it again."""
        self.progress = self.progress.without(self.present_lesson.slug)
        self.go(self.present_lesson.slug)

    def previous(self) -> None:
        """One step back."""
        self.go(self.present_lesson.slug, self.at - 1)

    def next(self) -> None:
        """One step on; one that was not done is put down as skipped."""
        if not self.step.waits:
            self._mark("done")
        elif not self.ready():
            self._mark("skipped")
        if self.at + 1 < len(self.present_lesson.steps):
            own = self.kept if self.second else self.session.scene
            self.at, self.second = self.at + 1, False
            self.begin(own)
        elif self.onward is not None:
            self.go(self.onward)
        elif self.following is not None:
            self.start(self.following)
        else:
            self.leave(reports=True)

    def recall(self) -> None:
        """Join what the browser has kept from earlier visits, once it has told."""
        if self.recalled or self.session.stored is None:
            return
        before = self.guess() if self.lesson is not None else None
        self.progress = self.progress.joined(decode(self.session.stored, syllabus.known()))
        self.recalled = True
        if self.session.recovered:
            self.began = self.session.history.scenes[0]  # the browser remembered the step's scenes
            self.kept = self.began if self.second and self.step.keeps else None
        elif self.lesson is not None and self.guess() != before:
            self.begin()  # the question on the page was answered on an earlier visit
