"""The checks of numbers that the learner types."""

import math

import msgspec

from playground import notation
from playground.lessons.checks.check import Attempt, Parameters, Result, check
from playground.lessons.feedback import Remark
from playground.network import NetworkError
from playground.quantities import quantity
from playground.scene import Scene, replace_scene
from playground.scene.playback import last_step


@check
class Typed(Parameters, frozen=True, tag="typed"):
    """Numbers typed by the learner equal quantities of the scene."""

    answers: dict[str, str]
    within: float = 0.005

    def grade(self, attempt: Attempt) -> Result:
        """The share of fields that are right; what is said is of the first that is not."""
        said = [self._wrong(name, of, attempt) for name, of in self.answers.items()]
        remarks = [remark for remark in said if remark is not None]
        if not remarks:
            return Result(1.0, True, (Remark("typed-passed"),))
        return Result(1 - len(remarks) / len(said), False, (remarks[0],))

    def _wrong(self, name: str, of: str, attempt: Attempt) -> Remark | None:
        """What is wrong with a field, if anything is."""
        value = _read(name, attempt)
        if isinstance(value, Remark):
            return value
        if _near(value, quantity(attempt.scene, of), self.within):
            return None
        return Remark("typed-wrong", {"field": name, "value": value})


@check
class Worked(Parameters, frozen=True, tag="worked"):
    """Numbers worked by hand from those that the step began with; usual slips are known by name.

    They are asked of the scene as it is once the way there and back has been played to its end.
    An answer, and each slip of its field, is a sum of products of numbers and quantities:
    ``[["weight/0/0/0"], [-0.1, "mean-gradient/0/0/0"]]`` is w − 0.1·g.
    """

    answers: dict[str, list[list[float | str]]]
    slips: dict[str, dict[str, list[list[float | str]]]] = msgspec.field(default_factory=dict)
    within: float = 0.005

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
        if _near(value, total(self.answers[name], scene), self.within):
            return None
        for slip, terms in self.slips.get(name, {}).items():
            if _near(value, total(terms, scene), self.within):
                return Remark(f"slip-{slip}", {"field": name, "value": value})
        return Remark("typed-wrong", {"field": name, "value": value})


def wholly_played(scene: Scene) -> Scene:
    """The scene after the whole way of its row, there and back."""
    return replace_scene(scene, mode="train", step=last_step(scene.network, "train"))


def total(terms: list[list[float | str]], scene: Scene) -> float:
    """A sum of products of numbers and of a scene's quantities. Raises NetworkError."""
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
