"""An exercise with numbers drawn by a seed: the scene, and the one that is asked for.

The sheets of a class are drawn together, so that each differs from the others in its numbers, and
where there is room for it in what is right.
"""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np

from playground.lessons.checks.typed import Terms, wholly_played
from playground.lessons.lesson import Step
from playground.lessons.load import right_choice, scene_of
from playground.lessons.placing import TARGET, sized, targets, with_numbers, with_rows
from playground.lessons.variants import MARGIN, alike, answers
from playground.lessons.worksheets import Exercise, Span
from playground.network import NetworkError
from playground.notation import readable
from playground.quantities import quantity, shown
from playground.scene import Scene

THEN = "then/"  # before what is of the scene that is asked for
TRIES, ENOUGH = 400, 24  # how many are drawn, and how many clear ones are looked at
_NUMBER = re.compile(r"\{([\w/-]+)(?:\|(\d))?\}")


@dataclass(frozen=True)
class Drawn:
    """The scene, the one ``then`` that is asked for, and the ``values`` that were drawn by name."""

    scene: Scene
    then: Scene
    values: Mapping[str, float]

    def value(self, terms: Terms) -> float:
        """A number by its name, or a sum of products. Raises NetworkError."""
        if isinstance(terms, str):
            return self._named(terms)
        return sum(
            math.prod(self._named(each) if isinstance(each, str) else each for each in factors)
            for factors in terms
        )

    def _named(self, name: str) -> float:
        if name in self.values:
            return self.values[name]
        if name.startswith(THEN):
            return quantity(self._then_played, name.removeprefix(THEN))
        return quantity(self._played, name)

    @cached_property
    def _played(self) -> Scene:
        return wholly_played(self.scene)

    @cached_property
    def _then_played(self) -> Scene:
        return wholly_played(self.then)

    def filled(self, text: str) -> str:
        """The text with numbers in place of ``{weight/0/0/0}``, ``{then/z/0/0}`` and ``{h}``.

        Each has the decimals that it needs, two at most, or those that are said: ``{z/0/0|4}``.
        """
        return _NUMBER.sub(self._shown, text)

    def _shown(self, match: re.Match[str]) -> str:
        name, decimals = match.groups()
        if not self.knows(name):
            relation = shown(self.scene, name)
            return match[0] if relation == "–" else relation
        value = self.value(name)
        if decimals is None:
            return readable(round(value, 2), 0)
        return readable(round(value, int(decimals)), int(decimals))

    def knows(self, name: str) -> bool:
        """Whether it has a number of this name."""
        try:
            self.value(name)
        except NetworkError:
            return False
        return True


def drawn(name: str, step: Step, exercise: Exercise, seed: int, count: int) -> tuple[Drawn, ...]:
    """``count`` of them. The same name and seed are the same ones."""
    base = _base(step, exercise)
    ways = _in_turn(step, exercise)
    first = crc32(f"{name}/{seed}".encode())
    found: list[Drawn] = []
    for letter in range(count):
        wanted = ways[(first + letter) % len(ways)] if ways else None
        tried = _tries(name, step, exercise, base, (seed, letter))
        found.append(_chosen(tried, step, exercise, wanted, [*found]))
    return tuple(found)


def _tries(
    name: str, step: Step, exercise: Exercise, base: Scene, at: tuple[int, int]
) -> Iterator[Drawn]:
    """All that are clear and other than the lesson's own."""
    for attempt in range(TRIES):
        rng = np.random.default_rng([*at, crc32(name.encode()), attempt])
        one = _drawn(step, exercise, base, rng)
        if (one.scene != base or one.values) and _is_clear(step, exercise, one):
            yield one


def _chosen(
    tried: Iterator[Drawn],
    step: Step,
    exercise: Exercise,
    wanted: str | None,
    before: Sequence[Drawn],
) -> Drawn:
    """The first that is new and has the answer that is wanted; the nearest to it, if none has."""
    best, score = None, -1
    told = [(one.scene, one.values) for one in before]
    keys = [right_of(step, exercise, one) for one in before]
    for one in itertools.islice(tried, ENOUGH):
        right = right_of(step, exercise, one)
        is_new = (one.scene, one.values) not in told
        is_other = right not in (keys if wanted is None else keys[-1:])
        value = 4 * is_new + 2 * (wanted in (None, right)) + is_other
        if value > score:
            best, score = one, value
        if score == 7:
            break
    if best is None:
        raise NetworkError(f"worksheets.toml: nothing clear can be drawn for {step.id}")
    return best


def _base(step: Step, exercise: Exercise) -> Scene:
    if exercise.start is None:
        return step.begins
    return step.solved if exercise.start == "solved" else scene_of(exercise.start)


def _drawn(step: Step, exercise: Exercise, base: Scene, rng: np.random.Generator) -> Drawn:
    scene = sized(base, exercise.sizes, rng) if exercise.sizes else base
    if exercise.alike:
        scene = alike(scene, rng)
    values = {}
    for name, given in exercise.draw.items():
        choices = given.numbers() if isinstance(given, Span) else given
        for target in targets(name, scene):
            values[target] = float(choices[rng.integers(len(choices))])
    for name, terms in exercise.derive.items():
        values[name] = Drawn(scene, scene, values).value(terms)
    if any(name.startswith("data/") for name in values):
        own = isinstance(exercise.start, dict)
        scene = with_rows(exercise.start if own else step.content.start, values)
    scene = with_numbers(scene, {k: v for k, v in values.items() if not k.startswith(THEN)})
    then = {k.removeprefix(THEN): v for k, v in values.items() if k.startswith(THEN)}
    return Drawn(scene, with_numbers(scene, then), values)


def _is_clear(step: Step, exercise: Exercise, one: Drawn) -> bool:
    """Whether all that it needs is clearly so, and one choice clearly the largest."""
    if any(one.value(terms) < MARGIN - 1e-9 for terms in exercise.needs):
        return False
    if any(
        one.value(name.removeprefix(THEN)) == value
        for name, value in one.values.items()
        if name.startswith(THEN) and TARGET.fullmatch(name.removeprefix(THEN))
    ):
        return False  # what is asked for is there already
    sizes = sorted(map(one.value, _compared(step, exercise).values()), reverse=True)
    if sizes and sizes[0] - sizes[1] < MARGIN - 1e-9:
        return False
    question = step.content.question
    if question is not None and question.sign is not None and not exercise.fields:
        return abs(one.value(question.sign)) >= MARGIN
    return True


def _compared(step: Step, exercise: Exercise) -> Mapping[str, Terms]:
    """The choices of which the largest is right, if any are."""
    if exercise.choices or exercise.fields or step.content.question is None:
        return exercise.choices
    return step.content.question.largest


def right_ways(step: Step, exercise: Exercise) -> Sequence[str]:
    """The choices, if it has any."""
    if exercise.fields:
        return ()
    return tuple(exercise.choices) or step.choices


def _in_turn(step: Step, exercise: Exercise) -> Sequence[str]:
    """The choices that should be right in turn: those that what is drawn can make so."""
    ways = right_ways(step, exercise)
    if is_given(step, exercise):
        return ()
    fixed = {way for way, terms in exercise.choices.items() if not _names(terms)}
    return [way for way in ways if way not in fixed and way != "zero"]


def is_given(step: Step, exercise: Exercise) -> bool:
    """Whether one choice is right whatever is drawn."""
    question = step.content.question
    own = exercise.fields or exercise.choices
    return not own and question is not None and question.answer is not None


def _names(terms: Terms) -> bool:
    return isinstance(terms, str) or any(isinstance(each, str) for row in terms for each in row)


def right_of(step: Step, exercise: Exercise, one: Drawn) -> str | Mapping[str, float]:
    """The choice that is right, or the value of each field."""
    compared = _compared(step, exercise)
    if compared:
        return max(compared, key=lambda choice: one.value(compared[choice]))
    if exercise.fields:
        return {name: one.value(terms) for name, terms in exercise.fields.items()}
    if step.content.question is not None:
        return right_choice(step.content.question, one.scene)
    return answers(step, one.scene)


def shuffled(name: str, choices: Sequence[str], seed: int, letter: int) -> Sequence[str]:
    """The choices in an order of their own for each letter, as far as there are enough orders."""
    orders = list(itertools.permutations(choices))
    rng = np.random.default_rng([seed, crc32(name.encode())])
    rng.shuffle(orders)
    return [str(choice) for choice in orders[letter % len(orders)]]
