"""Mathematics as plain markup: italic variables, subscripts, bold results, coloured numbers.

No JavaScript library: spans in KaTeX's fonts, and beside them the same in words for those who
listen (``role="math"`` with ``aria-label``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.formulas import write
from playground.language import _, to_say
from playground.network import Layer
from playground.panels.kit.template import Template, join
from playground.relation import ABOUT, relation

_VARIABLE = Template("<i>{}</i>")
_INDEXED = Template("<i>{}</i><sub>{}</sub>")
_SUMMAND = Template('<span class="summand">{}{}</span>')
_LINE = Template(
    '<div class="line{}"><span class="left">{}</span>'
    '<span class="right" role="math" aria-label="{}">{}</span></div>'
)
_FRACTION = Template('<span class="fraction"><span>{}</span><span>{}</span></span>')
_COMMANDS = {
    "^": Template("<sup>{}</sup>"),
    "_": Template("<sub>{}</sub>"),
    "\\frac": _FRACTION,
    "\\cases": Template(
        '<span class="cases"><span>{}</span><span>{}</span><span>{}</span><span>{}</span></span>'
    ),
}
_GREY = Template('<span class="op">{}</span>')
_PARENTHESES = Template("({})")
_BEGINS_WITH_MINUS = re.compile(r"(<[^>]*>|\s)*−")  # behind its tags
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
    return join([pieces[0], *(joined(PLUS, piece) for piece in pieces[1:])])


def line(left: Markup, right: Markup, words: str, css: str = "") -> Markup:
    """One line of an equation, aligned at its equals sign."""
    return _LINE.format(css, left, words, right)


def parenthesised(shown: Markup) -> Markup:
    """``shown``, in parentheses where a minus sign is printed."""
    return _PARENTHESES.format(shown) if _BEGINS_WITH_MINUS.match(shown) else shown


def substituted(layer: Layer, value: float | None, z: Markup, alpha: Markup) -> Markup:
    """f(z) with the number ``z`` in its place; ``value`` decides between cases."""
    row = ACTIVATIONS[layer.activation]
    if row.identity_above_zero and (value is None or value > 0):
        return z
    return write(_(row.substituted or row.formula), _Drawn(z, alpha))


def share(activation: str, own: Markup, others: list[Markup], total: Markup = _NOTHING) -> Markup:
    """One neuron's term over the sum of all; ``total`` stands before the sum."""
    terms = [write(ACTIVATIONS[activation].substituted, _Drawn(z, ALPHA)) for z in (own, *others)]
    return _FRACTION.format(terms[0], total + PLUS.join(terms[1:]))


def formula(activation: str) -> Markup:
    """f(z) = … of an activation, for reading."""
    shown = write(ACTIVATIONS[activation].formula, _Drawn(Z, ALPHA))
    return Markup("<i>f</i>({}) {} {}").format(Z, EQUALS, shown)


@dataclass(frozen=True)
class _Drawn:
    """Writes a formula as markup, with what stands for z and α."""

    z: Markup
    alpha: Markup

    def text(self, text: str) -> Markup:
        return escape(text)

    def letter(self, letter: str) -> Markup:
        known = {"z": self.z, "α": self.alpha}
        return known[letter] if letter in known else _VARIABLE.format(letter)

    def factor(self, letter: str) -> Markup:
        return parenthesised(self.letter(letter))

    def command(self, name: str, arguments: Sequence[Markup]) -> Markup:
        return _COMMANDS[name].format(*arguments)

    def joined(self, pieces: Sequence[Markup]) -> Markup:
        return _NOTHING.join(pieces)


def function_name(activation: str) -> str:
    """The function's name as it stands before a parenthesis."""
    row = ACTIVATIONS[activation]
    return row.symbol or row.called


def read_out(text: str) -> str:
    """A line of plain mathematics as it is read out."""
    for symbol, word in _READ:
        text = text.replace(symbol, _(word))
    return text


_READ = (
    ("≈", to_say("is about")),
    ("=", to_say("equals")),
    ("−", to_say("minus ")),
    (" · ", to_say(" times ")),
    (" + ", to_say(" plus ")),
    ("∞", to_say("infinity")),
)
