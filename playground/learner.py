"""A learner's visit to the course: where they are, how far, and the scene of the step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.history import History
from playground.language import SOURCE, known
from playground.lessons.chapters import Chapter, course_text
from playground.lessons.checks import Attempt, Result, grade
from playground.lessons.feedback import Remark, sentences
from playground.lessons.lesson import Further, Lesson, LessonText, Step, StepText
from playground.lessons.load import chapters as course_chapters
from playground.lessons.load import course, right_choice, solved, with_controls
from playground.lessons.progress import Progress, State, decode
from playground.lessons.spent import spent, told
from playground.limits import PlaygroundError
from playground.panels import PANELS
from playground.scene import Scene
from playground.session import Session


def lessons() -> tuple[Lesson, ...]:
    """The course, in its order."""
    return course(frozenset(PANELS))


def chapters() -> tuple[Chapter, ...]:
    """The same in its chapters."""
    return course_chapters(frozenset(PANELS))


def _first() -> Scene:
    return lessons()[0].steps[0].begins


@dataclass
class Learner:
    """One learner on the Learn page; without a ``lesson`` they look at the course.

    ``second`` says that they are at the second level of the step's task, ``kept`` is then the scene
    that they have left the first with. ``began`` is the scene that the step began with, ``hints``
    how many of them are open, ``helped`` whether the solution was shown. ``unknown`` is a lesson's
    name in a link that leads nowhere.
    """

    session: Session = field(default_factory=lambda: Session(History(_first())))
    language: str = SOURCE
    lesson: Lesson | None = None
    at: int = 0
    second: bool = False
    kept: Scene | None = None
    progress: Progress = field(default_factory=Progress)
    recalled: bool = False
    began: Scene = field(default_factory=_first)
    hints: int = 0
    helped: bool = False
    unknown: str | None = None
    link: dict[str, str] | None = None

    @property
    def chapter(self) -> Chapter:
        """The chapter of the lesson on the page."""
        return next(each for each in chapters() if each.id == self.present_lesson.chapter)

    @property
    def following(self) -> Lesson | None:
        """The lesson after the one on the page; none after the last."""
        return next(iter(lessons()[self.present_lesson.number :]), None)

    @property
    def present_lesson(self) -> Lesson:
        """The lesson on the page. Raises ValueError while the learner looks at the course."""
        if self.lesson is None:
            raise ValueError("there is no lesson: the learner looks at the course")
        return self.lesson

    @property
    def step(self) -> Step:
        """The step on the page, or its second level."""
        step = self.present_lesson.steps[self.at]
        return step.further if self.second and step.further else step

    @property
    def level(self) -> Further | None:
        """The second level that the learner is at."""
        task = self.present_lesson.steps[self.at].content.task
        return task.further if task and self.second else None

    @property
    def leads_further(self) -> bool:
        """Whether the step's task has a second level, for the learner who has done the first."""
        return self.step.further is not None and not self.second and self.ready()

    @property
    def lesson_text(self) -> LessonText:
        """The lesson's text in the learner's language."""
        return self.present_lesson.texts[self.language]

    @property
    def step_text(self) -> StepText:
        """The step's text in the learner's language."""
        text = self.lesson_text.steps[self.step.id]
        return text.further if self.second else text

    @property
    def course_text(self) -> LessonText:
        """The words of the course and of its chapters in the learner's language."""
        return course_text(self.language)

    @property
    def page_text(self) -> dict[str, str]:
        """The sentences of the page itself in the learner's language."""
        return sentences(self.language, "page")

    def address(self) -> dict[str, str]:
        """The link's parameters; defaults are left out."""
        link = {}
        if self.lesson is not None:
            link["lesson"] = self.lesson.slug
            if self.at:
                link["step"] = str(self.at + 1)
            if self.second:
                link["level"] = "2"
        if self.language != SOURCE:
            link["lang"] = self.language
        self.link = link
        return link

    def follow(self, parameters: Mapping[str, str]) -> None:
        """Go where the address bar says, unless we are there."""
        if parameters == self.link:
            return
        self.language = known(parameters.get("lang", self.language))
        slug, step = parameters.get("lesson"), parameters.get("step", "1")
        if slug is None:
            self.leave()
        elif slug not in {lesson.slug for lesson in lessons()}:
            self.leave()
            self.unknown = slug
        else:
            at = int(step[:3]) - 1 if step.isdecimal() and step.isascii() else 0
            self.go(slug, at, second=parameters.get("level") == "2")

    def leave(self) -> None:
        """Go to the course."""
        self.lesson, self.unknown = None, None

    def go(self, slug: str, at: int = 0, *, second: bool = False) -> None:
        """Go to a step of a lesson, the last one if there is none so far; or to its second level.

        A second level is for those who have done the first: with a link, whoever gave it knows.
        """
        self.lesson = next(lesson for lesson in lessons() if lesson.slug == slug)
        self.at = min(max(at, 0), len(self.lesson.steps) - 1)
        self.unknown, self.kept, self.second = None, None, False
        self.second = second and self.step.further is not None
        self.progress = self.progress.visiting(slug)
        self.begin()

    def resume(self, slug: str) -> None:
        """Go to a lesson's first step that is open, or to its first."""
        lesson = next(lesson for lesson in lessons() if lesson.slug == slug)
        states = [self.progress.state(slug, step.id) for step in lesson.steps]
        self.go(slug, states.index(None) if None in states else 0)

    def begin(self, own: Scene | None = None) -> None:
        """Start the step: with its own first scene, or with the learner's where it keeps that."""
        step = self.step
        covered = step.content.question is not None and self.guess() is None
        try:
            scene = own if own is not None and step.keeps else step.begins
            scene = with_controls(scene, step.content, revealed=not covered)
        except PlaygroundError:  # the learner's scene lacks what the step is about
            scene = with_controls(step.begins, step.content, revealed=not covered)
        self.began, self.hints, self.helped = scene, 0, False
        self.session.restart(scene)
        if step.content.question is not None and not covered:
            self._play(scene)

    def result(self, typed: Mapping[str, str]) -> Result | None:
        """How the task stands; what is passed is put down as done."""
        step = self.step
        if step.content.task is None:
            return None
        attempt = self._attempt(typed)
        result = grade(step.content.task.check, attempt)
        if result.passed and self.level is None:
            self._mark("shown" if self.helped else "done")
        elif result.passed and self.level is not None and not self.helped:
            place = self.present_lesson.slug, step.id
            self.progress = self.progress.bettered(*place, spent(self.level.counts, attempt))
        return result

    def _attempt(self, typed: Mapping[str, str] | None = None) -> Attempt:
        """What the learner has done so far."""
        return Attempt(self.session.scene, self.began, typed or {})

    def counted(self) -> Remark | None:
        """What there is to say of what the second level counts."""
        return told(self.level, self._attempt(), self.best()) if self.level else None

    def best(self) -> int | None:
        """The least that the step's second level took, or 0 of what counts nothing; if done."""
        return self.progress.of(self.present_lesson.slug).best.get(self.step.id)

    def further(self) -> None:
        """Go to the second level of the step's task, with the learner's own scene."""
        if self.leads_further:
            self.kept, self.second = self.session.scene, True
            self.begin(self.kept)

    def nearer(self) -> None:
        """Go back from the second level to the task."""
        self.second = False
        self.begin(self.kept)

    def _mark(self, state: State) -> None:
        self.progress = self.progress.marked(self.present_lesson.slug, self.step.id, state)

    def state(self, step: Step | None = None) -> State | None:
        """How far a step has come, the present one unless said."""
        return self.progress.state(self.present_lesson.slug, (step or self.step).id)

    def ready(self) -> bool:
        """Whether the learner may go on without skipping."""
        return not self.step.waits or self.state() in ("done", "shown")

    def guess(self) -> str | None:
        """What the learner has guessed here."""
        return self.progress.guess(self.present_lesson.slug, self.step.id)

    def right(self) -> str:
        """The choice that is right here."""
        question = self.step.content.question
        if question is None:
            raise ValueError("this step asks nothing")
        return right_choice(question, with_controls(self.began, self.step.content))

    def reveal(self, choice: str) -> None:
        """Commit to a guess, for good, and see."""
        if self.guess() is not None:
            return
        self.progress = self.progress.guessed(self.present_lesson.slug, self.step.id, choice)
        self._mark("done")
        scene = with_controls(self.began, self.step.content)
        self.session.restart(scene)
        self._play(scene)

    def _play(self, scene: Scene) -> None:
        try:
            self.session.visit(solved(scene, self.step.content))
        except PlaygroundError:
            self.session.restart(self.step.solved)

    def hint(self) -> None:
        """Open the next hint."""
        self.hints = min(self.hints + 1, self.most_hints)

    @property
    def most_hints(self) -> int:
        """How many hints there are."""
        return 1 if self.second else 2

    def show_solution(self) -> None:
        """Play the model solution on the learner's scene, or on the step's own if it must be."""
        self.helped = True
        task = self.step.content.task
        if task is None:
            return
        try:
            scene = solved(self.session.scene, self.step.content)
            passed = grade(task.check, Attempt(scene, self.began, task.typed)).passed
        except PlaygroundError:
            passed = False
        self.session.visit(scene if passed else self.step.solved)

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
        elif self.following is not None:
            self.go(self.following.slug)
        else:
            self.leave()

    def recall(self) -> None:
        """Join what the browser has kept from earlier visits, once it has told."""
        if self.recalled or self.session.stored is None:
            return
        known = {
            lesson.slug: {step.id: step.choices for step in lesson.steps} for lesson in lessons()
        }
        before = self.guess() if self.lesson is not None else None
        self.progress = self.progress.joined(decode(self.session.stored, known))
        self.recalled = True
        if self.session.recovered:
            self.began = self.session.history.scenes[0]  # the browser remembered the step's scenes
        elif self.lesson is not None and self.guess() != before:
            self.begin()  # the question on the page was answered on an earlier visit
