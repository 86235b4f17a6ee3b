"""A lesson as a value: what its two files say, checked.

``content/<slug>.toml`` holds what is the same in every language (the Struct ``Content``),
``text/<language>/<slug>.md`` the words (see ``texts``). ``load`` reads both. How to write them is
told in docs/lessons.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from playground.lessons.checks import Check
from playground.scene import Edit, Scene, Target

#: What a second level may count: the fewer, the better.
Counts = Literal["changes", "neurons", "parameters", "updates"]
KEEP = "keep"  # a step that goes on with the scene as the learner left it


class LessonError(ValueError):
    """What is wrong with a lesson: the message names file and line."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a lesson's file: it may say what its fields are called, and nothing else."""


class Further(_Table, frozen=True):
    """A second level of a task: the same idea with other numbers, with fewer means, or broken.

    It goes on with the learner's scene unless it has a ``start`` (``played`` so far); ``allow`` is
    what can be changed, and ``panels`` what is shown: the step's unless said. ``counts`` is what
    the learner may use little of, and ``par`` how much of it is enough: ``changes`` of the network,
    ``neurons`` in hidden layers, ``parameters``, or ``updates`` of training.
    """

    check: Check
    start: str | dict[str, Any] = KEEP
    played: int | None = None
    allow: list[str] | None = None
    panels: tuple[str, ...] | None = None
    solution: list[Edit] = []
    fields: list[str] = []
    typed: dict[str, str] = {}
    counts: Counts | None = None
    par: int | None = None


class Task(_Table, frozen=True):
    """Something to do on the stage, or numbers to type into ``fields``; and how it can be done."""

    check: Check
    solution: list[Edit] = []
    fields: list[str] = []
    typed: dict[str, str] = {}
    further: Further | None = None


class Question(_Table, frozen=True):
    """A guess to commit to, and what is right: given by ``answer``, or computed.

    ``sign`` names a quantity; the choices are then negative, zero and positive (or some of them).
    ``largest`` gives each choice a quantity; the largest is right. ``then`` are edits that the
    reveal plays, ``proof`` a check that must hold after them. Until the reveal the output is
    covered, unless ``open``.
    """

    choices: list[str]
    answer: str | None = None
    sign: str | None = None
    largest: dict[str, str] = {}
    then: list[Edit] = []
    proof: Check | None = None
    open: bool = False


class StepContent(_Table, frozen=True):
    """One screen: the scene, what of the page is shown, what can be changed, what is asked.

    ``start`` is ``"keep"``, a preset's name or a document (docs/lessons.md). ``allow`` names what
    the learner may change: members of ALLOWED; all else is locked or hidden. ``played`` shows the
    forward pass as it stands after that many steps. ``fixed`` says that its words hold for these
    numbers alone ("the heavy weight"), so that it is never asked with others.
    """

    id: str
    facts: list[str] = []
    start: str | dict[str, Any] = KEEP
    select: str | None = None
    played: int | None = None
    panels: tuple[str, ...] = ("stage",)
    allow: list[str] = []
    hide: list[str] = []
    highlight: str | None = None
    fixed: bool = False
    task: Task | None = None
    question: Question | None = None

    @property
    def further(self) -> "StepContent | None":
        """The second level of its task, as a step of the same name."""
        level = self.task.further if self.task else None
        if level is None:
            return None
        own: dict[str, Any] = {
            "start": level.start,
            "allow": self.allow if level.allow is None else level.allow,
            "panels": level.panels or self.panels,
            "task": Task(level.check, level.solution, level.fields, level.typed),
            "highlight": None,
        }
        if level.start != KEEP:
            own |= {"select": None, "played": level.played}
        return msgspec.structs.replace(self, **own)


class Content(_Table, frozen=True):
    """A lesson's file: its steps. Its place in the course stands in chapters.toml."""

    steps: list[StepContent]


@dataclass(frozen=True)
class StepText:
    """The words of one step in one language, as Markdown with live numbers."""

    title: str
    body: str
    parts: Mapping[str, str] = field(default_factory=dict)

    def part(self, name: str) -> str:
        """The part under ``### name``, or nothing."""
        return self.parts.get(name, "")

    @property
    def further(self) -> "StepText":
        """The words of its second level, each under the name that it would have in a step."""
        fields = {name: said for name, said in self.parts.items() if name.startswith("field ")}
        said = {name: self.part(of) for name, of in _FURTHER.items() if self.part(of)}
        return StepText(self.title, "", {**fields, **said})


_FURTHER = {"task": "further", "hint 1": "further hint", "done": "further done"}


@dataclass(frozen=True)
class LessonText:
    """The words of a lesson in one language."""

    title: str
    goal: str
    steps: Mapping[str, StepText]


@dataclass(frozen=True)
class Step:
    """One step with its scene. ``begins`` is where it starts if all before was solved as modelled.

    ``solved`` is that scene after the model solution (or the reveal's edits). ``further`` is the
    second level of its task, as a step of the same name.
    """

    content: StepContent
    begins: Scene
    solved: Scene
    further: "Step | None" = None

    @property
    def id(self) -> str:
        """Its name within the lesson and in links."""
        return self.content.id

    @property
    def keeps(self) -> bool:
        """Whether it goes on with the learner's own scene."""
        return self.content.start == KEEP

    @property
    def waits(self) -> bool:
        """Whether there is something to be done before the next one."""
        return self.content.task is not None or self.content.question is not None

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be guessed, if it asks."""
        return tuple(self.content.question.choices) if self.content.question else ()

    @property
    def spoken_of(self) -> Target | str | None:
        """What the step highlights: something on the stage, or a panel's name."""
        name = self.content.highlight
        return Target.parse(name) if name and "/" in name else name


@dataclass(frozen=True)
class Lesson:
    """One lesson: its chapter's id and its number in the course, steps, and words by language."""

    slug: str
    chapter: str
    number: int
    steps: tuple[Step, ...]
    texts: Mapping[str, LessonText]

    @property
    def facts(self) -> dict[str, tuple[str, ...]]:
        """The facts that each step covers, by the step's id."""
        return {step.id: tuple(step.content.facts) for step in self.steps}

    def index(self, step: str) -> int:
        """The place of a step. Raises ValueError for an unknown one."""
        return [each.id for each in self.steps].index(step)
