"""The network as a file, also where it is too large for a link."""

from functools import partial

import streamlit as st

from playground import document, visitor
from playground.language import _
from playground.scene import Scene
from playground.session import ELSEWHERE, Session
from playground.widgets.data import dialog

LARGE = 5_000  # parameters above which the file is written only when it is asked for


def download(scene: Scene, key: str = "download_json") -> None:
    """The button that saves the scene.

    A file that stands by outlasts the page being drawn again between the press and the answer; one
    that is written when it is asked for is then gone.
    """
    write = partial(document.scene_to_json, scene)
    st.download_button(
        _("Download JSON"),
        write if scene.network.n_parameters > LARGE else write(),
        file_name="network.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def instead_of_link(scene: Scene) -> None:
    """What is said, and offered, where a link was asked for and there is none."""
    st.warning(_("This network is too large for a link: share it as a JSON file instead."))
    download(scene)


def beside_tools(session: Session, linked: bool) -> None:
    """What is said, and offered, of a link that holds no network; nothing of any other."""
    if linked and not session.elsewhere and not session.is_lacking:
        return
    with st.container(key="unlinked", horizontal=True, wrap=False, vertical_alignment="center"):
        if session.elsewhere:
            _elsewhere()
        elif session.is_lacking:
            _without_table(session)
        else:
            _unlinked(session)


def _elsewhere() -> None:
    st.text(_(ELSEWHERE))
    st.button(
        _("Open its file"),
        icon=":material/folder_open:",
        on_click=visitor.open_popover,
        args=("open",),
        key="open_elsewhere",
    )


def _without_table(session: Session) -> None:
    st.text(_("The table of this network stayed in the browser that made it."))
    if "data" not in session.scene.hidden:
        st.button(
            _("Open the file"),
            icon=":material/upload_file:",
            on_click=dialog.open_file,
            args=(session,),
            key="open_table",
        )


def _unlinked(session: Session) -> None:
    st.text(_("This network is too large for a link: its address works in this browser alone."))
    st.download_button(
        _("Save it as a file"),
        # Written when it is asked for: no edit draws this again.
        lambda: document.scene_to_json(session.scene),
        file_name="network.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key="save_unlinked",
    )
