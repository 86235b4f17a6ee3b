"""A visitor's text where Streamlit takes Markdown; what comes of it, a browser test sees."""

import pytest

from playground.widgets.markdown import literal


def test_words_and_numbers_are_left_as_they_are() -> None:
    assert literal("Größe 2 שלום") == "Größe 2 שלום"


def test_every_sign_is_escaped_and_parted_from_what_is_before() -> None:
    assert literal(":red[x]").split("\u200c") == ["", r"\:red", r"\[x", r"\]"]


@pytest.mark.parametrize("text", ["    code", "a\n\nb", "\ta  b "])
def test_white_space_means_nothing(text: str) -> None:
    assert literal(text) == " ".join(text.split())
