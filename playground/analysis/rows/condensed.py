"""A confusion matrix of many classes: those mistaken most often, and all the others as one."""

from dataclasses import dataclass

import numpy as np

from playground.analysis.rows.metrics import Confusion, Counts
from playground.data.splits import Indices

MOST_PLACES = 16  # rows and columns of a matrix: beyond that no cell can be read


@dataclass(frozen=True)
class Condensed:
    """The classes that have places of their own, and the counts: (places, places).

    ``counts[wanted, said]`` has the order of ``classes``; where there are others than these, its
    last row and column are the sums of all of them.
    """

    classes: Indices
    counts: Counts

    @property
    def n_others(self) -> int:
        """How many places there are for what has none of its own: one or none."""
        return len(self.counts) - len(self.classes)


def condensed(confusion: Confusion) -> Condensed:
    """The matrix as it is, if all classes have room; else with the most mistaken ones first.

    A mistake counts for the class that was wanted and for the one that was said. Of as many, the
    class that comes first in the data comes first here.
    """
    counts = confusion.counts
    n = len(counts)
    if n <= MOST_PLACES:
        return Condensed(np.arange(n), counts)
    mistakes = counts.sum(axis=0) + counts.sum(axis=1) - 2 * np.diag(counts)
    classes = np.argsort(-mistakes, kind="stable")[: MOST_PLACES - 1]
    place = np.full(n, MOST_PLACES - 1)
    place[classes] = np.arange(MOST_PLACES - 1)
    into = np.eye(MOST_PLACES, dtype=np.int64)[place]  # (n, places)
    return Condensed(classes, into.T @ counts @ into)
