"""The inspector of a weight or an input: what it carries, and how much the outputs hang on it."""

import htpy
from markupsafe import Markup

from playground import quantities
from playground.analysis import so_far
from playground.analysis.learning import backward
from playground.cache import cached
from playground.language import _, ngettext, to_say
from playground.notation import format_number, output_name
from playground.panels.inspector import batch, way_back
from playground.panels.inspector.cut_off import cut_off
from playground.panels.inspector.neuron import weight_row
from playground.panels.kit import card, controls, equation
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.equation import EQUALS, TIMES, judged, variable
from playground.panels.kit.names import (
    input_name,
    layer_name,
    neuron_name,
    source_name,
    source_target,
)
from playground.panels.kit.numbers import printed, sign_class
from playground.panels.kit.template import Template, join
from playground.panels.panel import Panel, View, slot
from playground.relation import SPOKEN, multiplies_out, relation
from playground.scene import Scene, SetInput

MOST_OUTPUTS = 4
_MOST_RECEIVERS = 8
_HEAD = Template(
    '<div class="head" data-key="head"><span class="stroke{}"></span><h2>{}</h2>{}'
    '<span class="aside">{}</span></div>'
)
_BOX = Template('<div class="equation math" data-key="equation">{}</div>')
_KINDS = {"weight": to_say("Weight"), "input": to_say("Input")}
_SLOPES = Template('<div class="facts" data-key="slopes">{}</div>')
_SLOPE = Template(
    '<div class="fact"><span class="math">∂{}<span class="op">/</span>∂{}</span>{}</div>'
)
_MORE = Template('<p class="aside">{}</p>')
_HINT = to_say("how much an output changes for a small change of it")


def render_weight(scene: Scene, view: View, k: int, j: int, i: int) -> Panel:
    """The inspector for the weight from source i into neuron j of layer k."""
    key = scene_key(scene)
    row = f"weight-{i}" if "weights" not in scene.hidden else None
    parts = {
        "head": _weight_head(scene, k, j, i),
        "equation": _carried(scene, k, j, i),
        "slopes": _slope_rows(scene, variable("w", i + 1), f"weight/{k}/{j}/{i}"),
    }
    if row is not None:
        parts[row] = weight_row(scene, k, j, i)
    back = backward.goes_back(scene)
    if back:
        parts |= way_back.parts_of_weight(scene, k, j, i)
    optimiser = batch.optimiser_of(scene) if back else ""
    if optimiser:
        parts |= batch.parts_of_batch(scene, k, j, i)
    frame = _frame(key, view.theme, "weight", (row,) if row else (), back, optimiser)
    return Panel(frame, parts)


def render_input(scene: Scene, view: View, i: int) -> Panel:
    """The inspector for input i: where it goes, and what hangs on it."""
    key = scene_key(scene)
    receivers = min(scene.network.layers[0].n_out, _MOST_RECEIVERS)
    parts = {
        "head": _input_head(scene, i),
        "input": _input_row(scene, i),
        "equation": _sent(scene, i, receivers),
        "slopes": _slope_rows(scene, variable("x", i + 1), f"input/{i}"),
        "cut-off": cut_off(scene, ("input", i)),
    }
    return Panel(_frame(key, view.theme, "input", ("input",)), parts)


@cached(256)
def _frame(
    key: SceneKey,
    theme: str,
    kind: str,
    rows: tuple[str, ...],
    back: bool = False,
    optimiser: str = "",
) -> Markup:
    return card.root(
        "neuron",
        _(_KINDS[kind]),
        key,
        theme,
        slot("head"),
        slot("equation"),
        way_back.sections(way_back.PARTS_OF_WEIGHT) if back else None,
        batch.sections(optimiser) if optimiser else None,
        htpy.div(".rows")[[slot(row) for row in rows]],
        htpy.h3[_("Slope of the output")],
        htpy.p(".aside")[_(_HINT)],
        slot("slopes"),
        slot("cut-off") if kind == "input" else None,
    )


def _weight_head(scene: Scene, k: int, j: int, i: int) -> Markup:
    network = scene.network
    value = float(network.layers[k].weights[j, i])
    off = scene.is_off("weight", k, j, i)
    source = source_name(network, k, i)
    name = f"{source} → {neuron_name(network, k, j)}"
    switch = controls.switch(
        scene, f"weight/{k}/{j}/{i}", off, _("Use the weight {name}", name=name)
    )
    aside = _("off") if off else layer_name(network, k)
    return _HEAD.format(sign_class(value), name, switch, aside)


def _times(scene: Scene, k: int, j: int, i: int) -> Markup:
    """w · x = product, with the real numbers."""
    decimals = scene.decimals
    weight = float(scene.network.layers[k].weights[j, i])
    x = so_far.source(scene, k, i)
    w = printed(weight, decimals, f"weight/{k}/{j}/{i}", css=sign_class(weight))
    shown = printed(x, decimals, source_target(k, i))
    product = printed(so_far.product(scene, k, j, i), decimals, quantity=f"product/{k}/{j}/{i}")
    css = " is-off" if scene.is_cut(k, j, i) else ""
    term = Markup('<span class="term{}">{}{}{}</span>').format(
        css, w, TIMES, equation.parenthesised(shown)
    )
    sign = judged(_holds(scene, k, j, i))
    return term + equation.joined(sign, Markup("<b>{}</b>").format(product))


def _holds(scene: Scene, k: int, j: int, i: int) -> bool:
    """Whether the printed product is that of the printed factors; 0 where the edge is off."""
    x, product = so_far.source(scene, k, i), so_far.product(scene, k, j, i)
    if x is None or product is None:
        return True
    weight = float(scene.network.layers[k].weights[j, i])
    factors = [0.0] if scene.is_cut(k, j, i) else [weight, x]
    texts = [format_number(factor, scene.decimals) for factor in factors]
    return multiplies_out(texts, format_number(product, scene.decimals))


def _told(scene: Scene, k: int, j: int, i: int) -> str:
    """The product in words."""
    product = so_far.product(scene, k, j, i)
    text = _("not computed yet") if product is None else format_number(product, scene.decimals)
    return f"{_(SPOKEN[relation(_holds(scene, k, j, i))])} {equation.read_out(text)}"


def _carried(scene: Scene, k: int, j: int, i: int) -> Markup:
    left = variable("w", i + 1) + variable("x", i + 1)
    words = _("w times x {told}", told=_told(scene, k, j, i))
    right = EQUALS + _times(scene, k, j, i)
    return _BOX.format(equation.line(left, right, words, " wide"))


def _slope_rows(scene: Scene, by: Markup, target: str) -> Markup:
    """∂output/∂something for the first outputs."""
    network = scene.network
    rows = []
    for output in range(min(network.n_outputs, MOST_OUTPUTS)):
        quantity = f"derivative/{output}/{target}"
        slope = quantities.quantity(scene, quantity) if so_far.pass_done(scene) else None
        name = Markup('<span class="upright">{}</span>').format(output_name(network, output))
        shown = printed(slope, max(scene.decimals, 3), quantity=quantity, css=sign_class(slope))
        rows.append(_SLOPE.format(name, by, shown))
    return _SLOPES.format(join(rows))


def _input_head(scene: Scene, i: int) -> Markup:
    name = input_name(scene.network, i)
    off = scene.is_off("input", i)
    switch = controls.switch(scene, f"input/{i}", off, _("Use {name}", name=name))
    title = _("Input · {name}", name=name)
    return _HEAD.format(sign_class(float(scene.x[i])), title, switch, _("off") if off else "")


def _input_row(scene: Scene, i: int) -> Markup:
    value = float(scene.x[i])
    setting = controls.Setting(
        key=f"input/{i}",
        label=input_name(scene.network, i),
        value=value,
        decimals=scene.decimals,
        locked=controls.is_fixed(scene, SetInput(i, value)),
    )
    caption = Markup(
        '<span class="caption"><span class="math symbol">{}</span><span class="what">{}</span>'
        "</span>"
    ).format(variable("x", i + 1), _("value"))
    css = " is-off" if scene.is_off("input", i) else ""
    return controls.control_row("input", caption, setting, css)


def _sent(scene: Scene, i: int, receivers: int) -> Markup:
    """What it gives to each neuron of the first layer."""
    network = scene.network
    lines = []
    for j in range(receivers):
        name = Markup('<span class="upright">{}</span>').format(neuron_name(network, 0, j))
        right = EQUALS + _times(scene, 0, j, i)
        told = _told(scene, 0, j, i)
        words = _("what it gives to {neuron} {told}", neuron=neuron_name(network, 0, j), told=told)
        lines.append(equation.line(name, right, words, " wide"))
    if rest := network.layers[0].n_out - receivers:
        lines.append(
            _MORE.format(ngettext("and {count} more neuron", "and {count} more neurons", rest))
        )
    return _BOX.format(join(lines))
