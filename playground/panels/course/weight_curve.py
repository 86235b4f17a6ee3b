"""The loss over one weight, with the slope where it stands now: the way down is to be seen."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.analysis.learning.weight_curve import (
    WeightCurve,
    focused_weight,
    weight_curve,
)
from playground.language import _, to_say
from playground.panels.kit import card, plot
from playground.panels.kit.names import neuron_name
from playground.panels.kit.numbers import computed, gradient
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_HEIGHT = 220
_TANGENT = 0.3  # of the axis to one side of 0, how far the tangent is drawn to both
_NONE = to_say("No rows that fit, or too many to follow a drag: there is no curve.")


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The panel of the loss over a weight."""
    palette, width = palette_of(view), card.inner_width(view, "weight-curve")
    found = weight_curve(scene)
    if found is None:
        return Panel(card.frame("weight-curve", _("Loss"), scene, view, htpy.p(".note")[_(_NONE)]))
    k, j, i = focused_weight(scene).path
    box = plot.Box(width, _HEIGHT)
    frame = card.frame(
        "weight-curve",
        _("Loss over a weight"),
        scene,
        view,
        htpy.header[
            htpy.span(".title")[_("The loss over one weight")],
            htpy.span(".aside")[
                _(
                    "weight {number} into {neuron}",
                    number=i + 1,
                    neuron=neuron_name(scene.network, k, j),
                )
            ],
        ],
        card.figure_place(
            "weight-curve", "curve", box.width, box.height, _("mean loss over the weight")
        ),
        slot("now"),
    )
    return Panel(
        frame, {"now": _now(scene, (k, j, i), found)}, {"curve": _figure(found, box, palette)}
    )


def _now(scene: Scene, path: tuple[int, ...], found: WeightCurve) -> Markup:
    k, j, i = path
    return card.line(
        "now",
        [
            card.equality(
                Markup("<i>w</i>"),
                computed(found.value, scene.decimals, f"running-weight/{k}/{j}/{i}"),
            ),
            card.equality(
                Markup("<i>L</i>"),
                computed(found.loss, scene.decimals, f"curve-loss/{k}/{j}/{i}"),
            ),
            card.equality(
                Markup("∂<i>L</i>/∂<i>w</i>"),
                gradient(found.slope, scene.decimals, f"mean-gradient/{k}/{j}/{i}"),
            ),
        ],
    )


def _figure(found: WeightCurve, box: plot.Box, palette: Palette) -> Figure:
    """The curve, its tangent, and the point; what is out of sight is cut off."""
    low, high = 0.0, float(np.nanmin([np.nanmax(found.losses), _tallest(found)]))
    high = high if np.isfinite(high) and high > 0 else 1.0
    curve = np.where(found.losses > high, np.nan, found.losses)
    reach = float(found.values[-1])
    across = found.value + np.array([-_TANGENT, _TANGENT]) * reach
    tangent = found.loss + found.slope * (across - found.value)
    inside = 0.0 <= found.loss <= high
    return {
        "data": [
            plot.line(found.values.round(4).tolist(), plot.finite(curve), palette.text2, 2.2),
            plot.line(across.tolist(), plot.finite(tangent), palette.gradient_line, 2.0, "dash"),
            plot.points(
                [found.value], plot.finite([found.loss if inside else np.nan]),
                palette.accent, palette.card, 13,
            ),
        ],
        "layout": plot.layout(
            box,
            plot.Axis(-reach, reach, "w"),
            plot.Axis(low, 1.05 * high, _("loss")),
            palette,
        ),
    }  # fmt: skip


def _tallest(found: WeightCurve) -> float:
    """How much of a steep curve is drawn: its lower half, and a good deal above the point."""
    seen = found.losses[np.isfinite(found.losses)]
    lower_half = float(np.median(seen)) if seen.size else 1.0
    return max(1.1 * lower_half, 1.5 * found.loss if np.isfinite(found.loss) else 0.0, 1e-6)
