"""The page's frame: title, themes and navigation. Streamlit runs this script for every visitor."""

from pathlib import Path

import streamlit as st

from playground import visitor
from playground.language import _
from playground.live import component
from playground.widgets.tools import about

PAGES = Path(__file__).parent
ASSETS = PAGES.parent.parent / "assets"

visitor.speak_as_chosen()
st.set_page_config(
    page_title="MLP Playground",
    page_icon=str(ASSETS / "logo.svg"),
    layout="wide",
    menu_items={"About": about.text()},
)
st.logo(str(ASSETS / "logo.svg"), size="large")
page = st.navigation(
    [
        st.Page(PAGES / "play.py", title=_("Playground"), default=True),
        st.Page(PAGES / "learn.py", title=_("Learn"), url_path="learn"),
    ],
    position="top",
)
visitor.turn_to(page.url_path)
component.application(visitor.pull)
page.run()
