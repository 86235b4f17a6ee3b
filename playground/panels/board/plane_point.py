"""The present input over a plane of two inputs: a point to drag, and a slider at either axis."""

import htpy
from markupsafe import Markup

from playground.analysis.focus import focused_output
from playground.analysis.so_far import pass_done
from playground.panels.board.surface_curve import grab
from playground.panels.kit import card, controls, plot
from playground.panels.kit.plane import Axes
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette, value_colour
from playground.panels.panel import slot
from playground.scene import Scene, SetInputs

_POINT = Markup(
    '<div class="here{}" data-key="here"{} style="left:{:.1f}px;top:{:.1f}px;--fill:{}"></div>'
)
_PAIR = Template(' data-pair="input/{0} input/{1}" data-move="place/{0}/{1}"')
_CROSS = Markup('<div class="cross" data-key="cross" style="{};--x:{:.1f}px;--y:{:.1f}px"></div>')
_NO_FILL = "transparent"
_PARTS = ("cross", "across", "up", "here")


def point_slots() -> list[htpy.Element | Markup]:
    """Where the parts go, over the plane's figure."""
    return [slot(name) for name in _PARTS]


def point_parts(
    scene: Scene,
    free: tuple[int, int],
    axes: Axes,
    box: plot.Box,
    fill: str,
    *,
    fixed: bool = False,
) -> dict[str, Markup]:
    """The point, filled with a colour, its lines to the axes, and the sliders there.

    Around a row's mark it is a ring, so that the mark is seen. A ``fixed`` point is not dragged
    itself; the sliders are. Beyond the axes there is no point.
    """
    at = [float(scene.x[i]) for i in free]
    x, y = box.across(axes[0], at[0]), box.down(axes[1], at[1])
    held = fixed or controls.is_fixed(scene, SetInputs(list(free), at))
    side = box.width - box.left - box.right
    css, pair = ("", "") if held else (" is-free", _PAIR.format(*free))
    place = f"left:{box.left}px;top:{box.top}px;width:{side}px;height:{side}px"
    sliders = {
        "across": grab("across", scene, free[0], axes[0], side, (x, box.top + side)),
        "up": grab("up", scene, free[1], axes[1], side, (box.left, y)),
    }
    if not all(axis.holds(value) for axis, value in zip(axes, at, strict=True)):
        return {**sliders, "cross": card.empty("cross"), "here": card.empty("here")}
    return {
        **sliders,
        "cross": _CROSS.format(place, x - box.left, y - box.top),
        "here": _POINT.format(css, pair, x, y, _NO_FILL if scene.is_at_row else fill),
    }


def point_colour(scene: Scene, limit: float, palette: Palette) -> str:
    """That of the output at the present input; the card's while it is not computed."""
    if not pass_done(scene):
        return palette.card
    return value_colour(float(scene.trace.output[focused_output(scene)]) / limit, palette)
