"""What a teacher's link hides from a class, and what it keeps fixed."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.scene import Scene

HIDDEN_BY_BOX = {
    "topology": "Layers and neurons (+ and −)",
    "activations": "Activation pickers",
    "weights": "Sliders of weights and biases",
    "inputs": "Inputs panel",
    "output": "Output panel",
    "neuron": "Inspector",
    "matrices": "Matrices panel",
    "flow": "Play and step",
    "randomise": "Randomise",
    "data": "Data",
}
FIXED_BY_BOX = {
    "topology": "Layers, neurons and names",
    "activations": "Activations",
    "weights": "Weights",
    "biases": "Biases",
    "inputs": "Inputs",
}


def choice(scene: Scene) -> tuple[list[str], list[str]]:
    """What the link shall hide and what it shall fix, by boxes that the teacher ticks."""
    teaching = st.checkbox(
        "Hide or fix controls, for teaching",
        bool(scene.hidden or scene.locked),
        key="share_teach",
    )
    if not teaching:
        return [], []
    columns = st.columns(2)
    return (
        _ticked(columns[0], "Hide", HIDDEN_BY_BOX, scene.hidden),
        _ticked(columns[1], "Fix", FIXED_BY_BOX, scene.locked),
    )


def _ticked(
    column: DeltaGenerator, verb: str, labels: dict[str, str], now: frozenset[str]
) -> list[str]:
    with column:
        st.markdown(f"**{verb}**")
        return [
            name
            for name, label in labels.items()
            if st.checkbox(label, name in now, key=f"{verb.lower()}_{name}")
        ]
