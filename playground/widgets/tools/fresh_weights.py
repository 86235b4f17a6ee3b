"""Randomise: fresh weights by a rule and a seed."""

import streamlit as st

from playground import visitor
from playground.initialisers import DEFAULT, INITIALISERS
from playground.limits import MAX_SEED
from playground.scene import Scene

DRAWS = "Fresh weights; biases become 0. Each press takes the next seed, or the one you have typed"


def popover(scene: Scene) -> None:
    """The button, unless a link hides it, and the rule and the seed."""
    if "randomise" in scene.hidden:
        return
    opened = st.popover("Randomise", icon=":material/casino:", key="dice", on_change="rerun")
    if opened.open:
        with opened, st.container(key="dice_body"):
            _rule_and_seed(fixed=bool({"weights", "biases"} & scene.locked))


def _rule_and_seed(fixed: bool) -> None:
    rule = st.selectbox(
        "Initialiser",
        list(INITIALISERS),
        index=list(INITIALISERS).index(DEFAULT),
        format_func=lambda name: INITIALISERS[name].label,
        key="init",
        disabled=fixed,
    )
    st.number_input("Seed", 0, MAX_SEED, 0, key="seed", disabled=fixed)
    st.button(
        "Randomise the network",
        key="randomise",
        icon=":material/casino:",
        disabled=fixed,
        help="This link keeps them fixed" if fixed else DRAWS,
        on_click=visitor.randomise,
        args=(rule, "seed"),
    )
