"""What a page prints, read back: numbers and sums in its markup, worked out again as decimals.

Nothing here asks the product how it decided between "=" and "≈".
"""

import html.parser
import re
from collections.abc import Iterator
from decimal import Context, Decimal

EXACT = Context(prec=2000, Emax=10**6, Emin=-(10**6), traps=[])
_ASCII = str.maketrans("−⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "-0123456789-")
_NUMBER = r"\d+(?:\.\d+)?(?:·10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|e[+−-]?\d+)?|∞|not a number"
_TOKEN = re.compile(rf"{_NUMBER}|[+−·]")
_OPERATORS = re.compile(r"[−+·()\s]*")
_VOID = {"input", "br", "wbr", "img", "hr", "path"}
SIGNS = re.compile("[=≈]")


def number(text: str) -> Decimal:
    """A printed number."""
    plain = text.strip("() ").translate(_ASCII)
    if plain == "not a number":
        return Decimal("NaN")
    return Decimal(plain.replace("·10", "E").replace("∞", "Infinity"))


def terms(text: str) -> list[Decimal]:
    """The summands of ``0.70·0.80 + (−1.50)·0.60 − 0.20``, each worked out."""
    found: list[Decimal] = []
    minus, factors = False, []
    after_operator = True
    for token in [*_TOKEN.findall(text), "+"]:
        if token in "+−" and not after_operator:
            product = Decimal(-1 if minus else 1)
            for factor in factors:
                product = EXACT.multiply(product, factor)
            found.append(product)
            minus, factors = token == "−", []
        elif token == "−":
            minus = not minus
        elif token not in "+·":
            factors.append(number(token))
        after_operator = token in "+−·"
    return found


def total(text: str) -> Decimal:
    """A printed sum, exactly."""
    value = Decimal(0)
    for term in terms(text):
        value = EXACT.add(value, term)
    return value


def same(a: Decimal, b: Decimal) -> bool:
    return a == b or (a.is_nan() and b.is_nan())


def is_true(left: str, right: str) -> bool:
    """Whether a printed equation of sums holds, term by term where both have as many."""
    a, b = terms(left), terms(right)
    if len(a) == len(b):
        return all(map(same, a, b))
    return same(total(left), total(right))


def is_rounded(value: float, text: str) -> bool:
    """Whether a printed number is ``value`` to its last place."""
    exact, shown = Decimal(value), number(text)
    if not (exact.is_finite() and shown.is_finite()):
        return same(exact, shown)
    place = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    return abs(EXACT.subtract(exact, shown)) * 2 <= place


def equations(text: str) -> Iterator[tuple[str, str, str]]:
    """(left, sign, right) of a chain ``… = … ≈ …`` where both sides are nothing but numbers."""
    sides = SIGNS.split(text)
    for left, sign, right in zip(sides, SIGNS.findall(text), sides[1:], strict=False):
        if is_plain(left) and is_plain(right):
            yield left, sign, right


def is_plain(side: str) -> bool:
    """Whether a side holds numbers and operators only, and no blank."""
    blank = re.search(r"[+−·]\s*(?:[+·]|$)|^\s*[+·]|·\s*\(?\)?\s*$", side)
    rest = re.sub(_NUMBER, "", side)
    return rest != side and bool(_OPERATORS.fullmatch(rest)) and not blank


class _Text(html.parser.HTMLParser):
    """The text of markup, with a 0 for a term that is struck out."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.struck: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = (dict(attrs).get("class") or "").split()
        off = "term" in classes and "is-off" in classes
        self.text += "0" if off and not any(self.struck) else ""
        self.struck.append(off)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.struck:  # a piece may begin within an element
            self.struck.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.struck):
            self.text += data


def text_of(markup: str) -> str:
    """The text of markup, a blank as nothing."""
    reader = _Text()
    reader.feed(str(markup))
    return reader.text.replace("\u2002", "")


def element(markup: str, attribute: str) -> list[str]:
    """The texts of the elements with an attribute, for elements that hold nothing but text."""
    return re.findall(rf"<[^>]*{re.escape(attribute)}[^>]*>([^<]*)<", str(markup))
