"""The fact table, held to what the texts say: a fact is covered where its words are found."""

import re
import tomllib
from collections.abc import Iterable

import pytest

from playground.language import FOLDER, LANGUAGES
from playground.learner import lessons
from playground.lessons.lesson import StepText
from playground.lessons.load import fact_table
from playground.lessons.texts import unmarked

FACTS = fact_table()
#: What the texts of the steps that cover a fact must say, by language.
WORDS: dict[str, dict[str, list[str]]] = {
    code: tomllib.loads((FOLDER / code / "facts.toml").read_text("utf-8")) for code in LANGUAGES
}


def said(texts: Iterable[StepText]) -> str:
    """All words of steps on one line, without marks of terms, emphasis and formulas."""
    parts = (part for text in texts for part in (text.title, text.body, *text.parts.values()))
    return re.sub(r"\s+", " ", re.sub(r"[*$]", "", unmarked("\n".join(parts))))


def steps_of(fact: str, language: str) -> list[StepText]:
    """The texts of the steps that name the fact."""
    return [
        lesson.texts[language].steps[step.id]
        for lesson in lessons()
        for step in lesson.steps
        if fact in step.content.facts
    ]


def missing(fact: str, language: str, text: str) -> list[str]:
    """The patterns of a fact that a text does not hold."""
    words = WORDS[language][fact]
    return [pattern for pattern in words if not re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_said_by_the_steps_that_name_it(fact: str, language: str) -> None:
    assert WORDS[language].keys() == FACTS.keys()
    assert WORDS[language][fact]
    assert not missing(fact, language, said(steps_of(fact, language)))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "in the output layer only"), ("es", "solo en la capa de salida")],
)
def test_a_text_that_loses_its_sentence_no_longer_covers_the_fact(
    language: str, sentence: str
) -> None:
    text = said(steps_of("table-softmax", language))
    assert sentence in text
    assert missing("table-softmax", language, text.replace(sentence, "")) == [sentence]
