"""The legend: what colour, dash, width and badges mean."""

from collections.abc import Iterator

import htpy as h
import numpy as np
from markupsafe import Markup, escape

from playground.activations import Array
from playground.analysis.neurons.neuron_states import SATURATED_BELOW, State
from playground.analysis.so_far import layer_done
from playground.cache import cached
from playground.panels.kit.theme import Palette, value_colour
from playground.panels.stage.fitting import SMALLEST_TEXT, fitted
from playground.panels.stage.plan import Plan
from playground.scene import Scene, reached


def legend(plan: Plan) -> Markup:
    """What colour, dash, width and badges mean; and the range when values leave the scale."""
    peak = max(float(np.abs(each).max()) for each in _coloured(plan.scene) if each.size)
    beyond = "" if peak <= 1 else fitted(peak, 2, _PEAK_ROOM, SMALLEST_TEXT)[0]
    cut = bool(plan.reach.unfed or plan.reach.unheard)
    return _legend(plan.palette, beyond, cut)


def _coloured(scene: Scene) -> Iterator[Array]:
    """The inputs and the activations of each layer, as far as the pass has been played."""
    yield scene.x
    for k, a in enumerate(scene.trace.activations):
        yield a if layer_done(scene, k) else a[[reached(scene, k, j) for j in range(len(a))]]


_PEAK_ROOM = 30  # px at the smallest type: 1.96, 40.0k, 3e12


@cached(64)
def _legend(palette: Palette, beyond: str, cut: bool) -> Markup:
    wider = "values beyond ±1 keep the end's colour"
    ramp = ",".join(value_colour(v / 4, palette) for v in range(-4, 5))
    return escape(
        h.ul(".legend", data_key="legend", aria_label="legend")[
            h.li[
                "−1",
                h.i(".ramp", style=f"background:linear-gradient(90deg,{ramp})"),
                "+1 value",
                h.small(title=wider)[f"(here up to {beyond})"] if beyond else None,
            ],
            h.li[h.i(".line.positive"), "w > 0"],
            h.li[h.i(".line.negative"), "w < 0"],
            # It gives way to what is there to be explained: a second row would move what is below.
            None if cut else h.li[h.i(".taper"), "thicker: larger |w|"],
            h.li(title=_HERE)[_badge("off-here"), "off here: slope 0"],
            h.li(title=_HERE)[_badge("saturated"), f"saturated: slope < {SATURATED_BELOW:g}"],
            h.li(title=_PATHS)[_cut_off(), "cut off"] if cut else None,
        ]
    )


_PATHS = "no input reaches it (dashed before it), or it reaches no output (dashed behind it)"
_HERE = "judged at the input that is shown; another input may tell otherwise"


def _cut_off() -> h.Element:
    return h.svg(".badge", viewBox="0 0 18 18", aria_hidden="true")[
        h.path(d="M12 3.2A7.6 7.6 0 0 0 12 14.8", stroke_dasharray="3 2.4"),
        h.circle(cx="12.5", cy="9", r="2.6"),
    ]


def _badge(kind: State) -> h.Element:
    path = (
        "M4.5 13.5 13.5 4.5M9 4.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6"
        if kind == "off-here"
        else "M4 12.6C8.6 12.6 8.2 9.6 9 8.4S9.4 5.4 14 5.4"
    )
    return h.svg(".badge", viewBox="0 0 18 18", aria_hidden="true")[
        h.circle(cx="9", cy="9", r="8.2"), h.path(d=path)
    ]
