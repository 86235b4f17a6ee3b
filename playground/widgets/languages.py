"""The buttons that lead to the same page in another language."""

import streamlit as st

from playground import visitor
from playground.language import LANGUAGES, language, own_name


def languages() -> None:
    """A button for every language but the one that is spoken."""
    for code in LANGUAGES:
        if code != language():
            st.button(
                own_name(code),
                key=f"lang-{code}",
                type="tertiary",
                on_click=visitor.choose_language,
                args=[code],
            )
