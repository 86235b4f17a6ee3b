"""What is said about a learner's work: a remark's key and its numbers, worded in a language.

The sentences stand in ``feedback/<language>.toml``, those of the page itself in
``page/<language>.toml``; a test holds that every language has the same keys and numbers.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from playground.cache import cached
from playground.notation import format_number

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "es")


class Remark(NamedTuple):
    """A sentence to be: ``key`` names it, ``values`` fill its gaps."""

    key: str
    values: Mapping[str, float | str | tuple[float, ...]] = {}


@cached(64)
def sentences(language: str, of: str = "feedback") -> dict[str, str]:
    """All sentences of a language by key; ``of`` is feedback or page."""
    with (FOLDER / of / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def say(remark: Remark, language: str, decimals: int = 2) -> str:
    """The remark as a sentence. Raises KeyError for a key that the language lacks."""
    values = {name: _shown(value, decimals) for name, value in remark.values.items()}
    return sentences(language)[remark.key].format(**values)


def _shown(value: float | str | tuple[float, ...], decimals: int) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return f"({', '.join(_shown(item, decimals) for item in value)})"
    if abs(value) < 1e6 and value == round(value):  # inf and nan cannot be rounded
        return format_number(value, 0)
    return format_number(value, decimals)
