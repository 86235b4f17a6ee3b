"""Texts of a lesson with the scene's numbers in them, which follow while the learner drags."""

from dataclasses import dataclass, field

import streamlit as st
from msgspec.structs import replace

from playground.lessons.texts import marked
from playground.limits import MAX_TEXT_NUMBERS
from playground.live import component
from playground.panels import PANELS
from playground.scene import Scene
from playground.session import Session


@dataclass
class LiveNumbers:
    """Writes texts with live numbers, and remembers which."""

    session: Session
    names: list[str] = field(default_factory=list)

    def write(self, text: str, before: str = "") -> None:
        """Markdown with the scene's numbers in it."""
        text, names = marked(text, self.session.scene)
        self.names += names
        st.markdown(before + text)

    def mount(self, shown: Scene) -> None:
        """The panel from which the browser takes the numbers that were written."""
        session = self.session
        session.view = replace(session.view, numbers=tuple(self.names[:MAX_TEXT_NUMBERS]))
        panel = PANELS["numbers"](shown, session.view)
        component.panel("numbers", panel, session.view, session.run)
