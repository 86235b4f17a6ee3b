"""A formula as a source of a Dataset: points drawn evenly on the plane, and what it says of them.

Its text stands in links: ``formula:y > sin(x)``, ``formula,n=300,seed=5:x·y``.
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from playground.activations import Array
from playground.cache import cached
from playground.data.formula.formula import Formula
from playground.data.names import shortened
from playground.data.plan import Plan
from playground.data.points import PLANE
from playground.data.sampling import Sampling
from playground.data.table import Column, Table
from playground.language import _
from playground.limits import MAX_MAGNITUDE, MAX_TITLE, DataError, quoted
from playground.notation import brief, format_number

NAME = "formula"
USUAL = Sampling(n=200, noise=0.0)


@dataclass(frozen=True)
class FormulaSource:
    """``n`` points of the plane −PLANE … PLANE, from ``seed``, and what a formula says there.

    ``noise`` is the standard deviation of what is added: to the points after their class is known,
    or to the number. Where a formula is not a finite number the cell is missing, so that a Dataset
    leaves the row out. Raises DataError, also where the formula tells no two classes apart.
    """

    formula: str
    n: int = USUAL.n
    noise: float = USUAL.noise
    seed: int = USUAL.seed

    def __post_init__(self) -> None:
        object.__setattr__(self, "formula", Formula.parse(self.formula).text)
        sampling = Sampling(self.n, self.noise, self.seed)
        for name in ("n", "noise", "seed"):
            object.__setattr__(self, name, getattr(sampling, name))
        self.table()  # what cannot be drawn is refused at once

    @property
    def sampling(self) -> Sampling:
        """How the points are drawn."""
        return Sampling(self.n, self.noise, self.seed)

    @property
    def title(self) -> str:
        """What the page calls it: the formula."""
        return shortened(self.formula, MAX_TITLE)

    @property
    def plan(self) -> Plan:
        """What a network reads of it where nothing else is chosen."""
        formula = Formula.parse(self.formula)
        return Plan(("x1", "x2"), _target(formula), target_as=formula.kind)

    @property
    def text(self) -> str:
        """The formula and what is not as usual, for a link."""
        options = self.sampling.text(USUAL)
        return f"{NAME},{options}:{self.formula}" if options else f"{NAME}:{self.formula}"

    @classmethod
    def parse(cls, text: str) -> "FormulaSource":
        """What ``text`` wrote. Raises DataError, one sentence, for anything else."""
        head, colon, formula = text.partition(":")
        name, _mark, options = head.partition(",")
        if name != NAME or not colon:
            raise DataError(
                _("data: expected formula: and a formula, got {text}", text=quoted(text))
            )
        sampling = Sampling.parse(options, USUAL)
        return cls(formula, sampling.n, sampling.noise, sampling.seed)

    @property
    def digest(self) -> str:
        """24 hexadecimal digits that name the formula and how it is drawn."""
        named = f"{NAME},{self.sampling.text()}:{self.formula}"
        return hashlib.blake2b(named.encode(), digest_size=12).hexdigest()

    def table(self) -> Table:
        """The table, the same each time."""
        return _table(self.formula, self.sampling)


@cached(32, spoken=False)
def _table(text: str, sampling: Sampling) -> Table:
    formula = Formula.parse(text)
    rng = np.random.default_rng(sampling.seed)
    points = rng.uniform(-PLANE, PLANE, (sampling.n, 2))
    values = formula.at(points)
    values[~(np.abs(values) <= MAX_MAGNITUDE)] = np.nan  # a missing cell: a Dataset leaves it out
    _check(formula, points, values)
    added = sampling.noise * rng.standard_normal(points.shape)
    if formula.kind == "class":
        points = points + added
    else:
        values = values + added[:, 0]
    columns = {"x1": points[:, 0], "x2": points[:, 1], _target(formula): values}
    return Table(text, [Column(name, "number", each) for name, each in columns.items()])


def _target(formula: Formula) -> str:
    return "class" if formula.kind == "class" else "value"


def _check(formula: Formula, points: Array, values: Array) -> None:
    """Raise DataError unless the formula says something of some point, and not the same of all."""
    said = values[~np.isnan(values)]
    if not len(said):
        x, y = (format_number(float(number)) for number in points[0])
        raise DataError(
            _(
                "formula: expected a number somewhere on the plane, got none with {text}: "
                "not at x = {x}, y = {y}",
                text=quoted(formula.text),
                x=x,
                y=y,
            )
        )
    if formula.kind == "class" and (said == said[0]).all():
        what = _("true") if said[0] else _("false")
        raise DataError(
            _(
                "formula: expected two classes on the plane from −{plane} to {plane}, "
                "got {text}, which is {what} at every point",
                plane=brief(PLANE),
                text=quoted(formula.text),
                what=what,
            )
        )
