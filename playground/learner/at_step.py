"""The work on one step: its scene, guesses, hints and solutions, and its second level."""

from dataclasses import dataclass, field
from datetime import date

from playground.history import History
from playground.language import SOURCE
from playground.learner.syllabus import chapters, lessons
from playground.lessons.chapters import Chapter, course_text
from playground.lessons.checks import Attempt, Result, grade
from playground.lessons.ends import AGAIN, END, place_of
from playground.lessons.feedback import Remark, sentences
from playground.lessons.lesson import Further, Lesson, LessonText, Step, StepText
from playground.lessons.load import right_choice, solved, with_controls
from playground.lessons.progress import Progress, State
from playground.lessons.spent import spent, told
from playground.limits import PlaygroundError
from playground.scene import Scene
from playground.session import Session


def _first() -> Scene:
    return lessons()[0].steps[0].begins


@dataclass
class AtStep:
    """A learner at a step of a lesson, of a chapter's end, or at a card; or at none.

    ``second`` says that they are at the second level of the step's task, ``kept`` is then the scene
    that they have left the first with. ``began`` is the scene that the step began with, ``hints``
    how many of them are open, ``helped`` whether the solution was shown. ``said`` is the answer to
    a card, which no record keeps as a guess. ``today`` is told by whoever knows the clock.
    """

    session: Session = field(default_factory=lambda: Session(History(_first())))
    language: str = SOURCE
    lesson: Lesson | None = None
    at: int = 0
    second: bool = False
    kept: Scene | None = None
    progress: Progress = field(default_factory=Progress)
    began: Scene = field(default_factory=_first)
    hints: int = 0
    helped: bool = False
    said: str | None = None
    today: date = field(default_factory=date.today)

    @property
    def chapter(self) -> Chapter:
        """The chapter of the lesson on the page."""
        return next(each for each in chapters() if each.id == self.present_lesson.chapter)

    @property
    def is_end(self) -> bool:
        """Whether the end of a chapter is on the page."""
        return self.lesson is not None and self.lesson.slug.startswith(END)

    @property
    def is_card(self) -> bool:
        """Whether a question is asked once more."""
        return self.lesson is not None and self.lesson.slug == AGAIN

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
    def panels(self) -> list[str]:
        """The panels of the step: the stage, the one that the text speaks of, and the others."""
        spoken = self.step.content.highlight
        return sorted(self.step.content.panels, key=lambda name: (name != "stage", name != spoken))

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

    def result(self) -> Result | None:
        """How the task stands; what is passed is put down as done."""
        step = self.step
        if step.content.task is None:
            return None
        attempt = self._attempt()
        result = grade(step.content.task.check, attempt)
        if result.passed and self.level is None:
            self._mark("shown" if self.helped else "done")
        elif result.passed and self.level is not None and not self.helped:
            place = self.present_lesson.slug, step.id
            self.progress = self.progress.bettered(*place, spent(self.level.counts, attempt))
        return result

    def _attempt(self) -> Attempt:
        """What the learner has done so far."""
        return Attempt(self.session.scene, self.began, self.typed())

    def typed(self) -> dict[str, str]:
        """What stands in the task's fields, by their names."""
        task = self.step.content.task
        kept = self.progress.typed(self.present_lesson.slug, self.step.id)
        return {name: kept.get(self._kept_as(name), "") for name in (task.fields if task else ())}

    def type(self, name: str, text: str) -> None:
        """Put down what was typed into a field; it stays there until the step is started over."""
        place = self.present_lesson.slug, self.step.id
        self.progress = self.progress.typing(*place, {self._kept_as(name): text})

    def _kept_as(self, name: str) -> str:
        """A field's name: a task and its second level may have fields of the same name."""
        return f"further {name}" if self.second else name

    def start_over_step(self) -> None:
        """Begin the step again, with empty fields."""
        self.progress = self.progress.untyped(self.present_lesson.slug, self.step.id)
        self.begin()

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
        if not self.is_card:
            place = self.present_lesson.slug, self.step.id
            self.progress = self.progress.marked(*place, state, self.today)

    def state(self, step: Step | None = None) -> State | None:
        """How far a step has come, the present one unless said."""
        if self.is_card:
            return "done" if self.said else None
        return self.progress.state(self.present_lesson.slug, (step or self.step).id)

    def ready(self) -> bool:
        """Whether the learner may go on without skipping."""
        return not self.step.waits or self.state() in ("done", "shown")

    def guess(self) -> str | None:
        """What the learner has guessed here."""
        if self.is_card:
            return self.said
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
        self._put_down(choice, choice == self.right())
        self._mark("done")
        scene = with_controls(self.began, self.step.content)
        self.session.restart(scene)
        self._play(scene)

    def _put_down(self, choice: str, right: bool) -> None:
        """Keep the guess; a wrong one will be asked again, wherever it was made."""
        slug, step = self.present_lesson.slug, self.step.id
        if self.is_card:
            self.said = choice
        else:
            self.progress = self.progress.guessed(slug, step, choice, right)
        source = place_of(step) if self.is_card or self.is_end else (slug, step)
        if self.is_card or not right:
            self.progress = self.progress.answered(*source, right, self.today)

    def _play(self, scene: Scene) -> None:
        try:
            self.session.visit(solved(scene, self.step.content))
        except PlaygroundError:
            self.session.restart(self.step.solved)

    def hint(self) -> None:
        """Open the next hint."""
        self.hints = min(self.hints + 1, self.most_hints)
        place = self.present_lesson.slug, self.step.id
        self.progress = self.progress.hinted(*place, self.hints)

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
