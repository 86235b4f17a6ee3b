"""A lesson's TOML file: decoded, and the lines in it where something is wrong."""

import re
import tomllib
from dataclasses import dataclass

import msgspec

from playground.lessons.checks import decoded
from playground.lessons.lesson import Content, LessonError
from playground.network import NetworkError


class WrongError(ValueError):
    """What is wrong with a field of a step; who knows the file adds the place."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Place:
    """A context that adds file and line to what is wrong with a step."""

    file: "LessonFile"
    path: str

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (NetworkError, WrongError)):
            path = f"{self.path}.{error.field}" if isinstance(error, WrongError) else self.path
            raise LessonError(f"{self.file.place(path)}: {error}") from error


@dataclass(frozen=True)
class LessonFile:
    """A lesson's content file: its name and its text."""

    name: str
    text: str

    def content(self) -> Content:
        """What the file says. Raises LessonError with file and line."""
        try:
            return msgspec.convert(tomllib.loads(self.text), Content, dec_hook=decoded)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            number = line[1] if line else str(len(self.text.splitlines()))
            raise LessonError(f"{self.name}, line {number}: {error}") from error
        except msgspec.ValidationError as error:
            what, path = _told(str(error))
            raise LessonError(f"{self.place(path)}: {what}") from error

    def at(self, step: int) -> Place:
        """The place of a step, by its number from 0."""
        return Place(self, f".steps[{step}]")

    def place(self, path: str) -> str:
        """``content/bias.toml, line 12`` for the path ``.steps[1].task.check``."""
        return f"{self.name}, line {_line(self.text, path)}"


def _told(error: str) -> tuple[str, str]:
    """What msgspec says is wrong, and its path; that within a check stands before the check's."""
    what, *paths = error.split(" - at `$")
    unknown = re.search(r"unknown field `(\w+)`", what)
    path = "".join(path.rstrip("`") for path in reversed(paths))
    return what, path + (f".{unknown[1]}" if unknown else "")


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
