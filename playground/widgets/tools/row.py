"""The row of tools: the example picker, and what Open, Randomise, Share, Export and Settings open.

What a popover holds is made only while it is open.
"""

import streamlit as st

from playground import presets, share, visitor
from playground.live import component
from playground.panels.page import toolbar
from playground.scene import Scene
from playground.session import Session
from playground.widgets.markdown import literal
from playground.widgets.tools import export_files, fresh_weights, open_file, settings, share_link


def tool_row(session: Session, shown: Scene) -> None:
    """The whole row, from the picker on the left to Settings on the right."""
    with st.container(key="tools", horizontal=True, vertical_alignment="center", wrap=False):
        _picker(session.scene)
        open_file.popover(session)
        bar = toolbar.render(
            shown,
            session.view,
            can_undo=bool(session.history.past),
            can_redo=bool(session.history.future),
        )
        component.panel("toolbar", bar, session.view, session.run)
        fresh_weights.popover(session.scene)
        share_link.popover(session)
        export_files.popover(session)
        settings.popover(session)


def _picker(scene: Scene) -> None:
    example = share.preset_of(scene)
    title = presets.title(example) if example else literal(scene.title) or "Your network"
    st.menu_button(
        f"{title} (edited)" if share.is_edited(scene) else title,
        presets.NAMES,
        format_func=presets.title,
        key="preset",
        on_click=visitor.choose_preset,
        args=("preset",),
    )
