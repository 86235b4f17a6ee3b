"""Numbers of a scene by name, for checks and for live numbers in a text.

A name is a letter or word, a colon and indices from 0, as in the arrays: ``z:0/1`` is the
pre-activation of neuron 1 of layer 0. KINDS lists them. RELATIONS lists what may stand between
numbers of a text: "=" or "≈", whichever is true of them as they are printed.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from playground.analysis.collapse import equivalent_layer
from playground.analysis.contributions import products
from playground.analysis.so_far import layer_done, pass_done
from playground.engine import gradients, slopes
from playground.network import NetworkError, quoted
from playground.notation import format_number, read_printed
from playground.relation import EQUAL, exactly, plus, relation
from playground.scene import Scene, reached


class Kind(NamedTuple):
    """How many indices a kind of quantity has, and how it is had from a scene.

    ``computed`` says whether the forward pass, as far as it has been played, has come to it; what
    is no result of the pass is always there.
    """

    n_indices: int
    value: Callable[..., Any]
    computed: Callable[..., bool] = lambda scene, *indices: True


def _gradient(scene: Scene, k: int, j: int) -> float:
    return float(gradients(scene.active_network, scene.trace).biases[k][j])


KINDS: dict[str, Kind] = {
    "x": Kind(1, lambda s, i: s.x[i]),
    "w": Kind(3, lambda s, k, j, i: s.network.layers[k].weights[j, i]),
    "b": Kind(2, lambda s, k, j: s.network.layers[k].biases[j]),
    "theta": Kind(2, lambda s, k, j: -s.network.layers[k].biases[j]),
    "product": Kind(
        3, lambda s, k, j, i: products(s, k, j)[i], lambda s, k, j, i: reached(s, k, j, "multiply")
    ),
    "z": Kind(
        2,
        lambda s, k, j: s.trace.pre_activations[k][j],
        lambda s, k, j: reached(s, k, j, "bias"),
    ),
    "a": Kind(2, lambda s, k, j: s.trace.activations[k][j], reached),
    "y": Kind(
        1, lambda s, j: s.trace.output[j], lambda s, j: reached(s, len(s.network.layers) - 1, j)
    ),
    # of a layer's activations
    "sum": Kind(1, lambda s, k: s.trace.activations[k].sum(), layer_done),
    "slope": Kind(2, lambda s, k, j: slopes(s.active_network, s.trace, k)[j], reached),
    # ∂y/∂z of a neuron, y being the first output
    "gradient": Kind(2, _gradient, lambda s, k, j: pass_done(s)),
    "cut": Kind(0, lambda s: s.threshold),
    "W": Kind(
        2, lambda s, j, i: equivalent_layer(s.active_network)[0][j, i]
    ),  # of the one layer that does the same
    "B": Kind(1, lambda s, j: equivalent_layer(s.active_network)[1][j]),
    "T": Kind(0, lambda s: s.temperature),
    "parameters": Kind(0, lambda s: s.network.n_parameters),
}


def _sum_of_products(scene: Scene, decimals: int, k: int, j: int) -> str:
    """Between the products and the bias of a neuron, and its z."""
    products = [f"product:{k}/{j}/{i}" for i in range(scene.network.layers[k].n_in)]
    *terms, z = (
        read_printed(format_number(quantity(scene, name), decimals))
        for name in (*products, f"b:{k}/{j}", f"z:{k}/{j}")
    )
    return relation(exactly(plus(terms), z))


#: What stands between numbers: (scene, decimals, indices) → "=" or "≈".
RELATIONS: dict[str, Kind] = {
    "sums": Kind(2, _sum_of_products, lambda s, k, j: reached(s, k, j, "bias"))
}
_SHOWN = re.compile(r"([\w:/]+)(?:\|([0-6]))?", re.ASCII)
_NAME = re.compile(r"([A-Za-z]+)(?::(\d{1,3}(?:/\d{1,3}){0,2}))?")


def parse(name: str) -> tuple[Kind, tuple[int, ...]]:
    """The kind and the indices of ``z:0/1``. Raises NetworkError."""
    match = _NAME.fullmatch(name) if name.isascii() else None
    kind = (KINDS | RELATIONS).get(match[1]) if match else None
    indices = tuple(map(int, match[2].split("/"))) if match and match[2] else ()
    if kind is None or len(indices) != kind.n_indices:
        raise NetworkError(
            f"quantity: expected something like z:0/1 or w:0/0/1, got {quoted(name)}"
        )
    return kind, indices


@np.errstate(all="ignore")
def quantity(scene: Scene, name: str) -> float:
    """The number called ``name`` in a scene. Raises NetworkError if the scene has none."""
    kind, indices = parse(name)
    if kind in RELATIONS.values():
        raise NetworkError(f"quantity: expected a number, got the relation {name}")
    try:
        return float(kind.value(scene, *indices))
    except IndexError as error:
        raise NetworkError(f"quantity: this network has no {name}") from error


def shown(scene: Scene, name: str) -> str:
    """The number as text, with the scene's decimals or those of ``z:0/0|4``.

    A question mark for what the pass has not been played to, a dash for what the scene lacks.
    Any text may come: a browser asks for it.
    """
    match = _SHOWN.fullmatch(name)
    if match is None:
        return "–"
    name, decimals = match.groups()
    places = int(decimals or scene.decimals)
    if name.partition(":")[0] in RELATIONS:
        return _relation(scene, name, places)
    try:
        text = format_number(quantity(scene, name), places)
    except NetworkError:
        return "–"
    kind, indices = parse(name)
    return text if kind.computed(scene, *indices) else "?"


def _relation(scene: Scene, name: str, decimals: int) -> str:
    """ "=" or "≈"; "=" while the numbers beside it are not known."""
    try:
        kind, indices = parse(name)
        sign = str(kind.value(scene, decimals, *indices))
    except (NetworkError, IndexError):
        return "–"
    return sign if kind.computed(scene, *indices) else EQUAL
