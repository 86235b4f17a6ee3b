"""The check of numbers that the learner types, and the slips that it knows by name."""

import math
from collections.abc import Mapping

import msgspec

from playground import notation
from playground.lessons.checks.check import Attempt, Parameters, Result, check
from playground.lessons.feedback import InFull, Remark, sentences
from playground.network import NetworkError
from playground.quantities import quantity
from playground.scene import Scene, replace_scene
from playground.scene.playback import last_step

#: A quantity's name, or a sum of products of numbers and names.
Terms = str | list[list[float | str]]


@check
class Typed(Parameters, frozen=True, tag="typed"):
    """Numbers typed by the learner equal quantities; usual slips are answered by their names.

    They are asked of the scene that the step began with, its row's way there and back played to the
    end. An answer, and each slip of its field, is a quantity, ``"z/0/0"``, or a sum of products of
    numbers and quantities: ``[["weight/0/0/0"], [-0.1, "mean-gradient/0/0/0"]]`` is w − 0.1·g. A
    slip is called as its sentence is, ``slip-<name>``.
    """

    answers: dict[str, Terms]
    slips: dict[str, dict[str, Terms]] = msgspec.field(default_factory=dict)
    within: float = 0.005

    def __post_init__(self) -> None:
        for name, slips in self.slips.items():
            if name not in self.answers:
                raise ValueError(f"slips: expected fields of answers, got {name!r}")
            for slip in slips:
                if f"slip-{slip}" not in sentences("en"):
                    raise ValueError(f"slips: feedback.toml has no sentence slip-{slip}")

    def grade(self, attempt: Attempt) -> Result:
        """The share of fields that are right; what is said is of the first that is not."""
        said = [self._wrong(name, attempt) for name in self.answers]
        remarks = [remark for remark in said if remark is not None]
        if not remarks:
            return Result(1.0, True, (Remark("typed-passed"),))
        return Result(1 - len(remarks) / len(said), False, (remarks[0],))

    def _wrong(self, name: str, attempt: Attempt) -> Remark | None:
        """What is wrong with a field, if anything is: by its name, if it is a usual slip."""
        value = _read(name, attempt)
        if isinstance(value, Remark):
            return value
        scene = wholly_played(attempt.start)
        wanted = total(self.answers[name], scene)
        if _near(value, wanted, self.within):
            return None
        said: dict[str, float | str] = {"field": name, "value": InFull(value)}
        slips = self.slips.get(name, {})
        gaps = {slip: abs(total(terms, scene) - value) for slip, terms in slips.items()}
        nearest = min(gaps, key=lambda slip: gaps[slip], default="")
        if nearest and _near(gaps[nearest], 0.0, self.within):
            return Remark(f"slip-{nearest}", said)
        return self._usual(value, wanted, said)

    def _usual(self, value: float, wanted: float, said: Mapping[str, float | str]) -> Remark:
        """A slip that any number may have: its sign, its unit, its decimals."""
        decimals = self.decimals
        if _near(value, -wanted, self.within):
            return Remark("slip-sign", said)
        if _near(value, 100 * wanted, 100 * self.within) and abs(wanted) <= 1:
            return Remark("slip-percent", said)
        if value and any(_near(value, round(wanted, few), 1e-9) for few in range(decimals)):
            return Remark("slip-rounded", {**said, "decimals": decimals})
        return Remark("typed-wrong", said)

    @property
    def decimals(self) -> int:
        """How many decimals suffice."""
        return max(math.ceil(-math.log10(2 * self.within) - 1e-9), 0)


def wholly_played(scene: Scene) -> Scene:
    """The scene after the whole way of its row, there and back."""
    return replace_scene(scene, mode="train", step=last_step(scene.network, "train"))


def total(terms: Terms, scene: Scene) -> float:
    """A quantity, or a sum of products of numbers and quantities. Raises NetworkError."""
    if isinstance(terms, str):
        return quantity(scene, terms)
    return sum(
        math.prod(quantity(scene, each) if isinstance(each, str) else each for each in factors)
        for factors in terms
    )


def _near(value: float, wanted: float, within: float) -> bool:
    return abs(value - wanted) <= within * (1 + 1e-9)


def _read(name: str, attempt: Attempt) -> float | Remark:
    """The number in a field, or why there is none."""
    text = attempt.typed.get(name, "").strip()
    if not text:
        return Remark("typed-missing", {"field": name})
    try:
        return notation.parse_number(text)
    except notation.AmbiguousNumberError as error:
        ways = {"decimal": error.decimal, "whole": error.whole}
        return Remark("typed-ambiguous", {"field": name, **ways})
    except NetworkError:
        return Remark("typed-unreadable", {"field": name})
