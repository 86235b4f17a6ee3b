"""How a row's loss follows from the outputs, with the real numbers: ``−ln 0.63 =``.

The sign is "=" where the statement holds as printed. Of a loss that is a mean over several outputs
only the rule is told: their numbers are in the list of the outputs.
"""

import math
from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from playground.activations import Array
from playground.language import _, to_say
from playground.notation import compact, read_printed
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template
from playground.relation import ABOUT, EQUAL, relation, rounded
from playground.scene import Scene

_NEGATIVE_LOG = Template('<span class="math">−ln</span> {} {} ')
_ONE_MINUS = Template("(1 − {})")
_SQUARED = Template("({} − {})² {} ")
_HALF_SQUARED = Template("½({} − {})² {} ")
_SIZE = Template("|{} − {}| {} ")
_LESS_HALF = Template("|{} − {}| − ½ {} ")
_RULE = Template('<span class="math">{}</span> = ')
#: The rules where there is more than one term.
_RULES = {
    "mse": to_say("mean of (ŷ − y)²"),
    "mae": to_say("mean of |ŷ − y|"),
    "huber": to_say("mean of Huber(ŷ − y)"),
    "binary-cross-entropy": to_say("mean of −y ln ŷ − (1 − y) ln(1 − ŷ)"),
    "cross-entropy": "−Σ y ln ŷ",
}


def loss_formula(scene: Scene, name: str, wanted: Array, loss: float) -> Markup:
    """What stands before a loss of the row at x, whose targets (n_outputs,) are these."""
    found = _of_probability(scene, name, wanted, loss)
    if found is None and len(wanted) == 1 and name in _OF_DISTANCE:
        found = _of_distance(scene, name, float(wanted[0]), loss)
    return _RULE.format(_(_RULES[name])) if found is None else found


def _of_probability(scene: Scene, name: str, wanted: Array, loss: float) -> Markup | None:
    """−ln of the probability that the wanted class is given, where exactly one is wanted."""
    if name not in ("binary-cross-entropy", "cross-entropy") or not _is_one_class(name, wanted):
        return None
    at = int(wanted.argmax())
    output = computed(float(scene.trace.output[at]), scene.decimals, f"output/{at}")
    share = _printed(output)
    if not wanted[at]:
        output, share = _ONE_MINUS.format(output), 1 - share
    holds = share > 0 and rounded(-math.log(share), _result(scene, loss))
    return _NEGATIVE_LOG.format(output, relation(holds))


def _is_one_class(name: str, wanted: Array) -> bool:
    of_one = name == "binary-cross-entropy" and len(wanted) == 1
    return all(y in (0.0, 1.0) for y in wanted.tolist()) and (of_one or wanted.sum() == 1.0)


def _of_distance(scene: Scene, name: str, wanted: float, loss: float) -> Markup:
    value = float(scene.trace.output[0])
    output = computed(value, scene.decimals, "output/0")
    target = computed(wanted, scene.decimals, "target/0")
    form, rule = _OF_DISTANCE[name](abs(value - wanted))
    holds = rounded(rule(abs(_printed(output) - _printed(target))), _result(scene, loss))
    return form.format(output, target, EQUAL if holds else ABOUT)


_Distance = Callable[[float], tuple[Template, Callable[[float], float]]]
#: How a loss of one output follows from how far that is from its target.
_OF_DISTANCE: dict[str, _Distance] = {
    "mse": lambda off: (_SQUARED, lambda d: d * d),
    "mae": lambda off: (_SIZE, lambda d: d),
    "huber": lambda off: (
        (_HALF_SQUARED, lambda d: d * d / 2) if off <= 1.0 else (_LESS_HALF, lambda d: d - 0.5)
    ),
}


def _printed(number: Markup) -> float:
    """What a printed number says, which may be rounded."""
    return float(read_printed(number.striptags()) or Decimal(0))


def _result(scene: Scene, loss: float) -> Decimal | None:
    return read_printed(compact(loss, scene.decimals, tiny=True))
