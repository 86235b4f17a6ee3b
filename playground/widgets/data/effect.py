"""What taking the rows does: to the network, and how to take it back."""

import streamlit as st

from playground.data import Dataset, Table
from playground.data.written import elsewhere
from playground.language import _, ngettext
from playground.limits import PlaygroundError, refusal
from playground.live import component
from playground.panels.dialog.consequences import consequences
from playground.panels.dialog.scatter import scatter
from playground.scene import Scene
from playground.scene.data import fitted
from playground.widgets.markdown import literal

MOST_WARNINGS = 3  # sentences: a picture's edge of 20 pixels says the same twenty times


def show(scene: Scene, data: Dataset) -> None:
    """What to be careful of, what changes in the network, and the rows as a picture."""
    with st.container(key="data_network"):
        for warning in data.warnings[:MOST_WARNINGS]:
            st.markdown(f":material/warning: {literal(warning)}")
        if len(data.warnings) > MOST_WARNINGS:
            more = len(data.warnings) - MOST_WARNINGS
            said = ngettext(
                "… and {count} more warning like these.",
                "… and {count} more warnings like these.",
                more,
            )
            st.markdown(said)
        _changes(scene, data)
    picture = scatter(data)
    if picture is not None:
        component.words("data_preview", picture)


def show_changes(scene: Scene, data: Dataset) -> None:
    """What changes in the network, alone."""
    with st.container(key="data_network"):
        _changes(scene, data)


def _changes(scene: Scene, data: Dataset) -> None:
    st.markdown(f"**{_('What changes in the network')}**")
    try:
        sentences = consequences(scene.network, fitted(scene.network, data), data)
    except PlaygroundError as error:
        sentences = (refusal(error),)
    st.markdown(literal(" ".join(sentences)))


def way_back(data: Dataset, expected: str = "") -> str:
    """That undo takes it back, and how the data travels; or that they are those of the link.

    ``expected`` is the digest of a table that a link means, if one is missed.
    """
    if expected and data.source.digest == expected:
        return _("This is the table that the link means: its row and all else come back with it.")
    if elsewhere(data) is not None:
        how = _("The table is too large for a link: this browser keeps it, and finds it again.")
    elif isinstance(data.source, Table):
        how = _("The table travels in the link.")
    else:
        how = _("The link names the set, and so brings it to whoever opens it.")
    return _("Undo takes it back. {how}", how=how)
