"""The words of a lesson: Markdown with a fixed skeleton of headings, and live numbers in it.

    # Title
    One sentence: the goal.
    ## step-id: Its title
    Text.
    ### task
    What to do.
    ### hint 1

A number of the scene is written ``{z/0/0}``, with four decimals ``{z/0/0|4}``, and "=" or "≈"
between live numbers ``{sums/0/0}``. The module ``quantities`` lists what there is. A term of the
``glossary`` is written ``[[bias]]``, or as other words ``[[biases|bias]]``: the page tells its
meaning where the mark stands.
"""

import re
from collections.abc import Callable

from playground.glossary import Term, find
from playground.lessons.lesson import LessonError, LessonText, StepText
from playground.network import NetworkError
from playground.quantities import WORDS_ALONE, WORDS_OF, parse, shown
from playground.scene import Scene

MOST_WORDS = 200  # on screen at a time
PARTS = (
    *("task", "paper", "hint 1", "hint 2", "note", "reveal", "done"),
    *("further", "further hint", "further done"),
    *("learned", "picture"),  # of a chapter
)
_PART = re.compile(rf"({'|'.join(PARTS)}|(?:choice|wrong|field) [\w-]+)")
_STEP = re.compile(r"([a-z0-9-]+): (.+)")
_NUMBER = re.compile(
    rf"\{{((?:{'|'.join(WORDS_OF)})/[\w./-]+|{'|'.join(WORDS_ALONE)})(?:\|(\d))?\}}"
)
_TERM = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]")
#: The parts that are written as they stand: labels, and what is plain text.
_PLAIN = re.compile(r"(?:choice|wrong|field) .+|(?:further )?done")
_FORMULA = re.compile(r"(\$\$.+?\$\$|\$[^$]+\$)", re.DOTALL)
_CLOSING = re.compile(r"[.,;:!?)]+(?!\w)")
_WORD = re.compile(r"\w[\w'’.-]*")


def read_text(text: str, place: str, language: str = "en") -> LessonText:
    """The words in a lesson's Markdown file. Raises LessonError with ``place`` and the line."""
    title, goal = "", ""
    steps: dict[str, StepText] = {}
    for line, level, heading, body in _sections(text, place):
        if level == 1 and not title:
            title, goal = heading, body
        elif level == 2:
            match = _STEP.fullmatch(heading)
            if match is None:
                raise LessonError(f"{place}, line {line}: expected '## step-id: Its title'")
            if match[1] in steps:
                raise LessonError(f"{place}, line {line}: a second step called {match[1]}")
            steps[match[1]] = StepText(match[2], body, {})
        elif level == 3 and steps and _PART.fullmatch(heading):
            last, step = list(steps.items())[-1]
            if heading in step.parts:
                raise LessonError(f"{place}, line {line}: a second {heading!r} in {last}")
            steps[last] = StepText(step.title, step.body, {**step.parts, heading: body})
        else:
            known = ", ".join(PARTS)
            raise LessonError(
                f"{place}, line {line}: expected a part of a step ({known}, choice …, field …), "
                f"got {heading!r}"
            )
        _require_numbers(body, place, line)
        plain = level == 1 or _PLAIN.fullmatch(heading) is not None
        _require_terms(heading, body, place, line, None if plain else language)
    if not (title and goal):
        raise LessonError(f"{place}, line 1: expected '# Title' and the goal below it")
    return LessonText(title, goal, steps)


def _sections(text: str, place: str) -> list[tuple[int, int, str, str]]:
    """(line, level, heading, body) of each section."""
    found: list[tuple[int, int, str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = re.fullmatch(r"(#{1,3}) +(.+?) *", line)
        if match:
            found.append((number, len(match[1]), match[2], []))
        elif found:
            found[-1][3].append(line)
        elif line.strip():
            raise LessonError(f"{place}, line {number}: expected '# Title' first")
    return [(line, level, heading, "\n".join(body).strip()) for line, level, heading, body in found]


def _require_numbers(body: str, place: str, line: int) -> None:
    """Raise LessonError for a name of no number, and for a brace out of formulas that has none."""
    for at, text in enumerate(body.splitlines(), line + 1):
        for name in live_names(text):
            try:
                parse(name.partition("|")[0])
            except NetworkError as error:
                raise LessonError(f"{place}, about line {at}: {error}") from error
    plain = _FORMULA.sub(lambda match: "\n" * match[0].count("\n"), body)
    for at, text in enumerate(_NUMBER.sub("", plain).splitlines(), line + 1):
        if "{" in text:
            wrong = text[text.index("{") :].split()[0]
            raise LessonError(
                f"{place}, about line {at}: expected a number like {{z/0/0}}, got {wrong!r}"
            )


def _require_terms(heading: str, body: str, place: str, line: int, language: str | None) -> None:
    """Raise LessonError for a mark of no term, or for any where the text has no ``language``."""
    bare = _FORMULA.sub(lambda match: "\n" * match[0].count("\n"), body)
    for at, text in enumerate([heading, *bare.splitlines()], line):
        told = f"{place}, {f'about line {at}' if at > line else f'line {at}'}"
        for match in _TERM.finditer(text):
            if language is None or at == line:
                raise LessonError(f"{told}: no term can be marked in {heading!r}")
            try:
                find(match[2] or match[1], language)
            except KeyError:
                raise LessonError(
                    f"{told}: expected a term of the glossary, got {match[2] or match[1]!r}"
                ) from None
        if "[[" in _TERM.sub("", text):
            raise LessonError(f"{told}: expected a term like [[bias]], got {text!r}")


def unmarked(text: str) -> str:
    """The text with its terms as words alone, where nothing can tell their meanings."""
    parts = _FORMULA.split(text)
    return "".join(part if at % 2 else _TERM.sub(r"\1", part) for at, part in enumerate(parts))


def count_words(*texts: str) -> int:
    """How many words a reader sees; a formula counts as one."""
    plain = re.sub(r"\$[^$]+\$", "formula", unmarked(" ".join(texts)))
    return len(_WORD.findall(plain))


def has_words(text: str) -> bool:
    """Whether something is left without the formulas; a screen reader needs a name."""
    return bool(_WORD.search(_FORMULA.sub("", text)))


def live_names(text: str) -> list[str]:
    """The names of all numbers that a text takes from the scene, with their decimals."""
    return [_name(match) for match in _NUMBER.finditer(text)]


def without_live_numbers(text: str) -> str:
    """The text without the numbers that it takes from the scene."""
    return _NUMBER.sub("", text)


def filled(text: str, scene: Scene) -> str:
    """The text with the scene's numbers in place of ``{z/0/0}``."""
    return _NUMBER.sub(lambda match: shown(scene, _name(match)), text)


def marked(
    text: str,
    scene: Scene,
    language: str = "en",
    explain: Callable[[Term, str], str] = lambda term, shown: shown,
) -> tuple[str, list[str]]:
    """The text filled, and the names of the numbers that stand out of formulas, in their order.

    Those are coloured, so that the browser finds them and lets them follow a drag. ``explain``
    writes a term of the ``language``, shown as these words.
    """
    names: list[str] = []

    def mark(match: re.Match[str]) -> str:
        names.append(_name(match))
        return f":gray[{shown(scene, names[-1])}]"

    def tell(match: re.Match[str]) -> str:
        return explain(find(match[2] or match[1], language), match[1])

    parts = _closed(_FORMULA.split(text))
    for at, part in enumerate(parts):
        parts[at] = filled(part, scene) if at % 2 else _TERM.sub(tell, _NUMBER.sub(mark, part))
    return "".join(parts), names


def _closed(parts: list[str]) -> list[str]:
    """Plain text and formulas by turns, each formula with the signs that close it.

    Outside of it they could be put at the beginning of a line.
    """
    for at in range(1, len(parts), 2):
        signs = _CLOSING.match(parts[at + 1])
        if signs is not None and not parts[at].startswith("$$"):
            parts[at] = f"{parts[at][:-1]}\\text{{{signs[0]}}}$"
            parts[at + 1] = parts[at + 1][signs.end() :]
    return parts


def _name(match: re.Match[str]) -> str:
    return match[1] + (f"|{match[2]}" if match[2] else "")
