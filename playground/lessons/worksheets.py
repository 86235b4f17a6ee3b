"""How the steps of lessons are asked on paper: what is drawn, what follows, what is answered.

``worksheets.toml`` has a table for each step that is asked otherwise than on the page, and
``languages/<code>/worksheets.toml`` its words. How they are written is told in docs/lessons.md.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from playground.cache import cached
from playground.lessons.chapters import FOLDER
from playground.lessons.checks.typed import Terms
from playground.lessons.lesson import LessonError

Words = Mapping[str, str]


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers from ``low`` to ``high`` that are ``by`` apart; 0 only where it is said."""

    low: float
    high: float
    by: float = 1.0
    zero: bool = False

    def numbers(self) -> list[float]:
        """All of them."""
        count = round((self.high - self.low) / self.by)
        every = [round(self.low + self.by * at, 9) for at in range(count + 1)]
        return [number for number in every if number or self.zero]


class Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step on paper.

    Its scene is the step's, ``solved`` or of an own ``start``. In it all weights, biases and
    inputs become others of their kind (``alike``), a network has layers of other ``sizes`` (each
    from one number to another), and ``draw`` names what else is drawn: targets of the scene
    (``weight/0/0/*`` are several), ``data/n/c`` (column c of row n), ``alpha/k``, ``threshold``,
    after ``then/`` what is another in the scene that is asked for, and any plain word, a number of
    the text. ``derive`` are those that follow. All that it ``needs`` is at least MARGIN.

    It is answered by ``fields``, or by the one of ``choices`` that is largest; by those of the step
    unless it has any, with so many ``decimals`` at most. ``check`` must pass in the scene that is
    asked for; it may name what is drawn.
    """

    start: str | dict[str, Any] | None = None
    alike: bool = False
    sizes: list[tuple[int, int]] = []
    draw: dict[str, list[float] | Span] = {}
    derive: dict[str, Terms] = {}
    needs: list[Terms] = []
    fields: dict[str, Terms] = {}
    choices: dict[str, Terms] = {}
    decimals: int | None = None
    picture: Literal["numbers", "shape", "none"] = "numbers"
    check: dict[str, Any] | None = None


@cached(4)
def exercises_of(folder: Path = FOLDER) -> Mapping[str, Exercise]:
    """All by the step's name, ``bias/threshold``. Raises LessonError for a file that is wrong."""
    path = folder / "lessons" / "worksheets.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, Exercise])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LessonError(f"{path.name}: {error}") from error


@cached(8)
def words_of(language: str, folder: Path = FOLDER) -> Mapping[str, Words]:
    """Their words in a language, by the step's name. Raises LessonError for a wrong file."""
    path = folder / "languages" / language / "worksheets.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise LessonError(f"{language}/{path.name}: {error}") from error
