"""Tables of numbers and categories, and what a network reads of them.

In the order of the walls: ``names`` and ``table`` are what a table is, ``scaling``, ``splits``,
``classes`` and ``inputs`` what is made of its columns, ``plan`` what shall be made, and ``dataset``
what comes of it, with ``cautions``.
"""

from playground.data.dataset import Dataset, Source
from playground.data.plan import Plan
from playground.data.table import Column, Table
from playground.limits import DataError

__all__ = ["Column", "DataError", "Dataset", "Plan", "Source", "Table"]
