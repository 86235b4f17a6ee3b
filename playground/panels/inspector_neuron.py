"""The inspector of a neuron: equation with its real numbers, curve, flags, weights and bias."""

import math
from functools import lru_cache

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.engine import slopes
from playground.notation import format_number
from playground.panels import controls, equation, inspector_curve
from playground.panels.equation import EQUALS, MINUS, PLUS, TIMES, variable
from playground.panels.panel import Figure, Panel, View, slot
from playground.panels.theme import value_colour
from playground.scene import Scene, reached

SATURATED = 0.05  # |f′(z)| below which a neuron of a bounded function is called saturated
MOST_ROWS = 32
_MOST_TERMS = 6  # an equation with more shows the largest only
_LARGEST = 4
_PADDING = 34  # px between a card's outer and inner width
_HEAD = Markup(
    '<div class="head" data-key="head"><span class="swatch{}" style="background:{}"></span>'
    '<h2>{}</h2>{}<span class="aside">{}</span></div>'
)
_FLAG = Markup('<p class="flags" data-key="flags">{}</p>')
_BADGE = Markup('<span class="flag {}">{}</span>')
_CAPTION = Markup(
    '<span class="caption"><span class="math symbol">{}</span><span class="what">{}</span></span>'
)
_BOX = Markup('<div class="equation math" data-key="equation">{}</div>')
_TERM = Markup('<span class="term{}" data-target="{}">{}</span>')
_BOLD = Markup("<b>{}</b>")
_DOTS = Markup("…")


def render(scene: Scene, view: View, k: int, j: int) -> Panel:
    """The inspector for neuron j of layer k."""
    layer = scene.network.layers[k]
    rows = [f"weight-{i}" for i in range(min(layer.n_in, MOST_ROWS))] + ["bias"]
    frame = _frame(controls.scene_key(scene), view.theme, tuple(rows), layer.n_in, layer.activation)
    parts = {
        "head": _head(scene, view, k, j),
        "equation": _equation(scene, k, j),
        "flags": _flags(scene, k, j),
    }
    if "weights" not in scene.hidden:
        parts |= {f"weight-{i}": weight_row(scene, k, j, i) for i in range(len(rows) - 1)}
        parts["bias"] = _bias_row(scene, k, j)
    return Panel(frame, parts, {"curve": _curve(scene, view, k, j)})


@lru_cache(maxsize=256)
def _frame(
    key: controls.SceneKey, theme: str, rows: tuple[str, ...], n_in: int, activation: str
) -> Markup:
    rest = n_in - len(rows) + 1
    weights = [
        htpy.h3["Weights and bias"],
        htpy.div(class_="rows scrolls" if len(rows) > 9 else "rows")[[slot(row) for row in rows]],
        htpy.p(".aside")[f"and {rest} more weights: see the matrices"] if rest else None,
    ]
    return controls.card(
        "neuron",
        "Neuron",
        key,
        theme,
        slot("head"),
        slot("equation"),
        htpy.h3["Activation"],
        htpy.div(
            ".figure",
            data_figure="curve",
            data_key="figure-curve",
            role="img",
            aria_label=f"Curve of {ACTIVATIONS[activation].label} with the operating point",
        ),
        slot("flags"),
        weights if "weights" not in key.hidden else None,
    )


def activation_of(scene: Scene, k: int, j: int) -> float | None:
    """a of a neuron, ``None`` while the pass has not come to it."""
    return float(scene.trace.activations[k][j]) if reached(scene, k, j) else None


def source_value(scene: Scene, k: int, i: int) -> float | None:
    """What layer k reads at place i, ``None`` while it is not computed."""
    return float(scene.x[i]) if k == 0 else activation_of(scene, k - 1, i)


def is_off(scene: Scene, k: int, j: int, i: int) -> bool:
    """Whether weight (k, j, i) or what it reads is switched off."""
    source = scene.is_off("neuron", k - 1, i) if k else scene.is_off("input", i)
    return source or scene.is_off("weight", k, j, i)


def _head(scene: Scene, view: View, k: int, j: int) -> Markup:
    network = scene.network
    palette = controls.palette_of(view)
    a = activation_of(scene, k, j)
    off = scene.is_off("neuron", k, j)
    name = f"{controls.layer_name(network, k)} · {controls.neuron_name(network, k, j)}"
    switch: Markup | str = ""
    if k < len(network.layers) - 1:
        locked = "topology" in scene.locked
        switch = controls.switch(f"neuron/{k}/{j}", off, f"Use {name}", locked)
    return _HEAD.format(
        " is-off" if off else "",
        palette.card if a is None else value_colour(a, palette),
        name,
        switch,
        "off" if off else ACTIVATIONS[network.layers[k].activation].label,
    )


def _equation(scene: Scene, k: int, j: int) -> Markup:
    terms = _Terms(scene, k, j)
    return _BOX.format(controls.join([*terms.lines(), _activation_line(scene, k, j)]))


class _Terms:
    """z = w₁x₁ + … + b of one neuron, term by term."""

    def __init__(self, scene: Scene, k: int, j: int) -> None:
        layer = scene.network.layers[k]
        self.scene, self.k, self.j = scene, k, j
        self.n = layer.n_in
        self.weights = layer.weights[j].tolist()
        self.bias = float(layer.biases[j])
        x = scene.trace.sources(k)
        with np.errstate(all="ignore"):
            self.products = (scene.active_network.layers[k].weights[j] * x).tolist()
        self.multiplied = reached(scene, k, j, "multiply")
        added = reached(scene, k, j, "bias")
        self.z = float(scene.trace.pre_activations[k][j]) if added else None
        self.shown = self._choose()

    def _choose(self) -> list[int]:
        if self.n <= _MOST_TERMS:
            return list(range(self.n))
        size = [math.inf if math.isnan(p) else abs(p) for p in self.products]
        return sorted(sorted(range(self.n), key=lambda i: -size[i])[:_LARGEST])

    def lines(self) -> list[Markup]:
        """Symbols; numbers; products and their sum."""
        decimals = self.scene.decimals
        z = controls.number(self.z, decimals, quantity=f"z/{self.k}/{self.j}")
        sums = Markup("{} {} {} {}").format(EQUALS, self._products(), EQUALS, _BOLD.format(z))
        numbers = Markup("{} {}").format(EQUALS, self._numbers())
        symbols = Markup("{} {}").format(EQUALS, self._symbols())
        blank = Markup("")
        spoken = "not computed yet" if self.z is None else format_number(self.z, decimals)
        return [
            equation.line(variable("z"), symbols, "z equals the weighted sum plus the bias b"),
            equation.line(blank, numbers, self._spoken()),
            equation.line(blank, sums, f"z equals {equation.words(spoken)}"),
        ]

    def _symbols(self) -> Markup:
        row = f"weight/{self.k}/{self.j}"
        indices = range(self.n) if self.n <= _MOST_TERMS else [0, 1, self.n - 1]
        pieces = [
            _TERM.format("", f"{row}/{i}", variable("w", i + 1) + variable("x", i + 1))
            for i in indices
        ]
        if self.n > _MOST_TERMS:
            pieces.insert(2, _DOTS)
        pieces.append(_TERM.format("", f"bias/{self.k}/{self.j}", variable("b")))
        return PLUS.join(pieces)

    def _numbers(self) -> Markup:
        pieces = [self._number_term(i, first=n == 0) for n, i in enumerate(self.shown)]
        if rest := self.n - len(self.shown):
            pieces.append(Markup('<span class="rest">… {} more</span>').format(rest))
        target = f"bias/{self.k}/{self.j}"
        bias = controls.number(self.bias, self.scene.decimals, target, css=controls.sign(self.bias))
        pieces.append(equation.parenthesised(self.bias, bias))
        return PLUS.join(pieces)

    def _number_term(self, i: int, first: bool) -> Markup:
        target = f"weight/{self.k}/{self.j}/{i}"
        weight, decimals = self.weights[i], self.scene.decimals
        w = controls.number(weight, decimals, target, css=controls.sign(weight))
        value = source_value(self.scene, self.k, i)
        x = controls.number(value, decimals, controls.source_target(self.k, i))
        left = w if first else equation.parenthesised(weight, w)
        term = Markup("{}{}{}").format(left, TIMES, equation.parenthesised(value, x))
        css = " is-off" if is_off(self.scene, self.k, self.j, i) else ""
        return _TERM.format(css, target, term)

    def _products(self) -> Markup:
        pieces = []
        rest = sum(self.products) - sum(self.products[i] for i in self.shown)
        values = [(f"product/{self.k}/{self.j}/{i}", self.products[i]) for i in self.shown]
        if self.n > len(self.shown):
            values.append((f"rest/{self.k}/{self.j}", rest))
        values.append(("", self.bias))
        for n, (quantity, value) in enumerate(values):
            known = value if self.multiplied or not quantity else None
            pieces.append(self._summand(known, quantity, first=n == 0))
        return Markup(" ").join(pieces)

    def _summand(self, value: float | None, quantity: str, first: bool) -> Markup:
        """A number with its sign before it, as one writes a sum."""
        decimals = self.scene.decimals
        text = controls.blank(decimals) if value is None else format_number(value, decimals)
        sign = PLUS
        if text.startswith("−"):
            sign, text = MINUS, text[1:]
        target = None if quantity else f"bias/{self.k}/{self.j}"
        shown = controls.number(value, decimals, target, quantity or None, text=text)
        if first:
            return Markup("−{}").format(shown) if sign is MINUS else shown
        return Markup('<span class="term">{}{}</span>').format(sign, shown)

    def _spoken(self) -> str:
        """The line of numbers in words."""
        decimals = self.scene.decimals
        pieces = []
        for i in self.shown:
            value = source_value(self.scene, self.k, i)
            x = f"x{i + 1}" if value is None else format_number(value, decimals)
            pieces.append(f"{format_number(self.weights[i], decimals)} · {x}")
        if rest := self.n - len(self.shown):
            pieces.append(f"{rest} more")
        pieces.append(format_number(self.bias, decimals))
        return equation.words("equals " + " + ".join(pieces))


def _activation_line(scene: Scene, k: int, j: int) -> Markup:
    layer = scene.network.layers[k]
    decimals = scene.decimals
    known = reached(scene, k, j, "bias")
    z = float(scene.trace.pre_activations[k][j]) if known else None
    a = activation_of(scene, k, j)
    if layer.activation == "softmax":
        shown = _softmax(scene, k, j)
    else:
        number = controls.number(z, decimals, quantity=f"z/{k}/{j}")
        alpha = controls.number(layer.alpha or 0.0, decimals, quantity=f"alpha/{k}")
        shown = equation.applied(layer, z, number, alpha)
    result = _BOLD.format(controls.number(a, decimals, f"neuron/{k}/{j}"))
    right = Markup('{} <i>f</i>({}) {} <span class="term">{}</span> {} {}').format(
        EQUALS, equation.Z, EQUALS, shown, EQUALS, result
    )
    spoken = "not computed yet" if a is None else format_number(a, decimals)
    label = ACTIVATIONS[layer.activation].label
    text = f"a equals f of z, f is {label}, equals {equation.words(spoken)}"
    return equation.line(variable("a"), right, text, " result")


def _softmax(scene: Scene, k: int, j: int) -> Markup:
    """e to the own z over the sum of all; many of them as Σ."""
    values = scene.trace.pre_activations[k].tolist()

    def exponent(m: int) -> Markup:
        value = values[m] if reached(scene, k, m, "bias") else None
        return controls.number(value, scene.decimals, quantity=f"z/{k}/{m}")

    if len(values) > 3:
        others = [Markup("<i>z</i><sub>j</sub>")]
        share = equation.softmax_share(exponent(j), others, total=Markup("Σ<sub>j</sub> "))
    else:
        share = equation.softmax_share(exponent(j), [exponent(m) for m in range(len(values))])
    return share


def slope_of(scene: Scene, k: int, j: int) -> float | None:
    """f′(z) of a neuron, ``None`` while it is not computed."""
    return float(slopes(scene.network, scene.trace, k)[j]) if reached(scene, k, j) else None


def _flags(scene: Scene, k: int, j: int) -> Markup:
    entry = ACTIVATIONS[scene.network.layers[k].activation]
    slope = slope_of(scene, k, j)
    flags = []
    if scene.is_off("neuron", k, j):
        flags.append(_BADGE.format("off", "off: the next layer receives 0 from it"))
    if slope is not None and entry.rectifier and slope == 0:
        flags.append(_BADGE.format("dead", f"dead: {entry.label} at 0, slope 0"))
    elif slope is not None and entry.bounded and abs(slope) < SATURATED:
        text = format_number(slope, max(scene.decimals, 2))
        flags.append(_BADGE.format("saturated", f"saturated: slope {text} < 0.05"))
    return _FLAG.format(controls.join(flags))


def _curve(scene: Scene, view: View, k: int, j: int) -> Figure:
    layer = scene.network.layers[k]
    z = scene.trace.pre_activations[k]
    own = float(z[j])
    point = inspector_curve.Operating(
        activation=layer.activation,
        alpha=layer.alpha or 0.0,
        z=own if reached(scene, k, j, "bias") else None,
        a=activation_of(scene, k, j),
        slope=slope_of(scene, k, j),
        offset=_others(z.tolist(), j) if layer.activation == "softmax" else 0.0,
    )
    width = view.width("neuron", 344) - _PADDING
    return inspector_curve.figure(point, scene.decimals, controls.palette_of(view), width)


def _others(z: list[float], j: int) -> float:
    """log Σ exp of the other logits: softmax is the sigmoid of z less this."""
    rest = [value for m, value in enumerate(z) if m != j and math.isfinite(value)]
    if not rest:
        return -1e300
    largest = max(rest)
    return largest + math.log(sum(math.exp(value - largest) for value in rest))


def weight_row(scene: Scene, k: int, j: int, i: int) -> Markup:
    """The slider row of one weight."""
    name = controls.source_name(scene.network, k, i)
    off = is_off(scene, k, j, i)
    setting = controls.Setting(
        key=f"weight/{k}/{j}/{i}",
        label=f"weight from {name}",
        value=float(scene.network.layers[k].weights[j, i]),
        decimals=scene.decimals,
        locked="weights" in scene.locked,
        coloured=True,
    )
    caption = _CAPTION.format(variable("w", i + 1), f"{name} (off)" if off else name)
    return controls.control_row(f"weight-{i}", caption, setting, " is-off" if off else "")


def _bias_row(scene: Scene, k: int, j: int) -> Markup:
    setting = controls.Setting(
        key=f"bias/{k}/{j}",
        label="bias",
        value=float(scene.network.layers[k].biases[j]),
        decimals=scene.decimals,
        locked="biases" in scene.locked,
        coloured=True,
    )
    return controls.control_row("bias", _CAPTION.format(variable("b"), "bias"), setting)
