"""The legend: what the neurons show, and what colour, dash, width, badges and maps mean."""

from collections.abc import Iterator
from dataclasses import dataclass

import htpy as h
import numpy as np
from markupsafe import Markup, escape

from playground.activations import Array
from playground.analysis.input_space.classes import are_cut
from playground.analysis.neurons.neuron_states import (
    SATURATED_BELOW,
    WORDS,
    State,
    possible_state,
)
from playground.analysis.so_far import layer_done
from playground.cache import cached
from playground.language import _, grouped, to_say
from playground.notation import brief, readable
from playground.panels.kit.controls import segmented
from playground.panels.kit.names import input_name
from playground.panels.kit.sight import pixels_of, weight_limit
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.template import Template
from playground.panels.kit.theme import Palette, value_colour
from playground.panels.panel import slot
from playground.panels.stage.backward.legend import back_items
from playground.panels.stage.fitting import SMALLEST_TEXT, fitted
from playground.panels.stage.plan import Plan
from playground.scene import Scene, reached


@dataclass(frozen=True)
class _Maps:
    """What is said of maps: the inputs swept, their line, their dot, the strips, and weights."""

    swept: tuple[str, ...]
    line: str
    dot: str
    strips: str
    weights: str = ""


def legend(plan: Plan) -> Markup:
    """What colour, dash, width and badges mean; and the range when values leave the scale."""
    peak = max(float(np.abs(each).max()) for each in _coloured(plan.scene) if each.size)
    beyond = "" if peak <= 1 else fitted(peak, 2, _PEAK_ROOM, SMALLEST_TEXT)[0]
    cut = bool(plan.reach.unfed or plan.reach.unheard)
    states = _possible(plan.scene)
    if plan.goes_back:
        return _back_legend(plan.shows_maps, back_items(plan), states)
    maps = _told_of_maps(plan) if plan.shows_maps else None
    return _legend(plan.palette, bool(beyond), cut, maps, states).replace(slot("peak"), beyond)


def _possible(scene: Scene) -> tuple[State, ...]:
    """The states that neurons of this network can be in: only their badges are explained."""
    possible = {possible_state(layer.activation) for layer in scene.network.layers}
    return tuple(state for state in WORDS if state in possible)


def _told_of_maps(plan: Plan) -> _Maps:
    network, scene = plan.scene.network, plan.scene
    dot = _("this row") if scene.is_at_row else _("this input")
    shown = any(plan.has_strip(c) for c in range(1, len(plan.columns)))
    rows = _("all {n} rows", n=grouped(plan.rows[0].n_rows)) if plan.rows and shown else ""
    if network.n_inputs == 1:
        return _Maps((input_name(network, 0),), "", dot, rows)
    names = [input_name(network, i) for i in swept_inputs(scene, plan.view)]
    line = "a = 0"
    if are_cut(scene):
        line = _("a = 0, output {cut}", cut=readable(scene.threshold, scene.decimals))
    weights = brief(weight_limit(scene)) if pixels_of(scene, (1, 0)) else ""
    return _Maps(tuple(names) if network.n_inputs > 2 else (), line, dot, rows, weights)


def _coloured(scene: Scene) -> Iterator[Array]:
    """The inputs and the activations of each layer, as far as the pass has been played."""
    yield scene.x
    for k, a in enumerate(scene.trace.activations):
        yield a if layer_done(scene, k) else a[[reached(scene, k, j) for j in range(len(a))]]


_PEAK_ROOM = 30  # px at the smallest type: 1.96, 40.0k, 3e12


@cached(64)
def _legend(
    palette: Palette, beyond: bool, cut: bool, maps: _Maps | None, states: tuple[State, ...]
) -> Markup:
    wider = _("values beyond ±1 keep the end's colour")
    peak = Template(_("(here up to {peak})")).format(peak=slot("peak"))
    ramp = ",".join(value_colour(v / 4, palette) for v in range(-4, 5))
    return escape(
        h.div(".legend", data_key="legend")[
            _choices(bool(maps)),
            h.ul(aria_label=_("legend"))[
                h.li[
                    "−1",
                    h.i(".ramp", style=f"background:linear-gradient(90deg,{ramp})"),
                    _("+1 value"),
                    h.small(title=wider)[peak] if beyond else None,
                ],
                _of_maps(maps) if maps else None,
                h.li[h.i(".line.positive"), "w > 0"],
                h.li[h.i(".line.negative"), "w < 0"],
                # These give way to what is there to be explained: a second row would move what is
                # below. What a badge means is told with its neuron, too.
                None if cut or maps else h.li[h.i(".taper"), _("larger |w|")],
                None if maps else [_state(state, _slopes()[state]) for state in states],
                h.li(title=_(_PATHS))[_cut_off(), _("cut off")] if cut else None,
            ],
        ]
    )


def _back_legend(maps: bool, told: list[h.Element], states: tuple[State, ...]) -> Markup:
    """While a row goes back: gradients, and the signs of the neurons that let nothing through."""
    return escape(
        h.div(".legend.of-gradients", data_key="legend")[
            _choices(bool(maps)),
            h.ul(aria_label=_("legend"))[
                told,
                [h.li(title=f"{_slopes()[s]}: {_(_HERE)}")[_badge(s), _(WORDS[s])] for s in states],
            ],
        ]
    )


def _choices(maps: bool) -> Markup:
    """Two buttons: what the neurons show."""
    choices = (("neurons/numbers", _("numbers")), ("neurons/maps", _("what each neuron sees")))
    return segmented(choices, f"neurons/{'maps' if maps else 'numbers'}", _("neurons show"))


def _slopes() -> dict[State, str]:
    return {
        "off-here": _("slope 0"),
        "saturated": _("slope < {number}", number=brief(SATURATED_BELOW)),
    }


def _state(state: State, slope: str) -> h.Element:
    return h.li(title=f"{slope}: {_(_HERE)}")[
        _badge(state), h.span[_(WORDS[state]), h.span(".slope")[f": {slope}"]]
    ]


def _of_maps(maps: _Maps) -> list[h.Element]:
    """What the squares are drawn over, and what lies on them."""
    told = [h.li[h.i(".line.level"), maps.line]] if maps.line else []
    told.append(h.li[h.i(".dot"), maps.dot])
    if maps.strips:
        told.append(h.li(title=_(_STRIP))[h.i(".bars"), maps.strips])
    if maps.weights:
        told.append(h.li(title=_(_PIXELS))[_("weights to ±{limit}", limit=maps.weights)])
    if maps.swept:
        ways = zip(("→", "↑"), maps.swept, strict=False)
        told.append(h.li(title=_(_HELD))["  ".join(f"{way} {name}" for way, name in ways)])
    return told


_PATHS = to_say(
    "no input reaches it (dashed before it), or it reaches no output (dashed behind it)"
)
_STRIP = to_say(
    "how the neuron's values lie, the lowest below; an empty bar: rows for which it is off"
)
_PIXELS = to_say("the first layer: each square is the weight of a pixel, and there its colours end")
_HELD = to_say("each neuron over these inputs; the others stay as they are")
_HERE = to_say("judged at the input that is shown; another input may tell otherwise")


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
