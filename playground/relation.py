"""Whether a printed statement holds as printed: the one place that decides between "=" and "≈".

What counts is what a reader can check, the numbers as they stand there, and not the floats behind
them. So everything here takes the printed texts:

- A sum, a product or a sum of products is "=" if it is exact in decimal arithmetic, else "≈".
- The value of a function hardly ever ends. It is "=" if it is what one gets from the printed
  numbers and rounds to as many places as the result has, else "≈". Functions that only choose or
  multiply, as ReLU does, follow the first rule (``in_decimals`` of their rows).
- A line of several statements is "=" if each of them is.
- Where a number is still blank nothing has been claimed: "=".
- A comparison is printed with as many more decimals as it takes to be true.
"""

from collections.abc import Iterable
from decimal import Context, Decimal, localcontext

import numpy as np

from playground.activations import ACTIVATIONS
from playground.language import to_say
from playground.notation import format_number, in_full, read_printed

EQUAL, ABOUT = "=", "≈"
#: The relations as they are read out.
SPOKEN = {EQUAL: to_say("equals"), ABOUT: to_say("is about")}
Value = Decimal | None  # a printed number; ``None`` for a blank

_MOST_DECIMALS = 17  # beyond them two floats near 1 cannot differ
# Wide enough that no sum or product of printed numbers is rounded; what is undefined is NaN.
_EXACT = Context(prec=2000, Emax=10**6, Emin=-(10**6), traps=[])
_ZERO, _ONE = Decimal(0), Decimal(1)


def plus(terms: Iterable[Value]) -> Value:
    """The exact sum; a blank among the terms leaves it blank."""
    total = _ZERO
    for term in terms:
        if term is None:
            return None
        total = _EXACT.add(total, term)
    return total


def times(factors: Iterable[Value]) -> Value:
    """The exact product; a blank among the factors leaves it blank."""
    product = _ONE
    for factor in factors:
        if factor is None:
            return None
        product = _EXACT.multiply(product, factor)
    return product


def exactly(value: Value, result: Value) -> bool:
    """Whether both are the same number, or one is still blank."""
    if value is None or result is None:
        return True
    return value == result or (value.is_nan() and result.is_nan())


def adds_up(terms: Iterable[str], total: str) -> bool:
    """Whether printed terms have the printed sum."""
    return exactly(plus(map(read_printed, terms)), read_printed(total))


def multiplies_out(factors: Iterable[str], product: str) -> bool:
    """Whether printed factors have the printed product."""
    return exactly(times(map(read_printed, factors)), read_printed(product))


def rounded(value: float, result: Value) -> bool:
    """Whether ``result`` is ``value`` rounded to the last place of ``result``."""
    if result is None:
        return True
    whole = Decimal(float(value))
    if not (whole.is_finite() and result.is_finite()):
        return exactly(whole, result)
    place = int(result.as_tuple().exponent)
    return abs(_EXACT.subtract(whole, result)) * 2 <= _ONE.scaleb(place, _EXACT)


def applied(activation: str, z: Value, result: Value, alpha: Value = None) -> bool:
    """Whether ``result`` is f(z) of an activation, by the rule for that function."""
    if z is None or result is None:
        return True
    row = ACTIVATIONS[activation]
    slope = _ZERO if alpha is None else alpha
    if row.in_decimals is not None and not z.is_nan():
        with localcontext(_EXACT):
            return exactly(row.in_decimals(z, slope), result)
    with np.errstate(all="ignore"):
        value = row.function(np.array([float(z)]), float(slope))
    return rounded(float(value[0]), result)


def shares(activation: str, pre_activations: Iterable[Value], index: int, result: Value) -> bool:
    """Whether ``result`` is, rounded, what a function of the whole layer gives at ``index``."""
    known = list(pre_activations)
    if result is None or None in known:
        return True
    z = np.array([float(value or 0) for value in known])
    with np.errstate(all="ignore"):
        return rounded(float(ACTIVATIONS[activation].function(z, 0.0)[index]), result)


def relation(*holds: bool) -> str:
    """ "=" if every statement holds as printed, else "≈"."""
    return EQUAL if all(holds) else ABOUT


def compared(
    left: float, right: float, decimals: int, right_decimals: int = 0
) -> tuple[str, str, str]:
    """``left``, "≥" or "<", ``right``: with more decimals where fewer would make it untrue."""
    above = left >= right
    for places in range(decimals, _MOST_DECIMALS + 1):
        texts = format_number(left, places), format_number(right, max(places, right_decimals))
        if _is_above(*texts) == above:
            break
    else:
        texts = in_full(left), in_full(right)
    return texts[0], "≥" if above else "<", texts[1]


def _is_above(left: str, right: str) -> bool:
    a, b = read_printed(left), read_printed(right)
    if a is None or b is None or a.is_nan() or b.is_nan():
        return False
    return a >= b
