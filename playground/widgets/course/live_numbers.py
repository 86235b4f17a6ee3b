"""Texts of a lesson with the scene's numbers in them, which follow while the learner drags."""

from dataclasses import dataclass, field

import streamlit as st

from playground.lessons.texts import marked
from playground.limits import MAX_TEXT_NUMBERS
from playground.scene import Scene


@dataclass
class LiveNumbers:
    """Writes texts with live numbers, and remembers which."""

    scene: Scene
    names: list[str] = field(default_factory=list)

    def write(self, text: str, before: str = "") -> None:
        """Markdown with the scene's numbers in it."""
        text, names = marked(text, self.scene)
        self.names += names
        st.markdown(before + text)

    @property
    def told(self) -> tuple[str, ...]:
        """The names of the numbers that were written, for the panel that the browser reads."""
        return tuple(self.names[:MAX_TEXT_NUMBERS])
