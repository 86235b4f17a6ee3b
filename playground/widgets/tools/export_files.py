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
from playground.language import _, in_this_language, to_say
from playground.live import component
from playground.panels.page import toolbar
from playground.scene import Scene
from playground.session import Session
from playground.widgets.tools import json_file

_BLANKED = {
    "inputs": to_say("inputs"),
    "weights": to_say("weights"),
    "biases": to_say("biases"),
}
MOST_SHOWN = 3_000  # parameters up to which code is shown; above, it is a file


def popover(session: Session) -> None:
    """The button, and a tab for each way to take the network along."""
    opened = st.popover(_("Export"), icon=":material/download:", key="export", on_change="rerun")
    if not opened.open:
        return
    scene = session.scene
    rows = ROWS if scene.fitting else ()
    trained = [to_say("Training")] if is_trained(scene) else []
    files = [each.name for each in (*CODE, *rows)]
    names = [to_say("File"), to_say("Picture"), *files, *trained]
    names += [to_say("Graph"), to_say("Worksheet")]
    with opened:
        tabs = dict(zip(names, st.tabs([*map(_, names)]), strict=True))
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
    st.markdown(_("The diagram as it is drawn now."))
    component.words("pictures", toolbar.render_pictures())


def _code(scene: Scene, each: Format) -> None:
    text = each.write(scene)
    if scene.network.n_parameters <= MOST_SHOWN:
        st.code(text, language="python", wrap_lines=True)
    else:
        st.markdown(_("This network is large; its code comes as a file."))
    st.download_button(
        _("Download {name} code", name=each.name),
        text,
        file_name=each.file_name,
        mime=each.mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{each.name}",
    )


def _rows(scene: Scene, each: Format) -> None:
    st.markdown(_("A line for each row of the data: its inputs, what was wanted and what is said."))
    _written_later(_("{name} as CSV", name=_(each.name)), scene, each)


def _training(scene: Scene) -> None:
    st.markdown(
        _(
            "Scripts that train again as it was trained here, as far as the page stands now: from "
            "the same weights, with the same rows in the same batches. They print the same losses."
        )
    )
    with st.container(horizontal=True):
        for each in TRAININGS:
            _written_later(_(each.name), scene, each)
        if needs_rows(scene):
            _written_later(_(TRAINED_ROWS.name), scene, TRAINED_ROWS)
    if needs_rows(scene):
        name = f"`{TRAINED_ROWS.file_name}`"
        st.caption(_("There are many rows: the scripts read {name} beside them.", name=name))
    st.markdown(_("The losses of all updates that were made, and the weights at some of them."))
    with st.container(horizontal=True):
        for each in TRAINED_NUMBERS:
            _written_later(_("{name} as CSV", name=_(each.name)), scene, each)


def _graphs(scene: Scene) -> None:
    st.markdown(_("The network as a graph, for programs that draw or search graphs."))
    with st.container(horizontal=True):
        for each in GRAPHS:
            _written_later(_("Graph ({name})", name=each.name), scene, each)


def _written_later(label: str, scene: Scene, each: Format) -> None:
    """A file that is written when it is asked for, because it may be large."""
    st.download_button(
        label,
        in_this_language(partial(each.write, scene)),
        file_name=each.file_name,
        mime=each.mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{each.name}",
    )


def _worksheet(scene: Scene) -> None:
    st.markdown(_("The forward pass on paper: a page to print, and its answers."))
    blanks = st.pills(
        _("Left blank"),
        worksheet.BLANKABLE,
        format_func=lambda name: _(_BLANKED[name]) if name in _BLANKED else name,
        selection_mode="multi",
        default=sorted(worksheet.BLANKS),
        key="blanks",
    )
    with st.container(horizontal=True):
        for label, answers in ((_("Download worksheet"), False), (_("Download answers"), True)):
            st.download_button(
                label,
                # Written when it is asked for: it takes up to 0.2 s, and any edit draws this again.
                in_this_language(partial(worksheet.render, scene, tuple(blanks), answers)),
                file_name="answers.html" if answers else "worksheet.html",
                mime="text/html",
                icon=":material/print:",
                on_click="ignore",
                key=f"worksheet_{'answers' if answers else 'blank'}",
            )
