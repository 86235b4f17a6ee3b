"""What the inspector says of a neuron or an input that is cut off; an empty part for all others."""

from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.reach import reach
from playground.graph import Node
from playground.language import _
from playground.panels.kit.template import Template
from playground.scene import Scene

_PART = Template('<p class="aside" data-key="cut-off"{}>{}</p>')
_HIDDEN = Markup(" hidden")


def cut_off(scene: Scene, node: Node) -> Markup:
    """The part with these sentences; it stands last, so that nothing moves when it appears."""
    found = reach(scene)
    told = []
    if node in found.unfed:
        told.append(_unfed(scene, int(node[1]), node in found.bare))
    if node in found.unheard:
        told.append(_("Nothing it passes on reaches an output."))
    return _PART.format("" if told else _HIDDEN, " ".join(told))


def _unfed(scene: Scene, k: int, bare: bool) -> str:
    """What stays the same of such a neuron: z alone where a depends on its whole layer."""
    if ACTIVATIONS[scene.network.layers[k].activation].whole_layer:
        if bare:
            return _("No input reaches this neuron: its z is b whatever the inputs are.")
        return _("No input reaches this neuron: its z is the same whatever the inputs are.")
    if bare:
        return _("No input reaches this neuron: its value is f(b) whatever the inputs are.")
    return _("No input reaches this neuron: its value is the same whatever the inputs are.")
