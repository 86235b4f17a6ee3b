"""What a teacher's link hides from a class, and what it keeps fixed."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.language import _, to_say
from playground.scene import Scene

HIDDEN_BY_BOX = {
    "topology": to_say("Layers and neurons (+ and −)"),
    "activations": to_say("Activation pickers"),
    "weights": to_say("Sliders of weights and biases"),
    "inputs": to_say("Inputs panel"),
    "output": to_say("Output panel"),
    "neuron": to_say("Inspector"),
    "matrices": to_say("Matrices panel"),
    "flow": to_say("Play and step"),
    "randomise": to_say("Randomise"),
    "data": to_say("Data"),
    "loss": to_say("Losses of the rows"),
}
FIXED_BY_BOX = {
    "topology": to_say("Layers, neurons and names"),
    "activations": to_say("Activations"),
    "weights": to_say("Weights"),
    "biases": to_say("Biases"),
    "inputs": to_say("Inputs"),
}

_VERBS = {"hide": to_say("Hide"), "fix": to_say("Fix")}


def choice(scene: Scene) -> tuple[list[str], list[str]]:
    """What the link shall hide and what it shall fix, by boxes that the teacher ticks."""
    teaching = st.checkbox(
        _("Hide or fix controls, for teaching"),
        bool(scene.hidden or scene.locked),
        key="share_teach",
    )
    if not teaching:
        return [], []
    columns = st.columns(2)
    return (
        _ticked(columns[0], "hide", HIDDEN_BY_BOX, scene.hidden),
        _ticked(columns[1], "fix", FIXED_BY_BOX, scene.locked),
    )


def _ticked(
    column: DeltaGenerator, verb: str, labels: dict[str, str], now: frozenset[str]
) -> list[str]:
    with column:
        st.markdown(f"**{_(_VERBS[verb])}**")
        return [
            name
            for name, label in labels.items()
            if st.checkbox(_(label), name in now, key=f"{verb}_{name}")
        ]
