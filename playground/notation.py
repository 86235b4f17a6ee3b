"""Numbers as people write and read them: every form of a number's text, and the ways back.

Written are a true minus sign (U+2212), ``∞`` and ``not a number``, and the decimal mark of the
language that is spoken; otherwise a form is told by how much of a number it shows: a fixed number
of decimals (``format_number``, ``readable``, ``signed``), every digit (``in_full``, ``exact``,
``typed``, ``without_exponent``), or as much as fits (``compact``, ``significant``, ``brief``,
``rough``). ``exact`` alone is for machines, with a point in every language.

An output that nobody has given a name is ŷ, or ŷ₁ beside others (``output_name``): y is what the
rows ask for.

``parse_number`` reads what a visitor types: ``0.3``, ``−0,3``, ``1/3``, ``2e-3``, but not
``1,000``, which is one number to half of its readers and another to the rest. ``read_printed``
reads what the page itself has written.
"""

import math
import re
from decimal import Decimal

from babel.numbers import format_percent

from playground.cache import cached
from playground.language import _, called, decimal_mark, language, to_say
from playground.limits import MAX_DECIMALS, MAX_MAGNITUDE, quoted
from playground.network import Network, NetworkError

NOT_A_NUMBER = to_say("not a number")
EN_SPACE = "\u2002"  # as wide as a digit
COMPACT_FROM = 1e5  # fields and cells are narrow: from here on a power of ten
_TINY = 1e-4  # below this a number that would print as zero becomes a power of ten too
_UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DECIMAL = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,4})?")
_TWO_MEANINGS = re.compile(r"([+-]?[1-9]\d{0,2}),(\d{3})([eE].*)?")
_PRINTED = str.maketrans("−⁰¹²³⁴⁵⁶⁷⁸⁹⁻,", "-0123456789-.")
_PRINTED_POWERS = {"·10": "E", "∞": "Infinity", "k": "E3", "M": "E6", "G": "E9"}
_MINUSES = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "－": "-"})


def format_number(value: float, decimals: int = 2, plus: bool = False) -> str:
    """``value`` with ``decimals`` decimals; large ones (|value| ≥ 1e9) as a power of ten."""
    if -1e9 < value < 1e9:  # first, because most are, and a drawing writes thousands
        text = f"{value:.{decimals}f}"
        if text[0] == "-" and float(text) == 0:
            text = text[1:]  # −0.00 would claim a sign that cannot be seen
    elif math.isnan(value):
        return _(NOT_A_NUMBER)
    elif math.isinf(value):
        return "−∞" if value < 0 else ("+∞" if plus else "∞")
    else:
        text = _as_power(value, min(decimals, 2))
    if plus and value > 0:
        text = "+" + text
    return _typeset(text)


def readable(value: float, decimals: int) -> str:
    """``value`` with at least ``decimals`` decimals, and more where it has more: 0.5, not 0."""
    if not math.isfinite(value):
        return format_number(value)
    own = -int(Decimal(repr(float(value))).normalize().as_tuple().exponent)
    return format_number(value, max(decimals, min(own, MAX_DECIMALS)))


def in_full(value: float) -> str:
    """Every digit of ``value``, a very large or small one as a power of ten."""
    if not math.isfinite(value):
        return format_number(value)
    mantissa, _, power = exact(value).partition("e")
    text = f"{mantissa}·{power_of_ten(int(power))}" if power else mantissa
    return _typeset(text)


def exact(value: float) -> str:
    """The shortest text that reads back as the same float; ``nan`` and ``inf`` by their names."""
    return repr(float(value)).removesuffix(".0")


def typed(value: float) -> str:
    """Every digit of a finite ``value`` as a field shows it and ``parse_number`` reads it back."""
    return _typeset(exact(value))


def without_exponent(value: float) -> str:
    """``value`` to twelve decimals and never as a power: what ARIA takes for a number."""
    return f"{value:.12f}".rstrip("0").rstrip(".")


def compact(value: float, decimals: int, tiny: bool = False) -> str:
    """``value`` for a narrow place: large ones, and with ``tiny`` very small ones, as a power."""
    size = abs(value)
    if COMPACT_FROM <= size < 1e9:  # format_number does so itself from there on
        return _typeset(_as_power(value, min(decimals, 2)))
    if tiny and 0 < size < min(_TINY, 0.5 * 10.0**-decimals):
        # Of a very small one a single digit: 1·10⁻⁵ fits where 9.93·10⁻⁵ would be cut.
        return _typeset(_as_power(value, 0))
    return format_number(value, decimals)


def signed(value: float, decimals: int) -> str:
    """``value`` with its sign, for what may be very small: ``+0.37``, ``−0.001``, ``+≈0``, ``0``.

    What the decimals would round to 0 has one significant digit, and less than a tenth of that is
    only said to be near 0. "0" alone is exactly 0.
    """
    size = abs(value)
    if size == 0.0:
        return "0"
    least = 0.5 * 10.0**-decimals
    if size < least / 10:
        text = "≈0"
    elif size < least:
        text = format_number(size, -math.floor(math.log10(size)))
    else:
        text = compact(size, decimals)
    return text if math.isnan(value) else ("−" if value < 0 else "+") + text


def significant(value: float) -> str:
    """``value`` with two significant digits, for what spans many powers of ten."""
    if not math.isfinite(value) or value == 0:
        return format_number(value, 0)
    if not 0.001 <= abs(value) < 1000:
        return _typeset(_as_power(value, 1))
    return _typeset(f"{value:.2g}" if abs(value) < 100 else f"{value:.0f}")


def brief(value: float) -> str:
    """``value`` with as many digits as it has, but six at most: 3, 0.25, 1e+06."""
    return _typeset(f"{value:g}")


def rough(value: float) -> str:
    """A finite ``value`` with about three digits, as short as can be: ``−1.2M``, ``3e12``."""
    for limit, unit in _UNITS:
        if limit <= abs(value) < limit * 1e3:
            return format_number(value / limit, 1 if abs(value) < limit * 100 else 0) + unit
    if abs(value) < 1e3:
        return format_number(value, 2 if abs(value) < 10 else 1)
    return _typeset(f"{value:.0e}").replace("e+", "e")


def percent(share: float) -> str:
    """A share as a whole number of percent: ``50%``, and ``50 %`` where that is the custom."""
    return format_percent(share, locale=language())


def blank(decimals: int) -> str:
    """Space as wide as a number that is not known yet."""
    return EN_SPACE * (decimals + 2)


def power_of_ten(power: int) -> str:
    """``-5`` as ``10⁻⁵``."""
    return "10" + str(power).translate(_SUPERSCRIPTS)


def _as_power(value: float, decimals: int) -> str:
    """``1.25·10⁵``; the sign of ``value`` is still a hyphen, its decimal mark a point."""
    mantissa, power = f"{value:.{decimals}e}".split("e")
    return f"{mantissa}·{power_of_ten(int(power))}"


def _typeset(text: str) -> str:
    """A number's text with a true minus sign and the decimal mark of the spoken language."""
    return text.replace("-", "−").replace(".", decimal_mark(language()))


def subscript(number: int) -> str:
    """``12`` as ``₁₂``."""
    return str(number).translate(_SUBSCRIPTS)


def is_unnamed_output(name: str, j: int) -> bool:
    """Whether nobody has given output j a name of its own."""
    return name in ("y", f"y{j + 1}", "ŷ", f"ŷ{subscript(j + 1)}")


def output_name(network: Network, j: int) -> str:
    """An output's name as it is said: ŷ, or ŷ₁ beside others, if it has none of its own."""
    name = network.output_names[j]
    if is_unnamed_output(name, j):
        return "ŷ" if network.n_outputs == 1 else f"ŷ{subscript(j + 1)}"
    return called(name)


@cached(4096)
def read_printed(text: str) -> Decimal | None:
    """The number that a printed text says, ``None`` if it is blank.

    Reads whatever the page prints: ``−0.90``, ``(−0.90)``, ``1.25·10⁵``, ``3e12``, ``1.2M``, ``∞``.
    """
    written = text.strip("() " + EN_SPACE).translate(_PRINTED)
    if not written:
        return None
    if written == _(NOT_A_NUMBER):
        return Decimal("NaN")
    for printed, read in _PRINTED_POWERS.items():
        written = written.replace(printed, read)
    return Decimal(written)


class AmbiguousNumberError(NetworkError):
    """A comma that some read as the decimal point and others as a mark of thousands."""

    def __init__(self, before: str, after: str) -> None:
        before = before.replace("-", "−")
        self.decimal, self.whole = f"{before}.{after}", f"{before}{after}"
        super().__init__(
            _(
                "number: {written} can be read in two ways; "
                "write {decimal} for the decimal or {whole} for the thousands",
                written=f"{before},{after}",
                decimal=self.decimal,
                whole=self.whole,
            )
        )


def parse_number(text: str) -> float:
    """The number that a visitor typed. Raises NetworkError, one sentence, for anything else.

    A comma before exactly three digits, as in ``1,000``, raises AmbiguousNumberError unless what
    stands before it can only begin a decimal: ``0,125``, ``,125`` and ``1234,500`` are read. Where
    the comma is the decimal mark it has one meaning only: ``1,000`` is what the page prints for 1.
    """
    if len(text) > 60:
        raise NetworkError(_("number: expected a number, got {count} characters", count=len(text)))
    written = "".join(text.split()).translate(_MINUSES)
    numerator, slash, denominator = written.partition("/")
    value = _parse_decimal(numerator, text)
    if slash:
        divisor = _parse_decimal(denominator, text)
        if divisor == 0:
            raise NetworkError(_("number: {text} divides by zero", text=quoted(text.strip())))
        value /= divisor
    if not abs(value) <= MAX_MAGNITUDE:
        raise NetworkError(
            _(
                "number: expected at most {most} in size, got {text}",
                most=brief(MAX_MAGNITUDE),
                text=quoted(text.strip()),
            )
        )
    return value


def _parse_decimal(written: str, text: str) -> float:
    ambiguous = _TWO_MEANINGS.fullmatch(written)
    if ambiguous and decimal_mark(language()) != ",":
        raise AmbiguousNumberError(ambiguous[1], ambiguous[2])
    if not _DECIMAL.fullmatch(written):
        raise NetworkError(
            _(
                "number: expected something like 0.3, −0,3 or 1/3, got {text}",
                text=quoted(text.strip()),
            )
        )
    return float(written.replace(",", "."))
