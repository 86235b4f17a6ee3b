"""The vendored faces have every character that is set in them: a browser would take another's."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from playground.activations import ACTIVATIONS
from playground.language import FOLDER, LANGUAGES, speaking
from playground.live.fonts import FACES
from playground.live.head import MATHEMATICS

VENDORED = FOLDER.parent / "live/frontend/vendor"
LETTERS = "áéíóúüñ¿¡ÁÉÍÓÚÜÑ«»"
#: No face of the page's typeface has it. It stands in formulas, whose faces do.
ELSEWHERE = {"∇"}


def characters(path: Path) -> set[str]:
    return set(map(chr, TTFont(path).getBestCmap()))


def said() -> set[str]:
    """All that the catalogues and the lessons write, in every language."""
    texts = (path.read_text("utf-8") for path in FOLDER.rglob("*.*"))
    return {character for text in texts for character in unicodedata.normalize("NFC", text)}


@pytest.mark.parametrize("face", FACES.values())
def test_the_pages_typeface_has_what_the_page_says(face: str) -> None:
    printed = {character for character in said() | set(LETTERS) if character.isprintable()}
    assert printed - characters(VENDORED / "source-sans" / face) <= ELSEWHERE


@pytest.mark.parametrize("face", MATHEMATICS)
def test_the_faces_of_formulas_have_the_names_of_functions(face: str) -> None:
    names = {"ŷ"} if "Italic" in face else set(LETTERS) - set("¿¡«»")
    if "Italic" not in face:
        for code in LANGUAGES:
            with speaking(code):
                names |= {letter for row in ACTIVATIONS.values() for letter in row.called}
    assert names <= characters(VENDORED / "katex" / face)
