"""The row of tools: example picker, data, Open, Randomise, Share, Export and Settings.

What a popover holds is made only while it is open.
"""

import streamlit as st

from playground import presets, share, visitor
from playground.language import called
from playground.live import component
from playground.scene import Scene
from playground.session import Session
from playground.widgets.data import dialog
from playground.widgets.markdown import literal
from playground.widgets.tools import export_files, fresh_weights, open_file, settings, share_link

POPOVERS = ("open", "dice", "share", "export", "settings")


def is_any_open() -> bool:
    """Whether a popover or the data dialog is open: what it shows must follow every edit."""
    return dialog.is_open() or any(visitor.held(name) for name in POPOVERS)


def tool_row(session: Session) -> None:
    """The whole row, from the picker on the left to Settings on the right."""
    with st.container(key="tools", horizontal=True, vertical_alignment="center", wrap=False):
        _picker(session.scene)
        dialog.button(session)
        open_file.popover(session)
        component.place("toolbar")
        fresh_weights.popover(session.scene)
        share_link.popover(session)
        export_files.popover(session)
        settings.popover(session)


def _picker(scene: Scene) -> None:
    name, example = share.title_of(scene), share.preset_of(scene)
    st.menu_button(
        name if example else literal(name),
        presets.NAMES,
        format_func=lambda each: called(presets.title(each)),
        key="preset",
        on_click=visitor.choose_preset,
        args=("preset",),
    )
