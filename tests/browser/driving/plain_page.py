"""A page of the places where a visitor's text stands in Streamlit's Markdown, for the tests."""

import streamlit as st

from playground.widgets.markdown import literal
from tests.hostile import HARMLESS, TEXTS

for number, text in enumerate((HARMLESS, *TEXTS)):
    with st.container(key=f"text-{number}"):
        st.markdown(literal(text))
        st.error(f"Refused: {literal(text)}.")
        st.menu_button(literal(text), ["one"], key=f"menu-{number}")
        st.text(text)
