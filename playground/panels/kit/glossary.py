"""What the letters on the page mean, in one place: for the guide, for hovering and for focus."""

from markupsafe import Markup

from playground.panels.kit.template import Template

TERMS = {
    "x": "an input of the network",
    "w": "a weight: it multiplies what comes along its connection",
    "b": "a bias: it is added to the weighted sum",
    "z": "the pre-activation: every input times its weight, summed, plus the bias",
    "a": "the activation, f(z): what the neuron passes on",
    "ŷ": "the output of the network: the activation of its last layer",
    "P": "the probability that the network gives to this class: a sigmoid's output read as one",
}
#: The same for the number in a neuron, short enough for the tag that it shows when pointed at.
IN_NEURON = {
    "a": "what the neuron passes on",
    "ŷ": "what the network answers",
    "z": "weighted sum plus bias",
    "Σ": "weighted sum of its inputs",
}

_EXPLAINED = Template(
    '<dfn class="explained" tabindex="0" data-explain="{}">{}'
    '<span class="sr-only">: {}</span></dfn>'
)


def explained(term: str, shown: Markup | str) -> Markup:
    """``shown`` with what the term means, told on hover and on focus."""
    return _EXPLAINED.format(TERMS[term], shown, TERMS[term])
