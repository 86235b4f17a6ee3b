"""What a hidden layer makes of the inputs: the plane of two, and the same in the layer's own space.

The rows of the data lie in both, and the grid of the one is bent into the other. Where two classes
cannot be parted by a straight line among the inputs, they can be behind a layer that has learned
to: the last layer draws no other.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.language import _
from playground.panels.board.hidden_axes import pickers
from playground.panels.board.hidden_plane import Planes, space_place
from playground.panels.board.hidden_words import told
from playground.panels.board.plane_point import point_slots
from playground.panels.board.surface_axes import axis_pickers
from playground.panels.kit import card, controls, plot
from playground.panels.kit.marks import legend
from playground.panels.kit.names import input_names, layer_name
from playground.panels.kit.template import Template
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

_NAME = "hidden-space"
_LARGEST = 312  # px of a figure's side: two fit beside each other
_LEAST = 200  # px of a side: below, one stands under the other
_GAP = 20  # px between them
_FOLD = Template(
    '<div class="fold" data-key="fold"><button class="plain" type="button" data-edit="sweep"'
    ' data-once value="fold">{}</button><input type="range" data-edit="fold" min="0" max="100"'
    ' step="4" value="{}" aria-label="{}"></div>'
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The hidden-space panel."""
    network = scene.network
    if not network.n_hidden:
        words = _("No hidden layer: the output reads the inputs as they are. Add one with + above.")
        return Panel(card.frame(_NAME, _("Hidden space"), scene, view, htpy.p(".note")[words]))
    drawing = Planes(scene, view, _box(view), int(view.fold) / 100)
    free, plane = drawing.free, drawing.plane
    spaces = []
    if free is not None:
        drawing.add_inputs(free)
        choice = axis_pickers(input_names(network), free)
        spaces.append(space_place(_NAME, "inputs", _("Inputs"), drawing.box, choice, point_slots()))
    drawing.add_hidden()
    spaces.append(
        space_place(_NAME, "hidden", layer_name(network, plane.k), drawing.box, slot("neurons"))
    )
    parts = drawing.parts | {"fold": _fold(view) if free is not None else card.empty("fold")}
    parts |= pickers(scene, plane) | told(scene, plane, free)
    frame = card.frame(
        _NAME,
        _("Hidden space"),
        scene,
        view,
        slot("pickers"),
        controls.output_picker(network, drawing.output),
        htpy.div(".spaces")[spaces],
        slot("fold"),
        None if scene.fitting is None else legend(scene.fitting),
        [slot(name) for name in ("lies", "counted", "line", "fixed")],
    )
    return Panel(frame, parts, drawing.figures)


def _box(view: View) -> plot.Box:
    inner = card.inner_width(view, "hidden-space")
    half = (inner - _GAP) // 2
    side = min(_LARGEST, half if half >= _LEAST else inner)
    return plot.Box(side, side, left=46, right=8, bottom=46)


def _fold(view: View) -> Markup:
    """How far the plane of the inputs is bent, and what bends it once from the start."""
    return _FOLD.format(_("Bend it"), view.fold, _("how far the layer bends the plane"))
