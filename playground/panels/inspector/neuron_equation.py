"""The equation of one neuron with its real numbers: z = w₁x₁ + … + b and a = f(z).

Of more than six terms it shows those with the largest |x·w| and counts the rest; the total is
always the trace's own. What the pass has not computed yet is blank. Whether "=" or "≈" stands
between numbers is decided by ``relation``, from the texts that are printed here.
"""

from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.neurons.contributions import largest_products, other_products, products
from playground.language import _
from playground.notation import blank, compact, format_number, read_printed
from playground.panels.kit import equation
from playground.panels.kit.equation import EQUALS, MINUS, PLUS, TIMES, judged, variable
from playground.panels.kit.glossary import explained
from playground.panels.kit.names import source_target
from playground.panels.kit.numbers import printed, sign_class
from playground.panels.kit.piece import piece
from playground.panels.kit.template import Template, join
from playground.relation import (
    Value,
    applied,
    compared,
    exactly,
    plus,
    relation,
    shares,
    times,
)
from playground.scene import Scene, reached

_MOST_TERMS = 6  # an equation with more shows the largest only
_LARGEST = 4
_BOX = Template('<div class="equation math" data-key="equation">{}</div>')
_TERM = Template('<span class="term{}" data-target="{}">{}</span>')
_BOLD = Template("<b>{}</b>")
_REST = Template('<span class="rest">{}</span>')
_DOTS = Markup("…")
_PRODUCT = Template("{}{}<wbr>{}")
_NEGATIVE = Template("−{}")
_NOTHING = Markup("")
_OF_Z = join([EQUALS, Markup("<i>f</i>("), equation.Z, Markup(")")])


def render(scene: Scene, k: int, j: int) -> Markup:
    """The equation of neuron j of layer k, as a part."""
    terms = _Terms(scene, k, j)
    return _BOX.format(join([*terms.lines(), _activation_line(scene, k, j)]))


class _Terms:
    """z = w₁x₁ + … + b of one neuron, term by term."""

    def __init__(self, scene: Scene, k: int, j: int) -> None:
        layer = scene.network.layers[k]
        self.scene, self.k, self.j = scene, k, j
        self.n = layer.n_in
        self.weights = layer.weights[j].tolist()
        self.bias = float(layer.biases[j])
        self.products = products(scene, k, j).tolist()
        self.multiplied = reached(scene, k, j, "multiply")
        self.z = so_far.pre_activation(scene, k, j)
        self.shown = self._choose()

    def _choose(self) -> list[int]:
        if self.n <= _MOST_TERMS:
            return list(range(self.n))
        return largest_products(self.scene, self.k, self.j, _LARGEST)

    def lines(self) -> list[Markup]:
        """Symbols; numbers; products and their sum."""
        decimals = self.scene.decimals
        z = printed(self.z, decimals, quantity=f"z/{self.k}/{self.j}")
        multiplied, added = self._holds()
        total = equation.joined(judged(added), _BOLD.format(z))
        sums = join([judged(multiplied), self._products(), total])
        numbers = join([EQUALS, self._numbers()])
        spoken = _("not computed yet") if self.z is None else format_number(self.z, decimals)
        sign = relation(multiplied, added)
        return [
            piece(("z", self.k, self.j, self.n), self._symbols),
            equation.line(_NOTHING, numbers, self._spoken()),
            equation.line(_NOTHING, sums, equation.read_out(f"z {sign} {spoken}")),
        ]

    def _holds(self) -> tuple[bool, bool]:
        """Whether each printed product is w · x, and whether the printed summands add up to z."""
        decimals = self.scene.decimals
        products = [
            _read(value, decimals) if self.multiplied or not quantity else None
            for quantity, value in self._summands()
        ]
        multiplied = all(
            exactly(self._term(i), product)
            for i, product in zip(self.shown, products, strict=False)
        )
        return multiplied, exactly(plus(products), _read(self.z, decimals))

    def _term(self, i: int) -> Value:
        """w · x of a source as the line of numbers prints it; 0 where the edge is off."""
        if self.scene.is_cut(self.k, self.j, i):
            return read_printed("0")
        weight = compact(self.weights[i], self.scene.decimals, tiny=True)
        x = so_far.source(self.scene, self.k, i)
        return times([read_printed(weight), _read(x, self.scene.decimals)])

    def _symbols(self) -> Markup:
        """The line of symbols: it has no numbers of the scene."""
        row = f"weight/{self.k}/{self.j}"
        indices = range(self.n) if self.n <= _MOST_TERMS else [0, 1, self.n - 1]
        pieces = [
            _TERM.format("", f"{row}/{i}", variable("w", i + 1) + variable("x", i + 1))
            for i in indices
        ]
        if self.n > _MOST_TERMS:
            pieces.insert(2, _DOTS)
        pieces.append(_TERM.format("", f"bias/{self.k}/{self.j}", variable("b")))
        symbols = join([EQUALS, equation.sum_of(pieces)])
        words = _("z equals the weighted sum plus the bias b")
        return equation.line(explained("z", variable("z")), symbols, words)

    def _numbers(self) -> Markup:
        pieces = [self._number_term(i, first=n == 0) for n, i in enumerate(self.shown)]
        if rest := self.n - len(self.shown):
            pieces.append(_REST.format(_("… {count} more", count=rest)))
        target = f"bias/{self.k}/{self.j}"
        bias = printed(self.bias, self.scene.decimals, target, css=sign_class(self.bias))
        pieces.append(equation.parenthesised(bias))
        return equation.sum_of(pieces)

    def _number_term(self, i: int, first: bool) -> Markup:
        target = f"weight/{self.k}/{self.j}/{i}"
        weight, decimals = self.weights[i], self.scene.decimals
        text = compact(weight, decimals, tiny=True)
        w = printed(weight, decimals, target, css=sign_class(weight), text=text)
        value = so_far.source(self.scene, self.k, i)
        x = printed(value, decimals, source_target(self.k, i))
        left = w if first else equation.parenthesised(w)
        term = _PRODUCT.format(left, TIMES, equation.parenthesised(x))
        css = " is-off" if self.scene.is_cut(self.k, self.j, i) else ""
        return _TERM.format(css, target, term)

    def _summands(self) -> list[tuple[str, float]]:
        """What is added, each with its name; the bias, which is not computed, has none."""
        values = [(f"product/{self.k}/{self.j}/{i}", self.products[i]) for i in self.shown]
        if self.n > len(self.shown):
            rest = other_products(self.scene, self.k, self.j, _LARGEST)
            values.append((f"other-products/{_LARGEST}/{self.k}/{self.j}", rest))
        return [*values, ("", self.bias)]

    def _products(self) -> Markup:
        pieces = []
        for n, (quantity, value) in enumerate(self._summands()):
            known = value if self.multiplied or not quantity else None
            pieces.append(self._summand(known, quantity, first=n == 0))
        return join(pieces)

    def _summand(self, value: float | None, quantity: str, first: bool) -> Markup:
        """A number with its sign before it, as one writes a sum."""
        decimals = self.scene.decimals
        text = blank(decimals) if value is None else format_number(value, decimals)
        sign = PLUS
        if text.startswith("−"):
            sign, text = MINUS, text[1:]
        target = None if quantity else f"bias/{self.k}/{self.j}"
        shown = printed(value, decimals, target, quantity or None, text=text)
        if first:
            return _NEGATIVE.format(shown) if sign is MINUS else shown
        return equation.joined(sign, shown)

    def _spoken(self) -> str:
        """The line of numbers in words."""
        decimals = self.scene.decimals
        pieces = []
        for i in self.shown:
            value = so_far.source(self.scene, self.k, i)
            x = f"x{i + 1}" if value is None else format_number(value, decimals)
            pieces.append(f"{format_number(self.weights[i], decimals)} · {x}")
        if rest := self.n - len(self.shown):
            pieces.append(_("{count} more", count=rest))
        pieces.append(format_number(self.bias, decimals))
        return equation.read_out("= " + " + ".join(pieces))


def _read(value: float | None, decimals: int) -> Value:
    """What a reader takes a printed number for."""
    return None if value is None else read_printed(format_number(value, decimals))


def _activation_line(scene: Scene, k: int, j: int) -> Markup:
    layer = scene.network.layers[k]
    decimals = scene.decimals
    z = so_far.pre_activation(scene, k, j)
    a = so_far.activation(scene, k, j)
    if ACTIVATIONS[layer.activation].whole_layer:
        shown, holds = _share(scene, k, j)
    else:
        shown, holds = _function_value(scene, k, j, z, a)
    result = _BOLD.format(printed(a, decimals, f"neuron/{k}/{j}"))
    right = join(
        [
            _OF_Z,
            equation.joined(EQUALS, shown),
            equation.joined(judged(holds), result),
        ]
    )
    spoken = _("not computed yet") if a is None else format_number(a, decimals)
    label = ACTIVATIONS[layer.activation].called
    told = equation.read_out(f"{relation(holds)} {spoken}")
    text = _("a equals f of z, f is {function}, {told}", function=label, told=told)
    return equation.line(explained("a", variable("a")), right, text, " result")


def _function_value(
    scene: Scene, k: int, j: int, z: float | None, a: float | None
) -> tuple[Markup, bool]:
    """f with the number z in its place, and whether that is a as printed."""
    layer, decimals = scene.network.layers[k], scene.decimals
    text = None if z is None else format_number(z, decimals)
    if ACTIVATIONS[layer.activation].jumps and z is not None:  # on which side of 0 must be seen
        text = compared(z, 0.0, decimals)[0]
    shown = printed(z, decimals, quantity=f"z/{k}/{j}", text=text)
    slope = layer.alpha or 0.0
    alpha = printed(slope, decimals, quantity=f"alpha/{k}")
    read = None if text is None else read_printed(text)
    holds = applied(layer.activation, read, _read(a, decimals), _read(slope, decimals))
    return equation.substituted(layer, z, shown, alpha), holds


def _share(scene: Scene, k: int, j: int) -> tuple[Markup, bool]:
    """The own term over the sum of all, many of them as Σ; and whether that is a as printed."""
    activation = scene.network.layers[k].activation
    values = scene.trace.pre_activations[k].tolist()

    def own(m: int) -> Markup:
        value = so_far.pre_activation(scene, k, m)
        return printed(value, scene.decimals, quantity=f"z/{k}/{m}")

    if len(values) > 3:
        others = [Markup("<i>z</i><sub>j</sub>")]
        share = equation.share(activation, own(j), others, total=Markup("Σ<sub>j</sub> "))
    else:
        share = equation.share(activation, own(j), [own(m) for m in range(len(values))])
    a = so_far.activation(scene, k, j)
    logits = [_read(value, scene.decimals) for value in values]
    return share, shares(activation, logits, j, _read(a, scene.decimals))
