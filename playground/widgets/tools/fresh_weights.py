"""Randomise: fresh weights by a rule and a seed."""

import streamlit as st

from playground import visitor
from playground.initialisers import DEFAULT, INITIALISERS
from playground.language import _, to_say
from playground.limits import MAX_SEED
from playground.scene import Scene

DRAWS = to_say(
    "Fresh weights; biases become 0. Each press takes the next seed, or the one you have typed"
)


def popover(scene: Scene) -> None:
    """The button, unless a link hides it, and the rule and the seed."""
    if "randomise" in scene.hidden:
        return
    opened = st.popover(_("Randomise"), icon=":material/casino:", key="dice", on_change="rerun")
    if opened.open:
        with opened, st.container(key="dice_body"):
            _rule_and_seed(fixed=bool({"weights", "biases"} & scene.locked))


def _rule_and_seed(fixed: bool) -> None:
    rule = st.selectbox(
        _("Initialiser"),
        list(INITIALISERS),
        index=list(INITIALISERS).index(DEFAULT),
        format_func=lambda name: _(INITIALISERS[name].label),
        key="init",
        disabled=fixed,
    )
    st.number_input(_("Seed"), 0, MAX_SEED, 0, key="seed", disabled=fixed)
    st.button(
        _("Randomise the network"),
        key="randomise",
        icon=":material/casino:",
        disabled=fixed,
        help=_("This link keeps them fixed") if fixed else _(DRAWS),
        on_click=visitor.randomise,
        args=(rule, "seed"),
    )
