"""Every number on the page by one name: what a panel prints, a text quotes and a check judges.

A name has the grammar of the targets, a word and what it is of, between slashes: ``z/0/1`` is the
pre-activation of neuron 1 of layer 0, ``weight/0/1/0`` the weight into it from source 0. Layers k,
neurons j, sources i and outputs o count from 0, as in the arrays. QUANTITIES lists the forms.
RELATIONS lists what may stand between numbers of a text: "=" or "≈", whichever is true of them as
they are printed.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from playground.analysis import derivative
from playground.analysis.collapse import equivalent_layer
from playground.analysis.contributions import products
from playground.analysis.so_far import layer_done, pass_done
from playground.engine import slopes
from playground.limits import quoted
from playground.network import NetworkError
from playground.notation import format_number, read_printed
from playground.relation import EQUAL, exactly, plus, relation
from playground.scene import Scene, reached


class Quantity(NamedTuple):
    """How a number is had from a scene, and whether the pass has been played as far as it.

    Both take the scene and what stands in the places of the form, in its order.
    """

    value: Callable[..., Any]
    computed: Callable[..., bool] = lambda scene, *places: True


def _pass_done(scene: Scene, *places: int) -> bool:
    return pass_done(scene)


def _output_done(scene: Scene, o: int) -> bool:
    return reached(scene, len(scene.network.layers) - 1, o)


#: Form → quantity. What stands in braces is a number from 0.
QUANTITIES: dict[str, Quantity] = {
    "input/{i}": Quantity(lambda s, i: s.x[i]),
    "weight/{k}/{j}/{i}": Quantity(lambda s, k, j, i: s.network.layers[k].weights[j, i]),
    "bias/{k}/{j}": Quantity(lambda s, k, j: s.network.layers[k].biases[j]),
    "theta/{k}/{j}": Quantity(lambda s, k, j: 0.0 - s.network.layers[k].biases[j]),
    "product/{k}/{j}/{i}": Quantity(
        lambda s, k, j, i: products(s, k, j)[i], lambda s, k, j, i: reached(s, k, j, "multiply")
    ),
    "z/{k}/{j}": Quantity(
        lambda s, k, j: s.trace.pre_activations[k][j],
        lambda s, k, j: reached(s, k, j, "bias"),
    ),
    "a/{k}/{j}": Quantity(lambda s, k, j: s.trace.activations[k][j], reached),
    "output/{o}": Quantity(lambda s, o: s.trace.output[o], _output_done),
    # the sum of a layer's activations
    "sum/{k}": Quantity(lambda s, k: s.trace.activations[k].sum(), layer_done),
    "slope/{k}/{j}": Quantity(lambda s, k, j: slopes(s.active_network, s.trace, k)[j], reached),
    # ∂y/∂x, ∂y/∂w and ∂y/∂z, y being output o
    "derivative/{o}/input/{i}": Quantity(derivative.by_input, _pass_done),
    "derivative/{o}/weight/{k}/{j}/{i}": Quantity(derivative.by_weight, _pass_done),
    "derivative/{o}/z/{k}/{j}": Quantity(derivative.by_pre_activation, _pass_done),
    # of the one layer that does the same
    "equivalent-weight/{o}/{i}": Quantity(
        lambda s, o, i: equivalent_layer(s.active_network)[0][o, i]
    ),
    "equivalent-bias/{o}": Quantity(lambda s, o: equivalent_layer(s.active_network)[1][o]),
    "threshold": Quantity(lambda s: s.threshold),
    "temperature": Quantity(lambda s: s.temperature),
    "parameters": Quantity(lambda s: s.network.n_parameters),
}


def _sum_of_products(scene: Scene, decimals: int, k: int, j: int) -> str:
    """Between the products and the bias of a neuron, and its z."""
    products = [f"product/{k}/{j}/{i}" for i in range(scene.network.layers[k].n_in)]
    *terms, z = (
        read_printed(format_number(quantity(scene, name), decimals))
        for name in (*products, f"bias/{k}/{j}", f"z/{k}/{j}")
    )
    return relation(exactly(plus(terms), z))


#: What stands between numbers: (scene, decimals, places) → "=" or "≈".
RELATIONS: dict[str, Quantity] = {
    "sums/{k}/{j}": Quantity(_sum_of_products, lambda s, k, j: reached(s, k, j, "bias"))
}
#: The first words of all names: those that stand alone, and those that something follows.
WORDS_ALONE = tuple(form for form in QUANTITIES if "/" not in form)
WORDS_OF = tuple(
    dict.fromkeys(form.partition("/")[0] for form in QUANTITIES | RELATIONS if "/" in form)
)
_SHOWN = re.compile(r"([\w./-]+)(?:\|([0-6]))?", re.ASCII)
_PLACE = re.compile(r"\{(\w+)\}")


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(\\d{1,4})", form), re.ASCII)


#: (first word, number of parts) → the patterns of its forms, each with its quantity.
_FORMS: dict[tuple[str, int], list[tuple[re.Pattern[str], Quantity]]] = {}
for _form, _quantity in (QUANTITIES | RELATIONS).items():
    _FORMS.setdefault((_form.partition("/")[0], _form.count("/")), []).append(
        (_pattern(_form), _quantity)
    )


def parse(name: str) -> tuple[Quantity, tuple[int, ...]]:
    """What a name like ``z/0/1`` is of, and what stands in its places. Raises NetworkError."""
    for pattern, found in _FORMS.get((name.partition("/")[0], name.count("/")), ()):
        if match := pattern.fullmatch(name):
            return found, tuple(map(int, match.groups()))
    raise NetworkError(
        f"quantity: expected something like z/0/1 or weight/0/0/1, got {quoted(name)}"
    )


@np.errstate(all="ignore")
def quantity(scene: Scene, name: str) -> float:
    """The number called ``name`` in a scene. Raises NetworkError if the scene has none."""
    found, places = parse(name)
    if found in RELATIONS.values():
        raise NetworkError(f"quantity: expected a number, got the relation {name}")
    try:
        return float(found.value(scene, *places))
    except IndexError as error:
        raise NetworkError(f"quantity: this network has no {name}") from error


def is_computed(scene: Scene, name: str) -> bool:
    """Whether the pass has been played as far as the number. Raises NetworkError for no name."""
    found, places = parse(name)
    try:
        return found.computed(scene, *places)
    except IndexError as error:
        raise NetworkError(f"quantity: this network has no {name}") from error


def shown(scene: Scene, name: str) -> str:
    """The number as text, with the scene's decimals or those of ``z/0/0|4``.

    A question mark for what the pass has not been played to, a dash for what the scene lacks, and
    "=" between numbers that are not known. Any text may come: a browser asks for it.
    """
    match = _SHOWN.fullmatch(name)
    if match is None:
        return "–"
    name, decimals = match.groups()
    places = int(decimals or scene.decimals)
    try:
        found, indices = parse(name)
        if found in RELATIONS.values():
            if not is_computed(scene, name):
                return EQUAL
            return str(found.value(scene, places, *indices))
        number = quantity(scene, name)  # what the scene lacks is a dash, played or not
        return format_number(number, places) if is_computed(scene, name) else "?"
    except (NetworkError, IndexError):
        return "–"
