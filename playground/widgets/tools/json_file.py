"""The network as a file, also where it is too large for a link."""

from functools import partial

import streamlit as st

from playground import document
from playground.scene import Scene
from playground.session import Session

LARGE = 5_000  # parameters above which the file is written only when it is asked for


def download(scene: Scene, label: str = "Download JSON", key: str = "download_json") -> None:
    """The button that saves the scene.

    A file that stands by outlasts the page being drawn again between the press and the answer; one
    that is written when it is asked for is then gone.
    """
    write = partial(document.scene_to_json, scene)
    st.download_button(
        label,
        write if scene.network.n_parameters > LARGE else write(),
        file_name="network.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def instead_of_link(scene: Scene) -> None:
    """What is said, and offered, where a link was asked for and there is none."""
    st.warning("This network is too large for a link: share it as a JSON file instead.")
    download(scene)


def unlinked(session: Session) -> None:
    """What is said, and offered, while the scene has no link that a reload could open."""
    with st.container(key="unlinked", horizontal=True, wrap=False, vertical_alignment="center"):
        st.text("This network is too large for a link: a reload would lose it.")
        st.download_button(
            "Save it as a file",
            # Written when it is asked for: no edit draws this again.
            lambda: document.scene_to_json(session.scene),
            file_name="network.json",
            mime="application/json",
            icon=":material/download:",
            on_click="ignore",
            key="save_unlinked",
        )
