"""Reads the lessons and validates them: whatever is wrong is told with file and line."""

import itertools
import json
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from playground import document, presets
from playground.cache import cached
from playground.data import Column, Table, load_set
from playground.data.written import written
from playground.language import LANGUAGES
from playground.lessons.chapters import (
    FOLDER,
    Chapter,
    ChapterContent,
    chapter_texts,
    read_chapters,
)
from playground.lessons.file import LessonFile, WrongError
from playground.lessons.lesson import (
    KEEP,
    Lesson,
    LessonError,
    LessonText,
    Question,
    Step,
    StepContent,
)
from playground.lessons.texts import read_text
from playground.lessons.validation import require_step, require_text
from playground.network import Layer, Network
from playground.quantities import quantity
from playground.scene import (
    LOCKABLE,
    Scene,
    Select,
    SetControls,
    SetStep,
    Target,
    apply,
)
from playground.scene.kernel import spread

_HIDDEN = ("topology", "activations", "flow", "randomise", "data")  # unless they are allowed


def fact_table(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """The fact table: what the course must teach, by id."""
    with (folder / "lessons" / "facts.toml").open("rb") as file:
        return tomllib.load(file)


@cached(64)
def chapters(panels: frozenset[str], folder: Path = FOLDER) -> tuple[Chapter, ...]:
    """The whole course in its order. ``panels`` are the names that a step may show."""
    contents = read_chapters(folder, {path.stem for path in folder.glob("lessons/content/*.toml")})
    texts = chapter_texts(contents, folder)
    numbers = itertools.count(1)

    def lessons(of: ChapterContent) -> tuple[Lesson, ...]:
        return tuple(load_lesson(slug, panels, folder, of.id, next(numbers)) for slug in of.lessons)

    return tuple(
        Chapter(content, place, lessons(content), words)
        for place, (content, words) in enumerate(zip(contents, texts, strict=True))
    )


def course(panels: frozenset[str], folder: Path = FOLDER) -> tuple[Lesson, ...]:
    """All lessons in their order."""
    return tuple(lesson for chapter in chapters(panels, folder) for lesson in chapter.lessons)


def load_lesson(
    slug: str, panels: Collection[str], folder: Path = FOLDER, chapter: str = "", number: int = 0
) -> Lesson:
    """One lesson from its files. Raises LessonError, which names file and line."""
    name = f"lessons/content/{slug}.toml"
    file = LessonFile(name, (folder / name).read_text("utf-8"))
    content = file.content()
    texts = {language: _text(slug, language, folder) for language in LANGUAGES}
    known = fact_table(folder)
    steps: list[Step] = []
    for at, step in enumerate(content.steps):
        with file.at(at):
            require_step(step, panels, known, [each.id for each in content.steps[:at]])
            steps.append(_step(step, steps[-1].solved if steps else None))
    right = {
        each.id: right_choice(each.content.question, each.begins)
        for each in steps
        if each.content.question is not None
    }
    for language, text in texts.items():
        require_text(content, text, right, text_of(language, slug))
    return Lesson(slug, chapter, number, tuple(steps), texts)


def text_of(language: str, slug: str) -> str:
    """Where a lesson's words in a language stand, in the folder."""
    return f"languages/{language}/lessons/{slug}.md"


def _text(slug: str, language: str, folder: Path) -> LessonText:
    place = text_of(language, slug)
    path = folder / place
    if not path.is_file():
        raise LessonError(f"{place}, line 1: the lesson {slug} has no text in this language")
    return read_text(path.read_text("utf-8"), place, language)


def scene_of(start: str | dict[str, Any]) -> Scene:
    """A step's first scene: a preset's name, or a document without its head.

    The document may say only what is another than in a ``preset``; ``data = ""`` are none, another
    ``row`` is at the inputs, and a table ``{columns, rows}`` is one of numbers, whose last column
    is what is wanted. In place of layers ``create`` may name sizes, functions and a seed: fresh
    weights.
    """
    if isinstance(start, str):
        return presets.load(start)
    given = {"format": "mlp-playground", "version": 1, **start}
    if "preset" in given:
        usual = json.loads(document.scene_to_json(presets.load(given.pop("preset"))))
        if "row" in given:
            del usual["input"]  # a row brings its own
        given = usual | given
    if "create" in given:
        given["network"] = _token_of(msgspec.convert(given.pop("create"), _Fresh))
    if "kernel" in given:
        given |= _windowed(msgspec.convert(given.pop("kernel"), _Kernel))
    if isinstance(given.get("data"), dict):
        given["data"] = _text_of(msgspec.convert(given["data"], _Rows))
    return document.scene_from_json(json.dumps({k: v for k, v in given.items() if v != ""}))


class _Rows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small table that a lesson's file has in full."""

    columns: list[str]
    rows: list[list[float]]
    target_as: Literal["number", "class"] = "class"


class _Fresh(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network with fresh weights, as ``Network.create`` takes it, perhaps named as a set is."""

    sizes: list[int]
    hidden: str
    output: str
    seed: int = 0
    names: str | None = None


class _Kernel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A layer that looks through windows, with one kernel, at a picture of the digits."""

    cells: list[float]
    row: int
    bias: float = 0.0
    activation: str = "relu"


def _windowed(given: _Kernel) -> dict[str, Any]:
    """The network and its input, as a document has them. Raises NetworkError."""
    digits = load_set("digits")
    size = digits.picture or (0, 0)
    weights = spread(np.array(given.cells), size)
    layer = Layer(weights, np.full(len(weights), given.bias), given.activation)
    network = Network([layer], digits.input_names)
    return {"network": document.to_token(network), "input": digits.x[given.row].tolist()}


def _token_of(given: _Fresh) -> str:
    """The network as a token. Raises NetworkError."""
    network = Network.create(given.sizes, given.hidden, given.output, seed=given.seed)
    if given.names is not None:
        of = load_set(given.names)
        network = Network(network.layers, of.input_names, of.output_names)
    return document.to_token(network)


def _text_of(given: _Rows) -> str:
    """The rows as a document has them. Raises ValueError if they have different lengths."""
    *inputs, target = given.columns
    held = [list(values) for values in zip(*given.rows, strict=True)]
    columns = [Column(n, "number", v) for n, v in zip(given.columns, held, strict=True)]
    plan = {"target_as": given.target_as, "scaling": "none", "test_share": 0.0}
    return written(Table("", columns).dataset(inputs, target, **plan))


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
            raise WrongError("start", "start: the first step has nothing to keep")
        scene = before
    else:
        try:
            scene = scene_of(step.start)
        except ValueError as error:
            raise WrongError("start", f"start: {error}") from error
    begins = with_controls(scene, step)
    if step.highlight and "/" in step.highlight:
        target = Target.parse(step.highlight)
        if not target.within(begins.network):
            raise WrongError("highlight", f"highlight: this network has no {target}")
    if step.question is not None:
        right_choice(step.question, begins)
    done = solved(begins, step)
    if step.further is None:
        return Step(step, begins, done)
    try:
        return Step(step, begins, done, _step(step.further, done))
    except WrongError as error:
        raise WrongError(f"task.further.{error.field}", str(error)) from error


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
