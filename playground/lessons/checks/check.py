"""What a check is: parameters from a lesson's file, and a grade for an attempt.

A check is one class: a Struct of parameters, tagged with the name that a lesson's file gives it,
with a method ``grade``. ``@check`` puts it into ``CHECKS``, from which a lesson's file is decoded.
It accepts whatever is correct, not one set of numbers, and asks ``analysis`` for what it judges,
as the panel beside it does.
"""

import functools
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
import numpy as np
from msgspec.inspect import StructType, type_info

from playground.lessons.feedback import Remark
from playground.network import NetworkError
from playground.scene import Scene


class Result(NamedTuple):
    """``score`` from 0 to 1, whether that is enough, and what to say about it."""

    score: float
    passed: bool
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Attempt:
    """What is graded: the scene, the scene that the step began with, and what was typed in."""

    scene: Scene
    start: Scene
    typed: Mapping[str, str] = field(default_factory=dict)


class Check:
    """What a task asks for."""

    def grade(self, attempt: Attempt) -> Result:
        """How near the attempt comes. NetworkError: the network is not one to ask this of."""
        raise NotImplementedError


class Parameters(msgspec.Struct, Check, frozen=True, tag_field="name", forbid_unknown_fields=True):
    """A check's parameters; ``name`` in a lesson's file tells which check they are for."""


#: Every check by the name that a lesson's file gives it.
CHECKS: dict[str, type[Parameters]] = {}


def check(kind: type[Parameters]) -> type[Parameters]:
    """Register a check under its tag: a decorator."""
    CHECKS[tag_of(kind)] = kind
    return kind


def tag_of(kind: type[Parameters]) -> str:
    """The name that a lesson's file gives a check."""
    info = type_info(kind)
    if not isinstance(info, StructType):
        raise TypeError(f"{kind.__name__}: expected a Struct")
    return str(info.tag)


def decoded(kind: type, value: Any) -> Any:
    """``dec_hook`` of msgspec: the registered check that a lesson's file describes.

    ValueError: what msgspec says is wrong, with the place inside of the check behind it.
    """
    if kind is not Check:
        raise NotImplementedError(f"no way to decode {kind.__name__}")
    try:
        return msgspec.convert(
            value, functools.reduce(operator.or_, CHECKS.values()), dec_hook=decoded
        )
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


@np.errstate(all="ignore")
def grade(check: Check, attempt: Attempt) -> Result:
    """How near the attempt comes to what the check asks, of the way from where the step began.

    What the check cannot be asked of (the learner removed the neuron) is not passed, and says so.
    """
    found = _graded(check, attempt)
    began = _graded(check, Attempt(attempt.start, attempt.start))
    if found.passed or began.passed:
        return found
    way = (found.score - began.score) / (1.0 - began.score)
    return found._replace(score=max(way, 0.0))


def _graded(check: Check, attempt: Attempt) -> Result:
    try:
        return check.grade(attempt)
    except NetworkError:
        return failed("other-network")


def failed(key: str, **values: float | str | tuple[float, ...]) -> Result:
    """Not passed, and nothing comes near."""
    return Result(0.0, False, (Remark(key, values),))


def result(score: float, passed: bool, key: str, **values: Any) -> Result:
    """Passed, with the sentence ``key-passed``; or not, with ``key`` and the score below 1.

    A score that is not a number, as of an output that overflowed, counts 0.
    """
    if passed:
        return Result(1.0, True, (Remark(f"{key}-passed", values),))
    if np.isnan(score):
        score = 0.0
    return Result(min(max(score, 0.0), 0.99), False, (Remark(key, values),))


def closeness(gap: float, allowed: float) -> float:
    """A score that falls with the gap: 1 at none, one half at three times the tolerance."""
    return 1.0 / (1.0 + max(gap - allowed, 0.0) / (2 * allowed)) if np.isfinite(gap) else 0.0


def needs_one_output(scene: Scene) -> None:
    """Raise NetworkError if there are several outputs, and it is not said which is meant."""
    if scene.network.n_outputs != 1:
        raise NetworkError(f"expected one output, got {scene.network.n_outputs}")
