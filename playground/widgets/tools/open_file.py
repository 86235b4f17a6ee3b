"""Open: a network from a file of the visitor's."""

import streamlit as st

from playground import visitor
from playground.language import _
from playground.limits import MAX_DOCUMENT_BYTES
from playground.session import Session
from playground.widgets.markdown import literal


def popover(session: Session) -> None:
    """The button, and the field that takes a file, or says why it cannot be opened."""
    opened = st.popover(_("Open"), icon=":material/folder_open:", key="open", on_change="rerun")
    if not opened.open:
        return
    key = f"open_{session.opened}"
    with opened, st.container(key="open_body"):
        st.file_uploader(
            _("Open a JSON file"),
            type="json",
            key=key,
            max_upload_size=MAX_DOCUMENT_BYTES // 1_000_000,
            on_change=visitor.open_file,
            args=(key,),
        )
        if session.refused:
            st.error(literal(session.refused))
