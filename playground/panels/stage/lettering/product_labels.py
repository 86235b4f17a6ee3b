"""The labels of one product: its factors, its pill, the number alone."""

from typing import NamedTuple

from playground.analysis.neurons import contributions
from playground.notation import format_number
from playground.panels.kit.theme import ink
from playground.panels.stage.fitting import decimals_of, fitted, text_width
from playground.panels.stage.lettering.boxes import Box
from playground.panels.stage.lettering.placement import box_at
from playground.panels.stage.plan import Edge, Plan
from playground.relation import multiplies_out, relation

CORNER = 4
_FEW = 3  # products


class Label(NamedTuple):
    """A box with a text: centre, size, colours."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float
    fill: str
    line: str
    colour: str
    corner: float = CORNER

    @property
    def box(self) -> Box:
        """Its edges."""
        return box_at((self.x, self.y), (self.width, self.height))


def product(plan: Plan, edge: Edge) -> float:
    """x · w as it enters the neuron: 0 through an edge that is off."""
    k, j, i = edge
    return float(contributions.products(plan.scene, k, j)[i])


def _decimals(plan: Plan, edge: Edge, value: float) -> int:
    """Where few products are written there is room to tell a small number from 0."""
    decimals = plan.scene.decimals
    few = plan.scene.network.layers[edge[0]].n_in <= _FEW
    return decimals_of(value, decimals) if few else decimals


def factors_label(plan: Plan, edge: Edge, size: float, joined: bool = False) -> Label:
    """ "0.80 · 1.40", and with ``joined`` "0.80 · 1.40 = 1.12"."""
    k, j, i = edge
    decimals = plan.scene.decimals
    source = float(plan.scene.trace.sources(k)[i])
    weight = float(plan.scene.network.layers[k].weights[j, i])
    x, w = (format_number(v, _decimals(plan, edge, v)) for v in (source, weight))
    if len(x) + len(w) > 20:
        x, w = fitted(source, 2, 54, 13)[0], fitted(weight, 2, 54, 13)[0]
    factors = x, w
    if weight < 0:
        w = f"({w})"
    palette = plan.palette
    text = f'{x} · <b><span style="color:{palette.number(weight)}">{w}</span></b>'
    plain = f"{x} · {w}"
    line = palette.stroke(weight) if weight else palette.control
    if plan.scene.is_off("weight", k, j, i):
        text, line = f"<s>{text}</s>", palette.control
    if joined:
        value = product(plan, edge)
        number = fitted(value, decimals, 60, size)[0]
        sign = relation(multiplies_out(factors, number))
        text += f' {sign} <b><span style="color:{palette.number(value)}">{number}</span></b>'
        plain += f" {sign} {number}"
    return Label(
        0, 0, text_width(plain, size) + (14 if size > 12 else 7), round(size * 1.75),
        text, size, palette.card, line, palette.text1,
    )  # fmt: skip


def pill_label(plan: Plan, edge: Edge, size: float) -> Label:
    """A product, filled with the colour of its sign."""
    value = product(plan, edge)
    palette = plan.palette
    size = min(size, 12.5)
    number, size = fitted(value, _decimals(plan, edge, value), 60, size)
    number = f"+{number}" if value > 0 else number
    fill = palette.fill_zero
    if value > 0:
        fill = palette.fill_positive
    elif value < 0:
        fill = palette.fill_negative
    roomy = size > 12
    return Label(
        0, 0, text_width(number, size) + (14 if roomy else 11), 22 if roomy else 18,
        f"<b>{number}</b>", size, fill, palette.card, ink(fill), corner=11,
    )  # fmt: skip


def product_label(plan: Plan, edge: Edge) -> Label:
    """The product alone, where there is room for no more."""
    value = product(plan, edge)
    number = fitted(value, plan.scene.decimals, 56, 11.5)[0]
    number = f"+{number}" if value > 0 else number
    palette = plan.palette
    return Label(
        0, 0, text_width(number, 11.5) + 4, 13, f"<b>{number}</b>", 11.5,
        palette.card, palette.card, palette.number(value), corner=2,
    )  # fmt: skip
