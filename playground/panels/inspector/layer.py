"""The inspector of a layer: its activation, fresh weights, statistics."""

import htpy
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis import so_far
from playground.analysis.layers.layer_statistics import (
    Spread,
    a_spread,
    in_state,
    switched_on,
    weight_spread,
    z_spread,
)
from playground.analysis.neurons.neuron_states import WORDS
from playground.cache import cached
from playground.initialisers import DEFAULT, INITIALISERS
from playground.language import _, ngettext
from playground.notation import compact, format_number
from playground.panels.inspector.neuron import alpha_row, shows_alpha
from playground.panels.kit import card, controls, equation
from playground.panels.kit.card import SceneKey, scene_key
from playground.panels.kit.names import layer_name
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template, join
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene

_ROW = Template('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>')
_TABLE = Template(
    '<table class="statistics" data-key="statistics"><thead><tr><td></td>'
    '<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
    "<tbody>{}</tbody></table>"
)
_NOTE = Template('<p class="aside" data-key="left-out">{}</p>')
_SHARE = Template('<p class="flags" data-key="share">{}</p>')
_FLAG = Template('<span class="flag {}">{}</span>')


def render(scene: Scene, view: View, k: int) -> Panel:
    """The inspector for layer k."""
    layer = scene.network.layers[k]
    name = layer_name(scene.network, k)
    shape = (layer.n_out, layer.n_in)
    key = scene_key(scene)
    frame = _frame(key, view.theme, k, name, shape, layer.activation)
    parts = {
        "statistics": _statistics(scene, k),
        "left-out": _left_out(scene, k),
        "share": _share(scene, k),
    }
    if shows_alpha(layer.activation, key):
        parts["alpha"] = alpha_row(scene, k)
    return Panel(frame, parts)


@cached(256)
def _frame(
    key: SceneKey, theme: str, k: int, name: str, shape: tuple[int, int], activation: str
) -> Markup:
    entry = ACTIVATIONS[activation]
    count = ngettext("{count} neuron", "{count} neurons", shape[0])
    show_alpha = shows_alpha(activation, key)
    return card.root(
        "neuron",
        name,
        key,
        theme,
        htpy.div(".head")[htpy.h2[name], htpy.span(".aside")[f"{count} · {entry.called}"]],
        htpy.div(".equation.math")[
            equation.line(
                Markup(""),
                equation.formula(activation),
                _("formula of {function}", function=entry.called),
                " formula",
            )
        ],
        htpy.dl(".traits")[
            htpy.dt[_("Range")],
            htpy.dd[_(entry.interval)],
            htpy.dt[_("Good for")],
            htpy.dd[_(entry.good_for)],
            htpy.dt[_("Trouble")],
            htpy.dd[_(entry.trouble)],
        ],
        htpy.div(".rows")[slot("alpha")] if show_alpha else None,
        _dice(k, name, key) if "randomise" not in key.hidden else None,
        htpy.h3[_("Statistics")],
        slot("statistics"),
        slot("left-out"),
        slot("share"),
    )


def _dice(k: int, name: str, key: SceneKey) -> htpy.Node:
    """Initialiser, seed and the button that draws fresh weights."""
    locked = bool({"weights", "biases"} & key.locked)
    title = _(controls.LOCKED_TITLE) if locked else None
    return [
        htpy.h3[_("Fresh weights")],
        htpy.div(".dice", data_fields=True)[
            htpy.select(
                data_field="init", aria_label=_("Initialiser"), disabled=locked, title=title
            )[
                [
                    htpy.option(value=init, selected=init == DEFAULT)[_(row.label)]
                    for init, row in INITIALISERS.items()
                ]
            ],
            htpy.label[
                htpy.span[_("seed")],
                htpy.input(
                    type="text",
                    inputmode="numeric",
                    value="0",
                    data_field="seed",
                    data_counts=True,
                    disabled=locked,
                    title=title,
                ),
            ],
            htpy.button(
                type="button",
                data_edit=f"randomise/{k}",
                aria_label=_("Randomise {name}", name=name),
                disabled=locked,
                title=title,
            )[_("Randomise")],
        ],
    ]


def _left_out(scene: Scene, k: int) -> Markup:
    """What the statistics leave out, in words; nothing if nothing is switched off."""
    weights, neurons = (int((~on).sum()) for on in switched_on(scene, k))
    named = [
        *([ngettext("{count} neuron", "{count} neurons", neurons)] if neurons else []),
        *([ngettext("{count} weight", "{count} weights", weights)] if weights else []),
    ]
    if not named:
        return _NOTE.format("")
    what = named[0] if len(named) == 1 else _("{one} and {other}", one=named[0], other=named[1])
    return _NOTE.format(_("without {what} switched off", what=what))


def _statistics(scene: Scene, k: int) -> Markup:
    """Least, mean and largest of weights, z and a, of all that is switched on."""
    done = so_far.layer_done(scene, k)
    rows = []
    for symbol, name, spread in (
        ("w", "weight", weight_spread(scene, k)),
        ("z", "z", z_spread(scene, k) if done else Spread()),
        ("a", "a", a_spread(scene, k) if done else Spread()),
    ):
        cells = [
            _cell(value, scene.decimals, f"{name}-{which}/{k}")
            for which, value in zip(Spread._fields, spread, strict=True)
        ]
        rows.append(_ROW.format(_math(symbol), *cells))
    return _TABLE.format(_("min"), _("mean"), _("max"), join(rows))


def _math(symbol: str) -> Markup:
    return Markup('<span class="math">{}</span>').format(equation.variable(symbol))


def _cell(value: float | None, decimals: int, quantity: str) -> Markup:
    text = None if value is None else compact(value, decimals)
    return printed(value, decimals, quantity=quantity, text=text)


def _share(scene: Scene, k: int) -> Markup:
    """How many of the neurons that are switched on are off here or saturated, in words."""
    found = in_state(scene, k)
    if found is None or not so_far.layer_done(scene, k):
        return _SHARE.format("")
    state, count, n_on = found
    share = format_number(100 * count / n_on, 0)
    told = {"count": count, "all": n_on, "state": _(WORDS[state]), "share": share}
    text = _("{count} of {all} {state} ({share} %)", **told)
    return _SHARE.format(_FLAG.format(state if count else "none", text))
