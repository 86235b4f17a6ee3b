"""What a task asks for, and how near a scene comes to it: a class a check, a file a family.

- ``check``      what a check is; ``CHECKS``, from which a lesson's file is decoded; ``grade``
- ``numbers``    value, changed, equal
- ``neurons``    dead, alive, saturated, symmetric
- ``functions``  same-function, match-curve, hinge, straight
- ``classes``    truth-table, fires-above, classifies, regions, flipped, probabilities
- ``rows``       rows-right, finds, fits-rows, none-dead
- ``learning``   loss-below, trained, flat, starts-found, played-back
- ``pictures``   reads, misreads, overlooks, strongest, answer
- ``structure``  activation, structure, convolution, selected
- ``typed``      typed
- ``several``    all
- ``names``      what a number is called in feedback

How to add one is told in docs/how-to/add-a-check.md.
"""

from playground.lessons.checks import (  # each registers its checks
    classes,
    functions,
    learning,
    neurons,
    numbers,
    pictures,
    rows,
    several,
    structure,
    typed,
)
from playground.lessons.checks.check import CHECKS, Attempt, Check, Result, decoded, grade

__all__ = [
    "CHECKS",
    "Attempt",
    "Check",
    "Result",
    "classes",
    "decoded",
    "functions",
    "grade",
    "learning",
    "neurons",
    "numbers",
    "pictures",
    "rows",
    "several",
    "structure",
    "typed",
]
