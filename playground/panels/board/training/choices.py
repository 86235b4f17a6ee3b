"""What is looked at of a training: a section, on which scale, and over which two parameters.

Each choice is a field of the view: the browser remembers it, and no scene changes by it.
"""

from collections.abc import Iterator, Sequence

import htpy
from markupsafe import Markup, escape

from playground.analysis.learning.directions import parameters_of
from playground.analysis.learning.story import Story
from playground.analysis.learning.terrain import Pair, plane_through, usual_pair
from playground.language import _, to_say
from playground.network import Network
from playground.notation import subscript
from playground.panels.kit.names import layer_name
from playground.panels.panel import View
from playground.scene import Scene, Target

#: The sections by their names in the view, and as they are called.
SECTIONS = {
    "overview": to_say("overview"),
    "curves": to_say("curves"),
    "weights": to_say("weights"),
    "plane": to_say("loss plane"),
    "rates": to_say("rate test"),
}
MAIN = "main"  # the main directions of the path, in place of two parameters
_MOST_OFFERED = 160  # parameters in a picker: of more, those of the neurons that are looked at


def choice_of_sections(view: View) -> Markup:
    """The buttons that choose a section."""
    return _group("training", SECTIONS.items(), view.training, _("What is shown of the training"))


def choice_of_scales(view: View) -> Markup:
    """The buttons that choose the scale of losses and sizes."""
    scales = [("linear", to_say("linear")), ("log", to_say("log"))]
    return _group("scale", scales, view.scale, _("Scale of losses and sizes"))


def pair_of(scene: Scene, view: View, story: Story) -> Pair | None:
    """The two parameters that are looked at; ``None`` for the main directions, if there are any."""
    if view.knobs == MAIN and plane_through(story, None) is not None:
        return None
    names = view.knobs.split(" ")
    if len(names) == 2:
        across, up = map(Target.parse, names)
        if across != up and across.within(scene.network) and up.within(scene.network):
            return across, up
    return usual_pair(story, scene.selected)


def choice_of_plane(story: Story, pair: Pair | None) -> Markup:
    """The buttons that choose between parameters and main directions, and a picker an axis."""
    network = story.run.network
    shown = pair or usual_pair(story, None)
    kinds = None
    if plane_through(story, None) is not None:
        choices = [(_both(shown), to_say("two parameters")), (MAIN, to_say("main directions"))]
        kinds = _group("knobs", choices, MAIN if pair is None else _both(shown), _("Axes"))
    return escape(
        htpy.div(".axes", data_key="knobs")[kinds, _pickers(network, pair) if pair else None]
    )


def parameter_name(network: Network, target: Target, beside: Target | None = None) -> str:
    """``w₂ of Hidden 1, neuron 3``, or ``w₁ of the same neuron`` as another one's."""
    k, j, *i = target.path
    symbol = f"w{subscript(i[0] + 1)}" if i else "b"
    if beside is not None and beside.path[:2] == (k, j):
        return _("{symbol} of the same neuron", symbol=symbol)
    return _(
        "{symbol} of {layer}, neuron {number}",
        symbol=symbol,
        layer=layer_name(network, k),
        number=j + 1,
    )


def _pickers(network: Network, pair: Pair) -> Iterator[htpy.Element]:
    """To choose what the other axis has turns them round."""
    across, up = pair
    offered = _offered(network, pair)
    yield _picker(
        network, _("across"), across, {t: (t, across if t == up else up) for t in offered}
    )
    yield _picker(
        network, _("upwards"), up, {t: (up if t == across else across, t) for t in offered}
    )


def _offered(network: Network, pair: Pair) -> Sequence[Target]:
    places = [(k, j) for k, layer in enumerate(network.layers) for j in range(layer.n_out)]
    if network.n_parameters > _MOST_OFFERED:
        places = sorted({target.path[:2] for target in pair})  # type: ignore[misc]
    found = [each for place in places for each in parameters_of(network, *place)]
    return found[:_MOST_OFFERED] + [each for each in pair if each not in found[:_MOST_OFFERED]]


def _picker(network: Network, label: str, now: Target, choices: dict[Target, Pair]) -> htpy.Element:
    return htpy.label[
        label,
        htpy.select(data_edit="knobs", aria_label=_("parameter {way}", way=label))[
            (
                htpy.option(value=_both(pair), selected=target == now)[
                    parameter_name(network, target)
                ]
                for target, pair in choices.items()
            )
        ],
    ]


def _both(pair: Pair) -> str:
    return " ".join(map(str, pair))


def _group(edit: str, choices: object, current: str, label: str) -> Markup:
    return escape(
        htpy.div(".segmented", role="group", aria_label=label)[
            (
                htpy.button(
                    type="button",
                    data_edit=edit,
                    value=value,
                    aria_pressed="true" if value == current else "false",
                )[_(caption)]
                for value, caption in choices  # type: ignore[attr-defined]
            )
        ]
    )
