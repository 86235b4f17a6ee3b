"""What a text quotes from the page it quotes as the page says it, in every language."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from playground.language import FOLDER, LANGUAGES, SOURCE
from playground.lessons.feedback import sentences
from tests.house.catalogues import kept

#: What is quoted: in italics, in bold or between quotation marks.
_QUOTED = re.compile(
    r"\*\*([^*\[\]\n]+)\*\*|(?<![*\w])\*([^*\[\]\n]+)\*(?!\*)|“([^”\n]+)”|«([^»\n]+)»"
)
_PART = re.compile(r"^(?=###? )", re.MULTILINE)
#: English terms of the field, told in parentheses beside a language's own.
_TERMS = {"recall"}
TEXTS = sorted((FOLDER / SOURCE / "lessons").glob("*.md"))


def _labels(code: str) -> dict[str, set[str]]:
    """What the page says in a language, by what it says in that of the sources."""
    found: dict[str, set[str]] = defaultdict(set)
    for room in kept(code).values():
        for message in room:
            if message.id and isinstance(message.id, str) and message.context != "name":
                found[message.id].add(message.string)
    ours, theirs = sentences(SOURCE, "page"), sentences(code, "page")
    for name, text in ours.items():
        found[text].add(theirs[name])
    return found


def _quoted(text: str) -> set[str]:
    return {next(filter(None, match.groups())) for match in _QUOTED.finditer(text)}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != SOURCE])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_label_is_quoted_as_the_page_says_it(path: Path, code: str) -> None:
    labels = _labels(code)
    source, said = (
        _PART.split((FOLDER / each / "lessons" / path.name).read_text("utf-8"))
        for each in (SOURCE, code)
    )
    assert len(source) == len(said)
    own = set().union(*labels.values())
    for ours, theirs in zip(source, said, strict=True):
        foreign = {text for text in _quoted(theirs) if text in labels and text not in own}
        assert foreign <= _TERMS, f"the page does not say {foreign}"
        for label in filter(_is_label, _quoted(ours) & labels.keys()):
            wanted = {text.casefold() for text in labels[label]}
            assert any(text in theirs.casefold() for text in wanted), (label, wanted)


def _is_label(text: str) -> bool:
    """Whether a quoted text that the page says somewhere is no word that is only stressed."""
    return text[0].isupper()
