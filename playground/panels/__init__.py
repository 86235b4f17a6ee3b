"""Pure renderers, by family: ``(scene, view) -> Panel``."""

from collections.abc import Callable

from playground.analysis.input_space.fit import CURVES
from playground.panels.board import activations, hidden_space, inputs, matrices, output, surface
from playground.panels.course import (
    collapse,
    convolution,
    fit,
    gradient,
    probabilities,
    symmetry,
    threshold,
)
from playground.panels.inspector import inspector
from playground.panels.page import text_numbers
from playground.panels.panel import Panel, View
from playground.panels.stage import stage
from playground.scene import Scene

MOST_PANELS = 8  # that one page shows: a test holds it to the pages

#: Every panel that the wire can draw, by the name of its container.
PANELS: dict[str, Callable[[Scene, View], Panel]] = {
    "stage": stage.render,
    "inputs": inputs.render,
    "output": output.render,
    "neuron": inspector.render,
    "matrices": matrices.render,
    "numbers": text_numbers.render,
    "activations": activations.render,
    "surface": surface.render,
    "collapse": collapse.render,
    "fit": fit.render,
    **{f"fit-{name}": fit.render_curve(name) for name in CURVES},
    "hidden-space": hidden_space.render,
    "gradient": gradient.render,
    "probabilities": probabilities.render,
    "threshold": threshold.render,
    "convolution": convolution.render,
    "symmetry": symmetry.render,
}
