"""What the network computes: its output over one input, or over the plane of two.

With more inputs two are swept and the others stay at x: those that the visitor chose for the axes,
or the selected one and the first other. The plane is an image under the boundary and the axes. The
point is an element over them: to drag it changes no figure.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.focus import focused_output
from playground.analysis.input_space.classes import are_cut
from playground.analysis.input_space.surfaces import output_range, surface
from playground.language import _
from playground.notation import COMPACT_FROM, brief, compact, output_name, readable
from playground.panels.board import painting
from playground.panels.board.hidden_axes import layer_picker
from playground.panels.board.hidden_plane import Planes, space_place
from playground.panels.board.plane_point import point_colour, point_parts, point_slots
from playground.panels.board.surface_axes import axis_pickers
from playground.panels.board.surface_curve import point, render_curve
from playground.panels.board.surface_picture import besides
from playground.panels.board.surface_plane import figure, scale_limit
from playground.panels.kit import card, controls, plot
from playground.panels.kit.kept import kept_line
from playground.panels.kit.marks import legend
from playground.panels.kit.names import input_names
from playground.panels.kit.numbers import computed
from playground.panels.kit.plane import plane_axes
from playground.panels.kit.row_buttons import over_inputs
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.template import Template
from playground.panels.kit.theme import palette_of
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

_INNER = 264  # px of the plane's side, where there is room for it
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 10, 10, 44  # px around it
_BOTH = 600  # px of a panel in which a hidden layer's plane stands beside it
_GAP = 16  # px between the two
_RAMP = Template(
    '<p class="ramp-line" data-key="ramp"><span>{}</span><span class="ramp"></span>'
    '<span>{}</span><span class="aside">{} {}</span></p>'
)
_CUT = Template('<p class="note" data-key="cut"><span class="cut"></span>{}{}</p>')


def render(scene: Scene, view: View) -> Panel:
    """The output surface."""
    renderer = render_curve if scene.network.n_inputs == 1 else _render_plane
    with np.errstate(all="ignore"):
        return renderer(scene, view)


def _render_plane(scene: Scene, view: View) -> Panel:
    palette = palette_of(view)
    paints = painting.is_painting(scene)
    free = (0, 1) if paints else swept_inputs(scene, view)
    chosen = focused_output(scene)
    axes = plane_axes(scene, free)
    limit = scale_limit(scene, surface(scene, free)[:, chosen])
    both = _shows_hidden(scene, view, paints)
    box = _box(view, both)
    fill = point_colour(scene, limit, palette)
    parts = {
        "paint": painting.tools(scene),
        "start": painting.start(scene),
        "hits": painting.layer(scene, axes, box)
        if paints
        else over_inputs("hits", scene, free, axes, box),
        # Where one paints, the pointer paints; the point still moves by the sliders at the axes.
        **point_parts(scene, free, axes, box, fill, fixed=paints),
        "point": point(scene, free),
        "ramp": _ramp(scene, free, chosen, limit),
        "fixed": card.note("fixed", card.fixed_inputs(scene, free)),
        "cut": _CUT.format(boundary_words(scene), kept_line() if scene.ghost_scene else ""),
    }
    drawn = figure(scene, free, axes, box, palette)
    drawn["layout"]["meta"] = besides(scene, free, axes, fill, _told(scene, limit), palette)
    figures = {"surface": drawn}
    if both:
        planes = Planes(scene, view, box)
        planes.limit = limit
        planes.add_hidden()
        figures |= planes.figures
        parts |= planes.parts | {"layers": layer_picker(scene, planes.plane)}
    return Panel(_plane_frame(scene, view, free, box, both), parts, figures)


def _shows_hidden(scene: Scene, view: View, paints: bool) -> bool:
    """Whether the plane of a hidden layer stands beside that of the inputs: the rows are in both.

    There is one where a hidden layer has two neurons at least. Where one paints it stands there
    before the first point, which is not to move the plane under the pointer.
    """
    hidden = scene.network.layers[:-1]
    has_plane = (paints or scene.fitting is not None) and any(layer.n_out > 1 for layer in hidden)
    return has_plane and card.inner_width(view, "surface") >= _BOTH


def _box(view: View, both: bool) -> plot.Box:
    inner = _INNER
    if both:
        inner = min(inner, (card.inner_width(view, "surface") - _GAP) // 2 - _LEFT - _RIGHT)
    return plot.Box(inner + _LEFT + _RIGHT, inner + _TOP + _BOTTOM, _LEFT, _RIGHT, _TOP, _BOTTOM)


def _plane_frame(
    scene: Scene, view: View, free: tuple[int, int], box: plot.Box, both: bool
) -> Markup:
    """The plane with what lies over it, and what is said of it beside it.

    Where the plane of a hidden layer is beside it, all that is said stands below both.
    """
    style = f"width:{box.width}px;height:{box.height}px"
    plane = htpy.div(".plane", style=style)[
        card.figure_place("surface", "surface", box.width, box.height, _("output over two inputs")),
        [slot("hits"), *point_slots()],
    ]
    side = htpy.div(".side")[
        slot("point"),
        axis_pickers(input_names(scene.network), free),
        controls.output_picker(scene.network, focused_output(scene)),
        slot("ramp"),
        slot("fixed"),
        slot("cut"),
        slot("start"),
    ]
    content = htpy.div(".beside")[plane, side]
    if both:
        inputs = htpy.div(".space")[htpy.div[htpy.h3[_("Inputs")]], plane]
        hidden = space_place("surface", "hidden", "", box, slot("layers"))
        rows = None if scene.fitting is None else legend(scene.fitting)
        content = htpy.div(".both")[inputs, hidden, rows, side]
    return card.frame("surface", _("Output over two inputs"), scene, view, slot("paint"), content)


def _ramp(scene: Scene, free: tuple[int, int], chosen: int, limit: float) -> Markup:
    """The value scale, and how far the output goes on it."""
    lowest, highest = output_range(scene, free, chosen)
    of = f"{chosen}/{free[0]}/{free[1]}"
    low = computed(lowest, scene.decimals, f"lowest/{of}")
    high = computed(highest, scene.decimals, f"highest/{of}")
    end = _end(limit)
    return _RAMP.format(f"−{end}", f"+{end}", _("here"), Markup("{} … {}").format(low, high))


def _end(limit: float) -> str:
    """Where the value scale ends."""
    return brief(limit) if limit < COMPACT_FROM else compact(limit, 0)


def _told(scene: Scene, limit: float) -> list[str]:
    """What the lines and the colours of a saved picture mean."""
    dashed = [_("dashed: kept")] if scene.ghost_scene else []
    end = _end(limit)
    return [
        _("line: {line}, colours: −{end} … +{end}", line=boundary_words(scene), end=end),
        *dashed,
    ]


def boundary_words(scene: Scene) -> str:
    """The boundary in symbols."""
    activation = scene.network.layers[-1].activation
    name = output_name(scene.network, focused_output(scene))
    if are_cut(scene):
        return f"{name} = {readable(scene.threshold, scene.decimals)}"
    if ACTIVATIONS[activation].whole_layer and scene.network.n_outputs > 1:
        return _("{name} = the largest other", name=name)
    return f"{name} = 0"
