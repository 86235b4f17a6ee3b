"""The terms of the course with their meanings, as a list to unfold."""

import unicodedata

import streamlit as st

from playground.glossary import glossary
from playground.learner import Learner
from playground.widgets.markdown import literal


def terms(learner: Learner) -> None:
    """All terms in the learner's language, in the order of their words."""
    known = sorted(glossary(learner.language).values(), key=lambda term: _letters(term.word))
    with st.expander(learner.page_text["glossary"], icon=":material/dictionary:", key="glossary"):
        st.markdown("\n".join(f"- **{literal(t.word)}**: {literal(t.means)}" for t in known))


def _letters(word: str) -> str:
    """The word without its accents and capitals, which no alphabet sorts by."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
