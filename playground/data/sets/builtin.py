"""A built-in set as a source of a Dataset: its name and, where it is generated, how it is drawn.

Its text stands in links: ``iris``, ``moons``, ``moons,n=300,noise=0.2,seed=5``.
"""

import csv
import hashlib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from playground.cache import cached
from playground.data.dataset import Dataset
from playground.data.plan import Plan
from playground.data.sampling import Sampling
from playground.data.sets.catalogue import CATALOGUE, BuiltInSet
from playground.data.table import Column, Table
from playground.language import _
from playground.limits import DataError, quoted

FOLDER = Path(__file__).parents[3] / "assets" / "sets"


@dataclass(frozen=True)
class BuiltIn:
    """The set of that name; ``None`` stands for what a generated one is drawn with as a rule.

    Two are equal if their tables are. Raises DataError.
    """

    name: str
    n: int | None = None
    noise: float | None = None
    seed: int | None = None

    def __post_init__(self) -> None:
        usual = self.row.usual
        given: dict[str, Any] = {"n": self.n, "noise": self.noise, "seed": self.seed}
        asked = {name: value for name, value in given.items() if value is not None}
        if usual is None:
            if asked:
                raise DataError(
                    _(
                        "{name}: it comes as it is, without {known}",
                        name=self.name,
                        known=" or ".join(asked),
                    )
                )
            return
        sampling = replace(usual, **asked)
        for name in given:
            object.__setattr__(self, name, getattr(sampling, name))

    @property
    def row(self) -> BuiltInSet:
        """What the catalogue says of it."""
        if self.name not in CATALOGUE:
            expected = ", ".join(CATALOGUE)
            raise DataError(
                _(
                    "data: expected one of {expected}, got {name}",
                    expected=expected,
                    name=quoted(self.name),
                )
            )
        return CATALOGUE[self.name]

    @property
    def sampling(self) -> Sampling | None:
        """How it is drawn, ``None`` of a real one."""
        if self.n is None or self.noise is None or self.seed is None:
            return None
        return Sampling(self.n, self.noise, self.seed)

    @property
    def title(self) -> str:
        """What the page calls it."""
        return self.row.title

    @property
    def plan(self) -> Plan:
        """What a network reads of it where nothing else is chosen."""
        return self.row.plan

    @property
    def text(self) -> str:
        """The name and what is not as usual, for a link."""
        options = self.sampling.text(self.row.usual) if self.sampling else ""
        return f"{self.name},{options}" if options else self.name

    @classmethod
    def parse(cls, text: str) -> "BuiltIn":
        """What ``text`` wrote. Raises DataError, one sentence, for anything else."""
        name, comma, options = text.partition(",")
        source = cls(name)
        if not comma:
            return source
        if source.row.usual is None:
            raise DataError(
                _("data: expected {name} alone, got {text}", name=name, text=quoted(text))
            )
        sampling = Sampling.parse(options, source.row.usual)
        return cls(name, sampling.n, sampling.noise, sampling.seed)

    @property
    def digest(self) -> str:
        """24 hexadecimal digits that name the set and how it is drawn."""
        drawn = self.sampling.text() if self.sampling else ""
        return hashlib.blake2b(f"{self.name},{drawn}".encode(), digest_size=12).hexdigest()

    def table(self) -> Table:
        """The table, the same each time."""
        return _table(self)


def load_set(
    name: str,
    n: int | None = None,
    noise: float | None = None,
    seed: int | None = None,
    **plan: Any,
) -> Dataset:
    """The built-in set of that name, by its own plan with the fields that are given changed.

    ``n``, ``noise`` and ``seed`` say how a generated set is drawn; the seed of the split is the
    plan's own. Raises DataError.
    """
    source = BuiltIn(name, n, noise, seed)
    known = [field.name for field in fields(Plan)]
    for field in plan:
        if field not in known:
            raise DataError(
                _(
                    "plan: expected one of {known}, got {field}",
                    known=", ".join(known),
                    field=quoted(field),
                )
            )
    return _dataset(source, replace(source.plan, **plan))


@cached(32, spoken=False)
def _dataset(source: BuiltIn, plan: Plan) -> Dataset:
    return Dataset(source, plan)


@cached(32, spoken=False)
def _table(source: BuiltIn) -> Table:
    row, sampling = source.row, source.sampling
    if row.generator is None or sampling is None:
        return _read(row)
    rng = np.random.default_rng(sampling.seed)
    inputs, target = row.generator(sampling.n, sampling.noise, rng)
    values = zip((*row.plan.inputs, row.plan.target), (*inputs.T, target), strict=True)
    return Table(row.title, [Column(name, "number", column) for name, column in values])


def _read(row: BuiltInSet) -> Table:
    # Files of our own need nothing detected, so the reader of visitors' files can stay unloaded.
    with (FOLDER / row.file).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    cells = zip(header, zip(*rows, strict=True), strict=True)
    return Table(row.title, [_column(row, name, texts) for name, texts in cells])


def _column(row: BuiltInSet, name: str, texts: tuple[str, ...]) -> Column:
    if name in row.texts:
        return Column(name, "category", texts)
    numbers = np.array(texts, dtype=np.float64)
    return Column(name, "number", numbers / row.divisor if name in row.plan.inputs else numbers)
