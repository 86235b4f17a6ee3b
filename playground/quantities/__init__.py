"""Every number on the page by one name: what a panel prints, a text quotes and a check judges.

A name has the grammar of the targets, a word and what it is of, between slashes: ``z/0/1`` is the
pre-activation of neuron 1 of layer 0, ``weight/0/1/0`` the weight into it from source 0. QUANTITIES
lists the forms. RELATIONS lists what may stand between numbers of a text: "=" or "≈", whichever is
true of them as they are printed.

- ``quantity``      what a quantity is: its value, and whether the pass has come to it
- ``forward_pass``  what a visitor sets, and what the pass makes of it
- ``derivatives``   slopes of functions and outputs, and as they would be with other functions
- ``whole_layers``  a layer, or all of them, as one: a line, a convolution, probabilities
- ``curves``        curves to match, straight lines, and the plane of two inputs
- ``chosen_row``    the row at the inputs: what is wanted of it, its way back, and the update
- ``over_rows``     each row, parts of them, and a neuron over all
- ``trained``       how far training has come, and the trainings beside it
- ``table``         all of them, and what may stand in their places
"""

import re
from typing import NamedTuple

import numpy as np

from playground.limits import quoted
from playground.network import NetworkError
from playground.notation import format_number
from playground.quantities.quantity import Quantity
from playground.quantities.table import PLACES, QUANTITIES
from playground.relation import EQUAL, adds_up, relation
from playground.scene import Scene, reached

__all__ = [
    "QUANTITIES",
    "RELATIONS",
    "WORDS_ALONE",
    "WORDS_OF",
    "is_computed",
    "parse",
    "quantity",
    "shown",
]


def _sum_of_products(scene: Scene, decimals: int, k: int, j: int) -> str:
    """Between the products and the bias of a neuron, and its z."""
    products = [f"product/{k}/{j}/{i}" for i in range(scene.network.layers[k].n_in)]
    *terms, z = (
        format_number(quantity(scene, name), decimals)
        for name in (*products, f"bias/{k}/{j}", f"z/{k}/{j}")
    )
    return relation(adds_up(terms, z))


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
_INDEX = "[0-9]{1,5}"


class _Form(NamedTuple):
    """A form as it is read: its pattern, and which of its places hold words."""

    pattern: re.Pattern[str]
    is_word: tuple[bool, ...]
    quantity: Quantity


def _form(text: str, found: Quantity) -> _Form:
    places = _PLACE.findall(text)
    pattern = _PLACE.sub(lambda match: f"({PLACES.get(match[1], _INDEX)})", text)
    return _Form(re.compile(pattern), tuple(place in PLACES for place in places), found)


#: (first word, number of slashes) → its forms.
_FORMS: dict[tuple[str, int], list[_Form]] = {}
for _text, _found in (QUANTITIES | RELATIONS).items():
    _key = _text.partition("/")[0], _text.count("/")
    _FORMS.setdefault(_key, []).append(_form(_text, _found))


def parse(name: str) -> tuple[Quantity, tuple[int | str, ...]]:
    """What a name like ``z/0/1`` is of, and what stands in its places. Raises NetworkError."""
    for form in _FORMS.get((name.partition("/")[0], name.count("/")), ()):
        if match := form.pattern.fullmatch(name):
            places = zip(match.groups(), form.is_word, strict=True)
            return form.quantity, tuple(p if text else int(p) for p, text in places)
    raise NetworkError(f"quantity: expected something like z/0/1, got {quoted(name)}")


def quantity(scene: Scene, name: str) -> float:
    """The number called ``name`` in a scene. Raises NetworkError if the scene has none."""
    found, places = parse(name)
    if found in RELATIONS.values():
        raise NetworkError(f"quantity: expected a number, got the relation {name}")
    return _number(scene, name, found, places)


@np.errstate(all="ignore")
def _number(scene: Scene, name: str, found: Quantity, places: tuple[int | str, ...]) -> float:
    try:
        value = found.value(scene, *places)
    except IndexError as error:
        raise NetworkError(f"quantity: this network has no {name}") from error
    if value is None:
        raise NetworkError(f"quantity: nothing is there that {name} is of")
    return float(value)


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
            computed = found.computed(scene, *indices)
            return str(found.value(scene, places, *indices)) if computed else EQUAL
        number = _number(scene, name, found, indices)  # a dash if there is none, played or not
        return format_number(number, places) if found.computed(scene, *indices) else "?"
    except (NetworkError, IndexError):
        return "–"
