"""The way back in the inspector: how δ and the gradients come about, with the real numbers.

Parts are ``back``, the equations; ``back-words``, what pulls and what stops it; ``gradients``, a
neuron's; ``check``, the central difference beside one of them. What has not been played is
blank. Whether "=" or "≈" stands between numbers is decided by ``relation``, from what is printed.
"""

import htpy
from markupsafe import Markup, escape

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.learning import backward, gradient_check
from playground.analysis.neurons.neuron_states import State, state_of
from playground.language import _, to_say
from playground.notation import read_printed
from playground.panels.inspector.way_back_output import at_output
from playground.panels.kit import equation
from playground.panels.kit.equation import EQUALS, TIMES, judged, parenthesised, variable
from playground.panels.kit.names import layer_name, neuron_name, source_name
from playground.panels.kit.numbers import computed, gradient, printed
from playground.panels.kit.template import Template, join
from playground.panels.panel import slot
from playground.relation import Value, exactly, plus, times
from playground.scene import Scene

MOST_TERMS = 6  # of a sum that is written out
MOST_GRADIENTS = 16
CHECKED = 6  # decimals, as many as show what two numbers that agree have in common
PARTS_OF_WEIGHT = ("back", "back-words", "check")
PARTS_OF_NEURON = ("back", "back-words", "gradients", "check")

_BOX = Template('<div class="equation math of-gradients" data-key="back">{}</div>')
_WORDS = Template('<p class="aside" data-key="back-words"{}>{}</p>')
_HIDDEN = Markup(" hidden")
_GRADIENTS = Template('<div class="facts of-gradients" data-key="gradients">{}</div>')
_FACT = Template(
    '<div class="fact"><span class="math">∂<i>L</i><span class="op">/</span>∂{}'
    '<span class="what">{}</span></span>{}</div>'
)
_MORE = Template('<p class="aside">{}</p>')
_CHECK = Template(
    '<div class="check" data-key="check"><p><span>{}</span> {}</p>'
    '<p><span class="math">(<i>L</i>({p} + <i>h</i>) − <i>L</i>({p} − <i>h</i>)) / 2<i>h</i></span>'
    ' {}</p><p class="verdict {}">{}</p></div>'
)
_NOT_YET = Markup("")
SLOPE = Markup("<i>f</i>′({})").format(equation.Z)
DELTA = variable("δ")
LOSS_BY = Template('∂<i>L</i><span class="op">/</span>∂{}')


def sections(names: tuple[str, ...]) -> list[htpy.Node]:
    """The places of the parts in a frame, each under its heading."""
    places: list[htpy.Node] = [slot("back"), slot("back-words")]
    if "gradients" in names:
        places += [htpy.h3[_("Gradients of this row")], slot("gradients")]
    return [*places, htpy.h3[_("Gradient check, this row")], slot("check")]


def parts_of_weight(scene: Scene, k: int, j: int, i: int) -> dict[str, Markup]:
    """How ∂L/∂w of a weight comes about."""
    lines = [*_delta_lines(scene, k, j), *_gradient_lines(scene, k, j, i)]
    if scene.is_cut(k, j, i):
        lines = []
    check = gradient_check.of_weight(scene, k, j, i)
    return {
        "back": _BOX.format(join(lines)),
        "back-words": _words(scene, k, j, scene.is_cut(k, j, i)),
        "check": _check(check, f"gradient/{k}/{j}/{i}", f"gradient-check/{k}/{j}/{i}", "w"),
    }


def parts_of_neuron(scene: Scene, k: int, j: int) -> dict[str, Markup]:
    """How δ of a neuron comes about, and the gradients that follow from it."""
    check = gradient_check.of_bias(scene, k, j)
    return {
        "back": _BOX.format(join(_delta_lines(scene, k, j))),
        "back-words": _words(scene, k, j, not backward.flows_back(scene, k, j)),
        "gradients": _gradients(scene, k, j),
        "check": _check(check, f"bias-gradient/{k}/{j}", f"bias-gradient-check/{k}/{j}", "b"),
    }


def _delta_lines(scene: Scene, k: int, j: int) -> list[Markup]:
    """δ = pull · slope; at an output by its loss, where both may cancel."""
    if k == len(scene.network.layers) - 1:
        return at_output(scene, k, j)
    decimals = scene.decimals
    pull = computed(backward.pull(scene, k, j), decimals, f"pull/{k}/{j}")
    slope = computed(so_far.slope(scene, k, j), decimals, f"slope/{k}/{j}")
    delta = computed(backward.delta(scene, k, j), decimals, f"delta/{k}/{j}", css=" gradient-sum")
    sign = judged(_holds([pull, slope], delta))
    numbers = EQUALS + parenthesised(pull) + TIMES + parenthesised(slope)
    words = _("delta equals the pull, the sum of w times delta, times the slope f prime of z")
    symbols = Markup("{}(Σ <i>w</i><i>δ</i>){}{}").format(EQUALS, TIMES, SLOPE)
    spoken = equation.read_out(f"{numbers.striptags()} = {delta.striptags()}")
    return [
        equation.line(DELTA, EQUALS + _("pull") + TIMES + _("slope") + symbols, words),
        equation.line(_NOT_YET, numbers + equation.joined(sign, _bold(delta)), spoken),
    ]


def _gradient_lines(scene: Scene, k: int, j: int, i: int) -> list[Markup]:
    """∂L/∂w = δ · x."""
    decimals = scene.decimals
    delta = computed(backward.delta(scene, k, j), decimals, f"delta/{k}/{j}")
    name = f"a/{k - 1}/{i}" if k else f"input/{i}"
    source = computed(so_far.source(scene, k, i), decimals, name)
    found = backward.gradient(scene, k, j, i)
    result = computed(found, decimals, f"gradient/{k}/{j}/{i}", css=" gradient-sum")
    numbers = EQUALS + parenthesised(delta) + TIMES + parenthesised(source)
    sign = judged(_holds([delta, source], result))
    symbols = EQUALS + DELTA + TIMES + variable("a" if k else "x", i + 1)
    words = _("the slope of the loss by w equals delta times what the weight reads")
    spoken = equation.read_out(f"{numbers.striptags()} = {result.striptags()}")
    return [
        equation.line(LOSS_BY.format(variable("w")), symbols, words, " apart"),
        equation.line(_NOT_YET, numbers + equation.joined(sign, _bold(result)), spoken),
    ]


def _words(scene: Scene, k: int, j: int, is_off: bool) -> Markup:
    """What pulls at the neuron, term by term, and what lets nothing or little through."""
    if is_off:
        told: list[str | Markup] = [
            _("Switched off: it has no part in the loss, its gradient is 0.")
        ]
    else:
        told = [*_pull(scene, k, j), *_state(scene, k, j)]
    return _WORDS.format("" if told else _HIDDEN, Markup(" ").join(told))


def _pull(scene: Scene, k: int, j: int) -> list[Markup]:
    """ "Pull from Hidden 2: 1.19 · (−0.37) + (−0.68) · 0 = −0.44."."""
    network, decimals = scene.network, scene.decimals
    if k == len(network.layers) - 1 or backward.pull(scene, k, j) is None:
        return []
    behind = network.layers[k + 1]
    order = range(behind.n_out)
    sizes = [abs(backward.pull_of(scene, k + 1, m, j) or 0.0) for m in order]
    shown = sorted(sorted(order, key=lambda m: -sizes[m])[:MOST_TERMS])
    weights = scene.active_network.layers[k + 1].weights[:, j].tolist()
    pieces, products = [], []
    for m in shown:
        w = computed(weights[m], decimals, f"running-weight/{k + 1}/{m}/{j}")
        delta = computed(backward.delta(scene, k + 1, m), decimals, f"delta/{k + 1}/{m}")
        pieces.append(parenthesised(w) + TIMES + parenthesised(delta))
        products.append(times([_read(w), _read(delta)]))
    if rest := behind.n_out - len(shown):
        pieces.append(escape(_("… {count} more", count=rest)))
    total = computed(backward.pull(scene, k, j), decimals, f"pull/{k}/{j}")
    holds = not rest and exactly(plus(products), _read(total))
    summed = equation.sum_of(pieces) + equation.joined(judged(holds), total)
    told = [
        Template(_("Pull from {layer}: {sum}.")).format(
            layer=layer_name(network, k + 1), sum=_MATH.format(summed)
        )
    ]
    told += [
        escape(
            _(
                "{neuron} there is off here: it pulls with 0.",
                neuron=_first_capital(neuron_name(network, k + 1, m)),
            )
        )
        for m in shown
        if _state_of(scene, k + 1, m) == "off-here"
    ][:2]
    return told


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _state_of(scene: Scene, k: int, j: int) -> State | None:
    slope = so_far.slope(scene, k, j)
    activation = scene.network.layers[k].activation
    return None if slope is None else state_of(activation, slope)


_MATH = Template('<span class="math">{}</span>')
_JUMPS = to_say("A step has slope 0 everywhere: nothing flows back, and nothing is learned.")
_TOLD: dict[State, str] = {
    "off-here": to_say("Off here: its slope is 0, so nothing flows back through it."),
    "saturated": to_say(
        "Saturated: its slope is so small that hardly anything flows back through it."
    ),
}


def _state(scene: Scene, k: int, j: int) -> list[str]:
    state = _state_of(scene, k, j)
    jumps = ACTIVATIONS[scene.network.layers[k].activation].jumps
    if jumps:
        return [_(_JUMPS)]
    return [] if state is None or backward.fused_at(scene, k) else [_(_TOLD[state])]


def _gradients(scene: Scene, k: int, j: int) -> Markup:
    """∂L/∂w of each weight, ∂L/∂b, and of a layer that learns its α ∂L/∂α."""
    layer, decimals, network = scene.network.layers[k], scene.decimals, scene.network
    rows = []
    for i in range(min(layer.n_in, MOST_GRADIENTS)):
        found = gradient(backward.gradient(scene, k, j, i), decimals, f"gradient/{k}/{j}/{i}")
        rows.append(_FACT.format(variable("w", i + 1), source_name(network, k, i), found))
    bias = gradient(backward.delta(scene, k, j), decimals, f"bias-gradient/{k}/{j}")
    rows.append(_FACT.format(variable("b"), "= δ", bias))
    if ACTIVATIONS[layer.activation].learns_alpha:
        found = gradient(backward.alpha_gradient(scene, k), decimals, f"alpha-gradient/{k}")
        rows.append(_FACT.format(equation.ALPHA, _("of the layer"), found))
    rest = layer.n_in - MOST_GRADIENTS
    if rest > 0:
        rows.append(_MORE.format(_("and {count} more: see the matrices", count=rest)))
    return _GRADIENTS.format(join(rows))


def _check(
    check: gradient_check.Check | None, gradient_name: str, check_name: str, letter: str
) -> Markup:
    """Both numbers, and whether they agree; in words where there is no derivative."""
    by_rule = None if check is None else check.backward
    central = None if check is None else check.central
    css, verdict = _verdict(check)
    return _CHECK.format(
        _("backprop"),
        printed(by_rule, CHECKED, quantity=gradient_name, css=" gradient-sum"),
        printed(central, CHECKED, quantity=check_name, css=" gradient-sum"),
        css,
        verdict,
        p=variable(letter),
    )


def _verdict(check: gradient_check.Check | None) -> tuple[str, str]:
    if check is None:
        return "", ""
    if check.broken:
        return "broken", _("a kink or a jump lies within h: there both may differ")
    if check.agrees:
        return "agree", _("✓ agree")
    return "differ", _("✗ they differ")


def _holds(factors: list[Markup], result: Markup) -> bool:
    """Whether printed factors have the printed product."""
    return exactly(times(map(_read, factors)), _read(result))


def _read(number: Markup) -> Value:
    return read_printed(number.striptags())


def _bold(number: Markup) -> Markup:
    return Markup("<b>{}</b>").format(number)
