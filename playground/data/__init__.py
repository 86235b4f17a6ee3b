"""Tables of numbers and categories, and what a network reads of them.

In the order of the walls: ``names`` and ``table`` are what a table is, ``scaling``, ``splits``,
``classes`` and ``inputs`` what is made of its columns, ``plan`` what shall be made, and ``dataset``
what comes of it, with ``cautions``. ``sets`` are the built-in ones.
"""

from playground.data.dataset import Dataset, Source
from playground.data.plan import Plan
from playground.data.sets import SETS, BuiltIn, load_set
from playground.data.table import Column, Table
from playground.limits import DataError

__all__ = [
    "SETS",
    "BuiltIn",
    "Column",
    "DataError",
    "Dataset",
    "Plan",
    "Source",
    "Table",
    "load_set",
]
