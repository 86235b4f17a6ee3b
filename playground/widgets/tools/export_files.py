"""Export: the network as a file, a picture, code and a worksheet."""

from functools import partial

import streamlit as st

from playground.export import worksheet
from playground.export.formats import (
    CODE,
    GRAPHS,
    ROWS,
    TRAINED_NUMBERS,
    TRAINED_ROWS,
    TRAININGS,
    Format,
)
from playground.export.training.of_scene import is_trained, needs_rows
from playground.live import component
from playground.panels.page import toolbar
from playground.scene import Scene
from playground.session import Session
from playground.widgets.tools import json_file

MOST_SHOWN = 3_000  # parameters up to which code is shown; above, it is a file


def popover(session: Session) -> None:
    """The button, and a tab for each way to take the network along."""
    opened = st.popover("Export", icon=":material/download:", key="export", on_change="rerun")
    if not opened.open:
        return
    scene = session.scene
    rows = ROWS if scene.fitting else ()
    trained = ["Training"] if is_trained(scene) else []
    files = [each.name for each in (*CODE, *rows)]
    names = ["File", "Picture", *files, *trained, "Graph", "Worksheet"]
    with opened:
        tabs = dict(zip(names, st.tabs(names), strict=True))
        with tabs["File"]:
            json_file.download(scene)
        with tabs["Picture"]:
            _picture()
        for each in CODE:
            with tabs[each.name]:
                _code(scene, each)
        for each in rows:
            with tabs[each.name]:
                _rows(scene, each)
        if trained:
            with tabs["Training"]:
                _training(scene)
        with tabs["Graph"]:
            _graphs(scene)
        with tabs["Worksheet"]:
            _worksheet(scene)


def _picture() -> None:
    st.markdown("The diagram as it is drawn now.")
    component.words("pictures", toolbar.render_pictures())


def _code(scene: Scene, each: Format) -> None:
    text = each.write(scene)
    if scene.network.n_parameters <= MOST_SHOWN:
        st.code(text, language="python", wrap_lines=True)
    else:
        st.markdown("This network is large; its code comes as a file.")
    st.download_button(
        f"Download {each.name} code",
        text,
        file_name=each.file_name,
        mime=each.mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{each.name}",
    )


def _rows(scene: Scene, each: Format) -> None:
    st.markdown("A line for each row of the data: its inputs, what was wanted and what is said.")
    _written_later(f"{each.name} as CSV", scene, each)


def _training(scene: Scene) -> None:
    st.markdown(
        "Scripts that train again as it was trained here, as far as the page stands now: from the "
        "same weights, with the same rows in the same batches. They print the same losses."
    )
    with st.container(horizontal=True):
        for each in TRAININGS:
            _written_later(each.name, scene, each)
        if needs_rows(scene):
            _written_later(TRAINED_ROWS.name, scene, TRAINED_ROWS)
    if needs_rows(scene):
        st.caption(f"There are many rows: the scripts read `{TRAINED_ROWS.file_name}` beside them.")
    st.markdown("The losses of all updates that were made, and the weights at some of them.")
    with st.container(horizontal=True):
        for each in TRAINED_NUMBERS:
            _written_later(f"{each.name} as CSV", scene, each)


def _graphs(scene: Scene) -> None:
    st.markdown("The network as a graph, for programs that draw or search graphs.")
    with st.container(horizontal=True):
        for each in GRAPHS:
            _written_later(f"Graph ({each.name})", scene, each)


def _written_later(label: str, scene: Scene, each: Format) -> None:
    """A file that is written when it is asked for, because it may be large."""
    st.download_button(
        label,
        partial(each.write, scene),
        file_name=each.file_name,
        mime=each.mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{each.name}",
    )


def _worksheet(scene: Scene) -> None:
    st.markdown("The forward pass on paper: a page to print, and its answers.")
    blanks = st.pills(
        "Left blank",
        worksheet.BLANKABLE,
        selection_mode="multi",
        default=sorted(worksheet.BLANKS),
        key="blanks",
    )
    with st.container(horizontal=True):
        for label, answers in (("Download worksheet", False), ("Download answers", True)):
            st.download_button(
                label,
                # Written when it is asked for: it takes up to 0.2 s, and any edit draws this again.
                partial(worksheet.render, scene, tuple(blanks), answers),
                file_name="answers.html" if answers else "worksheet.html",
                mime="text/html",
                icon=":material/print:",
                on_click="ignore",
                key=f"worksheet_{'answers' if answers else 'blank'}",
            )
