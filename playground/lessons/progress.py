"""What a learner has done, as a value; the browser keeps it as text across visits.

What comes back from a browser is decoded and checked like any upload: what is wrong or unknown is
dropped. A guess that is kept cannot be made again. Days are dates without a time.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from playground.limits import MAX_STORED

#: How far a step has come, the furthest last. ``shown``: solved by looking at the solution.
State = Literal["skipped", "shown", "done"]
MOST_SPENT = 1_000_000  # more than any scene has numbers
#: The ids of lessons, steps and choices, and how many of them a browser may speak of.
_Id = Annotated[str, Meta(max_length=80)]
_Many = Meta(max_length=1000)
_Spent = Annotated[int, Meta(ge=-(2**53), le=2**53)]  # what is out of bounds is dropped alone
_Count = Annotated[int, Meta(ge=0, le=MOST_SPENT)]
MOST_TYPED = 40  # characters of a number that is typed as an answer
_Typed = Annotated[dict[_Id, Annotated[str, Meta(max_length=MOST_TYPED)]], Meta(max_length=50)]
_RANK = {"skipped": 0, "shown": 1, "done": 2}


class Again(msgspec.Struct, frozen=True):
    """A question to be asked once more.

    ``day`` is when it was last answered, ``asked`` how often it was asked again, ``right`` how
    often in a row the answer was right then.
    """

    day: date
    asked: _Count = 0
    right: _Count = 0


class Record(msgspec.Struct, frozen=True):
    """One lesson by the ids of its steps, and the ``seed`` of what in it is drawn anew.

    ``rights`` says whether the guess was right, ``days`` when a step came as far as it is, and
    ``hints`` how many of them were opened. ``best`` is of steps whose second level is done: the
    least that it took, 0 where nothing counts. ``typed`` is what stands in a step's fields.
    """

    steps: Annotated[dict[_Id, State], _Many] = {}
    guesses: Annotated[dict[_Id, _Id], _Many] = {}
    best: Annotated[dict[_Id, _Spent], _Many] = {}
    rights: Annotated[dict[_Id, bool], _Many] = {}
    hints: Annotated[dict[_Id, _Spent], _Many] = {}
    days: Annotated[dict[_Id, date], _Many] = {}
    again: Annotated[dict[_Id, Again], _Many] = {}
    typed: Annotated[dict[_Id, _Typed], _Many] = {}
    seed: _Count = 0

    def having(self, **of_step: tuple[str, Any]) -> "Record":
        """With a step's entries: ``having(steps=("shift", "done"))``."""
        changed = {name: {**getattr(self, name), k: v} for name, (k, v) in of_step.items()}
        return msgspec.structs.replace(self, **changed)

    def of_steps(self, known: Mapping[str, Collection[str]]) -> "Record":
        """What of it is about known steps, and their choices."""
        kept = {
            name: {step: value for step, value in held.items() if step in known}
            for name, held in msgspec.structs.asdict(self).items()
            if isinstance(held, dict)
        }
        kept["guesses"] = {k: v for k, v in kept["guesses"].items() if v in known[k]}
        kept["rights"] = {k: v for k, v in kept["rights"].items() if k in kept["guesses"]}
        for name in ("best", "hints"):
            kept[name] = {k: v for k, v in kept[name].items() if 0 <= v <= MOST_SPENT}
        return msgspec.structs.replace(self, **kept)


class Progress(msgspec.Struct, frozen=True):
    """All lessons by slug; ``last`` is where the learner was."""

    lessons: Annotated[dict[_Id, Record], _Many] = {}
    last: _Id | None = None

    def of(self, lesson: str) -> Record:
        """The record of one lesson."""
        return self.lessons.get(lesson, Record())

    def done(self, lesson: str) -> int:
        """How many steps of a lesson are done, or were solved by looking."""
        return sum(state != "skipped" for state in self.of(lesson).steps.values())

    def state(self, lesson: str, step: str) -> State | None:
        """How far a step has come."""
        return self.of(lesson).steps.get(step)

    def guess(self, lesson: str, step: str) -> str | None:
        """The choice that was committed to."""
        return self.of(lesson).guesses.get(step)

    def marked(self, lesson: str, step: str, state: State, today: date | None = None) -> "Progress":
        """With a step at least so far."""
        old = self.state(lesson, step)
        if old is not None and _RANK[old] >= _RANK[state]:
            return self
        record = self.of(lesson).having(steps=(step, state))
        return self._with(lesson, record.having(days=(step, today)) if today else record)

    def guessed(self, lesson: str, step: str, choice: str, right: bool | None = None) -> "Progress":
        """With a guess, unless there is one: a guess stays."""
        if self.guess(lesson, step) is not None:
            return self
        record = self.of(lesson).having(guesses=(step, choice))
        return self._with(lesson, record if right is None else record.having(rights=(step, right)))

    def hinted(self, lesson: str, step: str, hints: int) -> "Progress":
        """With at least so many hints of a step opened."""
        record = self.of(lesson)
        if record.hints.get(step, 0) >= hints:
            return self
        return self._with(lesson, record.having(hints=(step, hints)))

    def typed(self, lesson: str, step: str) -> Mapping[str, str]:
        """What stands in the fields of a step, by their names."""
        return self.of(lesson).typed.get(step, {})

    def typing(self, lesson: str, step: str, typed: Mapping[str, str]) -> "Progress":
        """With this in fields of a step, cut to what is kept; the others stay as they are."""
        cut = {name: text[:MOST_TYPED] for name, text in typed.items()}
        both = {**self.typed(lesson, step), **cut}
        return self._with(lesson, self.of(lesson).having(typed=(step, both)))

    def untyped(self, lesson: str, step: str) -> "Progress":
        """With the fields of a step empty."""
        if not self.typed(lesson, step):
            return self
        return self._with(lesson, self.of(lesson).having(typed=(step, {})))

    def bettered(self, lesson: str, step: str, spent: int) -> "Progress":
        """With a step's second level done by so much, unless it was once done by less."""
        record = self.of(lesson)
        if record.best.get(step, spent + 1) <= spent:
            return self
        return self._with(lesson, record.having(best=(step, spent)))

    def answered(self, lesson: str, step: str, right: bool, today: date) -> "Progress":
        """With a question that was answered again, or wrongly for the first time."""
        record = self.of(lesson)
        before = record.again.get(step)
        asked = 0 if before is None else before.asked + 1
        again = Again(today, asked, before.right + 1 if before and right else 0)
        return self._with(lesson, record.having(again=(step, again)))

    def visiting(self, lesson: str) -> "Progress":
        """With the learner in a lesson."""
        return msgspec.structs.replace(self, last=lesson)

    def without(self, lesson: str) -> "Progress":
        """With a lesson started over; what it draws, it draws anew."""
        return self._with(lesson, Record(seed=(self.of(lesson).seed + 1) % MOST_SPENT))

    def joined(self, other: "Progress") -> "Progress":
        """With what was done elsewhere; the guesses that were made first, in ``other``, stay."""
        joined = msgspec.structs.replace(other, last=self.last or other.last)
        for slug, record in self.lessons.items():
            for step, state in record.steps.items():
                joined = joined.marked(slug, step, state, record.days.get(step))
            for step, choice in record.guesses.items():
                joined = joined.guessed(slug, step, choice, record.rights.get(step))
            for step, hints in record.hints.items():
                joined = joined.hinted(slug, step, hints)
            for step, spent in record.best.items():
                joined = joined.bettered(slug, step, spent)
            for step, typed in record.typed.items():
                joined = joined.typing(slug, step, typed)
            again = {**record.again, **joined.of(slug).again}
            joined = joined._with(slug, msgspec.structs.replace(joined.of(slug), again=again))
        return joined

    def _with(self, lesson: str, record: Record) -> "Progress":
        return msgspec.structs.replace(self, lessons={**self.lessons, lesson: record})


def encode(progress: Progress) -> str:
    """The progress as text for the browser to keep."""
    return msgspec.json.encode(progress).decode()


def decode(text: str, known: Mapping[str, Mapping[str, Collection[str]]]) -> Progress:
    """The progress in a text from a browser; ``known`` are each lesson's steps, and the choices."""
    if len(text) > MAX_STORED:
        return Progress()
    try:
        progress = msgspec.json.decode(text, type=Progress)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Progress()
    lessons = {
        slug: record.of_steps(known[slug])
        for slug, record in progress.lessons.items()
        if slug in known
    }
    return Progress(lessons, progress.last if progress.last in known else None)
