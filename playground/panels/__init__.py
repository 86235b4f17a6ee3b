"""Pure renderers, by family: ``(scene, view) -> Panel``."""

from playground.analysis.input_space.fit import CURVES
from playground.panels.board import (
    activations,
    hidden_space,
    inputs,
    matrices,
    output,
    signals,
    surface,
)
from playground.panels.board.data import panel as data
from playground.panels.board.results import panel as results
from playground.panels.board.training import panel as training
from playground.panels.course import (
    collapse,
    convolution,
    curve,
    depths,
    fit,
    gradient,
    kernel,
    pad,
    penalty,
    pooling,
    probabilities,
    softmax,
    starts,
    symmetry,
    threshold,
    weight_curve,
    weight_pictures,
)
from playground.panels.inspector import inspector
from playground.panels.page import guide, text_numbers, toolbar
from playground.panels.panel import Renderer
from playground.panels.stage import stage

MOST_PANELS = 14  # that one page shows: a test holds it to the pages
_SIZED = ("theme", "widths")
_SWEPT = ("across", "up")
_STAGE = (
    *_SIZED,
    *_SWEPT,
    "phone",
    "calm",
    "height",
    "present",
    "compact",
    "speed",
    "stride",
    "size",
    "pointed",
)

#: Every panel that can be asked for, by the name of its container.
PANELS: dict[str, Renderer] = {
    each.name: each
    for each in (
        Renderer("toolbar", toolbar.render, ("undo", "redo")),
        Renderer("guide", guide.render, ("undo",)),
        Renderer("stage", stage.render, _STAGE),
        Renderer("inputs", inputs.render),
        Renderer("output", output.render),
        Renderer("neuron", inspector.render, (*_SIZED, *_SWEPT)),
        Renderer("matrices", matrices.render, ("theme", "way")),
        Renderer("numbers", text_numbers.render, ("numbers",)),
        Renderer("activations", activations.render, _SIZED),
        Renderer("signals", signals.render, _SIZED),
        Renderer("surface", surface.render, (*_SIZED, *_SWEPT, "plane")),
        Renderer("hidden-space", hidden_space.render, (*_SIZED, *_SWEPT, "plane", "fold")),
        Renderer("results", results.render),
        Renderer("data", data.render, (*_SIZED, *_SWEPT, "first")),
        Renderer("training", training.render, (*_SIZED, "training", "scale", "knobs")),
        Renderer("collapse", collapse.render, _SIZED),
        Renderer("fit", fit.render, _SIZED),
        *(Renderer(f"fit-{name}", curve.render_curve(name), _SIZED) for name in CURVES),
        Renderer("gradient", gradient.render, _SIZED),
        Renderer("probabilities", probabilities.render, _SIZED),
        Renderer("pad", pad.render),
        Renderer("kernel", kernel.render),
        Renderer("pooling", pooling.render),
        Renderer("softmax", softmax.render),
        Renderer("weight-pictures", weight_pictures.render),
        Renderer("threshold", threshold.render, _SIZED),
        Renderer("convolution", convolution.render, _SIZED),
        Renderer("symmetry", symmetry.render),
        Renderer("weight-curve", weight_curve.render, _SIZED),
        Renderer("starts", starts.render, _SIZED),
        Renderer("penalty", penalty.render, _SIZED),
        Renderer("depths", depths.render, _SIZED),
    )
}
