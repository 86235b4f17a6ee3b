"""Tables of numbers and categories, and what a network reads of them.

In the order of the walls: ``names`` and ``table`` are what a table is, ``scaling``, ``splits``,
``classes`` and ``inputs`` what is made of its columns, ``plan`` what shall be made, and ``dataset``
what comes of it, with ``cautions``. ``sets``, ``points`` and ``formula`` are where tables come from
other than files, and ``sources`` reads the short texts that name them in links.
"""

from playground.data.dataset import Dataset, Source
from playground.data.formula import FormulaSource
from playground.data.plan import Plan
from playground.data.sets import SETS, BuiltIn, load_set
from playground.data.sources import parse_source
from playground.data.table import Column, Table
from playground.limits import DataError

__all__ = [
    "SETS",
    "BuiltIn",
    "Column",
    "DataError",
    "Dataset",
    "FormulaSource",
    "Plan",
    "Source",
    "Table",
    "load_set",
    "parse_source",
]
