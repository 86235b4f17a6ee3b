"""δ of an output in the inspector: how the loss pulls at it, and why ŷ − y comes out.

With the loss that goes with it, the slope of a sigmoid or a softmax and that of the logarithm
cancel: what is left is ŷ − y, or that over the number of outputs where the loss is their mean.
"""

from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.learning import backward
from playground.analysis.rows.predictions import wanted
from playground.language import _
from playground.notation import read_printed
from playground.panels.kit import equation
from playground.panels.kit.equation import EQUALS, MINUS, TIMES, judged, parenthesised, variable
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template
from playground.relation import exactly, plus, times
from playground.scene import Scene

_Y, _YES = variable("y"), variable("ŷ")
_DELTA, _NOTHING = variable("δ"), Markup("")
_PULL = Markup('∂<i>L</i><span class="op">/</span>∂<i>ŷ</i>')
_SLOPE = Markup("<i>f</i>′({})").format(equation.Z)
_BOLD = Template("<b>{}</b>")
_FRACTION = Template('<span class="fraction"><span>{}</span><span>{}</span></span>')
#: The pull of each loss in letters; of several outputs the loss is their mean.
_PULLS = {
    "mse": Markup("2(<i>ŷ</i> − <i>y</i>)"),
    "mae": Markup("sign(<i>ŷ</i> − <i>y</i>)"),
    "huber": Markup("clip(<i>ŷ</i> − <i>y</i>, ±1)"),
    "binary-cross-entropy": Markup("(<i>ŷ</i> − <i>y</i>) / (<i>ŷ</i>(1 − <i>ŷ</i>))"),
    "cross-entropy": Markup("−<i>y</i> / <i>ŷ</i>"),
}


def at_output(scene: Scene, k: int, j: int) -> list[Markup]:
    """The lines of δ of output j."""
    found = backward.way_back(scene)
    if found is None:
        return []
    if found.fused:
        return [*_cancelled(scene, k), _difference(scene, k, j)]
    return _product(scene, k, j, found.loss_name)


def _cancelled(scene: Scene, k: int) -> list[Markup]:
    """Why ŷ − y comes out."""
    if ACTIVATIONS[scene.network.layers[k].activation].whole_layer:
        symbols = Markup(
            "{}Σ<sub>m</sub> ∂<i>L</i>/∂<i>ŷ</i><sub>m</sub>{}∂<i>ŷ</i><sub>m</sub>/∂<i>z</i>"
        ).format(EQUALS, TIMES)
        worked = Markup("{}−<i>y</i>(1 − <i>ŷ</i>) + (1 − <i>y</i>)<i>ŷ</i>").format(EQUALS)
        words = _("delta equals the sum of the pulls of all outputs times their slopes by z")
        return [
            equation.line(_DELTA, symbols, words),
            equation.line(_NOTHING, worked, _("for the targets sum to 1")),
        ]
    pull = _FRACTION.format(Markup("<i>ŷ</i> − <i>y</i>"), Markup("<i>ŷ</i>(1 − <i>ŷ</i>)"))
    slope = Markup("<i>ŷ</i>(1 − <i>ŷ</i>)")
    words = _("delta equals the slope of the loss by the output times the sigmoid's slope")
    return [
        equation.line(_DELTA, EQUALS + _PULL + TIMES + _SLOPE, words),
        equation.line(_NOTHING, EQUALS + pull + TIMES + slope, _("the factors cancel")),
    ]


def _difference(scene: Scene, k: int, j: int) -> Markup:
    """ŷ − y with the numbers; over the number of outputs where the loss is a mean."""
    decimals, n = scene.decimals, _mean_over(scene, k)
    output = computed(so_far.activation(scene, k, j), decimals, f"a/{k}/{j}")
    target = computed(wanted(scene, j), decimals, f"target/{j}")
    delta = computed(backward.delta(scene, k, j), decimals, f"delta/{k}/{j}", css=" gradient-sum")
    symbols, numbers = _YES + MINUS + _Y, output + MINUS + parenthesised(target)
    if n > 1:
        symbols = Markup("({}) / {}").format(symbols, n)
        numbers = Markup("({}) / {}").format(numbers, n)
    read = [read_printed(each.striptags()) for each in (output, target, delta)]
    minus = None if read[1] is None else -read[1]
    whole = times([read[2], read_printed(str(n))])
    sign = judged(exactly(plus([read[0], minus]), whole))
    right = EQUALS + symbols + EQUALS + numbers + equation.joined(sign, _BOLD.format(delta))
    told = equation.read_out(f"{numbers.striptags()} = {delta.striptags()}")
    spoken = _("equals the output minus its target, {told}", told=told)
    return equation.line(_NOTHING, right, spoken, " result")


def _mean_over(scene: Scene, k: int) -> int:
    layer = scene.network.layers[k]
    return 1 if ACTIVATIONS[layer.activation].whole_layer else layer.n_out


def _product(scene: Scene, k: int, j: int, loss_name: str) -> list[Markup]:
    """δ = ∂L/∂ŷ · f′(z) where nothing cancels; of a whole layer the sum over its outputs."""
    decimals, n = scene.decimals, scene.network.layers[k].n_out
    pull = computed(backward.pull(scene, k, j), decimals, f"pull/{k}/{j}")
    delta = computed(backward.delta(scene, k, j), decimals, f"delta/{k}/{j}", css=" gradient-sum")
    formula = _PULLS[loss_name]
    if n > 1 and loss_name != "cross-entropy":
        formula = Markup("({}) / {}").format(formula, n)
    told = _("the loss pulls with {number}", number=pull.striptags())
    first = equation.line(_PULL, EQUALS + formula + EQUALS + pull, told)
    if backward.depends_on_layer(scene, k):
        symbols = Markup(
            "{}Σ<sub>m</sub> ∂<i>L</i>/∂<i>ŷ</i><sub>m</sub>{}∂<i>ŷ</i><sub>m</sub>/∂<i>z</i>"
        ).format(EQUALS, TIMES)
        right = symbols + equation.joined(EQUALS, _BOLD.format(delta))
        words = _(
            "delta, over all outputs, {told}", told=equation.read_out(f"= {delta.striptags()}")
        )
        return [first, equation.line(_DELTA, right, words, " result")]
    slope = computed(so_far.slope(scene, k, j), decimals, f"slope/{k}/{j}")
    read = [read_printed(each.striptags()) for each in (pull, slope, delta)]
    sign = judged(exactly(times(read[:2]), read[2]))
    numbers = EQUALS + parenthesised(pull) + TIMES + parenthesised(slope)
    right = numbers + equation.joined(sign, _BOLD.format(delta))
    spoken = equation.read_out(f"{numbers.striptags()} = {delta.striptags()}")
    return [
        first,
        equation.line(_DELTA, EQUALS + _PULL + TIMES + _SLOPE, _("delta equals pull times slope")),
        equation.line(_NOTHING, right, spoken),
    ]
