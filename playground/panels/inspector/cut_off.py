"""What the inspector says of a neuron or an input that is cut off; an empty part for all others."""

from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.reach import reach
from playground.graph import Node
from playground.panels.kit.template import Template
from playground.scene import Scene

_PART = Template('<p class="aside" data-key="cut-off"{}>{}</p>')
_HIDDEN = Markup(" hidden")


def cut_off(scene: Scene, node: Node) -> Markup:
    """The part with these sentences; it stands last, so that nothing moves when it appears."""
    found = reach(scene)
    told = []
    if node in found.unfed:
        what, always = _result(scene, int(node[1]))
        constant = always if node in found.bare else "the same"
        told.append(
            f"No input reaches this neuron: its {what} is {constant} whatever the inputs are."
        )
    if node in found.unheard:
        told.append("Nothing it passes on reaches an output.")
    return _PART.format("" if told else _HIDDEN, " ".join(told))


def _result(scene: Scene, k: int) -> tuple[str, str]:
    """What stays the same of such a neuron: z alone where a depends on its whole layer."""
    whole_layer = ACTIVATIONS[scene.network.layers[k].activation].whole_layer
    return ("z", "b") if whole_layer else ("value", "f(b)")
