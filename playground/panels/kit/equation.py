"""Mathematics as plain markup: italic variables, subscripts, bold results, coloured numbers.

No JavaScript library: spans in KaTeX's fonts, and beside them the same in words for those who
listen (``role="math"`` with ``aria-label``).
"""

from collections.abc import Callable

from markupsafe import Markup

from playground.network import Layer
from playground.panels.kit.template import Template
from playground.relation import ABOUT, relation

_VARIABLE = Template("<i>{}</i>")
_INDEXED = Template("<i>{}</i><sub>{}</sub>")
_SUMMAND = Template('<span class="summand">{}{}</span>')
_LINE = Template(
    '<div class="line{}"><span class="left">{}</span>'
    '<span class="right" role="math" aria-label="{}">{}</span></div>'
)
_SUP = Template("<sup>{}</sup>")
_FRACTION = Template('<span class="fraction"><span>{}</span><span>{}</span></span>')
_CASES = Template(
    '<span class="cases"><span>{}</span><span>{}</span><span>{}</span><span>{}</span></span>'
)
_GREY = Template('<span class="op">{}</span>')
_NOTHING = Markup("")
Z = Markup("<i>z</i>")
ALPHA = Markup("<i>α</i>")


PLUS, MINUS, TIMES, EQUALS = (_GREY.format(symbol) for symbol in "+−·=")


def judged(*holds: bool) -> Markup:
    """The sign between printed numbers: "=" if every statement holds as printed, else "≈"."""
    return _GREY.format(relation(*holds))


def about(holds: bool) -> Markup:
    """ "≈" before a number that has no "=" before it, unless it is exact."""
    return _NOTHING if holds else _GREY.format(ABOUT) + " "


def variable(letter: str, index: int | None = None) -> Markup:
    """``x`` or ``x₁``; the index counts from 1."""
    return _VARIABLE.format(letter) if index is None else _INDEXED.format(letter, index)


def joined(symbol: Markup, piece: Markup) -> Markup:
    """An operator and what follows it, which stay together when a line breaks."""
    return _SUMMAND.format(symbol, piece)


def sum_of(pieces: list[Markup]) -> Markup:
    """Pieces with plus signs between them."""
    return pieces[0] + _NOTHING.join(joined(PLUS, piece) for piece in pieces[1:])


def line(left: Markup, right: Markup, words: str, css: str = "") -> Markup:
    """One line of an equation, aligned at its equals sign."""
    return _LINE.format(css, left, words, right)


def parenthesised(shown: Markup) -> Markup:
    """``shown``, in parentheses where a minus sign is printed."""
    return Markup("({})").format(shown) if shown.striptags().startswith("−") else shown


def cases(upper: Markup, upper_if: Markup, lower: Markup, lower_if: Markup) -> Markup:
    """A brace with two cases."""
    return _CASES.format(upper, upper_if, lower, lower_if)


def _call(name: str, z: Markup) -> Markup:
    enclosed = z if z.startswith("(") else Markup("({})").format(z)
    return Markup("{}{}").format(name, enclosed)


def _calls(name: str) -> Callable[[Markup, Markup], Markup]:
    return lambda z, alpha: _call(name, z)


def _exp(z: Markup | str) -> Markup:
    return Markup("<i>e</i>{}").format(_SUP.format(z))


def _positive() -> Markup:
    return Markup("{} > 0").format(Z)


def _not_positive() -> Markup:
    return Markup("{} ≤ 0").format(Z)


_SOFTPLUS = Template("ln(1 + {})")


def _gated(gate: str) -> Callable[[Markup, Markup], Markup]:
    return lambda z, alpha: Markup("{} · {}").format(z, _call(gate, z))


# name → f applied to a number, as it is written in one line: (z, α) → markup
_APPLIED: dict[str, Callable[[Markup, Markup], Markup]] = {
    "step": _calls("step"),
    "linear": lambda z, alpha: z,
    "sigmoid": _calls("σ"),
    "tanh": _calls("tanh"),
    "relu": lambda z, alpha: Markup("max(0, {})").format(z),
    "elu": lambda z, alpha: Markup("{} · ({} − 1)").format(alpha, _exp(z)),
    "leaky_relu": lambda z, alpha: Markup("{} · {}").format(alpha, z),
    "prelu": lambda z, alpha: Markup("{} · {}").format(alpha, z),
    "selu": _calls("selu"),
    "gelu": _gated("Φ"),
    "silu": _gated("σ"),
    "softplus": lambda z, alpha: _SOFTPLUS.format(_exp(z)),
    "softsign": lambda z, alpha: _FRACTION.format(z, Markup("1 + |{}|").format(z)),
    "mish": lambda z, alpha: Markup("{} · tanh({})").format(z, _SOFTPLUS.format(_exp(z))),
    "hard_sigmoid": lambda z, alpha: Markup("min(max({}/6 + ½, 0), 1)").format(z),
}
_IDENTITY_ABOVE_ZERO = {"elu", "leaky_relu", "prelu"}


def applied(layer: Layer, value: float | None, z: Markup, alpha: Markup) -> Markup:
    """f(z) with the number ``z`` in its place; ``value`` decides between cases."""
    if layer.activation in _IDENTITY_ABOVE_ZERO and (value is None or value > 0):
        return z
    if layer.activation in ("elu", "leaky_relu", "prelu", "gelu", "silu", "mish"):
        z = parenthesised(z)
    return _APPLIED[layer.activation](z, alpha)


def softmax_share(own: Markup, others: list[Markup], total: Markup = _NOTHING) -> Markup:
    """One exponential over the sum of all; ``total`` stands before the sum."""
    return _FRACTION.format(_exp(own), total + PLUS.join(_exp(z) for z in others))


def _leaky() -> Markup:
    return cases(Z, _positive(), Markup("{} {}").format(ALPHA, Z), _not_positive())


def _elu(scale: str = "") -> Markup:
    below = Markup("{}({} − 1)").format(ALPHA, _exp(Z))
    return Markup("{}{}").format(scale, cases(Z, _positive(), below, _not_positive()))


_FORMULAS: dict[str, Markup] = {
    "step": cases(Markup("1"), Markup("<i>z</i> ≥ 0"), Markup("0"), Markup("<i>z</i> < 0")),
    "sigmoid": _FRACTION.format("1", Markup("1 + {}").format(_exp(Markup("−<i>z</i>")))),
    "tanh": _FRACTION.format(
        Markup("{} − {}").format(_exp(Z), _exp(Markup("−<i>z</i>"))),
        Markup("{} + {}").format(_exp(Z), _exp(Markup("−<i>z</i>"))),
    ),
    "leaky_relu": _leaky(),
    "prelu": _leaky(),
    "softmax": _FRACTION.format(
        _exp(Markup("<i>z</i><sub>i</sub>")),
        Markup("Σ<sub>j</sub> {}").format(_exp(Markup("<i>z</i><sub>j</sub>"))),
    ),
    "elu": _elu(),
    "selu": _elu("λ "),
}


def formula(activation: str) -> Markup:
    """f(z) = … of an activation, for reading."""
    shown = _FORMULAS.get(activation)
    if shown is None:
        shown = _APPLIED[activation](Z, ALPHA)
    return Markup("<i>f</i>({}) {} {}").format(Z, EQUALS, shown)


def function_name(activation: str, label: str) -> str:
    """The function's name as it stands before a parenthesis."""
    return {"sigmoid": "σ"}.get(activation, label)


def words(text: str) -> str:
    """A line of plain mathematics as it is read out."""
    for symbol, word in _READ:
        text = text.replace(symbol, word)
    return text


_READ = (
    ("≈", "is about"),
    ("=", "equals"),
    ("−", "minus "),
    (" · ", " times "),
    (" + ", " plus "),
    ("∞", "infinity"),
)
