"""A gesture's verb and what stands with it: ``add-neuron/1``, ``alpha/0`` with the value 0.2."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from playground import notation
from playground.language import _
from playground.limits import MAX_SEED
from playground.network import NetworkError

#: Of the whole numbers that are typed, a seed may be the largest.
_Whole = Annotated[int, Meta(ge=-MAX_SEED, le=MAX_SEED)]


@dataclass(frozen=True)
class Command:
    """What a visitor asks for: a verb, the ``rest`` of its name behind the slash, and a value.

    The value may be text that was typed: its number is read as everywhere on the page.
    """

    verb: str
    rest: str = ""
    value: float | str | None = None

    def number(self) -> float:
        """The value as a number. Raises NetworkError."""
        if self.value is None:
            raise NetworkError(_("value: expected a number, got none"))
        return notation.parse_number(self.value) if isinstance(self.value, str) else self.value

    def text(self) -> str:
        """The value as a text. Raises NetworkError."""
        if not isinstance(self.value, str):
            raise NetworkError(_("value: expected a text"))
        return self.value

    def whole(self, what: str) -> int:
        """The value as a whole number; ``what`` it is. Raises NetworkError."""
        return whole(self.value, what)

    def index(self, what: str) -> int:
        """The rest as a whole number; ``what`` it counts. Raises NetworkError."""
        return whole(self.rest, what)


def whole(text: str | float | None, what: str) -> int:
    """A whole number that was typed, or counts ``what``. Raises NetworkError."""
    try:
        return msgspec.convert(text, _Whole, strict=False)
    except (msgspec.ValidationError, UnicodeError) as error:
        raise NetworkError(
            _("{what}: expected a whole number, got {text}", what=what, text=repr(str(text)[:20]))
        ) from error
