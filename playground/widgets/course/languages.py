"""The buttons that lead to the course in another language."""

import streamlit as st

from playground.learner import Learner
from playground.lessons.feedback import LANGUAGES, sentences


def languages(learner: Learner) -> None:
    """A button for every language but the learner's own."""

    def choose(language: str) -> None:
        learner.language = language

    for language in LANGUAGES:
        if language != learner.language:
            name = sentences(language, "page")["language"]
            st.button(
                name, key=f"lang-{language}", type="tertiary", on_click=choose, args=[language]
            )
