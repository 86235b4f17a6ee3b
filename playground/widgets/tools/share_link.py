"""Share: a link to the scene, with its weights or without, and a frame for another page."""

import streamlit as st

from playground import initialisers, share
from playground.data import Table
from playground.data.writing import table_csv
from playground.data.written import elsewhere
from playground.language import _
from playground.limits import MAX_SEED
from playground.live import component
from playground.panels.page import toolbar
from playground.scene import Scene, next_seed, replace_scene
from playground.session import Session
from playground.widgets.tools import json_file, teachers_link

LOCAL = "http://localhost:8501/"  # where a browser does not say where it is


def popover(session: Session) -> None:
    """The button, and the choices that the link depends on below the link."""
    opened = st.popover(_("Share"), icon=":material/link:", key="share", on_change="rerun")
    if not opened.open:
        return
    scene = session.scene
    with opened:
        link = st.container()
        seed = _seed(scene)
        hidden, locked = teachers_link.choice(scene)
        parameters, left_out = share.link_or_less(scene, hidden, locked, seed)
        table = elsewhere(scene.data)
        if parameters is None:
            with link:
                json_file.instead_of_link(share.for_others(scene, hidden, locked, seed))
                _table_apart(table)
            return
        page = st.context.url or LOCAL
        with link:
            _link(share.address(page, parameters))
            if left_out:
                st.caption(left_out)
            _table_apart(table)
        st.markdown(_("**Embed it in a page:** stage and inspector only"))
        _copied("frame", _("Copy HTML"), share.frame(page, parameters))


def _seed(scene: Scene) -> int | None:
    """The seed of fresh weights that the link brings, or ``None`` where it brings the scene's."""
    without = st.checkbox(
        _("Without weights"),
        key="share_fresh",
        help=_("Whoever opens the link starts with fresh weights by Glorot's rule, biases 0"),
    )
    if not without:
        return None
    free = replace_scene(scene, locked=frozenset(), off=frozenset())
    first = next_seed(free, initialisers.DEFAULT)
    return int(st.number_input(_("Seed"), 0, MAX_SEED, first, key="share_seed"))


def _link(address: str) -> None:
    st.markdown(f"**{_('Link')}**")
    _copied("link", _("Copy link"), address)
    st.link_button(
        _("Open it as others will see it"), address, icon=":material/open_in_new:", key="share_open"
    )


def _table_apart(table: Table | None) -> None:
    """That the table does not travel, where there is one that cannot, and how to pass it on."""
    if table is None:
        return
    st.caption(
        _(
            "The table is too large to travel along: pass it on as a file. Whoever opens this is "
            "asked for it, and then has rows and results as you have them."
        )
    )
    st.download_button(
        _("Download the table"),
        lambda: table_csv(table),
        file_name=table.name if table.name.endswith(".csv") else f"{table.title}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="share_table",
    )


def _copied(name: str, label: str, text: str) -> None:
    """A text to take along, and a button that everybody sees."""
    st.code(text, language=None, wrap_lines=True)
    component.words(f"copy-{name}", toolbar.render_copy(label, text))
