"""Settings: decimals, what is switched off, the way back to where the scene began, and About."""

import streamlit as st

from playground import share, visitor
from playground.language import _, called
from playground.limits import MAX_DECIMALS
from playground.live import component
from playground.panels.page import toolbar
from playground.scene import Scene, SetDecimals
from playground.session import Session
from playground.widgets.markdown import literal
from playground.widgets.tools import about

KEY = "settings"


def popover(session: Session) -> None:
    """The button and the settings."""
    about.dialog()
    opened = st.popover(_("Settings"), icon=":material/settings:", key=KEY, on_change="rerun")
    if not opened.open:
        return
    scene = session.scene
    with opened, st.container(key="settings_body"):
        _decimals(scene)
        st.button(
            _("Switch everything on"),
            key="switch_on",
            disabled=not scene.off,
            icon=":material/toggle_on:",
            on_click=visitor.attempt,
            args=(session.switch_all_on,),
        )
        _reset(session)
        component.words("meter", toolbar.render_meter())
        about.button(KEY)


def _decimals(scene: Scene) -> None:
    key = f"decimals_{scene.decimals}"  # another number, another widget: it cannot be stale
    st.segmented_control(
        _("Decimals"),
        range(MAX_DECIMALS + 1),
        default=scene.decimals,
        required=True,
        key=key,
        on_change=visitor.set_by,
        args=(key, SetDecimals),
    )


def _reset(session: Session) -> None:
    origin = session.origin()
    whole = share.preset_of(origin) is not None and not share.is_edited(origin)
    st.button(
        _("Reset to {title}", title=literal(called(origin.title)))
        if whole
        else _("Reset to the network as opened"),
        key="reset",
        icon=":material/restart_alt:",
        on_click=visitor.attempt,
        args=(session.reset,),
    )
