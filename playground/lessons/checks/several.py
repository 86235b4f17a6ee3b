"""The check that asks for several at once."""

from playground.lessons.checks.check import Attempt, Check, Parameters, Result, check, grade


@check
class All(Parameters, frozen=True, tag="all"):
    """Several checks at once."""

    checks: list[Check]

    def grade(self, attempt: Attempt) -> Result:
        """The mean score; what is said is of the first that is not passed, else of the last."""
        results = [grade(each, attempt) for each in self.checks]
        score = sum(each.score for each in results) / len(results)
        wrong = [each for each in results if not each.passed]
        if wrong:
            return Result(min(score, 0.99), False, wrong[0].remarks)
        return Result(1.0, True, results[-1].remarks)
