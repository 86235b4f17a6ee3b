"""Numbers as people write them: typed text to float, float to text.

Reads ``0.3``, ``−0,3``, ``1/3``, ``2e-3``, but not ``1,000``, which is one number to half of its
readers and another to the rest; writes a true minus sign (U+2212), a fixed number of decimals,
``∞`` and ``not a number``.
"""

import math
import re
from decimal import Decimal

from playground.network import MAX_MAGNITUDE, NetworkError, quoted

MAX_DECIMALS = 6
NOT_A_NUMBER = "not a number"
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,4})?")
_TWO_MEANINGS = re.compile(r"([+-]?[1-9]\d{0,2}),(\d{3})([eE].*)?")
_MINUSES = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "－": "-"})


def format_number(value: float, decimals: int = 2, plus: bool = False) -> str:
    """``value`` with ``decimals`` decimals; large ones (|value| ≥ 1e9) as a power of ten."""
    if -1e9 < value < 1e9:  # first, because most are, and a drawing writes thousands
        text = f"{value:.{decimals}f}"
        if text[0] == "-" and float(text) == 0:
            text = text[1:]  # −0.00 would claim a sign that cannot be seen
    elif math.isnan(value):
        return NOT_A_NUMBER
    elif math.isinf(value):
        return "−∞" if value < 0 else ("+∞" if plus else "∞")
    else:
        mantissa, exponent = f"{value:.{min(decimals, 2)}e}".split("e")
        text = f"{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    if plus and value > 0:
        text = "+" + text
    return text.replace("-", "−")


def readable(value: float, decimals: int) -> str:
    """``value`` with at least ``decimals`` decimals, and more where it has more: 0.5, not 0."""
    if not math.isfinite(value):
        return format_number(value)
    own = -int(Decimal(repr(float(value))).normalize().as_tuple().exponent)
    return format_number(value, max(decimals, min(own, MAX_DECIMALS)))


def in_full(value: float) -> str:
    """Every digit of ``value``, a very large or small one as a power of ten."""
    mantissa, _, power = exact(value).partition("e")
    if not math.isfinite(value):
        return format_number(value)
    text = f"{mantissa}·10{str(int(power)).translate(_SUPERSCRIPTS)}" if power else mantissa
    return text.replace("-", "−")


def exact(value: float) -> str:
    """The shortest text that reads back as the same float; ``nan`` and ``inf`` by their names."""
    return repr(float(value)).removesuffix(".0")


def plain(value: float) -> str:
    """``value`` without an exponent, to twelve decimals: what ARIA takes for a number."""
    return f"{value:.12f}".rstrip("0").rstrip(".")


def subscript(number: int) -> str:
    """``12`` as ``₁₂``."""
    return str(number).translate(_SUBSCRIPTS)


class AmbiguousNumberError(NetworkError):
    """A comma that some read as the decimal point and others as a mark of thousands."""

    def __init__(self, before: str, after: str) -> None:
        before = before.replace("-", "−")
        self.decimal, self.whole = f"{before}.{after}", f"{before}{after}"
        super().__init__(
            f"number: {before},{after} can be read in two ways; "
            f"write {self.decimal} for the decimal or {self.whole} for the thousands"
        )


def parse_number(text: str) -> float:
    """The number that a visitor typed. Raises NetworkError, one sentence, for anything else.

    A comma before exactly three digits, as in ``1,000``, raises AmbiguousNumberError unless what
    stands before it can only begin a decimal: ``0,125``, ``,125`` and ``1234,500`` are read.
    """
    if len(text) > 60:
        raise NetworkError(f"number: expected a number, got {len(text)} characters")
    plain = "".join(text.split()).translate(_MINUSES)
    numerator, slash, denominator = plain.partition("/")
    value = _parse_plain(numerator, text)
    if slash:
        divisor = _parse_plain(denominator, text)
        if divisor == 0:
            raise NetworkError(f"number: {quoted(text.strip())} divides by zero")
        value /= divisor
    if not abs(value) <= MAX_MAGNITUDE:
        raise NetworkError(
            f"number: expected at most {MAX_MAGNITUDE:g} in size, got {quoted(text.strip())}"
        )
    return value


def _parse_plain(plain: str, text: str) -> float:
    if ambiguous := _TWO_MEANINGS.fullmatch(plain):
        raise AmbiguousNumberError(ambiguous[1], ambiguous[2])
    if not _PLAIN.fullmatch(plain):
        raise NetworkError(
            f"number: expected something like 0.3, −0,3 or 1/3, got {quoted(text.strip())}"
        )
    return float(plain.replace(",", "."))
