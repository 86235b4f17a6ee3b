"""Formulas that a visitor writes over the plane: ``y > sin(x)`` makes classes, ``x·y`` numbers.

A formula is never run as code. Its text is cut into the numbers, names and signs that are known
(``lexing``), Python's parser makes a tree of them (``formula``), and ``evaluation`` walks over the
kinds of node that it knows, with NumPy.

- The inputs are ``x1`` and ``x2``, also called ``x`` and ``y``.
- ``+ − * / % ^``, also written · × ÷ ² ³ and ``**``; a number times what follows needs no sign: 2x.
- ``< > ≤ ≥ == ≠`` and ``and``, ``or``, ``not`` make a class of it, 1 where they hold.
- The functions and constants of the tables in ``evaluation``, with a comma between arguments.
"""

from playground.data.formula.formula import Formula
from playground.data.formula.formula_source import FormulaSource

__all__ = ["Formula", "FormulaSource"]
