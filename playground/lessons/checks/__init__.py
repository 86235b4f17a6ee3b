"""What a task asks for, and how near a scene comes to it: a class a check, a file a family.

- ``check``      what a check is; ``CHECKS``, from which a lesson's file is decoded; ``grade``
- ``numbers``    value, changed, equal
- ``neurons``    dead, alive, saturated, symmetric
- ``functions``  same-function, match-curve, straight
- ``classes``    truth-table, fires-above, classifies, flipped, probabilities
- ``structure``  activation, structure, convolution, selected
- ``typed``      typed
- ``several``    all

How to add one is told in docs/how-to/add-a-check.md.
"""

from playground.lessons.checks.check import CHECKS, Attempt, Check, Result, decoded, grade
from playground.lessons.checks.classes import (
    Classifies,
    FiresAbove,
    Flipped,
    Probabilities,
    TruthTable,
)
from playground.lessons.checks.functions import MatchCurve, SameFunction, Straight
from playground.lessons.checks.neurons import Alive, Dead, Saturated, Symmetric
from playground.lessons.checks.numbers import Changed, Equal, Value
from playground.lessons.checks.several import All
from playground.lessons.checks.structure import Activation, Convolution, Selected, Structure
from playground.lessons.checks.typed import Typed

__all__ = [
    "CHECKS",
    "Activation",
    "Alive",
    "All",
    "Attempt",
    "Changed",
    "Check",
    "Classifies",
    "Convolution",
    "Dead",
    "Equal",
    "FiresAbove",
    "Flipped",
    "MatchCurve",
    "Probabilities",
    "Result",
    "SameFunction",
    "Saturated",
    "Selected",
    "Straight",
    "Structure",
    "Symmetric",
    "TruthTable",
    "Typed",
    "Value",
    "decoded",
    "grade",
]
