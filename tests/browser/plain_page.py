"""A page of the places where a visitor's text stands in Streamlit's Markdown, for the tests."""

import streamlit as st

from playground.pages.plain import plain
from tests.hostile import HARMLESS, TEXTS

for number, text in enumerate((HARMLESS, *TEXTS)):
    with st.container(key=f"text-{number}"):
        st.markdown(plain(text))
        st.error(f"Refused: {plain(text)}.")
        st.menu_button(plain(text), ["one"], key=f"menu-{number}")
        st.text(text)
