"""What a number is called in feedback: its sign on the page, and which one where there are more."""

import re

from playground.language import called
from playground.network import Network
from playground.notation import output_name, subscript
from playground.quantities import parse

_SYMBOLS = {
    "theta": "θ",
    "slope": "f′(z)",
    "product": "w·x",
    "derivative": "∂ŷ/∂z",
    "delta": "δ",
    "sum": "Σ",
    "threshold": "θ",
    "weight": "w",
    "bias": "b",
    "output": "ŷ",
    "equivalent-weight": "w",
    "equivalent-bias": "b",
    "gradient": "∂L/∂w",
    "mean-gradient": "∂L/∂w",
    "loss": "L",
    "temperature": "T",
}
_OF_NEURONS = ("theta", "slope", "delta", "bias", "z", "a")
_OF_WEIGHTS = ("weight", "product", "gradient", "mean-gradient")


def written(name: str) -> str:
    """A name as the page writes it, in its language: ``x4`` is x₄."""
    return _numbered_below(called(name))


def written_output(network: Network, j: int) -> str:
    """An output's name as the page writes it: its own, or ŷ₁."""
    return _numbered_below(output_name(network, j))


def _numbered_below(name: str) -> str:
    return re.sub(r"(?<=^[A-Za-z])\d+$", lambda match: subscript(int(match[0])), name)


def source(network: Network, k: int, i: int) -> str:
    """What layer k reads at place i: an input's name, or a neuron's activation."""
    return written(network.input_names[i]) if k == 0 else _numbered("a", i)


def symbol(of: str, network: Network) -> str:
    """How the page writes a quantity: ``theta/0/0`` is θ, or θ₁ beside another neuron.

    An output's own name tells it from others, and from the hidden neurons.
    """
    kind = of.partition("/")[0]
    places = [place for place in parse(of)[1] if isinstance(place, int)]
    sign = _SYMBOLS.get(kind, kind)
    if kind == "input":
        return written(network.input_names[places[0]])
    if kind == "output":
        return written_output(network, places[0]) if network.n_outputs > 1 else sign
    if kind in _OF_NEURONS:
        return _of_neuron(sign, network, *places)
    if kind in _OF_WEIGHTS:
        k, j, i = places
        several = network.layers[k].n_out > 1
        return _numbered(sign, *([j, i] if several else [i])) if network.sizes[k] > 1 else sign
    return sign


def _of_neuron(sign: str, network: Network, k: int, j: int) -> str:
    """The sign, with the neuron's number or an output's name where there are others."""
    if k == len(network.layers) - 1:
        alone = len(network.layers) == 1 and network.n_outputs == 1
        return sign if alone else f"{sign} ({written_output(network, j)})"
    return _numbered(sign, j) if network.layers[k].n_out > 1 else sign


def _numbered(sign: str, *places: int) -> str:
    """The sign with numbers from 1 below it."""
    return sign + ",".join(subscript(place + 1) for place in places)
