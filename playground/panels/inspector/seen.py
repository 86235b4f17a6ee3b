"""What the selected neuron sees, large, in place of its activation's curve where that is chosen.

Over two inputs it is a map, over one a curve, and over the pixels of a picture its weights. Parts
are ``seen``, a few words below the figure of the same name, and ``seen-rows``, what a click on the
mark of a row finds.
"""

from typing import NamedTuple

import htpy
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.input_space.classes import are_cut
from playground.analysis.rows.distributions import largest_over_rows, least_over_rows
from playground.language import _
from playground.panels.kit import card, controls, plot
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.plane import plane_axes
from playground.panels.kit.row_buttons import over_inputs
from playground.panels.kit.sight import pixels_of, sight
from playground.panels.kit.swept import swept_inputs
from playground.panels.kit.template import Template
from playground.panels.panel import Figure, View, slot
from playground.scene import Scene

_ACROSS, _DOWN = ("left", "right"), ("top", "bottom")
_MARGINS = {"left": 52, "right": 12, "top": 10, "bottom": 44}
_MOST = 250  # px of a plane's side
_CURVE_HEIGHT = 210
_A = Markup("<span class='math'>a</span>")


class Choice(NamedTuple):
    """Which of both is drawn, what the switch calls the other one, and the picture's size in px.

    Without a word there is nothing to choose: the curve is all that can be drawn.
    """

    is_map: bool
    word: str
    width: int
    height: int


def choice(scene: Scene, view: View, k: int) -> Choice:
    """What is drawn of a neuron of layer k: as it was chosen, or what goes with the diagram."""
    room = card.inner_width(view, "neuron", 344)
    by_default = scene.sight == "auto" and scene.neurons == "maps"
    is_map = scene.sight == "map" or by_default
    across, down = (sum(_MARGINS[end] for end in ends) for ends in (_ACROSS, _DOWN))
    side = min(room - across, _MOST)
    if pixels_of(scene, (k + 1, 0)) is not None:
        return Choice(is_map, _("weights"), side, side)
    if scene.network.n_inputs > 1:
        return Choice(is_map, _("map"), side + across, side + down)
    if scene.fitting is None:
        return Choice(False, "", 0, 0)
    return Choice(is_map, _("over the input"), room, _CURVE_HEIGHT)


def heading(drawn: Choice) -> htpy.Element:
    """The name of what is drawn, and the switch to the other one."""
    name = _("What it sees") if drawn.is_map else _("Activation")
    if not drawn.word:
        return htpy.h3[name]
    choices = (("sight/map", drawn.word), ("sight/curve", _("curve")))
    return htpy.div(".which")[
        htpy.h3[name],
        controls.segmented(choices, f"sight/{'map' if drawn.is_map else 'curve'}", _("Drawn")),
    ]


def place(drawn: Choice) -> htpy.Fragment:
    """Where the figure goes, and the words below it."""
    size = drawn.width, drawn.height
    return htpy.fragment[
        htpy.div(".of-sight")[
            htpy.div(".plot")[
                card.figure_place("neuron", "seen", *size, _("what this neuron sees")),
                slot("seen-rows"),
            ]
        ],
        slot("seen"),
    ]


def parts(
    scene: Scene, view: View, k: int, j: int, drawn: Choice
) -> tuple[dict[str, Markup], Figure]:
    """The parts and the figure."""
    bare = pixels_of(scene, (k + 1, j)) is not None
    box = plot.Box(drawn.width, drawn.height, **(dict.fromkeys(_MARGINS, 0) if bare else _MARGINS))
    known = so_far.activation(scene, k, j) is not None and not scene.is_off("neuron", k, j)
    found = sight(scene, view, (k + 1, j), box, axes=True, known=known)
    words = Markup("{}. ").format(_first_capital(found.words[0])) if bare else _over(scene, k)
    held, rows = "", card.empty("seen-rows")
    if not bare and scene.network.n_inputs > 1:
        free = swept_inputs(scene, view)
        held = card.fixed_inputs(scene, free)
        rows = over_inputs("seen-rows", scene, free, plane_axes(scene, free), box)
    note = card.note("seen", words + _range(scene, k, j) + held)
    return {"seen": note, "seen-rows": rows}, found.figure


def _over(scene: Scene, k: int) -> Markup:
    """What the line is; over one input, where the rows lie."""
    if scene.network.n_inputs > 1:
        return _line(scene, k)
    if k == len(scene.network.layers) - 1:
        return escape(_("Marks: each row, at what is wanted of it. "))
    return escape(_("Marks: each row, at what it gives. "))


def _line(scene: Scene, k: int) -> Markup:
    if k == len(scene.network.layers) - 1:
        if ACTIVATIONS[scene.network.layers[k].activation].whole_layer:
            return escape(_("Line: where it is as large as the largest other. "))
        if are_cut(scene):
            number = computed(scene.threshold, scene.decimals, "threshold")
            return Template(_("Line: the threshold, {threshold}. ")).format(threshold=number)
    return Template(_("Line: {a} = 0. ")).format(a=_A)


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _range(scene: Scene, k: int, j: int) -> Markup:
    """How far the neuron's value goes over the rows of the data."""
    if scene.fitting is None:
        return Markup("")
    low, high = (
        computed(end(scene, k, j), scene.decimals, f"{name}/{k}/{j}")
        for name, end in (("row-least", least_over_rows), ("row-largest", largest_over_rows))
    )
    rows = printed(scene.fitting.n_rows, 0, quantity="rows/all")
    told = Template(_("Over {rows} rows {a} runs from {low} to {high}. "))
    return told.format(rows=rows, a=_A, low=low, high=high)
