"""What a learner has done, as a value; the browser keeps it as text across visits.

What comes back from a browser is decoded and checked like any upload: what is wrong or unknown is
dropped. A guess that is kept cannot be made again.
"""

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

#: How far a step has come, the furthest last. ``shown``: solved by looking at the solution.
State = Literal["skipped", "shown", "done"]
MOST_SPENT = 1_000_000  # more than any scene has numbers
_RANK = {"skipped": 0, "shown": 1, "done": 2}


class Record(msgspec.Struct, frozen=True):
    """One lesson: the states of steps and the guesses made, by the step's id.

    ``best`` is of steps whose second level is done: the least that it took, 0 where nothing counts.
    """

    steps: dict[str, State] = {}
    guesses: dict[str, str] = {}
    best: dict[str, int] = {}


class Progress(msgspec.Struct, frozen=True):
    """All lessons by slug; ``last`` is where the learner was."""

    lessons: dict[str, Record] = {}
    last: str | None = None

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

    def marked(self, lesson: str, step: str, state: State) -> "Progress":
        """With a step at least so far."""
        old = self.state(lesson, step)
        if old is not None and _RANK[old] >= _RANK[state]:
            return self
        record = self.of(lesson)
        steps = {**record.steps, step: state}
        return self._with(lesson, _replaced(record, steps=steps))

    def guessed(self, lesson: str, step: str, choice: str) -> "Progress":
        """With a guess, unless there is one: a guess stays."""
        if self.guess(lesson, step) is not None:
            return self
        record = self.of(lesson)
        guesses = {**record.guesses, step: choice}
        return self._with(lesson, _replaced(record, guesses=guesses))

    def bettered(self, lesson: str, step: str, spent: int) -> "Progress":
        """With a step's second level done by so much, unless it was once done by less."""
        record = self.of(lesson)
        best = {**record.best, step: min(spent, record.best.get(step, spent))}
        return self if best == record.best else self._with(lesson, _replaced(record, best=best))

    def visiting(self, lesson: str) -> "Progress":
        """With the learner in a lesson."""
        return msgspec.structs.replace(self, last=lesson)

    def without(self, lesson: str) -> "Progress":
        """With a lesson started over."""
        lessons = {slug: record for slug, record in self.lessons.items() if slug != lesson}
        return msgspec.structs.replace(self, lessons=lessons)

    def joined(self, other: "Progress") -> "Progress":
        """With what was done elsewhere; the guesses that were made first, in ``other``, stay."""
        joined = msgspec.structs.replace(other, last=self.last or other.last)
        for slug, record in self.lessons.items():
            for step, state in record.steps.items():
                joined = joined.marked(slug, step, state)
            for step, choice in record.guesses.items():
                joined = joined.guessed(slug, step, choice)
            for step, spent in record.best.items():
                joined = joined.bettered(slug, step, spent)
        return joined

    def _with(self, lesson: str, record: Record) -> "Progress":
        return msgspec.structs.replace(self, lessons={**self.lessons, lesson: record})


_replaced = msgspec.structs.replace


def encode(progress: Progress) -> str:
    """The progress as text for the browser to keep."""
    return msgspec.json.encode(progress).decode()


def decode(text: str, known: Mapping[str, Mapping[str, Collection[str]]]) -> Progress:
    """The progress in a text from a browser; ``known`` are each lesson's steps, and the choices."""
    try:
        progress = msgspec.json.decode(text, type=Progress)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Progress()
    lessons = {
        slug: Record(
            {step: state for step, state in record.steps.items() if step in known[slug]},
            {
                step: choice
                for step, choice in record.guesses.items()
                if choice in known[slug].get(step, ())
            },
            {
                step: spent
                for step, spent in record.best.items()
                if step in known[slug] and 0 <= spent <= MOST_SPENT
            },
        )
        for slug, record in progress.lessons.items()
        if slug in known
    }
    return Progress(lessons, progress.last if progress.last in known else None)
