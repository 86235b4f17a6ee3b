"""About: which versions run, and under which licence."""

import streamlit as st

from playground import visitor
from playground.language import _
from playground.operations.versions import LICENCE, versions

OPEN = "about_open"


def text() -> str:
    """As Markdown, for this page's dialog and for the one of Streamlit's own menu."""
    rows = [f"| {name} | {version} |" for name, version in versions().items()]
    head = f"| {_('program')} | {_('version')} |"
    said = _("Free software, under the {licence} licence.", licence=LICENCE)
    return "\n".join([head, "| --- | --- |", *rows, "", said])


def button(within: str) -> None:
    """The way to the dialog, which takes the place of the popover that the button is ``within``."""
    st.button(
        _("About"), key="versions", icon=":material/info:", on_click=_instead_of, args=(within,)
    )


def dialog() -> None:
    """The dialog, while it is open."""
    if visitor.held(OPEN):
        st.dialog(_("About"), on_dismiss=_close)(_body)()


def _instead_of(popover: str) -> None:
    visitor.close(popover)
    visitor.open_popover(OPEN)


def _close() -> None:
    visitor.close(OPEN)


def _body() -> None:
    visitor.speak_as_chosen()
    st.markdown(text())
