"""Texts of a lesson with the scene's numbers in them, which follow while the learner drags."""

from dataclasses import dataclass, field

import streamlit as st

from playground.glossary import Term
from playground.lessons.texts import marked
from playground.limits import MAX_TEXT_NUMBERS
from playground.panels.kit.glossary import explained_term
from playground.scene import Scene


@dataclass
class LiveNumbers:
    """Writes texts with live numbers, and remembers which."""

    scene: Scene
    language: str
    names: list[str] = field(default_factory=list)

    def write(self, text: str, before: str = "") -> None:
        """Markdown with the scene's numbers in it, and with terms that tell their meanings."""
        text, names = marked(text, self.scene, self.language, _told)
        self.names += names
        # Only a lesson's file is markup here: what stands in it of the scene are numbers.
        st.markdown(before + text, unsafe_allow_html=True)

    @property
    def told(self) -> tuple[str, ...]:
        """The names of the numbers that were written, for the panel that the browser reads."""
        return tuple(self.names[:MAX_TEXT_NUMBERS])


def _told(term: Term, shown: str) -> str:
    """A term as HTML, in one line: Markdown takes that as it is."""
    return explained_term(term, shown)
