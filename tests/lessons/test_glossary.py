"""The glossary: the same terms in every language, and marks in the lessons that lead to them."""

import re

import pytest
from markupsafe import escape

from playground.glossary import find, glossary
from playground.language import LANGUAGES, speaking
from playground.lessons.lesson import LessonError
from playground.lessons.load import FOLDER
from playground.lessons.texts import count_words, marked, read_text, unmarked
from playground.panels.kit.glossary import LETTERS, explained
from playground.scene import Scene
from tests.lessons.test_lesson_texts import _scene

#: What Markdown would read as its own within the words that a screen reader is told.
MARKDOWN = re.compile(r"[*_$`\[\]<>~#\\]|:\w+:")
LESSON = "# Title\nGoal.\n## step: Its title\nWords.\n$$[[1, 2]]$$\nAnd %s.\n### task\nDo."


@pytest.fixture
def scene() -> Scene:
    return _scene()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_explains_every_term_in_one_sentence(language: str) -> None:
    terms = glossary(language)
    assert list(terms) == list(glossary("en"))
    words = [term.word.casefold() for term in terms.values()]
    assert len(set(words)) == len(words)
    for term in terms.values():
        assert 2 < len(term.means.split()) <= 32, term
        assert not term.means.endswith("."), term
        assert not MARKDOWN.search(term.means), term


def test_a_term_is_found_by_its_id_and_by_its_word() -> None:
    assert find("Bias", "en") == find("bias", "en") == glossary("en")["bias"]
    assert find("sesgo", "es") == find("bias", "es") == glossary("es")["bias"]
    with pytest.raises(KeyError):
        find("sesgo", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_on_the_page_and_lessons_say_the_same(language: str) -> None:
    with speaking(language):
        for letter, name in LETTERS.items():
            assert escape(glossary(language)[name].told) in explained(letter, letter)


def test_a_mark_becomes_a_word_with_its_meaning(scene: Scene) -> None:
    text = "The [[biases|bias]] $[[1]]$ of a [[Neuron]] is {bias/0/0}."
    shown, names = marked(text, scene, "en", lambda term, words: f"<{words}: {term.word}>")
    assert shown == "The <biases: bias> $[[1]]$ of a <Neuron: neuron> is :gray[1.00]."
    assert names == ["bias/0/0"]
    assert unmarked(text) == "The biases $[[1]]$ of a Neuron is {bias/0/0}."
    assert count_words("A [[pre-activations|pre-activation]].") == 2


@pytest.mark.parametrize("wrong", ["[[biass]]", "[[bias|biass]]", "[[bias]", "[[sesgo]]"])
def test_an_unknown_term_is_told_with_its_line(wrong: str) -> None:
    assert "[[bias]]" in read_text(LESSON % "[[bias]]", "x").steps["step"].body
    with pytest.raises(LessonError, match=r"x, about line 6: expected a term"):
        read_text(LESSON % wrong, "x")


@pytest.mark.parametrize(
    "wrong", ["### choice left\n[[bias]]", "### done\n[[bias]]", "## next: [[bias]]"]
)
def test_labels_and_plain_texts_take_no_marks(wrong: str) -> None:
    with pytest.raises(LessonError, match=r"x, .*line \d+: no term can be marked"):
        read_text(LESSON % "so" + "\n" + wrong, "x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_marks_a_term_once(language: str) -> None:
    for path in sorted(FOLDER.glob(f"languages/{language}/lessons/*.md")):
        found = re.findall(r"\[\[(?:[^\[\]|]+\|)?([^\[\]|]+)\]\]", path.read_text("utf-8"))
        terms = [find(name, language).word for name in found]
        assert len(set(terms)) == len(terms), (path.name, terms)
