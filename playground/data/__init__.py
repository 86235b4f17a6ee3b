"""Tables of numbers and categories, and what a network reads of them.

In the order of the walls: ``column`` and ``table`` are what a table is, ``scaling``, ``splits``,
``classes`` and ``inputs`` what is made of its columns, ``picture`` whether these are pixels,
``ink`` what a pen leaves on such a picture,
``plan`` what shall be made, and ``dataset`` what comes of it, with ``cautions``. Tables come
from files (``reading``), and from ``sets``, ``points`` and ``formula``; ``sources`` reads the short
texts that name these in links.
``planning`` thinks of a plan for a table that is new, ``typed`` writes a small one as a text.
"""

from playground.data.dataset import Dataset, Source
from playground.data.formula import FormulaSource
from playground.data.plan import Plan
from playground.data.reading import Reading, read, read_table
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
    "Reading",
    "Source",
    "Table",
    "load_set",
    "parse_source",
    "read",
    "read_table",
]
