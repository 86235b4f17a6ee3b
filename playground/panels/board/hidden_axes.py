"""Which plane of a hidden layer is looked at, and the pickers that choose another one.

Each choice carries the whole plane that it leads to, in the words of the view's ``plane``.
"""

from dataclasses import dataclass

import htpy
from markupsafe import Markup, escape

from playground.analysis.input_space.projection import Axes, of_neurons
from playground.analysis.rows.hidden_places import components
from playground.cache import cached
from playground.language import _, to_say
from playground.notation import subscript
from playground.panels.kit.names import layer_name
from playground.panels.panel import View
from playground.scene import Scene

_MOST_CHOICES = 64  # neurons offered for an axis
_MOST_NAMED = 3  # layers up to which their buttons bear their names
_MAIN = "main"  # the two main directions, in place of two neurons


@dataclass(frozen=True)
class Plane:
    """Layer k and two of its neurons, across and up; ``None`` for its principal components."""

    k: int
    neurons: tuple[int, int] | None

    def __str__(self) -> str:
        """Its name in the view."""
        return f"{self.k}/{_MAIN}" if self.neurons is None else "/".join(map(str, self._path))

    @property
    def _path(self) -> tuple[int, ...]:
        return (self.k, *(self.neurons or ()))


def plane_of(scene: Scene, view: View) -> Plane:
    """What was chosen, as far as the network has it; or else the last hidden layer.

    Of more than two neurons the principal components come first, if there are rows to have them of.
    """
    last = scene.network.n_hidden - 1
    layer, *rest = view.plane.split("/")
    k = int(layer) if layer and int(layer) <= last else last
    width = scene.network.layers[k].n_out
    has_main = width > 2 and components(scene, k) is not None
    if len(rest) == 2 and str(k) == layer:
        across, up = map(int, rest)
        if max(across, up) < width and across != up:
            return Plane(k, (across, up))
    if has_main and (not rest or rest == [_MAIN] or str(k) != layer):
        return Plane(k, None)
    return Plane(k, (0, min(1, width - 1)))


def axes_of(scene: Scene, plane: Plane) -> Axes:
    """The axes of a plane that the scene has."""
    found = components(scene, plane.k) if plane.neurons is None else None
    return found or of_neurons(scene.network.layers[plane.k].n_out, *plane.neurons or (0, 1))


def titles(plane: Plane, width: int) -> tuple[str, str]:
    """What the axes are called, in Plotly's markup."""
    if plane.neurons is None:
        return _("component {number}", number=1), _("component {number}", number=2)
    across, up = (f"<i>a</i>{subscript(j + 1)}" for j in plane.neurons)
    return across, up if width > 1 else ""


def pickers(scene: Scene, plane: Plane) -> dict[str, Markup]:
    """The parts that choose a layer, and of more than two neurons those to look at."""
    network = scene.network
    names = tuple(layer_name(network, k) for k in range(network.n_hidden))
    width = network.layers[plane.k].n_out
    has_main = components(scene, plane.k) is not None
    return {"pickers": _pickers(names, width, plane, has_main), "neurons": _neurons(width, plane)}


def layer_picker(scene: Scene, plane: Plane) -> Markup:
    """The layer's name, and the part that chooses another one, where there are several."""
    network = scene.network
    names = tuple(layer_name(network, k) for k in range(network.n_hidden))
    return _layer_picker(names, plane.k)


@cached(128)
def _layer_picker(names: tuple[str, ...], k: int) -> Markup:
    buttons = _layers(names, k) if len(names) > 1 else None
    return escape(htpy.div(".axes", data_key="layers")[htpy.h3[names[k]], buttons])


@cached(128)
def _pickers(names: tuple[str, ...], width: int, plane: Plane, has_main: bool) -> Markup:
    return escape(
        htpy.div(".axes", data_key="pickers")[
            _layers(names, plane.k) if len(names) > 1 else None,
            _kinds(plane) if width > 2 and has_main else None,
        ]
    )


def _layers(names: tuple[str, ...], k: int) -> htpy.Element:
    short = len(names) > _MOST_NAMED
    return htpy.div(
        ".segmented.short" if short else ".segmented", role="group", aria_label=_("Layer")
    )[
        htpy.span(".of", aria_hidden="true")[_("Hidden")] if short else None,
        (
            _choice(str(n), str(n + 1) if short else name, n == k, name if short else None)
            for n, name in enumerate(names)
        ),
    ]


def _kinds(plane: Plane) -> htpy.Element:
    main = plane.neurons is None
    neurons = Plane(plane.k, (0, 1)) if main else plane
    return htpy.div(".segmented", role="group", aria_label=_("Axes"))[
        _choice(str(Plane(plane.k, None)), _("Principal components"), main),
        _choice(str(neurons), _("Two neurons"), not main),
    ]


def _choice(value: str, caption: str, pressed: bool, label: str | None = None) -> htpy.Element:
    return htpy.button(
        type="button",
        data_edit="plane",
        value=value,
        aria_pressed=str(pressed).lower(),
        aria_label=label,
    )[caption]


@cached(128)
def _neurons(width: int, plane: Plane) -> Markup:
    """A picker an axis. To choose what the other axis has turns them round."""
    if width <= 2 or plane.neurons is None:
        return Markup('<div data-key="neurons"></div>')
    across, up = plane.neurons
    offered = [j for j in range(width) if j < _MOST_CHOICES or j in (across, up)]

    def other(j: int, mine: int, its: int) -> int:
        return mine if j == its else its

    planes = {
        to_say("across"): (across, {j: Plane(plane.k, (j, other(j, across, up))) for j in offered}),
        to_say("upwards"): (up, {j: Plane(plane.k, (other(j, up, across), j)) for j in offered}),
    }
    return escape(
        htpy.div(".axes", data_key="neurons")[
            (_picker(label, *choice) for label, choice in planes.items())
        ]
    )


def _picker(label: str, now: int, choices: dict[int, Plane]) -> htpy.Element:
    return htpy.label[
        _(label),
        htpy.select(data_edit="plane", aria_label=_("neuron {way}", way=_(label)))[
            (
                htpy.option(value=str(found), selected=j == now)[f"a{subscript(j + 1)}"]
                for j, found in choices.items()
            )
        ],
    ]
