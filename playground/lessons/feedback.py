"""What is said about a learner's work: a remark's key and its numbers, worded in a language.

The sentences stand in ``languages/<code>/feedback.toml``, those of the page itself in
``languages/<code>/page.toml``; a test holds that every language has the same keys and numbers.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from playground.cache import cached
from playground.language import FOLDER
from playground.notation import format_number, readable

MOST_DECIMALS = 9  # what differs by less than that differs by rounding alone


class InFull(float):
    """A number that is told with all its decimals: as it was typed, or as it is asked for."""


class Remark(NamedTuple):
    """A sentence to be: ``key`` names it, ``values`` fill its gaps."""

    key: str
    values: Mapping[str, float | str | tuple[float, ...]] = {}


@cached(64)
def sentences(language: str, of: str = "feedback") -> dict[str, str]:
    """All sentences of a language by key; ``of`` is feedback or page."""
    with (FOLDER / language / f"{of}.toml").open("rb") as file:
        return tomllib.load(file)


def say(remark: Remark, language: str, decimals: int = 2) -> str:
    """The remark as a sentence. Raises KeyError for a key that the language lacks.

    Its numbers have so many ``decimals``, or as many more as it takes to tell apart those that
    differ, and to tell from 0 what is not.
    """
    numbers = list(_numbers(remark.values.values()))
    enough = next((n for n in range(decimals, MOST_DECIMALS + 1) if _told(numbers, n)), decimals)
    values = {name: _shown(value, enough) for name, value in remark.values.items()}
    return sentences(language)[remark.key].format(**values)


def _numbers(values: Iterable[float | str | tuple[float, ...]]) -> Iterator[float]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        elif not isinstance(value, str):
            yield value


def _told(numbers: Sequence[float], decimals: int) -> bool:
    """Whether so many decimals tell all numbers apart, and each from 0."""
    different = {number for number in (*numbers, 0.0) if np.isfinite(number)}
    return len({round(number, decimals) for number in different}) == len(different)


def _shown(value: float | str | tuple[float, ...], decimals: int) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return f"({', '.join(_shown(item, decimals) for item in value)})"
    if isinstance(value, InFull):
        return readable(value, 0)
    if abs(value) < 1e6 and value == round(value):  # inf and nan cannot be rounded
        return format_number(value, 0)
    return format_number(value, decimals)
