"""Reads the lessons and checks them: whatever is wrong is told with file and line."""

import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from playground import document, presets
from playground.lessons.feedback import LANGUAGES
from playground.lessons.lesson import (
    KEEP,
    Content,
    Lesson,
    LessonError,
    LessonText,
    Question,
    Step,
    StepContent,
    StepText,
)
from playground.lessons.texts import MOST_WORDS, count_words, has_words, read_text
from playground.network import NetworkError
from playground.quantities import quantity
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    Scene,
    Select,
    SetControls,
    SetStep,
    Target,
    apply,
)

FOLDER = Path(__file__).parent
#: What a step may allow: groups of values to change, and controls that are else hidden.
ALLOWED = (*LOCKABLE, "flow", "randomise")
_HIDDEN = ("topology", "activations", "flow", "randomise")  # unless they are allowed
_SIGNS = ("negative", "zero", "positive")


def facts(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """The fact table: what the course must teach, by id."""
    with (folder / "facts.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def course(panels: frozenset[str], folder: Path = FOLDER) -> tuple[Lesson, ...]:
    """All lessons in their order. ``panels`` are the names that a step may show."""
    lessons = [
        load_lesson(path.stem, panels, folder) for path in sorted(folder.glob("content/*.toml"))
    ]
    return tuple(sorted(lessons, key=lambda lesson: lesson.order))


def load_lesson(slug: str, panels: Collection[str], folder: Path = FOLDER) -> Lesson:
    """One lesson from its files. Raises LessonError, which names file and line."""
    file = _File(f"content/{slug}.toml", (folder / f"content/{slug}.toml").read_text("utf-8"))
    content = file.content()
    texts = {language: _text(slug, language, folder) for language in LANGUAGES}
    known = facts(folder)
    steps: list[Step] = []
    for at, step in enumerate(content.steps):
        with file.at(at):
            _check_step(step, panels, known, [each.id for each in content.steps[:at]])
            steps.append(_step(step, steps[-1].solved if steps else None))
    for language, text in texts.items():
        _check_text(content, text, f"text/{language}/{slug}.md")
    return Lesson(slug, content.order, tuple(steps), texts)


@dataclass(frozen=True)
class _Place:
    """Adds file and line to what is wrong with a step."""

    file: "_File"
    path: str

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (NetworkError, _WrongError)):
            path = f"{self.path}.{error.field}" if isinstance(error, _WrongError) else self.path
            raise LessonError(f"{self.file.place(path)}: {error}") from error


class _WrongError(ValueError):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class _File:
    name: str
    text: str

    def content(self) -> Content:
        try:
            return msgspec.convert(tomllib.loads(self.text), Content)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            number = line[1] if line else str(len(self.text.splitlines()))
            raise LessonError(f"{self.name}, line {number}: {error}") from error
        except msgspec.ValidationError as error:
            what, _, path = str(error).partition(" - at `$")
            unknown = re.search(r"unknown field `(\w+)`", what)
            path = path.rstrip("`") + (f".{unknown[1]}" if unknown else "")
            raise LessonError(f"{self.place(path)}: {what}") from error

    def at(self, step: int) -> _Place:
        return _Place(self, f".steps[{step}]")

    def place(self, path: str) -> str:
        """``content/bias.toml, line 12`` for the path ``.steps[1].task.check``."""
        return f"{self.name}, line {_line(self.text, path)}"


def _line(text: str, path: str) -> int:
    """The line of a path in TOML: the step's header, then each key as far as it is found."""
    lines = text.splitlines()
    at, end = 0, len(lines)
    for name, index in re.findall(r"\.(\w+)(?:\[(\d+)\])?", path):
        if name == "steps" and index:
            heads = [i for i, line in enumerate(lines) if line.strip() == "[[steps]]"]
            if int(index) < len(heads):
                at = heads[int(index)]
                end = (*heads, len(lines))[int(index) + 1]
            continue
        key = re.compile(rf"\s*(?:\[+(?:\w+\.)*{name}[.\]]|{name}\s*=|.*[{{,]\s*{name}\s*=)")
        at = next((i for i in range(at, end) if key.match(lines[i])), at)
    return at + 1


def _text(slug: str, language: str, folder: Path) -> LessonText:
    place = f"text/{language}/{slug}.md"
    path = folder / place
    if not path.is_file():
        raise LessonError(f"{place}, line 1: the lesson {slug} has no text in this language")
    return read_text(path.read_text("utf-8"), place)


def _check_step(
    step: StepContent, panels: Collection[str], known: Mapping[str, Any], before: list[str]
) -> None:
    if step.id in before:
        raise _WrongError("id", f"a second step called {step.id}")
    _check_known("facts", step.facts, known)
    _check_known("panels", step.panels, panels)
    _check_known("allow", step.allow, ALLOWED)
    _check_known("hide", step.hide, HIDEABLE)
    if step.highlight is not None and "/" not in step.highlight:
        _check_known("highlight", [step.highlight], step.panels)
    if step.task is not None and step.question is not None:
        raise _WrongError("question", "a step has a task or a question, not both")
    if step.question is not None:
        _check_question(step.question)


def _check_known(field: str, names: Collection[str], known: Collection[str]) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise _WrongError(
            field, f"{field}: expected some of {', '.join(sorted(known))}, got {unknown[0]!r}"
        )


def _check_question(question: Question) -> None:
    ways = [question.answer is not None, question.sign is not None, bool(question.largest)]
    if sum(ways) != 1:
        raise _WrongError("question", "question: expected one of answer, sign and largest")
    if question.answer is not None:
        _check_known("answer", [question.answer], question.choices)
    if question.sign is not None:
        _check_known("choices", question.choices, _SIGNS)
    if question.largest and set(question.largest) != set(question.choices):
        raise _WrongError("largest", "largest: expected a quantity for each choice")


def scene_of(start: str | dict[str, Any]) -> Scene:
    """A step's first scene: a preset's name, or a document without its head."""
    if isinstance(start, str):
        return presets.load(start)
    head = {"format": "mlp-playground", "version": 1}
    return document.scene_from_json(json.dumps({**head, **start}))


def with_controls(scene: Scene, step: StepContent, revealed: bool = True) -> Scene:
    """The scene with only the controls that the step needs.

    Before the reveal of a question nothing can be changed and the pass has not been played.
    """
    covered = step.question is not None and not revealed
    allow = set() if covered else set(step.allow)
    hidden = ({*_HIDDEN} - allow) | set(step.hide)
    scene = apply(scene, SetControls(sorted(hidden), sorted(set(LOCKABLE) - allow)))
    played = step.played
    if covered and step.question is not None and not step.question.open:
        played = 0
    selected = scene.selected
    scene = apply(scene, SetStep(played))
    return apply(scene, Select(step.select or (str(selected) if selected else None)))


def _step(step: StepContent, before: Scene | None) -> Step:
    if step.start == KEEP:
        if before is None:
            raise _WrongError("start", "start: the first step has nothing to keep")
        scene = before
    else:
        try:
            scene = scene_of(step.start)
        except NetworkError as error:
            raise _WrongError("start", f"start: {error}") from error
    begins = with_controls(scene, step)
    if step.highlight and "/" in step.highlight:
        target = Target.parse(step.highlight)
        if not target.within(begins.network):
            raise _WrongError("highlight", f"highlight: this network has no {target}")
    if step.question is not None:
        right_choice(step.question, begins)
    return Step(step, begins, solved(begins, step))


def solved(scene: Scene, step: StepContent) -> Scene:
    """The scene after the model solution or, of a question, what the reveal plays.

    Raises NetworkError if the solution does what the step does not allow.
    """
    hidden, locked = sorted(scene.hidden), sorted(scene.locked)
    if step.question is not None:  # what the reveal plays, the learner need not be allowed
        scene = apply(scene, SetControls(hidden, []))
    for edit in step.task.solution if step.task else step.question.then if step.question else []:
        scene = apply(scene, edit)
    return apply(scene, SetControls(hidden, locked))


def right_choice(question: Question, scene: Scene) -> str:
    """The choice that is right, given or computed from the scene. Raises NetworkError."""
    if question.answer is not None:
        return question.answer
    if question.sign is not None:
        value = quantity(scene, question.sign)
        return "zero" if value == 0 else "negative" if value < 0 else "positive"
    return max(question.largest, key=lambda choice: quantity(scene, question.largest[choice]))


def _check_text(content: Content, text: LessonText, place: str) -> None:
    wanted = [step.id for step in content.steps]
    if list(text.steps) != wanted:
        raise LessonError(
            f"{place}, line 1: expected the steps {', '.join(wanted)}, got {', '.join(text.steps)}"
        )
    for step in content.steps:
        words = text.steps[step.id]
        _check_parts(step, words, f"{place}, step {step.id}")
        count = count_words(words.title, words.body, words.part("task"), words.part("note"))
        if count > MOST_WORDS:
            raise LessonError(
                f"{place}, step {step.id}: expected at most {MOST_WORDS} words, got {count}"
            )


def _check_parts(step: StepContent, words: StepText, place: str) -> None:
    wanted: list[str] = []
    if step.task is not None:
        wanted = ["task", "hint 1", "hint 2", *(f"field {name}" for name in step.task.fields)]
    if step.question is not None:
        wanted = ["task", "reveal", *(f"choice {name}" for name in step.question.choices)]
    if missing := [name for name in wanted if not words.part(name)]:
        raise LessonError(f"{place}: expected '### {missing[0]}', got none")
    for name in wanted:
        if name.startswith(("choice", "field")) and not has_words(words.part(name)):
            raise LessonError(f"{place}: '### {name}' needs words, not only a formula")
    extra = set(words.parts) - set(wanted) - {"note", "done"}
    if extra:
        raise LessonError(f"{place}: nothing in the lesson uses '### {min(extra)}'")
