"""The data that a visitor is choosing, before the scene takes it.

Nothing here knows Streamlit: ``visitor`` keeps a draft for as long as the visit lasts, so that
nothing that was typed is lost. What cannot be read stays as it was typed, and raises DataError,
one sentence, when it is asked for.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from playground.cache import cached
from playground.data import Dataset, FormulaSource, Plan, Source, Table
from playground.data.formula.formula_source import USUAL
from playground.data.known import remember
from playground.data.planning import first_plan
from playground.data.points import points_of
from playground.data.reading import Reading, read
from playground.data.sampling import Sampling
from playground.data.sets import CATALOGUE, BuiltIn
from playground.data.typed import as_text, is_typed
from playground.data.written import named_elsewhere, written
from playground.language import to_say
from playground.limits import MAX_DRAFT_BYTES, DataError, PlaygroundError, refusal
from playground.scene import NO_BRUSH, Scene, StartPainting, UseData

Origin = Literal["sets", "table", "formula", "paint"]
ORIGINS: dict[Origin, str] = {
    "sets": to_say("Built-in sets"),
    "table": to_say("Paste or upload"),
    "formula": to_say("Formula"),
    "paint": to_say("Paint points"),
}
EXAMPLE = "y > sin(x)"
_COPY = re.compile(r" ?\(\d+\)$")  # what a browser puts to the name of a second copy
_ENDINGS = ("", ".csv", ".tsv", ".txt", ".tab")


@dataclass(frozen=True)
class File:
    """A file of the visitor's as it came, or a text as it was typed."""

    name: str
    content: bytes | str


@dataclass
class Draft:
    """Where the data comes from, and what is said of it; each origin keeps what was chosen there.

    ``text`` is what was typed or pasted, ``called`` the file that it was once; a ``file`` goes
    before it. ``dialect`` is how either is
    written, where it was not left to be detected. ``plans`` are by the digest of what they read.
    ``painted`` says that the scene's rows are points that can be painted on, and ``goes_on`` that
    they shall be.
    ``refused`` says why the last choice could not be, by the place where it was made.
    """

    origin: Origin = "sets"
    name: str = "body-size"
    samplings: dict[str, Sampling] = field(default_factory=dict)
    text: str = ""
    called: str = ""
    file: File | None = None
    dialect: dict[str, Any] = field(default_factory=dict)
    formula: str = EXAMPLE
    formula_sampling: Sampling = USUAL
    plans: dict[str, Plan] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    uploads: int = 0
    expected: str = ""  # the digest of the table that a link means and nobody here has
    painted: bool = False
    goes_on: bool = True
    _table: Table | None = None  # the scene's own, as long as its text stays as it is

    @classmethod
    def of(cls, scene: Scene, before: "Draft | None" = None) -> "Draft":
        """Begin with the scene's data, and keep what was typed ``before``."""
        draft = cls() if before is None else replace(before, refused={})
        data = scene.data
        draft.painted = data is not None and points_of(data) is not None
        if scene.brush != NO_BRUSH:
            draft.origin = "paint"
        if data is None:
            return draft
        draft.plans = {**draft.plans, data.source.digest: data.plan}
        source = data.source
        if isinstance(source, BuiltIn):
            draft.origin, draft.name = "sets", source.name
            if source.sampling:
                draft.samplings = {**draft.samplings, source.name: source.sampling}
        elif isinstance(source, FormulaSource):
            draft.origin, draft.formula = "formula", source.formula
            draft.formula_sampling = source.sampling
        else:
            table = source.table()
            draft._table, draft.file = table, None
            draft.origin = "table" if scene.brush == NO_BRUSH else "paint"
            draft.text, draft.called, draft.dialect = as_text(table), table.name, {}
        return draft

    def expect(self, data: str) -> None:
        """Know the table again that ``data`` names by its digest, and read it as it says there."""
        named = named_elsewhere(data) if data else None
        self.expected = "" if named is None else named[0]
        if named is not None:
            self.plans = {**self.plans, named[0]: named[1]}

    def attempt(self, place: str, choose: Callable[[], None]) -> None:
        """Make a choice, or say beside its place why it cannot be, and change nothing."""
        self.refused.pop(place, None)
        try:
            choose()
        except PlaygroundError as error:
            self.refused[place] = refusal(error)

    def upload(self, file: File) -> None:
        """Take a file instead of what is typed."""
        self.file, self.dialect, self.uploads = file, {}, self.uploads + 1

    def remove_file(self) -> None:
        """Go back to what is typed."""
        self.file, self.dialect = None, {}

    def edit_file(self) -> None:
        """Make the file's table the text that is typed."""
        reading = self.reading()
        if reading is not None and is_typed(reading.table):
            self.text, self.called = as_text(reading.table), reading.table.name
            self.file, self.dialect, self._table = None, {}, None

    def sampling(self) -> Sampling | None:
        """How the rows of a generated set or of a formula are drawn; ``None`` of all others."""
        if self.origin == "formula":
            return self.formula_sampling
        return self.samplings.get(self.name, CATALOGUE[self.name].usual)

    def draw(self, sampling: Sampling) -> None:
        """Draw the rows otherwise."""
        if self.origin == "formula":
            self.formula_sampling = sampling
        else:
            self.samplings = {**self.samplings, self.name: sampling}

    def reading(self) -> Reading | None:
        """The table that is typed or uploaded, and how it is written; ``None`` where there is none.

        Raises DataError.
        """
        if self.file is None and not self.text.strip():
            return None
        file = self.file or File(self.called, self.text)
        found = _read(file, tuple(sorted(self.dialect.items())))
        if isinstance(found, DataError):
            raise found
        return found

    def source(self) -> Source | None:
        """Where the rows come from; ``None`` where nothing was given yet. Raises DataError.

        Points that are still to be painted come from nowhere.
        """
        if self.origin == "paint":
            return None
        if self.origin == "formula":
            drawn = self.formula_sampling
            return FormulaSource(self.formula, drawn.n, drawn.noise, drawn.seed)
        if self.origin == "sets":
            sampling = self.sampling()
            if sampling is None:
                return BuiltIn(self.name)
            return BuiltIn(self.name, sampling.n, sampling.noise, sampling.seed)
        if self.is_scenes_own:
            return self._table
        reading = self.reading()
        return None if reading is None else _called_as(reading.table, self.expected)

    @property
    def is_scenes_own(self) -> bool:
        """Whether the text stands for the scene's own table, and nobody has changed it."""
        table = self._table
        return (
            table is not None
            and self.file is None
            and not self.dialect
            and self.text == as_text(table)
        )

    def plan(self, source: Source) -> Plan:
        """What is read of the rows. Raises DataError where no plan can be thought of."""
        if source.digest not in self.plans:
            usual = first_plan(source) if isinstance(source, Table) else _usual(source)
            self.plans = {**self.plans, source.digest: usual}
        return self.plans[source.digest]

    def choose(self, source: Source, plan: Plan) -> None:
        """Read the rows otherwise."""
        self.plans = {**self.plans, source.digest: plan}

    def dataset(self, source: Source) -> Dataset:
        """What a network would read. Raises DataError."""
        found = _dataset(source, self.plan(source))
        if isinstance(found, DataError):
            raise found
        return found


@cached(16, key=lambda table, digest: (table.digest, digest))
def _called_as(table: Table, digest: str) -> Table:
    """The table by the name that it has in a digest: a browser may have saved it by another.

    It is the table as it came, if it is another one.
    """
    stem = _COPY.sub("", re.sub(r"\.\w+$", "", table.name))
    names = ("", *(stem + ending for ending in _ENDINGS))
    same = (Table(name, table.columns) for name in names)
    return next((each for each in same if each.digest == digest), table) if digest else table


def painting_of(draft: Draft) -> StartPainting:
    """The edit that begins to paint, or goes on with the scene's points."""
    return StartPainting(empty=not (draft.painted and draft.goes_on))


def edit_of(data: Dataset) -> UseData:
    """The edit that takes the data, whose table is known here from now on."""
    if isinstance(data.source, Table):
        remember(data.source)
    return UseData(written(data))


def _usual(source: Source) -> Plan:
    assert isinstance(source, BuiltIn | FormulaSource)  # noqa: S101 - a Table is the other one
    return source.plan


def _key(file: File, dialect: tuple[tuple[str, Any], ...]) -> object:
    content = file.content
    if isinstance(content, str):
        content = content.encode(errors="surrogatepass")
    return hashlib.blake2b(content).digest(), isinstance(file.content, str), file.name, dialect


def _weight(found: Reading | DataError) -> int:
    table = found.table if isinstance(found, Reading) else None
    return 1_000 if table is None else 8 * table.n_rows * len(table.columns) + 1_000


@cached(MAX_DRAFT_BYTES, _key, _weight)
def _read(file: File, dialect: tuple[tuple[str, Any], ...]) -> Reading | DataError:
    """The reading of a file, or why there is none: each rerun of the page asks for it."""
    try:
        return read(file.content, file.name, **dict(dialect))
    except DataError as error:
        return error


def _size(found: Dataset | DataError) -> int:
    if isinstance(found, DataError):
        return 1_000
    return 1_000 + 24 * found.n_rows * (found.n_inputs + found.n_outputs)


@cached(MAX_DRAFT_BYTES, lambda source, plan: (source.digest, plan), _size)
def _dataset(source: Source, plan: Plan) -> Dataset | DataError:
    try:
        return Dataset(source, plan)
    except DataError as error:
        return error
