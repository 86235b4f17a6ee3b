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
from playground.analysis.so_far import pass_done
from playground.language import _
from playground.notation import COMPACT_FROM, brief, compact, readable
from playground.panels.board import painting
from playground.panels.board.hidden_axes import layer_picker
from playground.panels.board.hidden_plane import Planes, space_place
from playground.panels.board.surface_axes import axis_pickers
from playground.panels.board.surface_curve import grab, point, render_curve
from playground.panels.board.surface_picture import besides
from playground.panels.board.surface_plane import figure, scale_limit
from playground.panels.kit import card, controls, plot
from playground.panels.kit.kept import kept_line
from playground.panels.kit.marks import legend
from playground.panels.kit.names import input_names, output_name
from playground.panels.kit.numbers import computed
from playground.panels.kit.plane import Axes, plane_axes
from playground.panels.kit.row_buttons import over_inputs
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette, palette_of, value_colour
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene, SetInputs

_INNER = 264  # px of the plane's side, where there is room for it
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 10, 10, 44  # px around it
_BOTH = 600  # px of a panel in which a hidden layer's plane stands beside it
_GAP = 16  # px between the two
_RAMP = Template(
    '<p class="ramp-line" data-key="ramp"><span>{}</span><span class="ramp"></span>'
    '<span>{}</span><span class="aside">{} {}</span></p>'
)
_CUT = Template('<p class="note" data-key="cut"><span class="cut"></span>{}{}</p>')
_POINT = Markup(
    '<div class="here{}" data-key="here"{} style="left:{:.1f}px;top:{:.1f}px;--fill:{}"></div>'
)
_PAIR = Template(' data-pair="input/{0} input/{1}" data-move="place/{0}/{1}"')
_CROSS = Markup('<div class="cross" data-key="cross" style="{};--x:{:.1f}px;--y:{:.1f}px"></div>')


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
    parts = {
        "paint": painting.tools(scene),
        "start": painting.start(scene),
        "hits": painting.layer(scene, axes, box)
        if paints
        else over_inputs("hits", scene, free, axes, box),
        **_point_parts(scene, free, axes, limit, box, palette),
        "point": point(scene, free),
        "ramp": _ramp(scene, free, chosen, limit),
        "fixed": card.note("fixed", card.fixed_inputs(scene, free)),
        "cut": _CUT.format(boundary_words(scene), kept_line() if scene.ghost_scene else ""),
    }
    fill, told = _point_colour(scene, limit, palette), _told(scene, limit)
    drawn = figure(scene, free, axes, box, palette)
    drawn["layout"]["meta"] = besides(scene, free, axes, fill, told, palette)
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
        [slot("hits"), slot("cross"), slot("across"), slot("up"), slot("here")],
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


def _over_plane(box: plot.Box) -> str:
    """CSS of what covers the plane."""
    side = _side(box)
    return f"left:{box.left}px;top:{box.top}px;width:{side}px;height:{side}px"


def _side(box: plot.Box) -> int:
    return box.width - box.left - box.right


def _point_colour(scene: Scene, limit: float, palette: Palette) -> str:
    """That of the output at the present input; the card's while it is not computed."""
    if not pass_done(scene):
        return palette.card
    return value_colour(float(scene.trace.output[focused_output(scene)]) / limit, palette)


def _point_parts(
    scene: Scene,
    free: tuple[int, int],
    axes: Axes,
    limit: float,
    box: plot.Box,
    palette: Palette,
) -> dict[str, Markup]:
    """The present input: a point to drag over the plane, and a slider at either axis."""
    at = [float(scene.x[i]) for i in free]
    x, y = box.across(axes[0], at[0]), box.down(axes[1], at[1])
    # Where one paints, the pointer paints; the point still moves by the sliders at the axes.
    fixed = controls.is_fixed(scene, SetInputs(list(free), at)) or painting.is_painting(scene)
    fill = _point_colour(scene, limit, palette)
    place = _over_plane(box)
    sliders = {
        "across": grab("across", scene, free[0], axes[0], _side(box), (x, box.top + _side(box))),
        "up": grab("up", scene, free[1], axes[1], _side(box), (box.left, y)),
    }
    if not all(axis.holds(value) for axis, value in zip(axes, at, strict=True)):
        return {**sliders, "cross": card.empty("cross"), "here": card.empty("here")}
    return {
        **sliders,
        "cross": _CROSS.format(place, x - box.left, y - box.top),
        "here": _POINT.format(
            "" if fixed else " is-free", "" if fixed else _PAIR.format(*free), x, y, fill
        ),
    }


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
