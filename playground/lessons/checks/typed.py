"""The check of numbers that the learner types."""

from playground import notation
from playground.lessons.checks.check import Attempt, Parameters, Result, check
from playground.lessons.feedback import Remark
from playground.network import NetworkError
from playground.quantities import quantity


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
        text = attempt.typed.get(name, "").strip()
        if not text:
            return Remark("typed-missing", {"field": name})
        try:
            value = notation.parse_number(text)
        except notation.AmbiguousNumberError as error:
            ways = {"decimal": error.decimal, "whole": error.whole}
            return Remark("typed-ambiguous", {"field": name, **ways})
        except NetworkError:
            return Remark("typed-unreadable", {"field": name})
        if abs(value - quantity(attempt.scene, of)) <= self.within * (1 + 1e-9):
            return None
        return Remark("typed-wrong", {"field": name, "value": value})
